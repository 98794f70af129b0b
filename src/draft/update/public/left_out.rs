//! The sentences that the public is not told, with the reasons, for whoever sends the update.

use super::sort::{LeftOutReason, Sort};
use crate::domain::counted::counted;

/// So many sentences are named; of each so many letters, and so many reasons.
const MOST: usize = 8;
const LETTERS: usize = 70;
const REASONS: usize = 3;

/// The sentences left out of the impact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    lines: Vec<String>,
    sentences: usize,
}

impl LeftOut {
    /// A sentence goes for these reasons; without any because it leans on one that went.
    pub(super) fn add(&mut self, sentence: &[&str], reasons: &[LeftOutReason<'_>]) {
        self.sentences += 1;
        if self.lines.len() >= MOST {
            return;
        }
        // A message never repeats a secret.
        if reasons.iter().any(|(_, sort)| *sort == Sort::Secret) {
            self.lines
                .push("- a sentence with what may be a secret".to_owned());
            return;
        }
        let mut why: Vec<String> = Vec::new();
        for (word, sort) in reasons.iter().take(REASONS) {
            why.push(format!("{} {}", short(word), sort.in_words()));
        }
        if reasons.len() > REASONS {
            why.push(format!("{} more", reasons.len() - REASONS));
        }
        if why.is_empty() {
            why.push("follows from the one before".to_owned());
        }
        self.lines.push(format!(
            "- \u{201c}{}\u{201d}: {}",
            short(&sentence.join(" ")),
            why.join(", ")
        ));
    }

    /// In lines; `None` where nothing was left out.
    pub(super) fn in_words(mut self) -> Option<String> {
        if self.sentences == 0 {
            return None;
        }
        if self.sentences > self.lines.len() {
            let more = self.sentences - self.lines.len();
            self.lines.push(format!("- and {more} more"));
        }
        let sentences = counted(self.sentences, "sentence");
        let heading = format!("Left out of what the public reads: {sentences} of the impact.");
        Some(format!("{heading}\n{}", self.lines.join("\n")))
    }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
