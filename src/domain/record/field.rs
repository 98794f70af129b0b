//! The fields of an incident: one table, as `set` names them.

use std::fmt;

/// 1 (worst) to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Severity(u8);

impl Severity {
    /// `None` unless 1 to 5.
    pub fn new(level: u8) -> Option<Self> {
        (1..=5).contains(&level).then_some(Self(level))
    }

    /// Reads "1" to "5", also "SEV2" and "sev-2".
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let digits = text
            .strip_prefix("sev")
            .unwrap_or(&text)
            .trim_start_matches(['-', ' ']);
        Self::new(digits.parse().ok()?)
    }

    /// 1 to 5.
    pub fn level(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A change of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldChange {
    /// The whole value; for a list: this one entry and no other.
    Value(String),
    /// One more entry of a list.
    Add(String),
    /// Nothing is known any more.
    Clear,
    /// This entry of a list is no longer one.
    Remove(String),
    /// This entry of a list reads otherwise, in its place.
    Amend {
        /// The entry as it was.
        entry: String,
        /// As it now reads.
        to: String,
    },
}

impl FieldChange {
    /// The text that the field, or its list, holds with it; `None` where it only takes something away.
    pub fn given(&self) -> Option<&str> {
        match self {
            FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Amend { to: text, .. } => {
                Some(text)
            }
            FieldChange::Clear | FieldChange::Remove(_) => None,
        }
    }

    /// The one entry of a list that it is about; `None` where it is about the whole field.
    pub fn entry(&self) -> Option<&str> {
        match self {
            FieldChange::Add(entry) | FieldChange::Remove(entry) | FieldChange::Amend { entry, .. } => {
                Some(entry)
            }
            FieldChange::Value(_) | FieldChange::Clear => None,
        }
    }
}

/// A field's row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The field.
    pub name: FieldName,
    /// Its name in the journal, in JSON and after `set`.
    pub wire: &'static str,
    /// In words, for drafts and screens.
    pub title: &'static str,
    /// True if it holds several entries.
    pub list: bool,
}

macro_rules! fields {
    ($($name:ident $wire:literal $title:literal $list:literal;)+) => {
        /// A field that `set` changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FieldName {
            $(#[doc = $title] $name,)+
        }

        impl FieldName {
            /// The table, in the order that the documentation lists it.
            pub const ROWS: &'static [FieldRow] = &[
                $(FieldRow { name: FieldName::$name, wire: $wire, title: $title, list: $list },)+
            ];
        }
    };
}

fields! {
    Title "title" "Title" false;
    Severity "severity" "Severity" false;
    Zone "zone" "Zone" false;
    Summary "summary" "Summary" false;
    Impact "impact" "Impact" false;
    Trigger "trigger" "Trigger" false;
    Cause "cause" "Root cause" false;
    Resolution "resolution" "Resolution" false;
    Commander "commander" "Incident commander" false;
    Lessons "lessons" "Lessons" false;
    Affected "affected" "Affected" true;
    Factors "factors" "Contributing factors" true;
    Roles "roles" "Roles" true;
    WentWell "went-well" "What went well" true;
    WentWrong "went-wrong" "What went wrong" true;
    Lucky "lucky" "Where we got lucky" true;
    Links "links" "Links" true;
    PublicImpact "public-impact" "Impact, for customers" false;
    PublicCause "public-cause" "Cause, for customers" false;
}

impl FieldName {
    /// This field's row of the table.
    pub fn row(self) -> &'static FieldRow {
        &Self::ROWS[self as usize]
    }

    /// Its name in the journal, in JSON and after `set`.
    pub fn wire(self) -> &'static str {
        self.row().wire
    }

    /// True if an incident can be without it.
    pub fn is_clearable(self) -> bool {
        !matches!(self, FieldName::Title | FieldName::Zone)
    }

    /// The field of this exact name.
    pub fn from_wire(word: &str) -> Option<Self> {
        Self::ROWS.iter().find(|row| row.wire == word).map(|row| row.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_finds_its_own_row() {
        for row in FieldName::ROWS {
            assert_eq!(row.name.row(), row);
            assert_eq!(FieldName::from_wire(row.wire), Some(row.name));
        }
    }

    #[test]
    fn severities_are_one_to_five() {
        for (text, level) in [
            ("1", Some(1)),
            ("SEV3", Some(3)),
            ("sev-5", Some(5)),
            ("0", None),
            ("6", None),
            ("high", None),
        ] {
            assert_eq!(Severity::parse(text).map(Severity::level), level, "{text}");
        }
    }
}
