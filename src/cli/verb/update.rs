//! `update`: a status update to paste, for one of three audiences.

use crate::cli::args::{AudienceWord, UpdateArgs};
use crate::cli::json::{self, TextJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::draft::update::{Audience, left_out, update};

pub(in crate::cli) fn run(args: UpdateArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let chosen = session.reading()?;
    let audience = match args.audience {
        AudienceWord::Team => Audience::Team,
        AudienceWord::Executive => Audience::Executive,
        AudienceWord::Public => Audience::Public,
    };
    let now = session.world.machine.now();
    let policy = session.config.updates;
    let text = update(&chosen.reading.incident, audience, now, &policy);
    let left_out = left_out(&chosen.reading.incident, audience, now);
    if let Some(words) = &left_out {
        words.lines().for_each(|line| session.output().say(line));
    }
    let text = if session.common.json {
        json::text(&TextJson::of(&text).without(left_out.as_deref()))
    } else {
        text
    };
    session.output().raw(&text).map(|()| Exit::Done)
}
