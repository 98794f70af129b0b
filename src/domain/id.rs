//! Identities: of records (and so of events and action items) and of incidents.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The number of characters of an id's end that are shown to people and used in folder names.
pub const SHORT: usize = 6;

/// The identity of a record, minted before it is written, so that a record written twice is one record.
///
/// A UUID version 7; its end is random, which is why people name records by their last characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(Uuid);

/// As one number, which [`super::by_id`] hashes at once.
impl Hash for RecordId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.0.as_u128());
    }
}

/// The identity of an incident. The same in every segment of its journal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(Uuid);

macro_rules! identity {
    ($name:ident) => {
        impl $name {
            /// Wraps a freshly minted or decoded UUID.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The last [`SHORT`] characters, lower-case hex: what people type and see.
            pub fn short(&self) -> String {
                let text = self.0.simple().to_string();
                text[text.len() - SHORT..].to_owned()
            }

            /// True if `end` (six characters or more, any case) is how this id ends.
            pub fn ends_with(&self, end: &str) -> bool {
                end.len() >= SHORT
                    && self
                        .0
                        .hyphenated()
                        .to_string()
                        .ends_with(&end.to_ascii_lowercase())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

identity!(RecordId);
identity!(IncidentId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_name_an_id_by_its_end() {
        let id: RecordId = "018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e5f".parse().unwrap();
        assert_eq!(id.short(), "3d4e5f");
        assert!(id.ends_with("3D4E5F"));
        assert!(id.ends_with("0a1b2c3d4e5f"));
        assert!(!id.ends_with("d4e5f"), "five characters are too few to be sure");
        assert!(!id.ends_with("ffffff"));
    }
}
