//! Lines that begin an entry, and lines that go on with one.

use super::*;

impl<'a> Grouper<'a, '_> {
    /// A line of the list itself.
    pub(super) fn entry(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if self.is_wrapped(nth, laid) {
            return self.go_on(nth, laid.raw);
        }
        let Looked { entry, begins } = line::look(laid, Cow::Borrowed(laid.words), self.habits, self.context);
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
            return self.skip(laid, Why::Heading);
        }
        self.begin(
            nth,
            Entry {
                is_paragraph,
                ..entry
            },
        )
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
