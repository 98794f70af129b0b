//! A status update to paste, from the journal: for the team, for executives, for the public.
//!
//! Impact first, then state, then what is being done, then when the next word comes. It says only what is recorded, times
//! to the minute, and by when the next one follows: whoever sends it starts the clock anew.

mod briefing;
pub(super) mod called;
mod deeds;
mod executive;
mod impact;
pub(super) mod public;
mod team;
mod when;

#[cfg(test)]
mod tests;

use super::said::{said, stop};
use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::harmless;
use crate::domain::incident::Incident;
use crate::domain::time::{Moment, Now};

pub(super) use briefing::Briefing;
use briefing::to_the_minute;
pub(super) use deeds::Reduction;
pub(super) use when::roughly;

/// The most words of an update, by audience.
const MOST_WORDS: usize = 90;
const MOST_WORDS_FOR_THE_TEAM: usize = 150;

/// So many characters of recorded words are repeated each time, and fewer where the whole would be too long.
const QUOTED: [usize; 4] = [briefing::MOST_SAID, 90, 50, 30];

/// So many characters of an update that was sent stand in the record of it: the whole is its evidence.
const BEGINNING: usize = 80;

/// For whom an update is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Those who work on it.
    #[default]
    Team,
    /// Those who answer for it.
    Executive,
    /// Those whom it affects.
    Public,
}

impl Audience {
    /// All of them, the nearest first.
    pub const ALL: [Audience; 3] = [Audience::Team, Audience::Executive, Audience::Public];

    /// Its name, lower case.
    pub fn name(self) -> &'static str {
        match self {
            Audience::Team => "team",
            Audience::Executive => "executive",
            Audience::Public => "public",
        }
    }

    /// To whom it goes, in a sentence.
    pub fn readers(self) -> &'static str {
        match self {
            Audience::Team => "the team",
            Audience::Executive => "executives",
            Audience::Public => "the public",
        }
    }
}

/// A status update, and what whoever sends it has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusUpdate {
    /// The update as plain, harmless text.
    pub text: String,
    /// The impact in plain words, where the public text has none that was written for customers.
    pub offered: Option<String>,
    /// The parts that this audience does not read although they stand in what it could read, in lines for whoever
    /// sends the update: what is dated ahead of now, and of the impact the sentences that the public does not read,
    /// with the reasons. `None`: nothing is left out.
    pub left_out: Option<String>,
}

/// Composes a status update.
pub fn update(incident: &Incident, audience: Audience, now: Now, policy: &Policy) -> StatusUpdate {
    let mut told = Briefing::of(incident, now);
    let next = told.next_by(policy);
    let ahead = told.ahead_in_words();
    let most_words = match audience {
        Audience::Team => MOST_WORDS_FOR_THE_TEAM,
        Audience::Executive | Audience::Public => MOST_WORDS,
    };
    if audience != Audience::Team {
        told.about = briefing::ABOUT;
    }
    let public = (audience == Audience::Public).then(|| public::text(&told));
    let mut text = String::new();
    for most in QUOTED {
        told.most = most;
        let mut lines = match (audience, &public) {
            (Audience::Team, _) => team::lines(&told),
            (Audience::Executive, _) => executive::lines(&told),
            (Audience::Public, public) => public
                .as_ref()
                .map(|public| public.lines.clone())
                .unwrap_or_default(),
        };
        add_next(&mut lines, &told, audience, next.as_ref());
        text = as_text(&lines);
        if text.split_whitespace().count() <= most_words {
            break;
        }
    }
    let (offered, withheld) = public.map_or((None, Vec::new()), |public| (public.offered, public.left_out));
    let left_out: Vec<String> = withheld.into_iter().chain(ahead).collect();
    StatusUpdate {
        text,
        offered,
        left_out: (!left_out.is_empty()).then(|| left_out.join("\n")),
    }
}

/// The update for executives once it is over, in a text for good; `None` before.
pub(super) fn executive_of(facts: &Facts<'_>) -> Option<String> {
    let told = Briefing::for_good(facts);
    told.is_over().then(|| executive::lines(&told).join("\n\n"))
}

/// The first sentence of an update, for the record that it was sent.
pub fn beginning(text: &str) -> String {
    said(text.lines().next().unwrap_or_default(), BEGINNING)
}

/// Says when the next word comes, while there is one to come.
fn add_next(
    lines: &mut Vec<String>,
    told: &Briefing<'_>,
    audience: Audience,
    next: Option<&(Moment, String)>,
) {
    if told.is_over() || told.incident().status() != crate::domain::incident::Status::Open {
        return;
    }
    match (audience, next) {
        (Audience::Team, next) => {
            let by = next.map_or("[say when]", |(_, by)| by.as_str());
            let step = told.next_step();
            let step = if step.starts_with('[') { step } else { stop(&step) };
            let behind = if next.is_some() { "." } else { "" };
            lines.push(format!("Next update {by}{behind} Next step: {step}"));
        }
        (Audience::Executive, next) => {
            let by = next.map_or("[say when]".to_owned(), |(_, by)| format!("by {by}."));
            let line = format!("Next update {by}");
            match lines.last_mut() {
                Some(last) => *last = format!("{last} {line}"),
                None => lines.push(line),
            }
        }
        (Audience::Public, Some((at, by))) => lines.push(public::next(told, by, *at)),
        (Audience::Public, None) => lines.push("[Say when the next update comes.]".to_owned()),
    }
}

/// The lines, made harmless: a line break in what somebody wrote begins no line of its own here.
pub(super) fn as_text(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| harmless::line(line).into_owned() + "\n");
    lines.collect()
}
