//! Messages of chats, whose author and time stand on lines of their own.

use super::*;
use crate::import::text::timeline::trailing::only_time;

impl<'a> Grouper<'a, '_> {
    /// The head of a message, or what a window shows around messages.
    pub(super) fn chat(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if laid.mark != Mark::Plain {
            return false;
        }
        if (self.in_chat || laid.words.starts_with("-!-")) && chat::is_of_channel(laid.words) {
            return self.skip(laid, Why::Bookkeeping("who came and went".to_owned()));
        }
        if self.in_chat
            && let Some(what) = chat::around(laid.raw)
        {
            return self.skip(laid, Why::Bookkeeping(what.to_owned()));
        }
        self.time_below_name(nth, laid)
            || self.head(nth, laid)
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
        if !chat::is_name(laid.words) || !(self.in_chat || self.is_text_below(nth + 1)) {
            return false;
        }
        let next = self.next(nth).filter(|next| next.mark == Mark::Plain);
        let Some(time) = next.and_then(|next| self.time_line(next.words)) else {
            return false;
        };
        self.message(nth, laid, Some(laid.words.to_owned()), time)
    }

    /// The time below a name, which has been read with it.
    fn time_below_name(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let is_open = self.is_adjacent(nth)
            && self
                .above()
                .is_some_and(|above| above.is_message && above.is_bare);
        let time = if is_open { self.time_line(laid.words) } else { None };
        match self.above() {
            Some(above) if is_open && time.as_deref() == Some(&above.words) => {
                above.covers(laid.number, laid.raw);
                self.open = Some(nth);
                true
            }
            Some(_) | None => false,
        }
    }

    /// A time alone, of the next message of the same author.
    fn time_of_same(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if !self.in_chat {
            return false;
        }
        let Some(time) = self.time_line(laid.words) else {
            return false;
        };
        let author = self.author.clone();
        let time = self.in_half_of_above(time);
        self.message(nth, laid, author, time)
    }

    fn time_line(&self, words: &str) -> Option<String> {
        chat::time_line(words, self.habits)
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
        match chat::time_and_name(laid.words, self.habits) {
            Some((time, name)) if self.is_text_below(nth) => {
                self.message(nth, laid, Some(name.to_owned()), time)
            }
            Some(_) | None => false,
        }
    }

    fn message(&mut self, nth: usize, laid: &Laid<'a>, author: Option<String>, time: String) -> bool {
        self.in_chat = true;
        self.author.clone_from(&author);
        let end = time.to_uppercase();
        self.said.clone_from(&time);
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

    /// Words of a message that say what they are: work to do, or an event of a kind, at the time of the message.
    pub(super) fn in_message(&mut self, nth: usize, laid: &Laid<'a>, said: Entry<'a>, is_work: bool) -> bool {
        let (author, context) = (self.author.clone(), *self.context);
        let words = match is_work {
            true => said.words.clone(),
            false => Cow::Owned(format!("{} {}", self.said, said.words)),
        };
        let mut entry = match self.above().filter(|above| above.is_bare) {
            // The head is that of these words.
            Some(head) => {
                let mut entry = head.clone();
                entry.covers(laid.number, laid.raw);
                self.pieces.pop();
                entry
            }
            None => said,
        };
        entry.words = words;
        (entry.is_bare, entry.is_message) = (false, true);
        if is_work {
            (entry.clock, entry.author) = (None, None);
        } else {
            entry.author = author;
            line::retime(&mut entry, &context);
        }
        self.begin(nth, entry)
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
