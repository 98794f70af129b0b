//! Makes a proposal of an entry whose time was read: its author, its kind, all its words.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Placing, zone_kept};
use crate::domain::entry::{self, EntryEvent, EntryTime, Reading, Remark, What};
use crate::domain::time::Precision;
use crate::import::origin::Origin;
use crate::import::proposal::{Proposal, Proposed, Why};
use crate::import::text::timeline::piece::{Entry, TimeSaid};
use crate::import::text::timeline::{chat, words};

impl Placing<'_> {
    /// Makes a proposal of an entry that was read.
    pub(super) fn read(&mut self, entry: &Entry<'_>, reading: Reading, day: Option<EntryTime>) {
        if self.only_times {
            return;
        }
        let Reading {
            what, mut remarks, ..
        } = reading;
        let mut author = entry.author.clone();
        let what = match what {
            What::Event(mut event) => {
                event.time = day.unwrap_or(event.time);
                precise(&mut event, entry);
                words::without_arrow(&mut event);
                if author.is_none() {
                    author = self.authored(&mut event, entry);
                    // The remarks were on the name.
                    remarks.retain(|remark| author.is_none() || !matches!(remark, Remark::LooksLikeKind(_)));
                }
                if self.habit.has_nicks && author.is_none() && chat::is_of_channel(&event.text) {
                    return self.skip_all(entry, &Why::Bookkeeping("who came and went".to_owned()));
                }
                self.without_letters(&mut event, &remarks);
                words::labelled(&mut event, entry);
                event.text = with_more(&event.text, &entry.more);
                Proposed::Event(event)
            }
            What::ActionItem(mut item) => {
                item.text = with_more(&item.text, &entry.more);
                Proposed::ActionItem(item)
            }
            What::Day(_) | What::Empty if entry.more.is_empty() => return self.skip_all(entry, &Why::NoText),
            What::Day(_) | What::Empty => {
                let event = entry::plain(&with_more("", &entry.more)).what;
                match event {
                    What::Event(event) => Proposed::Event(event),
                    What::Day(_) | What::Empty | What::ActionItem(_) => {
                        return self.skip_all(entry, &Why::NoText);
                    }
                }
            }
        };
        remarks.retain(|remark| *remark != Remark::EmptyText);
        // Of a long list each would keep the room of four.
        remarks.shrink_to_fit();
        let mut proposal = Proposal::new(entry.line, what, entry.raw_text());
        if proposal.text().trim().is_empty() {
            self.undated.pop_if(|nth| *nth == self.import.proposals.len());
            return self.skip_all(entry, &Why::NoText);
        }
        proposal.last_line = entry.last_line;
        proposal.remarks = remarks;
        proposal.author = author;
        self.propose(entry, proposal);
    }

    fn propose(&mut self, entry: &Entry<'_>, mut proposal: Proposal) {
        if let Proposed::Event(event) = &mut proposal.what {
            proposal.is_kind_guessed = words::guess(event);
            proposal.origin = Some(Origin::Line {
                file: Arc::clone(&self.file),
                line: entry.line,
            });
            if let TimeSaid::FromBeginning(seconds, _, typed) = &entry.time
                && event.time == EntryTime::Now
            {
                self.late
                    .push((self.import.proposals.len(), *seconds, typed.clone()));
            }
        }
        self.import.proposals.push(proposal);
    }

    /// Takes the author that the words begin with out of them.
    fn authored(&self, event: &mut EntryEvent, entry: &Entry<'_>) -> Option<String> {
        let is_chat = entry.is_bracketed || self.habit.has_names;
        let (author, rest) = chat::nick(&event.text)
            .or_else(|| chat::acting(&event.text).filter(|_| self.habit.has_nicks))
            .or_else(|| chat::named(&event.text).filter(|_| is_chat && event.time != EntryTime::Now))?;
        let (author, rest) = (author.to_owned(), rest.to_owned());
        words::reread(event, &rest, &self.times.context);
        Some(author)
    }

    /// Sets the letters of a zone that is not known off from the words; where a person has said the zone, they go.
    fn without_letters(&self, event: &mut EntryEvent, remarks: &[Remark]) {
        let letters = remarks.iter().find_map(zone_kept);
        let Some((letters, rest)) =
            letters.and_then(|letters| Some((letters, event.text.strip_prefix(letters)?)))
        else {
            return;
        };
        let marks = [' ', '-', ':', '\u{2013}', '\u{2014}', ')', ']', '*', '_'];
        let rest = rest.trim_start_matches(marks).to_owned();
        words::reread(event, &rest, &self.times.context);
        if self.options.zone.is_none() {
            event.text = format!("{letters} {}", event.text);
        }
    }

    fn skip_all(&mut self, entry: &Entry<'_>, why: &Why) {
        for (line, raw) in entry.lines() {
            self.skip(line, raw, why.clone());
        }
    }
}

/// Only so precise as the time was said.
fn precise(event: &mut EntryEvent, entry: &Entry<'_>) {
    if let EntryTime::Given(given) = &mut event.time {
        given.approximate |= entry.is_about;
        if entry.is_hour {
            given.precision = given.precision.max(Precision::Hour);
        }
    }
}

/// A line of so many characters is one that an editor or a mail program wrapped, where letters go on below it.
const WRAPPED: usize = 60;

/// The words with the lines below them: those of one that was wrapped hard are joined, others stay lines of their own.
fn with_more(text: &str, more: &[Cow<'_, str>]) -> String {
    let lines = std::iter::once(text).chain(more.iter().map(Cow::as_ref));
    let mut joined = String::with_capacity(lines.clone().map(|line| line.len() + 1).sum());
    let mut length = 0;
    for line in lines.filter(|line| !line.is_empty()) {
        let goes_on = line.starts_with(char::is_alphanumeric) || line.starts_with(['(', '"', '\'', '@', '#']);
        let is_wrapped = length >= WRAPPED && goes_on && !joined.ends_with([':', '.', ';']);
        match (joined.is_empty(), is_wrapped) {
            (true, _) => {}
            (false, true) => joined.push(' '),
            (false, false) => joined.push('\n'),
        }
        joined.push_str(line);
        length = line.chars().count();
    }
    joined.shrink_to_fit();
    joined
}
