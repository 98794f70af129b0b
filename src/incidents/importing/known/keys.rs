//! The entries of sources with keys of their own that an incident holds.

use std::collections::HashMap;

use super::{Standing, are_same};

/// The beginning of the keys of Slack: behind it stand the channel and the message's time.
const SLACK: &str = "slack:";

/// An entry that is recorded under a key.
#[derive(Debug)]
struct Keyed<'i> {
    /// The key as it is recorded.
    key: String,
    /// The words of the source; `None` where they were removed.
    words: Option<&'i str>,
    /// True if it is of the import itself.
    is_new: bool,
}

/// The entries that are recorded, by the part of a key that does not depend on how the source was exported.
#[derive(Debug, Default)]
pub(super) struct Keys<'i>(HashMap<String, Vec<Keyed<'i>>>);

impl<'i> Keys<'i> {
    /// Adds what was recorded under a key.
    pub(super) fn add(&mut self, key: &str, words: Option<&'i str>) {
        self.push(key, words, false);
    }

    fn push(&mut self, key: &str, words: Option<&'i str>, is_new: bool) {
        let found = self.0.entry(lasting(key).to_owned()).or_default();
        let key = key.to_owned();
        found.push(Keyed { key, words, is_new });
    }

    /// The standing of an entry with this key and these words. Two entries of one key in one import are one.
    pub(super) fn take(&mut self, key: &str, raw: &'i str) -> Standing {
        let found = self.0.get(lasting(key)).map_or(&[][..], Vec::as_slice);
        let has_same_words = |keyed: &Keyed<'_>| keyed.words.is_none_or(|words| are_same(words, raw));
        if found.iter().any(has_same_words) {
            return Standing::Recorded;
        }
        match found.iter().find(|keyed| keyed.key == key) {
            Some(keyed) if keyed.is_new => Standing::Recorded,
            Some(_) => Standing::Changed,
            None => {
                self.push(key, Some(raw), true);
                Standing::New
            }
        }
    }
}

/// The part of a key by which an entry is found again. A message of Slack has the time that is its own; the name of its
/// channel is another one where only a day's file was exported.
fn lasting(key: &str) -> &str {
    match key.strip_prefix(SLACK).and_then(|key| key.rsplit_once('/')) {
        Some((_, time)) => time,
        None => key,
    }
}
