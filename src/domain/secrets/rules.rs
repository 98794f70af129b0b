//! The table of rules, and the user's own beside it.

use std::sync::OnceLock;

use super::hints::Hints;
use super::rule::{Row, Rule};
use super::{services, values};

/// The rules that a text is looked into with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The user's own.
    own: Vec<Rule>,
}

impl Rules {
    /// The table, and these.
    pub fn with(own: Vec<Rule>) -> Self {
        Rules { own }
    }

    /// The rules without which nothing of a line needs to be looked at: those of the table that have a word in it, and the
    /// user's own.
    pub(super) fn that_may_fit(&self, line: &str) -> impl Iterator<Item = &Rule> {
        let BuiltIn { rules, hints } = built_in();
        let may_fit = hints.in_line(line);
        let rules = rules.iter().enumerate();
        let of_table = rules.filter(move |(nth, _)| may_fit & (1 << nth) != 0);
        of_table.map(|(_, rule)| rule).chain(&self.own)
    }
}

/// All rows of the table.
pub(super) fn table() -> impl Iterator<Item = &'static Row> {
    services::ROWS.iter().chain(values::ROWS)
}

/// The table, compiled.
struct BuiltIn {
    rules: Vec<Rule>,
    hints: Hints,
}

fn built_in() -> &'static BuiltIn {
    static BUILT_IN: OnceLock<BuiltIn> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        // A test compiles all of them, so that none is left out.
        let compiled = table().filter_map(|row| Some((Rule::built_in(row.0, row.2, row.3)?, row.1)));
        let (rules, hints): (Vec<Rule>, Vec<&[&str]>) = compiled.unzip();
        BuiltIn {
            rules,
            hints: Hints::of(hints.into_iter()),
        }
    })
}
