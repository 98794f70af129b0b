//! Lines that begin an entry, and lines that go on with one.

use super::*;
use crate::import::text::timeline::line::Says;
use crate::import::text::timeline::trailing;

impl<'a> Grouper<'a, '_> {
    /// A line of the list itself.
    pub(super) fn entry(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if self.is_wrapped(nth, laid) {
            return self.go_on(nth, laid.raw);
        }
        if let Some(time) = trailing::of_above(laid.words, self.habits) {
            return self.time_of_above(nth, laid, time);
        }
        let Looked { entry, begins, says } =
            line::look(laid, Cow::Borrowed(laid.words), self.habits, self.context);
        let is_in_message = laid.mark == Mark::Plain
            && !entry.is_timed()
            && self.above().is_some_and(|above| above.is_message);
        match says {
            Says::Kind if is_in_message => return self.in_message(nth, laid, entry, false),
            Says::Work if is_in_message => return self.in_message(nth, laid, entry, true),
            Says::Kind | Says::Work | Says::Neither => {}
        }
        if !begins
            && laid.mark == Mark::Plain
            && is_label(laid.words)
            && self.above().is_none_or(|above| !above.is_message)
        {
            return self.skip(laid, Why::Heading);
        }
        if !begins && self.goes_on(nth, laid) {
            let words = if laid.mark == Mark::Item {
                laid.raw
            } else {
                chat::unedited(laid.words)
            };
            return self.go_on(nth, words);
        }
        let is_paragraph = !begins && laid.mark == Mark::Plain;
        if is_paragraph && self.is_title(nth, laid) {
            return self.title(laid);
        }
        self.begin(
            nth,
            Entry {
                is_paragraph,
                ..entry
            },
        )
    }

    /// `Time: 14:02` below what happened then; else the time of the words below it.
    fn time_of_above(&mut self, nth: usize, laid: &Laid<'a>, time: String) -> bool {
        let adjacent = self.is_adjacent(nth);
        let context = *self.context;
        if let Some(above) = self.above()
            && adjacent
            && !above.is_timed()
        {
            above.words = Cow::Owned(format!("{time} {}", above.words));
            line::retime(above, &context);
            above.covers(laid.number, laid.raw);
            self.open = Some(nth);
            return true;
        }
        let looked = line::look(laid, Cow::Owned(time), self.habits, &context);
        self.begin(nth, looked.entry)
    }

    /// True if the line is the rest of the sentence above, whatever it begins with.
    fn is_wrapped(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if laid.mark != Mark::Plain || !self.is_adjacent(nth) {
            return false;
        }
        let above = self.open.map(|last| self.lines[last].raw).unwrap_or_default();
        let wants_a_time = prose::wants_a_time(above);
        self.above().is_some_and(|above| {
            let is_indented =
                laid.indent > above.indent && !above.is_paragraph && !above.is_bare && !above.is_message;
            is_indented || (wants_a_time && !above.is_bare)
        })
    }

    /// True if a line without a time goes on with the entry that is open.
    fn goes_on(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let adjacent = self.is_adjacent(nth);
        let Some(above) = self.above() else {
            return false;
        };
        let is_below = laid.indent > above.indent;
        if above.mark == Mark::Heading || above.is_message {
            return true;
        }
        match laid.mark {
            Mark::Item => is_below && (above.is_timed() || above.mark == Mark::Item),
            Mark::Plain => adjacent || above.is_bare || (is_below && above.mark == Mark::Item),
            Mark::Heading | Mark::Row => false,
        }
    }

    /// True if a line of plain text is a title: it names the timeline, or ends with a colon above a list.
    fn is_title(&self, nth: usize, laid: &Laid<'a>) -> bool {
        let words = laid.words.trim_matches(['*', '_', '=', '-', ' ']);
        let count = words.split_whitespace().take(7).count();
        let lower = words.to_lowercase();
        let named = count <= 4
            && lower
                .split(|c: char| !c.is_alphabetic())
                .any(|word| TITLES.contains(&word));
        let below = self.lines[nth + 1..].iter().find(|line| !line.is_blank());
        let heads = count <= 5
            && words.ends_with(':')
            && below.is_some_and(|below| below.mark != Mark::Plain || self.is_timed(below));
        let is_underlined = self.next(nth).is_some_and(Laid::is_underline);
        named || heads || is_underlined
    }

    /// True if a line begins with a time of day.
    pub(super) fn is_timed(&self, laid: &Laid<'a>) -> bool {
        let looked = line::look(laid, Cow::Borrowed(laid.words), self.habits, self.context);
        looked.entry.is_timed()
    }
}

/// True if a line is a label in the manner of a title: `Root Cause and Resolution:`.
fn is_label(words: &str) -> bool {
    let Some(label) = words.trim_matches(['*', '_']).strip_suffix(':') else {
        return false;
    };
    let mut words = label.split_whitespace();
    let is_title = |word: &str| word.len() <= 3 || word.starts_with(char::is_uppercase);
    label.len() <= 60
        && label.starts_with(char::is_uppercase)
        && words.clone().count() <= 6
        && words.all(is_title)
}
