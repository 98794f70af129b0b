//! The part of the context that is for customers, and the templates that see nothing else.

use serde::Serialize;

use super::{Citation, Draft};
use crate::draft::Template;

/// The words for customers: times from milestones, and what a person wrote for customers alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PublicTold {
    /// The heading: `Checkout: errors on 3 March 2026`, `Service disruption on 3 March 2026`.
    pub title: String,
    /// For people, every window: `On 3 March 2026, from 14:03 to 15:34 (UTC+01:00)`; null where there is none.
    pub when: Option<String>,
    /// The field `public-impact`, in one line.
    pub impact: Option<String>,
    /// Both in one sentence; null where one of them is missing.
    pub affected: Option<String>,
    /// The sentences of the field `impact` that name nobody and nothing, where nobody wrote `public-impact`: to be
    /// offered to whoever finishes the text, and never told by themselves.
    pub offered: Option<String>,
    /// `The effect was reduced at 14:52.`; null where no mitigation is marked as helping.
    pub reduced: Option<String>,
    /// The field `public-cause`, in one sentence.
    pub cause: Option<String>,
    /// `We noticed it at 14:07.`
    pub noticed: Option<String>,
    /// `It was over at 15:34.`
    pub over: Option<String>,
    /// True if users were affected, and are no longer.
    pub is_over: bool,
    /// True while the incident is open.
    pub is_open: bool,
    /// True while the incident is open, users are affected as far as is known, and no cause is recorded.
    pub is_cause_sought: bool,
    /// The action items tagged `#public` that are done, in the past tense.
    pub done: Vec<String>,
    /// Those that are to be done.
    pub to_do: Vec<String>,
}

/// The fields that a template sees: of a draft for the public those for customers alone, so that nothing else can get
/// into its text.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub enum Seen<'a> {
    /// All of them.
    Whole(&'a Draft),
    /// Those for customers.
    Public(PublicDraft<'a>),
}

/// A draft for the public.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PublicDraft<'a> {
    /// The version of the context.
    pub schema: u32,
    /// The name of the template.
    pub template: &'a str,
    /// The words for customers.
    pub public: &'a PublicTold,
    /// The journal that it was made from, whose files are not named.
    pub citation: &'a Citation,
}

impl Draft {
    /// The fields that its template sees, and that its JSON has.
    pub fn seen(&self) -> Seen<'_> {
        if self.template != Template::PUBLIC {
            return Seen::Whole(self);
        }
        Seen::Public(PublicDraft {
            schema: self.schema,
            template: &self.template,
            public: &self.public,
            citation: &self.citation,
        })
    }
}
