//! The places of the keyboard: one table of contexts, each with its rows of keys.

use super::KeyRow;
use crate::app::everywhere;
use crate::app::screen::{
    action_items, ask, belongs, close, composing, confirm, detail, fields, filter, find, help, incidents,
    kinds, live, outcomes, palette, paper, paste, picker, preview, search, statistics,
};

/// The contexts, one a row: whether characters are text there or keys, its heading in the help, and its rows.
macro_rules! contexts {
    ($($(#[$doc:meta])+ $name:ident: $letters:ident, $title:literal, $rows:expr;)+) => {
        /// The place of the keyboard, which says what rows of the table hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Context {
            $($(#[$doc])+ $name),+
        }

        impl Context {
            /// Every context, in the order that help shows them.
            pub const ALL: [Context; [$($title),+].len()] = [$(Context::$name),+];

            /// Says whether characters are text here.
            pub fn writes(self) -> bool {
                match self {
                    $(Context::$name => contexts!(@writes $letters)),+
                }
            }

            /// Its name, as a heading of the help.
            pub fn title(self) -> &'static str {
                match self {
                    $(Context::$name => $title),+
                }
            }

            /// Its keys.
            pub fn rows(self) -> &'static [KeyRow] {
                match self {
                    $(Context::$name => $rows),+
                }
            }
        }
    };
    (@writes text) => { true };
    (@writes keys) => { false };
}

contexts! {
    /// The line at the bottom of the live screen, and the question of the first one.
    Composer: text, "Writing", composing::ROWS;
    /// The question that starts an incident.
    Question: text, "What is happening?", composing::QUESTION;
    /// The list that `/` opens above the composer.
    Picker: text, "Kinds and commands (/)", picker::ROWS;
    /// The timeline, when it has the focus.
    Timeline: keys, "Timeline", live::ROWS;
    /// A text to search for.
    Search: text, "Searching", search::ROWS;
    /// A filter of the timeline.
    Filter: text, "Filtering", filter::ROWS;
    /// Another kind for an event.
    Kinds: keys, "Another kind", kinds::ROWS;
    /// The mitigations of an impact window, of which is said which helped.
    Outcomes: keys, "Which mitigation helped", outcomes::ROWS;
    /// A change of the record that waits for a yes.
    Confirm: keys, "Asked before the record is changed", confirm::ROWS;
    /// A line that waits for its incident: the one shown is closed.
    Belongs: keys, "A line for a closed incident", belongs::ROWS;
    /// One event, whole.
    Detail: keys, "One event", detail::ROWS;
    /// The list of incidents.
    Incidents: keys, "Incidents", incidents::ROWS;
    /// The statistics of all incidents.
    Statistics: keys, "Statistics", statistics::ROWS;
    /// The review, and the draft.
    Close: keys, "Close", close::ROWS;
    /// A paste of several lines that waits for a choice.
    Paste: keys, "A paste of several lines", paste::ROWS;
    /// The events that a paste or a file is read as.
    Preview: keys, "A preview: a paste, an import", preview::ROWS;
    /// A line of the preview.
    PreviewLine: text, "A line of the preview", preview::LINE;
    /// Another kind for a row of the preview.
    PreviewKinds: keys, "Another kind in the preview", preview::KINDS;
    /// A row of the preview in full.
    PreviewWhole: keys, "A row of the preview in full", preview::WHOLE;
    /// All fields of the incident.
    Fields: keys, "Fields", fields::ROWS;
    /// Work to do afterwards.
    ActionItems: keys, "Action items", action_items::ROWS;
    /// A question with one answer.
    Ask: text, "Answering", ask::ROWS;
    /// A status update to be pasted.
    Update: keys, "Status update", paper::UPDATE;
    /// The handover to be pasted.
    Handover: keys, "Handover", paper::HANDOVER;
    /// The text of an update or of the handover, while it is edited.
    PaperText: text, "Editing what is to be pasted", paper::TEXT;
    /// Every command by name.
    Palette: text, "Commands (Ctrl-P)", palette::ROWS;
    /// Words to search all incidents for.
    Find: text, "Searching all incidents", find::ROWS;
    /// All keys.
    Help: keys, "Help", help::ROWS;
    /// Wherever no nearer row claims the key.
    Everywhere: keys, "Everywhere", everywhere::ROWS;
}
