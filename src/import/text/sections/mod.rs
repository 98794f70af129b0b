//! Reads a whole postmortem: its sections become fields, events and action items, each line of it is accounted for.

mod action_items;
mod blocks;
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
use heading::without_emphasis;
use said::Stated;
use source::Line;
use split::{Section, Split};
use topic::Topic;

use crate::domain::entry::{self, EntryTime, What, without_list_mark};
use crate::domain::kind::Kind;
use crate::domain::record::{FieldName, Severity};
use crate::domain::time::Zone;
use crate::domain::time::typed::TimeContext;
use crate::import::line::is_table_row;
use crate::import::options::ImportOptions;
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Proposed, Why};
use crate::import::text::timeline::{self, NumberedLine, Said};
use crate::import::zone_said::zone_said;

/// Reads a postmortem. `None` where the text is none: it has neither a timeline nor two subjects that are known.
pub(super) fn read(text: &str, file: &str, options: &ImportOptions) -> Option<Import> {
    let lines = source::lines(text);
    let split = split::split(&lines);
    let is_postmortem = split.has_timeline || split.subjects >= 2;
    is_postmortem.then(|| Reading::of(&split, file, options).read(&split))
}

/// A postmortem that is being read.
struct Reading<'o, 'f> {
    options: &'o ImportOptions,
    file: &'f str,
    gathered: Gathered<'f>,
    stated: Stated,
    context: TimeContext,
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
                    let head = section.heading.first().map_or("", |line| line.text);
                    stated.zone = zone_of_heading(head).or(stated.zone);
                }
                Some(_) | None => {}
            }
        }
        if let Some(title) = &split.title {
            stated.date = stated.date.or_else(|| said::first_date(title.text, &context));
        }
        Reading {
            context: options.time_context(stated.zone),
            options,
            file,
            gathered: Gathered::new(file),
            stated,
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
        let mut import = self.gathered.finish();
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

    fn field(&mut self, field: FieldName, section: &Section<'_>) {
        let lines = &section.lines[..];
        let (said, ornaments): (Vec<Line<'_>>, Vec<Line<'_>>) =
            lines.iter().partition(|line| !line.is_ornament());
        self.gathered.skip_all(&ornaments, &Why::Ornament);
        let mut lines_said = said.iter().filter(|line| !line.is_blank());
        let Some(first) = lines_said.next() else { return };
        if is_table_row(first.text) && lines_said.next().is_none() {
            // The pairs below the head of the table are sections of their own.
            return self.gathered.skip_all(&said, &Why::Heading);
        }
        let text = prose::text(&said);
        if prose::is_nothing(&text) {
            return self.gathered.skip_all(&said, &Why::NoText);
        }
        match field {
            FieldName::Title => self.for_the_whole(field, &text, &said),
            FieldName::Severity => self.severity(&text, section, &said),
            FieldName::Commander => self.gathered.set(field, without_emphasis(&text), &said),
            field if field.row().list => self.list(field, section, &said),
            field => self.gathered.paragraph(field, &text, &said),
        }
    }

    fn severity(&mut self, text: &str, section: &Section<'_>, lines: &[Line<'_>]) {
        let mut words = text.split(|c: char| c.is_whitespace() || "(),:*".contains(c));
        let named = |word: &str| {
            let digits = word.trim_start_matches(['P', 'p', 'S', 's']);
            Severity::parse(word).or_else(|| Severity::parse(digits))
        };
        let is_named = |word: &&str| word.starts_with(['S', 's', 'P', 'p', '1', '2', '3', '4', '5']);
        let first = words.by_ref().find(|word| !word.is_empty());
        let level = Severity::parse(text).or_else(|| named(first.filter(is_named)?));
        match level {
            Some(level) => self.gathered.set(FieldName::Severity, &level.to_string(), lines),
            None => {
                let told = format!("{}: {text}", section.words);
                self.gathered.paragraph(FieldName::Summary, &told, lines);
            }
        }
    }

    fn list(&mut self, field: FieldName, section: &Section<'_>, lines: &[Line<'_>]) {
        if section.is_inline && field == FieldName::Roles {
            return self.labelled_entry(field, section);
        }
        for entry in prose::entries(lines) {
            let text = prose::text(entry);
            let text = without_list_mark(&text);
            if prose::is_nothing(text) {
                self.gathered.skip_all(entry, &Why::NoText);
            } else {
                self.gathered.entry(field, text, entry);
            }
        }
    }

    /// `Authors: ana, bo` as an entry that says what they are.
    fn labelled_entry(&mut self, field: FieldName, section: &Section<'_>) {
        let text = prose::text(&section.lines);
        if prose::is_nothing(&text) {
            return self.gathered.skip_all(&section.lines, &Why::NoText);
        }
        let told = format!("{}: {text}", section.words);
        self.gathered.entry(field, &told, &section.lines);
    }

    /// Sentences up to the first that tells of the repair are about the cause.
    fn cause_and_resolution(&mut self, lines: &[Line<'_>]) {
        let text = prose::text(lines);
        if text.is_empty() {
            return;
        }
        let sentences = prose::sentences(&text);
        let repair = sentences
            .iter()
            .position(|sentence| title::tells_of_repair(sentence));
        let at = repair.unwrap_or(sentences.len());
        let (cause, resolution) = (sentences[..at].join(" "), sentences[at..].join(" "));
        let parts = [(FieldName::Cause, cause), (FieldName::Resolution, resolution)];
        let parts = parts.iter().filter(|(_, text)| !text.is_empty());
        // Fields that are there already only grow: their lines belong to a proposal of this place, if there is one.
        let (grown, new): (Vec<_>, Vec<_>) =
            parts.partition(|(field, _)| self.gathered.value(*field).is_some());
        if let ([], [(field, _), ..]) = (&new[..], &grown[..]) {
            self.gathered.skip_all(lines, &Why::PartOf(*field));
        }
        for (field, text) in grown.into_iter().chain(new) {
            self.gathered.remark(*field, text, lines);
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
        let told = format!("{}: {text}", section.words);
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
        let lines: Vec<NumberedLine<'_>> = lists
            .flat_map(|section| &section.lines)
            .map(|line| NumberedLine {
                number: line.number,
                text: line.text,
            })
            .collect();
        if lines.is_empty() {
            return;
        }
        let said = Said {
            zone: self.stated.zone,
            date: self.stated.date,
            year: self.stated.year(),
        };
        self.gathered
            .take(timeline::read(&lines, self.file, said, self.options));
    }
}

/// True for a timeline that is a list; lines above the first heading may be one as well.
fn is_list(section: &Section<'_>) -> bool {
    match section.topic {
        Some(topic) => topic == Topic::Timeline && !section.is_in_blocks,
        None => section.lines.iter().any(split::is_entry),
    }
}

/// The zone that the heading of a timeline says: `Timeline (UTC)`.
fn zone_of_heading(heading: &str) -> Option<Zone> {
    let in_brackets = || said::last_zone(heading.split_once('(')?.1);
    zone_said(heading, true).or_else(in_brackets)
}
