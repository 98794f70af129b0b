//! Splits a document into sections, each with its subject and its lines.

use super::heading::{self, Heading, Rank};
use super::said;
use super::source::Line;
use super::title;
use super::topic::{self, Topic};
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;
use crate::domain::time::typed::TypedStamp;
use crate::import::text::timeline;

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// Its subject; `None` for what stands above the first heading.
    pub(super) topic: Option<Topic>,
    /// The words of its heading; empty where it goes on with an earlier one.
    pub(super) words: &'a str,
    /// The lines of its heading, where nothing of it stands behind the heading on the same line.
    pub(super) heading: Vec<Line<'a>>,
    /// Its lines. Text behind a label is the first of them, with the label's number.
    pub(super) lines: Vec<Line<'a>>,
    /// True if its first line is text behind a label.
    pub(super) is_inline: bool,
    /// True if it is a timeline in blocks, each with a label: `Detection: September 5, 2023, 08:00`.
    pub(super) is_in_blocks: bool,
    /// True if entries were found in it that stand outside every section.
    pub(super) is_list: bool,
}

impl Section<'_> {
    fn of(topic: Option<Topic>) -> Self {
        Section {
            topic,
            words: "",
            heading: Vec::new(),
            lines: Vec::new(),
            is_inline: false,
            is_in_blocks: false,
            is_list: false,
        }
    }
}

/// A document, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Split<'a> {
    /// The sections, in order.
    pub(super) sections: Vec<Section<'a>>,
    /// The title, where a heading is one.
    pub(super) title: Option<Line<'a>>,
    /// Lines that nobody reads: comments of a template, the rule below the title.
    pub(super) unread: Vec<Line<'a>>,
    /// The number of subjects that headings name, without those that may as well be the kind of an entry.
    pub(super) subjects: usize,
    /// True if a heading names action items.
    pub(super) has_action_items: bool,
    /// True if one of them is a timeline.
    pub(super) has_timeline: bool,
}

/// Takes a document apart.
pub(super) fn split<'a>(lines: &[Line<'a>]) -> Split<'a> {
    let mut splitting = Splitting {
        split: Split::default(),
        current: Section::of(None),
        above: Vec::new(),
        base: None,
        may_return: false,
        seen: Vec::new(),
        list: List::Unseen,
    };
    let (mut at, mut in_fence, mut in_comment) = (0, false, false);
    while let Some(line) = lines.get(at) {
        let raw = line.trimmed();
        in_comment |= raw.starts_with("<!--");
        if in_comment {
            in_comment = !raw.contains("-->");
            splitting.split.unread.push(*line);
            at += 1;
            continue;
        }
        let heading = match splitting.list {
            // What else is like a heading is what somebody said.
            List::Chat => heading::laid_out(lines, at),
            List::Unseen | List::Timeline => heading::read(lines, at),
        };
        let heading = heading.filter(|_| !in_fence);
        in_fence ^= raw.starts_with("```") || raw.starts_with("~~~");
        let taken = heading.map_or(1, |heading| heading.lines);
        let taken_lines = &lines[at..lines.len().min(at + taken)];
        let is_in_blocks = heading.is_some_and(|heading| opens_blocks(&heading, lines, at));
        match heading {
            Some(heading) if splitting.opens(&heading) => splitting.open(heading, taken_lines, is_in_blocks),
            Some(_) | None => {
                splitting.find_list(&lines[at..]);
                splitting.go_on(taken_lines);
            }
        }
        at += taken;
    }
    splitting.close();
    let mut split = splitting.split;
    split.take_title();
    split
}

impl Split<'_> {
    /// Takes the first line for the title where no heading is one: it stands alone, or says that it is one.
    fn take_title(&mut self) {
        let Some(first) = self.sections.first_mut().filter(|first| first.topic.is_none()) else {
            return;
        };
        let at = first
            .lines
            .iter()
            .position(|line| !line.is_blank() && !line.is_ornament());
        let Some(at) = at.filter(|_| self.title.is_none()) else {
            return;
        };
        let line = first.lines[at];
        let stands_alone = first.lines.get(at + 1).is_none_or(Line::is_blank) && first.lines.len() > at + 1;
        if title::is_title(line.unmarked(), stands_alone) {
            self.title = Some(Line {
                text: line.unmarked(),
                ..line
            });
            first.lines.remove(at);
        }
    }
}

/// True if what stands below the label of a timeline is the label of something that happened, with its time behind it or
/// with nothing.
fn opens_blocks(heading: &Heading<'_>, lines: &[Line<'_>], at: usize) -> bool {
    if heading.topic != Some(Topic::Timeline) {
        return false;
    }
    let next = lines
        .iter()
        .skip(at + heading.lines)
        .find(|line| !line.is_blank());
    let labelled = next.and_then(|line| line.unmarked().split_once(':'));
    labelled.is_some_and(|(words, rest)| {
        let behind = TypedStamp::read(rest.trim()).is_some();
        topic::is_event(heading::without_emphasis(words)) && (rest.trim().is_empty() || behind)
    })
}

/// The list of entries that stands outside every section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    /// None was seen.
    Unseen,
    /// Lines that begin with their times.
    Timeline,
    /// Messages below the names of those who wrote them: what is like a label there is what somebody said.
    Chat,
}

struct Splitting<'a> {
    split: Split<'a>,
    current: Section<'a>,
    /// The headings that the current section stands below, with their levels.
    above: Vec<(u8, Option<Topic>)>,
    /// The section that a label interrupts.
    base: Option<Topic>,
    /// True if the next line behind a blank one belongs to the base again.
    may_return: bool,
    seen: Vec<Topic>,
    list: List,
}

impl<'a> Splitting<'a> {
    /// True if a heading begins a section, and is no part of the one that it stands in.
    fn opens(&self, heading: &Heading<'a>) -> bool {
        match heading.rank {
            Rank::Real(level) => self.opens_below(level, heading.topic),
            Rank::Label => self.opens_as_label(heading),
        }
    }

    fn opens_below(&self, level: u8, topic: Option<Topic>) -> bool {
        let parent = self.above.iter().rev().find(|(above, _)| *above < level);
        match parent.and_then(|(_, topic)| *topic) {
            Some(Topic::Timeline | Topic::ActionItems(_)) => false,
            Some(_) => topic.is_some(),
            None => true,
        }
    }

    fn opens_as_label(&self, heading: &Heading<'a>) -> bool {
        let is_below_heading = self
            .above
            .last()
            .is_some_and(|(_, topic)| *topic == self.current.topic);
        let is_list = |rest| {
            is_entry(&Line {
                number: 0,
                text: rest,
            }) || said::last_zone(rest).is_some()
        };
        if heading.topic == Some(Topic::Timeline) && !heading.rest.is_empty() && !is_list(heading.rest) {
            // `Log: https://...` is a line among others.
            return false;
        }
        let is_items = matches!(heading.topic, Some(Topic::ActionItems(_)));
        match self.current.topic {
            Some(Topic::Timeline) if is_below_heading || self.current.is_in_blocks => {
                !topic::is_event(heading.words)
            }
            Some(Topic::ActionItems(_)) if is_below_heading => is_items && heading.rest.is_empty(),
            Some(Topic::ActionItems(_)) => !is_scalar(heading.topic),
            Some(_) | None => true,
        }
    }

    fn open(&mut self, heading: Heading<'a>, taken: &[Line<'a>], is_in_blocks: bool) {
        if let Rank::Real(level) = heading.rank {
            self.above.retain(|(above, _)| *above < level);
            self.list = List::Unseen;
            let is_title = heading.topic.is_none() && self.split.title.is_none() && self.seen.is_empty();
            if let Some(first) = taken.first().filter(|_| is_title) {
                self.split.title = Some(Line {
                    text: heading.words,
                    ..*first
                });
                self.split.unread.extend(&taken[1..]);
                return self.begin(Section::of(None));
            }
            let topic = Some(heading.topic.unwrap_or(Topic::Other));
            self.above.push((level, topic));
        }
        let topic = heading.topic.unwrap_or(Topic::Other);
        self.count(&heading, topic);
        let behind = taken
            .first()
            .filter(|_| !heading.rest.is_empty())
            .map(|line| Line {
                text: heading.rest,
                ..*line
            });
        self.may_return = behind.is_some() && (self.base.is_some() || is_scalar(Some(topic)));
        if behind.is_none() {
            self.base = Some(topic);
        }
        self.begin(Section {
            topic: Some(topic),
            words: heading.words,
            heading: if behind.is_none() {
                taken.to_vec()
            } else {
                Vec::new()
            },
            is_inline: behind.is_some(),
            lines: behind.into_iter().collect(),
            is_in_blocks,
            is_list: false,
        });
    }

    /// Counts a subject once. A label such as `Impact:` may be the kind of an entry of plain notes.
    fn count(&mut self, heading: &Heading<'a>, topic: Topic) {
        let is_kind =
            heading.rank == Rank::Label && Kind::from_typed(&heading.words.to_lowercase()).is_some();
        if topic == Topic::Other || is_kind || self.seen.contains(&topic) {
            return;
        }
        self.seen.push(topic);
        self.split.subjects += 1;
        self.split.has_timeline |= topic == Topic::Timeline;
        self.split.has_action_items |= matches!(topic, Topic::ActionItems(_));
    }

    fn go_on(&mut self, taken: &[Line<'a>]) {
        for line in taken {
            let is_apart = is_scalar(self.current.topic)
                || self.current.lines.last().is_some_and(|last| last.is_blank());
            let returns = self.may_return && is_apart && !line.is_blank() && line.indent() == 0;
            if returns || (self.current.is_inline && is_entry(line)) {
                self.may_return = false;
                self.begin(Section::of(self.base));
            }
            self.current.lines.push(*line);
        }
    }

    /// Looks for entries outside every section; they end the section of a label that stands among them.
    fn find_list(&mut self, lines: &[Line<'a>]) {
        let Some(line) = lines.first().filter(|line| !line.is_blank()) else {
            return;
        };
        let is_outside = self.current.topic.is_none();
        let of_next = |nth: usize| lines.get(nth).map_or("", |line| line.text);
        match self.list {
            List::Chat => {}
            List::Unseen | List::Timeline
                if (is_outside || self.base.is_none())
                    && timeline::heads_message(line.text, [of_next(1), of_next(2)]) =>
            {
                self.list = List::Chat;
                self.list_goes_on();
            }
            List::Unseen if is_outside && is_entry(line) => self.list = List::Timeline,
            List::Timeline
                if !is_outside && self.above.is_empty() && !self.split.has_timeline && is_entry(line) =>
            {
                self.list_goes_on();
            }
            List::Unseen | List::Timeline => {}
        }
    }

    fn list_goes_on(&mut self) {
        (self.base, self.may_return) = (None, false);
        if self.current.topic.is_some() {
            self.begin(Section::of(None));
        }
        self.current.is_list = true;
    }

    fn begin(&mut self, section: Section<'a>) {
        let before = std::mem::replace(&mut self.current, section);
        self.keep(before);
    }

    fn close(&mut self) {
        self.begin(Section::of(None));
    }

    fn keep(&mut self, section: Section<'a>) {
        let says_something = section.lines.iter().any(|line| !line.is_blank()) || !section.heading.is_empty();
        if says_something {
            self.split.sections.push(section);
        }
    }
}

/// True for a line that begins with a time of day, as the entries of a timeline do.
pub(super) fn is_entry(line: &Line<'_>) -> bool {
    timeline::begins_with_time(heading::without_emphasis(line.unmarked()))
}

/// True for a subject that is told in one line.
fn is_scalar(topic: Option<Topic>) -> bool {
    match topic {
        Some(Topic::Span | Topic::Date | Topic::Zone | Topic::Authors | Topic::Document) => true,
        Some(Topic::Field(field)) => {
            matches!(
                field,
                FieldName::Severity | FieldName::Commander | FieldName::Title
            )
        }
        Some(
            Topic::CauseAndResolution
            | Topic::Timeline
            | Topic::ActionItems(_)
            | Topic::Event(_)
            | Topic::Other,
        )
        | None => false,
    }
}
