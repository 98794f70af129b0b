//! Reads a whole postmortem: its sections become fields, events and action items, each line of it is accounted for.

mod action_items;
mod blocks;
mod fields;
mod gathered;
mod heading;
mod item;
mod prose;
mod said;
mod source;
mod split;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod topic;

use gathered::Gathered;
use said::Stated;
use source::Line;
use split::{Section, Split};
use topic::Topic;

use crate::domain::entry::{self, EntryTime, What};
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;
use crate::domain::time::typed::TimeContext;
use crate::domain::time::{Moment, Zone};
use crate::import::options::ImportOptions;
use crate::import::outcome::{Import, Question};
use crate::import::proposal::{Proposal, Proposed, Why};
use crate::import::text::timeline::{self, NumberedLine, Said};
use crate::import::zone_said::zone_said;

/// Reads a postmortem. `None` where the text is none: it has neither a timeline nor action items nor two subjects that are
/// known.
pub(super) fn read(text: &str, file: &str, options: &ImportOptions) -> Option<Import> {
    let lines = source::lines(text);
    let split = split::split(&lines);
    drop(lines);
    let is_postmortem = split.has_timeline || split.has_action_items || split.subjects >= 2;
    is_postmortem.then(|| Reading::of(&split, file, options).read(&split))
}

/// A postmortem that is being read.
struct Reading<'o, 'f> {
    options: &'o ImportOptions,
    file: &'f str,
    gathered: Gathered<'f>,
    stated: Stated,
    context: TimeContext,
    /// The time that the label of a beginning says, until the label of an end follows.
    start: Option<String>,
}

impl<'o, 'f> Reading<'o, 'f> {
    /// The headings and the header are looked at first: what they say of the times holds for all of them.
    fn of(split: &Split<'_>, file: &'f str, options: &'o ImportOptions) -> Self {
        let context = options.time_context(None);
        let mut stated = Stated::default();
        for section in &split.sections {
            match section.topic {
                Some(topic) if said::says_when(topic) => {
                    section
                        .lines
                        .iter()
                        .for_each(|line| stated.add(line.text, &context));
                }
                Some(Topic::Zone) => {
                    let zone = section.lines.iter().find_map(|line| said::last_zone(line.text));
                    stated.zone = stated.zone.or(zone);
                }
                Some(Topic::Timeline) => {
                    let behind = section.lines.first().filter(|_| section.is_inline);
                    let zone = behind.and_then(|line| said::last_zone(line.text));
                    let head = section.heading.first().map_or("", |line| line.text);
                    stated.zone = zone_of_heading(head).or(zone).or(stated.zone);
                }
                Some(_) | None => {}
            }
        }
        if let Some(title) = &split.title {
            stated.date = stated.date.or_else(|| said::first_date(title.text, &context));
            stated.zone = stated.zone.or_else(|| zone_of_heading(title.text));
        }
        Reading {
            context: options.time_context(stated.zone),
            options,
            file,
            gathered: Gathered::new(file),
            stated,
            start: None,
        }
    }

    fn read(mut self, split: &Split<'_>) -> Import {
        let title = self.title(split);
        for line in &split.unread {
            let why = if line.is_ornament() {
                Why::Ornament
            } else {
                Why::Prose
            };
            self.gathered.skip_all(&[*line], &why);
        }
        let last_items = split
            .sections
            .iter()
            .rposition(|section| matches!(section.topic, Some(Topic::ActionItems(_))));
        for (nth, section) in split.sections.iter().enumerate() {
            let is_end = Some(nth) == last_items && nth + 1 == split.sections.len();
            self.section(section, is_end);
        }
        self.timelines(&split.sections);
        let named = title.or_else(|| title::from_text(self.gathered.value(FieldName::Impact)?));
        let stated = self.stated;
        let is_known = stated.zone.is_some() || self.options.zone.is_some() || self.options.has_incident;
        let mut import = self.gathered.finish();
        if !is_known
            && !import.questions.contains(&Question::Zone)
            && import.proposals.iter().any(is_floating)
        {
            import.questions.push(Question::Zone);
        }
        import.zone = stated.zone.or(import.zone);
        import.title = named;
        import
    }

    /// The title of the document: its first heading, or a first line that stands for one.
    fn title(&mut self, split: &Split<'_>) -> Option<String> {
        let line = split.title?;
        let words = title::without_genre(line.text);
        if !words.is_empty() {
            self.for_the_whole(FieldName::Title, words, &[line]);
            return Some(words.to_owned());
        }
        self.gathered.skip_all(&[line], &Why::Heading);
        None
    }

    /// Sets the title or the zone, which an incident that is there has already.
    fn for_the_whole(&mut self, field: FieldName, value: &str, lines: &[Line<'_>]) {
        self.gathered.set(field, value, lines);
        if self.options.has_incident {
            self.gathered.leave_unchosen(field);
        }
    }

    fn section(&mut self, section: &Section<'_>, is_end: bool) {
        let head = section.heading.first().map_or("", |line| line.text);
        let zone = zone_of_heading(head).filter(|_| section.topic == Some(Topic::Timeline));
        let why = zone.map_or(Why::Heading, Why::Zone);
        self.gathered.skip_all(&section.heading, &why);
        let lines = &section.lines[..];
        match section.topic {
            Some(Topic::Field(field)) => self.field(field, section),
            None if is_list(section) => {}
            None => self.field(FieldName::Summary, section),
            Some(Topic::CauseAndResolution) => self.cause_and_resolution(lines),
            Some(Topic::Timeline) if section.is_in_blocks => {
                blocks::read(lines, &self.context, &mut self.gathered);
            }
            // Several are one list, which is read when all of them are known.
            Some(Topic::Timeline) => {}
            Some(Topic::ActionItems(purpose)) => {
                action_items::read(lines, purpose, is_end, &self.context, &mut self.gathered);
            }
            Some(Topic::Event(kind)) => self.happened(kind, lines),
            Some(Topic::Span) => self.span(section),
            Some(Topic::Date) if self.stated.date.is_some() => self.gathered.skip_all(lines, &Why::Day),
            Some(Topic::Zone) => match self.stated.zone {
                Some(zone) => self.for_the_whole(FieldName::Zone, &zone.to_string(), lines),
                None => self.gathered.skip_all(lines, &Why::Prose),
            },
            Some(Topic::Authors) => self.labelled_entry(FieldName::Roles, section),
            Some(Topic::Date | Topic::Document | Topic::Other) => {
                self.gathered.skip_all(lines, &Why::Prose);
            }
        }
    }

    /// `Detection: ...` outside the timeline, at the time that it begins with.
    fn happened(&mut self, kind: Kind, lines: &[Line<'_>]) {
        let text = prose::text(lines);
        if prose::is_nothing(&text) {
            return self.gathered.skip_all(lines, &Why::NoText);
        }
        let read = (!text.contains('\n')).then(|| entry::read(&text, &self.context).what);
        let mut proposal = match read {
            Some(What::Event(event)) => Proposal::event(0, kind, event.time, event.text),
            Some(What::Empty | What::Day(_) | What::ActionItem(_)) | None => {
                Proposal::event(0, kind, EntryTime::Now, text)
            }
        };
        if let Proposed::Event(event) = &mut proposal.what {
            event.kind_given = true;
        }
        self.gathered.event(proposal, lines);
    }

    /// The stretch of time that is stated stays in the summary, where the review compares it with the timeline.
    fn span(&mut self, section: &Section<'_>) {
        let text = prose::text(&section.lines);
        if prose::is_nothing(&text) {
            return self.gathered.skip_all(&section.lines, &Why::NoText);
        }
        let words = section.words;
        let told = match self.start.take() {
            Some(start) if said::is_end(words) => format!("Duration: {start} - {text}"),
            Some(_) | None => format!("{words}: {text}"),
        };
        self.start = said::is_start(words).then(|| text.clone());
        self.gathered.paragraph(FieldName::Summary, &told, &section.lines);
        if let Some(zone) = said::last_zone(&text).filter(|_| self.gathered.value(FieldName::Zone).is_none())
        {
            let value = zone.to_string();
            self.gathered.remark(FieldName::Zone, &value, &section.lines);
            if self.options.has_incident {
                self.gathered.leave_unchosen(FieldName::Zone);
            }
        }
    }

    /// All timelines are one list, in which times run on.
    fn timelines(&mut self, sections: &[Section<'_>]) {
        let lists = sections.iter().filter(|section| is_list(section));
        let mut lines = lists
            .flat_map(|section| &section.lines)
            .map(|line| NumberedLine {
                number: line.number,
                text: line.text,
            })
            .peekable();
        if lines.peek().is_none() {
            return;
        }
        let said = Said {
            zone: self.stated.zone,
            date: self.stated.date,
            year: self.stated.year(),
        };
        self.gathered
            .take(timeline::read(lines, self.file, said, self.options));
    }
}

/// True for an event at a time of which nobody knows where the clock stood.
fn is_floating(proposal: &Proposal) -> bool {
    matches!(proposal.time(), EntryTime::Given(given) if matches!(given.at, Moment::Floating(_)))
}

/// True for a timeline that is a list; lines above the first heading may be one as well.
fn is_list(section: &Section<'_>) -> bool {
    match section.topic {
        Some(topic) => topic == Topic::Timeline && !section.is_in_blocks,
        None => section.is_list || section.lines.iter().any(split::is_entry),
    }
}

/// The zone that the heading of a timeline says: `Timeline (UTC)`.
fn zone_of_heading(heading: &str) -> Option<Zone> {
    let in_brackets = || said::last_zone(heading.split_once('(')?.1);
    zone_said(heading, true).or_else(in_brackets)
}
