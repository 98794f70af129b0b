//! Goes through the entries of JSON documents one at a time, so that only one stands in memory and a bad one harms no
//! other.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess,
    Visitor,
};
use serde_json::{Map, Value};

use crate::import::document::Document;
use crate::import::outcome::{Import, ImportError};
use crate::import::proposal::Why;

/// One entry of a document.
pub(in crate::import) struct Entry<'b> {
    /// Its place among all entries of the import, from 1.
    pub(in crate::import) place: usize,
    /// The file that it stands in.
    pub(in crate::import) document: &'b Document,
    /// The key of the array that it stands in; empty for an array that is the document, `None` for what stands around
    /// the arrays.
    pub(in crate::import) key: Option<&'static str>,
    /// The entry.
    pub(in crate::import) value: Value,
}

impl Entry<'_> {
    /// The entry in this form; one that is not is passed over.
    pub(in crate::import) fn read<T: DeserializeOwned>(&self, import: &mut Import) -> Option<T> {
        match T::deserialize(&self.value) {
            Ok(entry) => Some(entry),
            Err(error) => {
                import.pass_over(
                    self.place,
                    &self.value.to_string(),
                    Why::Unreadable(error.to_string()),
                );
                None
            }
        }
    }
}

/// Gives each entry of the arrays of these documents: of an array that is the document, and of those under one of
/// these keys of an object; at last what else stands in the object. A document may be several values, one behind the
/// other. Arrays in arrays are gone through.
///
/// # Errors
/// When a document is no JSON; of several, only when none is.
pub(in crate::import) fn each_entry<'b>(
    documents: &[&'b Document],
    format: &'static str,
    keys: &[&'static str],
    import: &mut Import,
    take: &mut dyn FnMut(Entry<'b>, &mut Import),
) -> Result<(), ImportError> {
    let mut place = 0;
    let (mut sound, mut broken) = (0, None);
    for document in documents {
        let text = document.text();
        let mut has_entries = false;
        let mut give = |key: Option<&'static str>, value: Value| {
            // What stands around arrays has the place of their last entry; an object without any is an entry itself.
            if key.is_some() || !std::mem::take(&mut has_entries) {
                place += 1;
            }
            has_entries |= key.is_some();
            take(
                Entry {
                    place,
                    document,
                    key,
                    value,
                },
                import,
            );
        };
        match each(&text, keys, &mut give) {
            Ok(()) => sound += 1,
            Err(error) if documents.len() == 1 => return Err(malformed(format, error.to_string())),
            Err(error) => {
                let why = format!("it is no JSON from here on: {error}");
                import.pass_over(error.line(), &document.name, Why::Unreadable(why.clone()));
                broken.get_or_insert(why);
            }
        }
    }
    match broken {
        Some(why) if sound == 0 && import.proposals.is_empty() => Err(malformed(format, why)),
        Some(_) | None => Ok(()),
    }
}

fn malformed(format: &'static str, why: String) -> ImportError {
    ImportError::Malformed { format, why }
}

/// The value that stands at this path of keys.
pub(in crate::import) fn within<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// The text that stands at this path of keys, where it is one and not empty.
pub(in crate::import) fn text_of<'v>(value: &'v Value, path: &[&str]) -> Option<&'v str> {
    within(value, path)?
        .as_str()
        .filter(|text| !text.trim().is_empty())
}

/// A taker of entries: the key of their array, and the entry.
type Give<'g> = &'g mut dyn FnMut(Option<&'static str>, Value);

fn each(text: &str, keys: &[&'static str], give: Give<'_>) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    loop {
        let root = Root {
            keys,
            give: &mut *give,
        };
        root.deserialize(&mut json)?;
        if json.end().is_ok() {
            return Ok(());
        }
    }
}

/// One value of a document.
struct Root<'g> {
    keys: &'g [&'static str],
    give: Give<'g>,
}

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let list = List {
            key: "",
            give: self.give,
        };
        list.visit_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut rest = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            match self.keys.iter().find(|known| **known == key) {
                Some(known) => map.next_value_seed(List {
                    key: known,
                    give: &mut *self.give,
                })?,
                None => {
                    rest.insert(key, map.next_value()?);
                }
            }
        }
        (self.give)(None, Value::Object(rest));
        Ok(())
    }
}

/// An array; anything else in its place has no entries.
struct List<'g> {
    key: &'static str,
    give: Give<'g>,
}

impl List<'_> {
    fn take(&mut self, value: Value) {
        match value {
            Value::Array(inner) => inner.into_iter().for_each(|value| self.take(value)),
            value => (self.give)(Some(self.key), value),
        }
    }
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<Value>()? {
            self.take(value);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// A text; anything else in its place counts as none, so that it costs no other field of the entry.
pub(in crate::import) fn lenient<'de, D: Deserializer<'de>>(json: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(json)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    })
}

/// The entries of an array; anything else in its place has none.
pub(in crate::import) fn list<'de, D: Deserializer<'de>>(json: D) -> Result<Vec<Value>, D::Error> {
    Ok(match Value::deserialize(json)? {
        Value::Array(entries) => entries,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => Vec::new(),
    })
}
