//! Messages of chats, whose author and time stand on lines of their own.

use super::*;
use crate::import::text::timeline::trailing::only_time;

impl<'a> Grouper<'a, '_> {
    /// The head of a message, or what a window shows around messages.
    pub(super) fn chat(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if laid.mark != Mark::Plain {
            return false;
        }
        if chat::is_of_channel(laid.words) && (self.in_chat || laid.words.starts_with("-!-")) {
            return self.skip(laid, Why::Bookkeeping("who came and went".to_owned()));
        }
        if self.in_chat
            && let Some(what) = chat::around(laid.raw)
        {
            return self.skip(laid, Why::Bookkeeping(what.to_owned()));
        }
        self.head(nth, laid)
            || self.name_above_time(nth, laid)
            || self.time_of_same(nth, laid)
            || self.time_before_name(nth, laid)
    }

    /// `Ana  10:32 AM`, with the words below.
    fn head(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let Some(head) = chat::head(laid.words, self.habits) else {
            return false;
        };
        if !self.in_chat && !self.is_text_below(nth) {
            return false;
        }
        let (author, time) = (head.author.to_owned(), head.time);
        self.message(nth, laid, Some(author), time)
    }

    /// A name alone, its time on the line below.
    fn name_above_time(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let is_time_next = self
            .next(nth)
            .is_some_and(|next| only_time(next.words, self.habits).is_some() && next.mark == Mark::Plain);
        if !is_time_next || !chat::is_name(laid.words) || !(self.in_chat || self.is_text_below(nth + 1)) {
            return false;
        }
        let Some(time) = self.next(nth).and_then(|next| only_time(next.words, self.habits)) else {
            return false;
        };
        self.message(nth, laid, Some(laid.words.to_owned()), time)
    }

    /// A time alone: below a name, or of the next message of the same author.
    fn time_of_same(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if !self.in_chat {
            return false;
        }
        let inside = laid.words.trim_matches(['[', ']', '(', ')']);
        let Some(time) = only_time(inside, self.habits) else {
            return false;
        };
        let adjacent = self.is_adjacent(nth);
        if let Some(above) = self.above()
            && adjacent
            && above.is_message
            && above.is_bare
            && above.words == time
        {
            above.last_line = laid.number;
            above.raw.push((laid.number, laid.raw));
            self.open = Some(nth);
            return true;
        }
        let author = self.author.clone();
        let time = self.in_half_of_above(time);
        self.message(nth, laid, author, time)
    }

    /// A time of the same author's next message, which windows show without the half of the day that stands above.
    fn in_half_of_above(&self, time: String) -> String {
        match self.half {
            Some(half) if !time.contains(char::is_alphabetic) => {
                let halved = format!("{time} {half}");
                only_time(&halved, self.habits).unwrap_or(time)
            }
            Some(_) | None => time,
        }
    }

    /// `[25/03/2023 10:32] Ana Lima`, with the words below.
    fn time_before_name(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let Some((time, name)) = laid
            .words
            .strip_prefix('[')
            .and_then(|inside| inside.split_once(']'))
        else {
            return false;
        };
        let name = name.trim();
        let is_full = name.split_whitespace().count() >= 2 && chat::is_name(name);
        let Some(time) = only_time(time, self.habits).filter(|_| is_full && self.is_text_below(nth)) else {
            return false;
        };
        self.message(nth, laid, Some(name.to_owned()), time)
    }

    fn message(&mut self, nth: usize, laid: &Laid<'a>, author: Option<String>, time: String) -> bool {
        self.in_chat = true;
        self.author.clone_from(&author);
        let end = time.to_uppercase();
        self.half = ["AM", "PM"].into_iter().find(|half| end.ends_with(half));
        let looked = line::look(laid, Cow::Owned(time), self.habits, self.context);
        self.begin(
            nth,
            Entry {
                author,
                is_bare: true,
                is_message: true,
                ..looked.entry
            },
        )
    }

    /// True if plain text stands directly below, without a time of its own.
    fn is_text_below(&self, nth: usize) -> bool {
        let is_text = |next: &Laid<'a>| {
            let is_head = chat::head(next.words, self.habits).is_some();
            !next.is_blank() && next.mark == Mark::Plain && !is_head && !self.is_timed(next)
        };
        self.next(nth).is_some_and(is_text)
    }
}
