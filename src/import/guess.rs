//! Guesses the kind of an event from its words: "restored", "rolled back", "paged", "users report".
//!
//! The table of phrases is [`phrases`]. The first phrase of a text that stands there as a fact decides: not in a question,
//! and not behind words that deny it or put it off ("not restored yet", "will be rolled back").

mod phrases;
#[cfg(test)]
mod tests;

use crate::domain::kind::{Kind, Via};
use phrases::Meaning;

/// So many words before a phrase can deny it.
const REACH: usize = 5;

/// Words that deny what stands behind them, or put it off; also all that end with "n't".
const DENIALS: &[&str] = &[
    "before", "being", "cannot", "could", "failed", "going", "if", "may", "might", "mostly", "must", "need",
    "needs", "never", "no", "not", "once", "partly", "shall", "should", "tried", "unable", "unless", "until",
    "waiting", "want", "wanted", "when", "whether", "will", "without", "would",
];

/// Beginnings of words that put off what stands behind them.
const INTENTIONS: &[&str] = &[
    "attempt", "expect", "hope", "hoping", "partial", "plan", "schedul", "try",
];

/// Words with which a question begins that lacks its mark.
const QUESTIONS: &[&str] = &[
    "any", "anybody", "anyone", "are", "can", "did", "do", "does", "has", "have", "how", "is", "should",
    "was", "what", "when", "where", "who", "why",
];

/// The beginning of a pager's message: behind it stand the number of its incident and what is wrong.
const TRIGGERED: &str = "triggered #";

/// `joined #ops` in words that the table of phrases knows.
const JOINED: &str = "joined channel ";

/// The kind that the words of an event show, and for a detection who noticed; `None` where they show none.
pub fn kind_of_words(text: &str) -> Option<(Kind, Option<Via>)> {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    if lower.trim_start().starts_with(TRIGGERED) {
        return Some((Kind::Detection, Some(Via::Monitor)));
    }
    let lower = lower.replace("joined #", JOINED);
    sentences(&lower)
        .filter(|sentence| !is_question(sentence))
        .find_map(of_sentence)
}

/// The sentences of a text. A dot inside a word ends none: `v1.2`, `db.internal`.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['?', '!', '\n'])
        .flat_map(|part| part.split(". "))
}

fn is_question(sentence: &str) -> bool {
    let first = words(sentence).next();
    let asks = first.is_some_and(|word| QUESTIONS.contains(&word));
    // "Is back to normal" tells; a question without its mark has a subject, and that is not judged here.
    sentence.trim_end().ends_with('?') || (asks && !sentence.contains(','))
}

fn of_sentence(sentence: &str) -> Option<(Kind, Option<Via>)> {
    clauses(sentence).find_map(of_clause)
}

/// The parts of a sentence within which words deny each other.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| [',', ';', ':', '(', ')', '\u{2013}', '\u{2014}', '|'].contains(&c);
    sentence
        .split(ends)
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" but "))
}

/// The words of a clause; `-`, `_` and `'` stay inside theirs.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .map(|word| word.trim_matches(['\'', '-']))
        .filter(|word| !word.is_empty())
}

fn of_clause(clause: &str) -> Option<(Kind, Option<Via>)> {
    let words: Vec<&str> = words(clause).collect();
    let mut at = 0;
    while at < words.len() {
        match phrases::longest(&words[at..]) {
            Some((Meaning::Of(kind, via), _)) if !is_denied(&words[..at]) => return Some((kind, via)),
            // What only looks like a phrase is passed over as a unit.
            Some((Meaning::Of(..) | Meaning::Nothing, length)) => at += length,
            None => at += 1,
        }
    }
    None
}

fn is_denied(before: &[&str]) -> bool {
    let denies = |word: &&&str| {
        DENIALS.contains(*word)
            || word.ends_with("n't")
            || INTENTIONS.iter().any(|start| word.starts_with(start))
    };
    before.iter().rev().take(REACH).any(|word| denies(&word))
}
