//! `man`: the manual page, one for the program, all its verbs and its tables.

mod sections;

use std::io;

use clap::Command;
use clap_mangen::Man;

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let page = page(&(session.tree)())
        .map_err(|error| Problem::refused(format!("the manual page cannot be made: {error}")))?;
    session.output().raw(&page).map(|()| Exit::Done)
}

fn page(tree: &Command) -> io::Result<String> {
    let mut page = Vec::new();
    Man::new(tree.clone()).render(&mut page)?;
    // One page: the verbs have sections in it, and no pages of their own.
    let mut page = in_one_page(&String::from_utf8_lossy(&page)).into_bytes();
    for verb in tree.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        page.extend(section(verb)?.into_bytes());
    }
    page.extend_from_slice(sections::all().as_bytes());
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn in_one_page(page: &str) -> String {
    let lines = page.lines().map(|line| {
        let verb = line
            .strip_prefix("hotwash\\-")
            .and_then(|rest| rest.strip_suffix("(1)"));
        verb.map_or_else(|| line.to_owned(), |verb| format!("\\fB{verb}\\fR")) + "\n"
    });
    lines.collect()
}

/// The section of a verb: how it is called and its own options.
fn section(verb: &Command) -> io::Result<String> {
    let name = format!("hotwash {}", verb.get_name());
    let man = Man::new(verb.clone().bin_name(&name).display_name(&name));
    let mut bytes = Vec::new();
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text
        .lines()
        .map(|line| match line {
            ".SH SYNOPSIS" => format!(".SH {}\n", name.to_uppercase()),
            ".SH DESCRIPTION" | ".SH OPTIONS" => ".PP\n".to_owned(),
            line => format!("{line}\n"),
        })
        .collect())
}
