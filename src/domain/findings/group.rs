//! The groups of the review: contradictions first, then questions, and last what only makes a record tidier.

/// The group of a rule: the matter that its findings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The record disagrees with itself, or holds what must not be in it: something has to be corrected.
    Contradiction,
    /// The record leaves open what a reader will ask.
    Question,
    /// The record could be tidier: owners, due dates, times that are only about right.
    Hygiene,
}

impl Group {
    /// Every group, in the order in which they are shown.
    pub const ALL: [Group; 3] = [Group::Contradiction, Group::Question, Group::Hygiene];

    /// The word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Contradiction => "contradiction",
            Group::Question => "question",
            Group::Hygiene => "hygiene",
        }
    }

    /// The heading above its findings.
    pub const fn heading(self) -> &'static str {
        match self {
            Group::Contradiction => "Contradictions",
            Group::Question => "Questions",
            Group::Hygiene => "Owners, due dates and precision",
        }
    }
}
