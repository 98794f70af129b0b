//! hotwash records what happens during an outage and drafts the postmortem from it.
//!
//! # The walks
//!
//! - A key becomes a row: bytes, `tui::input::decode`, an `Input`; `app::keymap` finds the row of the screen that has the
//!   keyboard; `app::update` changes the model and answers with effects; `Effect::Write` goes to `tui::worker::appender`,
//!   which records it through `incidents::scribe`; what was saved is read back, and `tui::view` draws it.
//! - `hotwash log` becomes a record: `cli::verb::log` reads the line with `domain::entry`, which gives a
//!   `domain::command`; `Scribe::record` locks, catches up, lets `domain::decide` decide, appends one line and syncs it
//!   (`journal::write`), and reads it back (`journal::read`) into the `domain::incident`.
//! - `hotwash close` becomes a draft: `incidents::closing` reads the journal and cites it; `domain::findings` reviews it;
//!   `draft` composes a context and renders a template.
//!
//! # The floors
//!
//! A module imports only from floors below it; `tests/house` holds that.
//!
//! 1. [`domain`]: words, records, commands, the incident they add up to, and what follows from it. Pure.
//! 2. [`journal`] (the disk), [`draft`] and [`import`] (pure), [`system`] (clock, ids, home, configuration).
//! 3. [`incidents`]: the one door to write, closing, the list of all incidents.
//! 4. [`app`]: the program behind the screen, as pure data.
//! 5. [`tui`]: the terminal, the threads, the drawing.
//! 6. [`cli`]: one file a verb.
//!
//! # Where things are added
//!
//! | what | where |
//! | --- | --- |
//! | a kind | a row in `domain/kind.rs`; what does not know it does not compile |
//! | a finding | its file in `domain/findings/`, and a row in `domain/findings/rules.rs` |
//! | a template | `assets/templates/`, and a row in `draft/templates.rs` |
//! | a screen | `app/screen/x.rs` (state, actions, keys) and `tui/view/x.rs` (drawing), with rows in `app/keymap/` |
//! | a key | a row in the `ROWS` of its screen in `app/screen/` |
//! | a verb | `cli/verb/x.rs`, with its rows in `cli/verb/mod.rs` |
//! | an import source | its file in `import/` |
//!
//! # An example
//!
//! ```
//! use hotwash::domain::kind::Kind;
//!
//! let (kind, _) = Kind::from_typed("rollback").expect("a word for a kind");
//! assert_eq!(kind, Kind::Mitigation);
//! assert_eq!(kind.row().title, "Mitigation");
//! ```

pub mod app;
pub mod cli;
pub mod domain;
pub mod draft;
pub mod import;
pub mod incidents;
pub mod journal;
pub mod system;
pub mod tui;
