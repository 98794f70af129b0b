//! The shape of a JSON document, to tell formats apart: the keys of its first entries and their short texts, found in
//! the beginning of the file.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::import::document::{Bundle, Document};

/// So many bytes at the beginning of a file show its shape.
const HEAD: usize = 64 * 1024;
/// So many files of a bundle are looked at.
const FILES: usize = 32;
/// So many entries of an array show the shape of all.
const ENTRIES: usize = 8;
/// Keys below so many others show nothing more.
const DEPTH: usize = 5;
/// The most paths that a shape has, and the most bytes of a key or a text in it.
const PATHS: usize = 500;
const LONGEST: usize = 64;

/// The paths of a document's first value, such as `items[].kind`, each with its first text where that is a short one.
#[derive(Debug, Default)]
pub(in crate::import) struct Shape {
    paths: BTreeMap<String, Option<String>>,
}

/// The shapes of the first files of a bundle, where they are JSON.
pub(in crate::import) fn shapes(bundle: &Bundle) -> impl Iterator<Item = Shape> {
    bundle.documents.iter().take(FILES).filter_map(Shape::of)
}

impl Shape {
    /// The shape of a document; `None` where it does not begin with a JSON array or object that is sound as far as it
    /// is looked at.
    pub(in crate::import) fn of(document: &Document) -> Option<Self> {
        let is_cut = document.bytes.len() > HEAD;
        let head = &document.bytes[..document.bytes.len().min(HEAD)];
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches(['\u{feff}', '\u{1e}', ' ', '\t', '\r', '\n']);
        if !head.starts_with(['{', '[']) {
            return None;
        }
        let mut shape = Shape::default();
        let mut json = serde_json::Deserializer::from_str(head);
        let looking = Looking {
            shape: &mut shape,
            path: "",
            depth: 0,
        };
        match looking.deserialize(&mut json) {
            Ok(()) => Some(shape),
            Err(error) => (is_cut && error.is_eof()).then_some(shape),
        }
    }

    /// True if something stands at this path.
    pub(in crate::import) fn has(&self, path: &str) -> bool {
        self.paths.contains_key(path)
    }

    /// True if something stands at each of these paths.
    pub(in crate::import) fn has_all(&self, paths: &[&str]) -> bool {
        paths.iter().all(|path| self.has(path))
    }

    /// True if something stands at one of these paths.
    pub(in crate::import) fn has_any(&self, paths: &[&str]) -> bool {
        paths.iter().any(|path| self.has(path))
    }

    /// The keys directly behind this beginning of a path.
    pub(in crate::import) fn keys<'s>(&'s self, before: &'s str) -> impl Iterator<Item = &'s str> {
        let behind = self
            .paths
            .keys()
            .filter_map(move |path| path.strip_prefix(before));
        behind.filter(|key| !key.contains(['.', '[']))
    }

    /// The first text at this path, where it is a short one.
    pub(in crate::import) fn text(&self, path: &str) -> Option<&str> {
        self.paths.get(path)?.as_deref()
    }

    fn note(&mut self, path: &str, text: Option<&str>) {
        let text = text.filter(|text| text.len() <= LONGEST);
        if let Some(known) = self.paths.get_mut(path) {
            if known.is_none() {
                *known = text.map(str::to_owned);
            }
        } else if self.paths.len() < PATHS {
            self.paths.insert(path.to_owned(), text.map(str::to_owned));
        }
    }
}

/// Looks at one value, and at those in it.
struct Looking<'s> {
    shape: &'s mut Shape,
    path: &'s str,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Looking<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        if self.depth > DEPTH {
            return json.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Looking<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.shape.note(self.path, Some(text));
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

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let path = format!("{}[]", self.path);
        for _ in 0..ENTRIES {
            let entry = Looking {
                shape: &mut *self.shape,
                path: &path,
                depth: self.depth + 1,
            };
            if seq.next_element_seed(entry)?.is_none() {
                return Ok(());
            }
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key.len() > LONGEST {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let dot = if self.path.is_empty() { "" } else { "." };
            let path = format!("{}{dot}{key}", self.path);
            self.shape.note(&path, None);
            map.next_value_seed(Looking {
                shape: &mut *self.shape,
                path: &path,
                depth: self.depth + 1,
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &str) -> Option<Shape> {
        Shape::of(&Bundle::of("x.json", bytes).documents[0])
    }

    #[test]
    fn the_first_entries_show_the_keys_and_short_texts() {
        let shape = of(
            "\u{feff} {\"items\": [{\"kind\": 1}, {\"kind\": \"Event\", \"a\": {\"b\": null}}], \"n\": []}",
        );
        let shape = shape.expect("it is JSON");
        assert_eq!(shape.text("items[].kind"), Some("Event"));
        assert!(shape.has_all(&["items", "items[].a.b", "n"]) && !shape.has_any(&["kind", "items[].b"]));
    }

    #[test]
    fn what_is_no_json_has_no_shape() {
        for text in ["", "14:02 x", "[14:02] x", "{ it broke }", "{\"a\": ", "- {}"] {
            assert!(of(text).is_none(), "{text:?}");
        }
        let nested = of(&"[".repeat(100_000));
        assert!(
            nested.is_none_or(|shape| shape.paths.is_empty()),
            "nested without end"
        );
    }

    #[test]
    fn the_beginning_of_a_large_file_is_enough() {
        let large = format!("[{{\"ts\": \"1\"}}, {{\"text\": \"{}", "\u{e9}".repeat(HEAD));
        assert!(of(&large).is_some_and(|shape| shape.has("[].text")));
    }
}
