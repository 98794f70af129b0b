//! Notes from a pipe: each line is an entry, read by the grammar of the one-line entry, into what it proposes.

pub(in crate::import) mod placing;
#[cfg(test)]
mod tests;

use super::line::{bare, is_ornament, is_table_row, is_table_rule};
use super::proposal::{Proposal, Proposed, Skipped, Why};
use super::zone_said::zone_said;
use crate::domain::entry::{self, Reading, Remark, What};
use crate::domain::time::Moment;
use crate::domain::time::typed::TimeContext;
use placing::RunningTimes;

/// The reading of notes. Every line that is not blank is in a proposal, or was skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The events and action items, in the order of the notes.
    pub proposals: Vec<Proposal>,
    /// The other lines, in their order.
    pub skipped: Vec<Skipped>,
}

/// Reads a list as it comes, one piece after the other: each line is an entry; only an indented one continues the one above
/// it. In a list times run on: a step back of more than six hours is the next day.
#[derive(Clone, Debug)]
pub struct NotesReader {
    times: RunningTimes,
    /// So many lines were read before this piece.
    lines: usize,
}

impl NotesReader {
    /// Begins a list; its first bare time is near to what the context says.
    pub fn new(context: TimeContext) -> Self {
        NotesReader {
            times: RunningTimes::new(context),
            lines: 0,
        }
    }

    /// Reads the next piece, at this reading of the clock. What stands in one piece is set on its days as a whole:
    /// times that would lie ahead of now make the list an earlier one.
    pub fn read(&mut self, text: &str) -> Notes {
        let before = self.clone();
        let notes = self.pass(text, 0);
        let days = self.times.days_to_move();
        if days == 0 {
            return notes;
        }
        *self = before;
        self.pass(text, days)
    }

    /// So many lines stood before the last `count` ones that were read.
    pub fn lines_before(&self, count: usize) -> usize {
        self.lines.saturating_sub(count)
    }

    /// Goes on at another reading of the clock.
    pub fn set_now(&mut self, context: &TimeContext) {
        self.times.context.now = context.now;
    }

    /// Goes through a piece, with the bare times at its head so many days later than they would be taken to be.
    fn pass(&mut self, text: &str, days: i64) -> Notes {
        self.times.moved(days);
        let mut pass = Pass {
            reader: self,
            notes: Notes::default(),
            above: None,
            indent: 0,
        };
        let lines: Vec<&str> = text.split('\n').collect();
        for (nth, raw) in lines.iter().enumerate() {
            let next = lines.get(nth + 1).copied().unwrap_or_default();
            pass.line(nth + 1, raw, next);
        }
        pass.drop_unfinished();
        let Pass { notes, .. } = pass;
        let first = self.lines;
        self.lines += lines.len();
        numbered_from(notes, first)
    }
}

fn numbered_from(mut notes: Notes, first: usize) -> Notes {
    for proposal in &mut notes.proposals {
        proposal.line += first;
        proposal.last_line += first;
    }
    for skipped in &mut notes.skipped {
        skipped.line += first;
    }
    notes
}

/// One going through the lines of a piece.
struct Pass<'r> {
    reader: &'r mut NotesReader,
    notes: Notes,
    /// The line directly above, where it is in a proposal.
    above: Option<usize>,
    /// The indentation of the proposal's own first line.
    indent: usize,
}

impl Pass<'_> {
    fn line(&mut self, number: usize, line: &str, next: &str) {
        let raw = line.trim();
        let indent = line.len() - line.trim_start().len();
        if raw.is_empty() {
            self.drop_unfinished();
            self.above = None;
            return;
        }
        if is_ornament(raw) {
            return self.skip(number, raw, Why::Ornament);
        }
        let heads_table = is_table_rule(next) && is_table_row(raw);
        if let Some(zone) = heads_table.then(|| zone_said(raw, true)).flatten() {
            self.reader.times.set_zone(zone);
            return self.skip(number, raw, Why::Zone(zone));
        }
        if heads_table {
            return self.skip(number, raw, Why::Heading);
        }
        let goes_on = self.above == Some(number - 1);
        let above = self.notes.proposals.last();
        let is_wrapped =
            goes_on && indent > self.indent && above.is_some_and(Proposal::says_more) && !is_item(raw);
        if is_wrapped {
            return self.continue_above(number, raw);
        }
        let bare = bare(raw);
        let (reading, anchor) = self.reader.times.read(&bare);
        self.drop_unfinished();
        self.begin(number, raw, reading, anchor);
        self.indent = indent;
    }

    fn begin(&mut self, number: usize, raw: &str, reading: Reading, at: Option<Moment>) {
        let what = match reading.what {
            What::Day(day) => {
                self.reader.times.set_day(day);
                return self.skip(number, raw, Why::Day);
            }
            What::Event(event) => Proposed::Event(event),
            What::ActionItem(item) => Proposed::ActionItem(item),
            // A byte-order mark alone was looked for above; a backslash alone says nothing.
            What::Empty => return self.skip(number, raw, Why::NoText),
        };
        if let Some(at) = at {
            self.reader.times.run_on(at, reading.bare_time);
        }
        self.above = Some(number);
        let mut proposal = Proposal::new(number, what, raw);
        proposal.remarks = reading.remarks;
        self.notes.proposals.push(proposal);
    }

    fn continue_above(&mut self, number: usize, raw: &str) {
        let Some(above) = self.notes.proposals.last_mut() else {
            return;
        };
        let Some(text) = above.text_mut() else {
            return;
        };
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(raw);
        above.raw.push('\n');
        above.raw.push_str(raw);
        above.last_line = number;
        above.remarks.retain(|remark| *remark != Remark::EmptyText);
        self.above = Some(number);
    }

    /// A time or a kind without words, and no line below it that gives it any, is no event.
    fn drop_unfinished(&mut self) {
        let Some(last) = self.notes.proposals.pop_if(|last| last.text().is_empty()) else {
            return;
        };
        self.notes.skipped.push(Skipped {
            line: last.line,
            text: last.raw,
            why: Why::NoText,
        });
    }

    fn skip(&mut self, line: usize, text: &str, why: Why) {
        self.drop_unfinished();
        self.above = None;
        self.notes.skipped.push(Skipped {
            line,
            text: text.to_owned(),
            why,
        });
    }
}

/// True if the line is an item of a list, so that it says something of its own.
fn is_item(raw: &str) -> bool {
    !is_heading(raw) && entry::without_list_mark(raw).len() < raw.len()
}

/// True if the line is a heading: `# Timeline`.
fn is_heading(raw: &str) -> bool {
    let words = raw.trim_start_matches('#');
    words.len() < raw.len() && words.starts_with(' ')
}
