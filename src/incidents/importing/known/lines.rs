//! The lines of files that an incident holds: found again by file, words and time, not by number, since lines above
//! come and go.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{are_same, words};
use crate::domain::incident::Event;
use crate::domain::long_text::{MAX_INLINE, first_of};

/// A line of fewer bytes is recorded complete, whatever its text was made of.
const LONG: usize = MAX_INLINE / 2;

/// So often words were recorded at each time, in microseconds; `None`: without one.
type Times = BTreeMap<Option<i64>, usize>;

/// An event by its line, and its time in microseconds.
type Placed<'i> = (&'i Event, Option<i64>);

/// The lines that are recorded and not taken yet.
#[derive(Debug, Default)]
pub(super) struct Lines<'i> {
    /// By the name of the file and the words.
    files: HashMap<&'i str, HashMap<&'i str, Times>>,
    /// By the name of the file with the number of the line.
    places: HashMap<&'i str, Vec<Placed<'i>>>,
    /// The files of which a line was found again at its time.
    found: HashSet<String>,
}

impl<'i> Lines<'i> {
    /// Adds what was recorded of a line of a file.
    pub(super) fn add(&mut self, file: &'i str, place: &'i str, event: &'i Event, at: Option<i64>) {
        self.places.entry(place).or_default().push((event, at));
        if let Some(words) = words(event) {
            let times = self.files.entry(file).or_default().entry(words).or_default();
            *times.entry(at).or_default() += 1;
        }
    }

    /// Takes what was recorded of this line; false where nothing is left. Files of one name are many: where the line and
    /// the record both have a time, it is the same.
    pub(super) fn take(&mut self, file: &str, place: &str, raw: &str, at: Option<i64>) -> bool {
        let is_there = self.take_words(file, raw, at)
            || (raw.len() > LONG && self.take_words(file, &first_of(raw), at))
            || self.take_place(place, file, raw, at);
        if is_there && at.is_some() && !self.found.contains(file) {
            self.found.insert(file.to_owned());
        }
        is_there
    }

    /// Takes the same words at another time, of a file that was found again by other lines.
    pub(super) fn take_moved(&mut self, file: &str, raw: &str) -> bool {
        self.found.contains(file)
            && (self.take_any(file, raw) || (raw.len() > LONG && self.take_any(file, &first_of(raw))))
    }

    fn take_words(&mut self, file: &str, words: &str, at: Option<i64>) -> bool {
        let Some(times) = self.times(file, words) else {
            return false;
        };
        take(times, at)
            || if at.is_some() {
                take(times, None)
            } else {
                take_first(times)
            }
    }

    fn take_any(&mut self, file: &str, words: &str) -> bool {
        self.times(file, words).is_some_and(take_first)
    }

    fn times(&mut self, file: &str, words: &str) -> Option<&mut Times> {
        self.files.get_mut(file)?.get_mut(words)
    }

    /// Takes what was recorded of the same line at the same time, where its words cannot be compared: they were removed,
    /// or masked by other rules.
    fn take_place(&mut self, place: &str, file: &str, raw: &str, at: Option<i64>) -> bool {
        let Some(placed) = self.places.get_mut(place) else {
            return false;
        };
        let is_same =
            |(event, time): &Placed<'_>| *time == at && words(event).is_none_or(|words| are_same(words, raw));
        let Some(nth) = placed.iter().position(is_same) else {
            return false;
        };
        match words(placed.swap_remove(nth).0) {
            Some(words) => self.take_words(file, words, at),
            None => true,
        }
    }
}

fn take(times: &mut Times, at: Option<i64>) -> bool {
    let Some(count) = times.get_mut(&at) else {
        return false;
    };
    *count -= 1;
    if *count == 0 {
        times.remove(&at);
    }
    true
}

fn take_first(times: &mut Times) -> bool {
    let first = times.keys().next().copied();
    first.is_some_and(|at| take(times, at))
}
