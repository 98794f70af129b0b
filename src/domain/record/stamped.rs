//! `recorded_at`, as it stands in a line: UTC, always with microseconds.

use std::fmt;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::time::canonical;

/// An instant of the writer's clock.
pub(super) struct Stamped(pub(super) DateTime<Utc>);

impl Serialize for Stamped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

impl<'de> Deserialize<'de> for Stamped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Stamped;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an instant in RFC 3339")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Stamped, E> {
                let at = canonical::parse(text).map_or_else(|| text.parse::<DateTime<FixedOffset>>(), Ok);
                at.map(|at| Stamped(at.to_utc())).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}
