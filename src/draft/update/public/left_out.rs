//! The sentences that the public is not told, with the reasons, for whoever sends the update.

use super::sort::{LeftOutReason, Sort};
use crate::domain::counted::counted;

/// So many sentences are named; of each so many letters, and so many reasons.
const MOST: usize = 8;
const LETTERS: usize = 70;
const REASONS: usize = 3;

/// The sentences left out of the impact, or the action items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    lines: Vec<String>,
    count: usize,
}

impl LeftOut {
    /// A sentence goes for these reasons; without any because it leans on one that went.
    pub(super) fn add(&mut self, sentence: &[&str], reasons: &[LeftOutReason<'_>]) {
        self.add_called("", sentence, reasons);
    }

    /// The same for something that is called so before its words: `item 2 `.
    pub(super) fn add_called(&mut self, called: &str, sentence: &[&str], reasons: &[LeftOutReason<'_>]) {
        self.count += 1;
        if self.lines.len() >= MOST {
            return;
        }
        // A message never repeats a secret.
        if reasons.iter().any(|(_, sort)| *sort == Sort::Secret) {
            let what = if called.is_empty() { "a sentence " } else { called };
            self.lines.push(format!("- {what}with what may be a secret"));
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
            "- {called}\u{201c}{}\u{201d}: {}",
            short(&sentence.join(" ")),
            why.join(", ")
        ));
    }

    /// The sentences of the impact in lines; `None` where none was left out.
    pub(super) fn in_words(self) -> Option<String> {
        let sentences = counted(self.count, "sentence");
        self.below(&format!("{sentences} of the impact."))
    }

    /// The action items in lines; `None` where none was left out.
    pub(super) fn items_in_words(self) -> Option<String> {
        let items = counted(self.count as u64, "action item");
        self.below(&format!(
            "{items} tagged #public that may name somebody or something."
        ))
    }

    fn below(mut self, what: &str) -> Option<String> {
        if self.count == 0 {
            return None;
        }
        if self.count > self.lines.len() {
            let more = self.count - self.lines.len();
            self.lines.push(format!("- and {more} more"));
        }
        let heading = format!("Left out of what the public reads: {what}");
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
