//! Letters where no letter means anything: they type nothing and do nothing, and it is said how to write. Whoever goes
//! on may think that they are writing a line: for a moment no letter changes anything, and where Enter would, it takes
//! another one.

use chrono::TimeDelta;

use super::everywhere::Action;
use super::input::{Key, KeyCode};
use super::keymap::{Context, KeyRow, key_of};
use super::model::Model;
use crate::domain::time::Now;

/// The time after such a letter in which the next ones may belong to the same words.
const WORDS: TimeDelta = TimeDelta::seconds(2);

/// From so many such letters on they are words for sure: then not even the key that leads to writing is taken out of
/// their midst, since half a line would be recorded.
const SURE: usize = 2;

/// Letters that mean nothing where they were typed: somebody may think they are writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The time of the last of them.
    at: Now,
    /// The number of them.
    count: usize,
}

/// Notes that there was such a letter.
pub fn note(model: &mut Model) {
    let before = model
        .strayed
        .filter(|stray| model.now.instant - stray.at.instant < WORDS);
    let before = before.map_or(0, |stray| stray.count);
    model.strayed = Some(Stray {
        at: model.now,
        count: before + 1,
    });
}

/// Takes in a letter that is bound to nothing here.
pub(super) fn letter(model: &mut Model, context: Context, letter: char) {
    note(model);
    if is_question(context) {
        not_taken(model, letter);
    } else if let Some(how) = how_to_write(context) {
        model.tell(format!("\u{201c}{letter}\u{201d} is no key here. {how}"));
    }
}

fn not_taken(model: &mut Model, letter: char) {
    model.tell(format!(
        "\u{201c}{letter}\u{201d} is not taken as an answer: Enter twice goes ahead, Esc leaves it."
    ));
}

/// Takes in a letter that is a command here, but may belong to words.
fn held(model: &mut Model, context: Context, letter: char) {
    note(model);
    let how = how_to_write(context).unwrap_or_default();
    model.tell(format!(
        "\u{201c}{letter}\u{201d} is not done: it may belong to words. Letters wait 2 s. {how}"
    ));
}

/// Says which key leads to where letters are text.
fn how_to_write(context: Context) -> Option<String> {
    let key = key_of(context, Action::Write);
    key.map(|key| format!("{key} writes a line."))
}

/// Says whether letters are held in a question: then they answer nothing, and Enter does so only twice.
pub fn holds_answers(model: &Model) -> bool {
    model.strayed.is_some() && is_question(model.context())
}

fn is_question(context: Context) -> bool {
    matches!(context, Context::Confirm | Context::Belongs)
}

/// Says of a key that is bound to nothing in a question that it answers nothing: the question stays.
pub(super) fn no_answer(model: &mut Model, context: Context, key: Key) {
    if is_question(context) {
        model.tell(format!("{key} is no answer: the question stays; Esc leaves it."));
    }
}

/// Says whether a key does nothing because it may belong to words that somebody thinks they are writing.
pub(super) fn swallows(model: &mut Model, context: Context, key: Key, row: Option<&KeyRow>) -> bool {
    let Some(stray) = model.strayed.filter(|_| !context.writes()) else {
        model.strayed = None;
        return false;
    };
    if let Some(letter) = key.typed() {
        let goes_on = model.now.instant - stray.at.instant < WORDS;
        let sure = stray.count >= SURE;
        let doubted = |row: &KeyRow| row.changes || (sure && row.action == Action::Write.into());
        let swallowed = row.is_some_and(|row| goes_on && doubted(row));
        let answers = goes_on && is_question(context);
        if answers {
            self::letter(model, context, letter);
        } else if swallowed {
            held(model, context, letter);
        } else if row.is_some() && !goes_on {
            // What only shows or moves does no harm, and within words it says nothing of what comes next.
            model.strayed = None;
        }
        return swallowed || answers;
    }
    model.strayed = None;
    let doubted = matches!(
        context,
        Context::Confirm
            | Context::Belongs
            | Context::Close
            | Context::Paste
            | Context::Preview
            | Context::Kinds
    );
    if !doubted || key.code != KeyCode::Enter {
        return false;
    }
    model.tell("What you typed is no answer. Enter once more goes ahead; Esc leaves it.");
    true
}
