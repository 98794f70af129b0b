//! Headings, lines that say a day or a zone, and an event that has a heading of its own.

use super::*;

/// So many lines below a heading are looked at for times.
const FAR: usize = 40;

impl<'a> Grouper<'a, '_> {
    /// A line that says something of the times below it, or a heading that says nothing.
    pub(super) fn heading(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let is_heading = laid.mark == Mark::Heading || self.is_underlined(nth, laid);
        let only = day::only_day(laid.words, self.habits);
        if only.is_some() && !self.is_wrapped_day(nth, laid) {
            return self.heads(laid, only);
        }
        if !is_heading && is_channel(laid.raw) {
            return self.skip(laid, Why::Heading);
        }
        if !is_heading {
            let says_zone = laid.mark == Mark::Plain
                && zone_word_said(laid.raw, false).is_some()
                && !self.is_below(nth, laid);
            return says_zone && self.heads(laid, None);
        }
        let Looked { entry, begins, .. } =
            line::look(laid, Cow::Borrowed(laid.words), self.habits, self.context);
        let is_day = matches!(entry.time, TimeSaid::Day(_));
        if begins
            && !(is_day && self.has_times_below(nth))
            && (entry.is_timed() || laid.mark == Mark::Heading)
        {
            return self.begin(
                nth,
                Entry {
                    mark: Mark::Heading,
                    ..entry
                },
            );
        }
        let day = day::in_heading(laid.words, self.habits);
        self.heads(laid, day)
    }

    fn heads(&mut self, laid: &Laid<'a>, day: Option<DaySaid>) -> bool {
        let word = zone_word_said(laid.raw, false).or_else(|| zone_in(laid).filter(|_| day.is_some()));
        let zone = word.and_then(zone_word);
        self.open = None;
        self.pieces.push(Piece::Heading(Box::new(Heading {
            line: laid.number,
            raw: laid.raw,
            is_yearless: matches!(&day, Some(DaySaid::Date(date)) if line::is_yearless(date)),
            day,
            zone,
            unknown_zone: word.filter(|_| zone.is_none()),
        })));
        true
    }

    /// A title without a mark, which may have a zone in it.
    pub(super) fn title(&mut self, laid: &Laid<'a>) -> bool {
        self.open = None;
        self.pieces.push(Piece::Heading(Box::new(Heading {
            line: laid.number,
            raw: laid.raw,
            day: None,
            zone: zone_in(laid).and_then(zone_word),
            unknown_zone: None,
            is_yearless: false,
        })));
        true
    }

    /// True if the line below underlines this one, which is no event itself.
    fn is_underlined(&self, nth: usize, laid: &Laid<'a>) -> bool {
        laid.mark == Mark::Plain && self.next(nth).is_some_and(Laid::is_underline) && !self.is_timed(laid)
    }

    /// True if a line that is like a day is a part of the sentence above it.
    fn is_wrapped_day(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let above = self.open.map(|last| self.lines[last].raw).unwrap_or_default();
        self.is_adjacent(nth) && (self.is_below(nth, laid) || prose::wants_a_time(above))
    }

    /// True if the line is indented below an entry.
    fn is_below(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let adjacent = self.is_adjacent(nth);
        self.above()
            .is_some_and(|above| adjacent && laid.indent > above.indent && laid.mark == Mark::Plain)
    }

    /// True if times of day stand below a heading, before the next.
    fn has_times_below(&self, nth: usize) -> bool {
        let below = self.lines[nth + 1..]
            .iter()
            .take_while(|line| line.mark != Mark::Heading);
        let mut spoken = below.filter(|line| !line.is_blank()).take(FAR);
        spoken.any(|line| self.is_timed(line))
    }
}

/// The zone that stands in a line which says a day: `## 25 March (UTC)`, `date: 2023-03-25  zone: Europe/Berlin`.
fn zone_in<'a>(laid: &Laid<'a>) -> Option<&'a str> {
    let words = laid.raw.split(|c: char| c.is_whitespace() || "(),;".contains(c));
    words
        .filter(|word| !word.is_empty())
        .take(16)
        .find(|word| zone_word(word).is_some())
}

/// True if a line is the name of a channel: `#incident-4411`.
fn is_channel(raw: &str) -> bool {
    raw.strip_prefix('#')
        .is_some_and(|name| name.starts_with(char::is_alphanumeric) && !name.contains(char::is_whitespace))
}
