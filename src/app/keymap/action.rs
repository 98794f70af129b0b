//! The actions of keys: each screen has its own actions, and does every one of them.

use crate::app::everywhere;
use crate::app::field::Edit;
use crate::app::model::{Effect, Model};
use crate::app::router;
use crate::app::screen::{
    action_items, ask, belongs, close, composing, confirm, detail, fields, filter, find, help, incidents,
    kinds, live, outcomes, palette, paper, paste, picker, preview, search, statistics,
};
use crate::domain::incident::Incident;

/// The screens that have keys, one a row: each has an `Action` and does it in its `act`.
macro_rules! actions {
    ($($name:ident: $screen:ident;)+) => {
        /// The action of a key: an editing key of the line, or an action of one screen.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Action {
            /// An editing key of the line.
            Edit(Edit),
            $(
                #[doc = concat!("An action of `", stringify!($screen), "`.")]
                $name($screen::Action)
            ),+
        }

        $(impl From<$screen::Action> for Action {
            fn from(action: $screen::Action) -> Self {
                Action::$name(action)
            }
        })+

        impl Action {
            /// Does it, wherever the keyboard is.
            pub(in crate::app) fn act(&self, model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
                match self {
                    Action::Edit(edit) => {
                        router::write(model, incident, edit.clone());
                        Vec::new()
                    }
                    $(Action::$name(action) => $screen::act(model, incident, *action),)+
                }
            }
        }
    };
}

actions! {
    Everywhere: everywhere;
    Composing: composing;
    Picker: picker;
    Live: live;
    Search: search;
    Filter: filter;
    Kinds: kinds;
    Outcomes: outcomes;
    Confirm: confirm;
    Belongs: belongs;
    Detail: detail;
    Incidents: incidents;
    Statistics: statistics;
    Close: close;
    Paste: paste;
    Preview: preview;
    Fields: fields;
    ActionItems: action_items;
    Ask: ask;
    Paper: paper;
    Palette: palette;
    Find: find;
    Help: help;
}
