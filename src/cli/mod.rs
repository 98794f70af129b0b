//! The command line face: arguments in, an answer and an exit status out.

mod args;
mod change;
mod command_line;
mod editor;
mod event;
mod interface;
mod json;
mod layout;
pub mod manual;
mod outcome;
mod output;
mod owner;
mod problem;
mod prompt;
mod select;
mod session;
mod shell_word;
mod table;
mod times;
mod verb;
mod world;

use std::ffi::OsString;
use std::io;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use command_line::{Arguments, shielded};
use problem::{Exit, Problem};
use session::Session;
use verb::run::inside;

use crate::incidents::closing::apart;

pub use output::Output;
pub use world::{StandardInput, World};

/// Does what the arguments say; the first is the program's name. Returns the exit status: 0 done, 1 refused, 2 usage,
/// 3 a journal is damaged, 74 it could not be saved.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World) -> u8 {
    let words: Vec<OsString> = args.into_iter().collect();
    if words.get(1).is_some_and(|word| word == apart::ARGUMENT) {
        return apart::answer(&mut world.input.reader, &mut io::stdout());
    }
    if words.get(1).is_some_and(|word| word == inside::LEADER) {
        return inside::lead(&words[2..], world.program.as_deref());
    }
    if words.get(1).is_some_and(|word| word == inside::JOB) {
        return inside::become_program(&words[2..]);
    }
    let ended = parsed(words, world).and_then(|exit| world.output.finish().map(|()| exit));
    ended
        .unwrap_or_else(|problem| {
            // What was answered before it went wrong is still of use.
            let _ = world.output.finish();
            world.output.problem(&problem);
            problem.exit
        })
        .status()
}

fn parsed(words: Vec<OsString>, world: &mut World) -> Result<Exit, Problem> {
    match Arguments::try_parse_from(shielded(&words)) {
        Ok(arguments) => dispatch(arguments, words.into_iter().skip(1).collect(), world),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            world.output.raw(&error.render().to_string()).map(|()| Exit::Done)
        }
        Err(error) => Err(error.into()),
    }
}

fn dispatch(arguments: Arguments, words: Vec<OsString>, world: &mut World) -> Result<Exit, Problem> {
    let mut session = Session::begin(world, arguments.common, words, Arguments::command)?;
    let Some(verb) = arguments.verb else {
        return interface::run(&mut session);
    };
    verb.run(&mut session)
}
