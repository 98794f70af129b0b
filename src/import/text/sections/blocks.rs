//! A timeline in blocks: `Escalation:`, below it what happened, and `Time: September 5, 2023, 12:00 (UTC)`.

use super::gathered::Gathered;
use super::heading::without_emphasis;
use super::prose;
use super::source::Line;
use super::topic;
use crate::domain::entry::EntryTime;
use crate::domain::kind::{Kind, Via};
use crate::domain::time::typed::{self, TimeContext, TimeGiven};
use crate::import::guess;
use crate::import::proposal::{Proposal, Proposed, Why};

/// Words before the time of a block.
const TIMES: &[&str] = &[
    "time",
    "when",
    "at",
    "date",
    "timestamp",
    "zeit",
    "uhrzeit",
    "heure",
    "hora",
];

/// Words of a block for which the table of kinds has others.
const KINDS: &[(&str, Kind)] = &[
    ("escalation", Kind::Escalation),
    ("detection", Kind::Detection),
    ("resolution", Kind::Resolution),
    ("recovery", Kind::Resolution),
    ("cause", Kind::Cause),
    ("fix", Kind::Fix),
    ("mitigation", Kind::Mitigation),
    ("trigger", Kind::Change),
    ("impact", Kind::Impact),
    ("action", Kind::Investigation),
    ("investigation", Kind::Investigation),
    ("diagnosis", Kind::Investigation),
    ("response", Kind::Investigation),
];

/// One thing that happened, while its block is being read.
struct Draft<'l, 'a> {
    kind: Option<Kind>,
    text: &'a str,
    lines: Vec<&'l Line<'a>>,
    time: Option<TimeGiven>,
}

/// The block that is being read.
#[derive(Default)]
struct Block<'l, 'a> {
    kind: Option<Kind>,
    /// The time that its label says, for the first thing in it.
    time: Option<TimeGiven>,
    /// True if the lines of the block tell one thing, as its label says when.
    is_one: bool,
    /// The label's own line, until something stands below it.
    label: Option<&'l Line<'a>>,
    drafts: Vec<Draft<'l, 'a>>,
}

/// Reads the lines of a timeline in blocks.
pub(super) fn read(lines: &[Line<'_>], context: &TimeContext, gathered: &mut Gathered<'_>) {
    let mut block = Block::default();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        if line.is_ornament() {
            gathered.skip_all(&[*line], &Why::Ornament);
            continue;
        }
        let (words, rest) = labelled(line);
        let time = typed::read(rest, context).map(|read| read.time.given);
        let is_time = TIMES.contains(&&*words.to_lowercase()) && time.is_some();
        let begins = !words.is_empty() && topic::is_event(words) && (rest.is_empty() || time.is_some());
        if is_time {
            block.set_time(line, time);
        } else if begins {
            std::mem::take(&mut block).close(gathered);
            block = Block {
                kind: kind_of(words),
                time,
                is_one: time.is_some(),
                label: Some(line),
                drafts: Vec::new(),
            };
        } else {
            block.line(line, gathered);
        }
    }
    block.close(gathered);
}

impl<'l, 'a> Block<'l, 'a> {
    fn set_time(&mut self, line: &'l Line<'a>, time: Option<TimeGiven>) {
        match self.drafts.last_mut() {
            Some(last) => {
                last.time = time;
                // What the block is named after is what its time is of.
                last.kind = self.kind.or(last.kind);
                last.lines.push(line);
            }
            None => {
                self.is_one = true;
                self.drafts.push(Draft {
                    kind: self.kind,
                    text: "",
                    lines: vec![line],
                    time,
                });
            }
        }
    }

    fn line(&mut self, line: &'l Line<'a>, gathered: &mut Gathered<'_>) {
        let (words, rest) = labelled(line);
        let own = kind_of(words)
            .filter(|_| !rest.is_empty() && (topic::of(words).is_some() || ends_in_kind(words)));
        let text = if own.is_some() { rest } else { line.unmarked() };
        let open = self.drafts.last_mut().filter(|last| last.text.is_empty());
        if let Some(open) = open {
            open.text = text;
            open.lines.push(line);
            return;
        }
        if let Some(last) = self.drafts.last_mut().filter(|_| self.is_one && own.is_none()) {
            last.lines.push(line);
            return;
        }
        let mut lines = vec![line];
        let time = self.time.take();
        match self.label.take() {
            Some(label) if time.is_some() => lines.insert(0, label),
            Some(label) => gathered.skip_all(&[*label], &Why::Heading),
            None => {}
        }
        self.drafts.push(Draft {
            kind: own.or(self.kind),
            text,
            lines,
            time,
        });
    }

    fn close(self, gathered: &mut Gathered<'_>) {
        if let Some(label) = self.label {
            let is_alone = self.drafts.is_empty();
            let why = if is_alone { Why::NoText } else { Why::Heading };
            gathered.skip_all(&[*label], &why);
        }
        for draft in self.drafts {
            draft.propose(gathered);
        }
    }
}

impl Draft<'_, '_> {
    fn propose(self, gathered: &mut Gathered<'_>) {
        let lines: Vec<Line<'_>> = self.lines.iter().map(|line| **line).collect();
        if self.text.is_empty() {
            return gathered.skip_all(&lines, &Why::NoText);
        }
        let place = self
            .lines
            .iter()
            .position(|line| line.unmarked().ends_with(self.text));
        let behind = place.map_or(&[][..], |place| &lines[place + 1..]);
        let behind: Vec<Line<'_>> = behind
            .iter()
            .filter(|line| !is_time_line(line))
            .copied()
            .collect();
        let text = [self.text, &prose::text(&behind)].join(" ");
        let guessed = guess::kind_of_words(&text);
        let is_of_words = self.kind.is_none_or(|kind| kind == Kind::Investigation);
        let (kind, via) = match (self.kind, guessed) {
            (Some(kind), Some((words, via))) if !is_of_words => (kind, via.filter(|_| words == kind)),
            (_, Some(guessed)) => guessed,
            (kind, None) => (kind.unwrap_or_default(), None::<Via>),
        };
        let time = self.time.map_or(EntryTime::Now, EntryTime::Given);
        let mut proposal = Proposal::event(0, kind, time, text.trim());
        if let Proposed::Event(event) = &mut proposal.what {
            event.kind_given = !is_of_words;
            event.via = via;
        }
        proposal.is_kind_guessed = is_of_words;
        gathered.event(proposal, &lines);
    }
}

fn is_time_line(line: &Line<'_>) -> bool {
    let (words, _) = labelled(line);
    TIMES.contains(&&*words.to_lowercase())
}

/// The words before a colon and the text behind it; no words where there is none.
fn labelled<'a>(line: &Line<'a>) -> (&'a str, &'a str) {
    let raw = line.unmarked();
    match raw.split_once(':') {
        Some((words, rest)) if words.len() <= 40 && !words.contains(|c: char| c.is_ascii_digit()) => (
            without_emphasis(words),
            rest.trim_start_matches(['*', '_']).trim(),
        ),
        Some(_) | None => ("", raw),
    }
}

fn kind_of(words: &str) -> Option<Kind> {
    let lower = words.to_lowercase();
    let by_table = || {
        let named = KINDS
            .iter()
            .find(|(word, _)| lower.split(' ').any(|own| own.trim_end_matches('s') == *word));
        named.map(|(_, kind)| *kind)
    };
    Kind::from_typed(&lower).map(|(kind, _)| kind).or_else(by_table)
}

/// True for `Incident escalation`: a label whose last word is a kind.
fn ends_in_kind(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    words.split(' ').count() <= 3 && kind_of(last).is_some()
}
