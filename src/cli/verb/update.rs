//! `update`: a status update to paste, for one of three audiences.

use clap::{Args, ValueEnum};

use crate::cli::json::TextJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::draft::update::{Audience, update};

#[derive(Debug, Args)]
pub(in crate::cli) struct UpdateArgs {
    /// For whom
    #[arg(long, value_enum, default_value_t = AudienceWord::Team, value_name = "AUDIENCE")]
    audience: AudienceWord,
    /// Name people by their roles
    #[arg(long)]
    roles: bool,
}

/// For whom an update is, as typed after `--audience`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AudienceWord {
    /// Those who work on it
    Team,
    /// Those who answer for it
    Executive,
    /// Those whom it affects: no known names, hosts, addresses, tickets, phone numbers, evidence or dead ends
    Public,
}

pub(in crate::cli) fn run(args: UpdateArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let chosen = session.reading()?;
    let audience = match args.audience {
        AudienceWord::Team => Audience::Team,
        AudienceWord::Executive => Audience::Executive,
        AudienceWord::Public => Audience::Public,
    };
    let now = session.world.machine.now();
    let policy = session.config.updates;
    // The public reads no names at all, and what is a name is learnt from those who have one.
    let roles = args.roles && audience != Audience::Public;
    let incident = chosen.reading.incident.told_by_role_or_name(roles);
    let update = update(&incident, audience, now, &policy);
    if let Some(words) = &update.left_out {
        words.lines().for_each(|line| session.output().say(line));
    }
    let document = TextJson {
        text: &update.text,
        left_out: update.left_out.as_deref(),
    };
    session.answer(|_| Ok(document), |session| session.output().raw(&update.text))
}
