//! The limits of a record, when it is written and when it is read: nothing that is asked of an incident has to be done
//! for a text without end.

use std::fmt;

use super::{ActionItemBody, EventBody, FieldChange, FieldName, Op, Record};
use crate::domain::mentions;

/// The most bytes of text that an event, a field or an action item may carry.
pub const MAX_TEXT: usize = 64 * 1024;

/// The most characters that a title may have: it stands in one line of a screen.
pub const MAX_TITLE: usize = 1000;

/// The most characters that the name of who wrote something down may have.
pub const MAX_AUTHOR: usize = 200;

/// The most different tags that an event may have; and so many people may it mention.
pub const MAX_MENTIONED: usize = 200;

/// The most characters that the name of a zone may have.
pub const MAX_ZONE: usize = 100;

/// The most pieces of evidence that one event may have.
pub const MAX_EVIDENCE: usize = 200;

/// The part of a record that is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Bytes of text.
    Text(usize),
    /// Characters of its title.
    Title(usize),
    /// Characters of its author's name.
    Author(usize),
    /// Tags.
    Tags(usize),
    /// People.
    People(usize),
    /// Characters of a zone's name.
    Zone(usize),
    /// Pieces of evidence.
    Evidence(usize),
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Excess::Text(bytes) => write!(f, "the text has {bytes} bytes; {MAX_TEXT} is the most"),
            Excess::Title(length) => write!(f, "the title has {length} characters; {MAX_TITLE} is the most"),
            Excess::Author(length) => {
                write!(
                    f,
                    "the name of its author has {length} characters; {MAX_AUTHOR} is the most"
                )
            }
            Excess::Tags(count) => write!(f, "it has {count} tags; {MAX_MENTIONED} is the most"),
            Excess::Zone(length) => {
                write!(
                    f,
                    "the name of the zone has {length} characters; {MAX_ZONE} is the most"
                )
            }
            Excess::Evidence(count) => {
                write!(f, "it has {count} pieces of evidence; {MAX_EVIDENCE} is the most")
            }
            Excess::People(count) => write!(f, "it mentions {count} people; {MAX_MENTIONED} is the most"),
        }
    }
}

/// The part of a record that is too much; `None`: none is.
pub fn excess(record: &Record) -> Option<Excess> {
    excess_of_author(&record.by).or_else(|| match &record.op {
        Op::Open(opening) => longer(&opening.title, MAX_TITLE).map(Excess::Title),
        Op::Event(body) | Op::Amend { body, .. } => of_event(body),
        Op::Set { field, change, .. } => of_change(*field, change),
        Op::ActionItem(body) | Op::AmendActionItem { body, .. } => of_item(body),
        Op::Strike { why, .. } => why.as_deref().and_then(of_text),
        Op::Silence { rule, why, .. } => of_text(why).or_else(|| of_text(rule)),
        Op::Redacted { redacted_by, .. } => excess_of_author(redacted_by),
        Op::Foreign { name, .. } => of_text(name),
        Op::Undo { .. } | Op::Redo { .. } | Op::Close { .. } | Op::Reopen { .. } => None,
    })
}

/// The excess of the name of an author; `None`: it may stand in a record.
pub fn excess_of_author(by: &str) -> Option<Excess> {
    longer(by, MAX_AUTHOR).map(Excess::Author)
}

fn of_event(body: &EventBody) -> Option<Excess> {
    let texts = [Some(&body.text), body.source.as_ref()];
    let text = texts.into_iter().flatten().find_map(|text| of_text(text));
    text.or_else(|| {
        // Nearly every text has few marks, and a count of bytes says so.
        let marked = |mark: u8| body.text.bytes().filter(|byte| *byte == mark).count() > MAX_MENTIONED;
        let people = if marked(b'@') {
            mentions::people(&body.text).len()
        } else {
            0
        };
        let tags = if marked(b'#') {
            mentions::tags(&body.text).len()
        } else {
            0
        };
        let tags = tags.max(body.tags.len());
        let longest = body.tags.iter().find_map(|tag| of_text(tag));
        let many = |count: usize| Some(count).filter(|count| *count > MAX_MENTIONED);
        let people = many(people).map(Excess::People);
        let pieces = Some(body.evidence.len()).filter(|count| *count > MAX_EVIDENCE);
        longest
            .or(many(tags).map(Excess::Tags))
            .or(people)
            .or(pieces.map(Excess::Evidence))
    })
}

fn of_change(field: FieldName, change: &FieldChange) -> Option<Excess> {
    match (field, change) {
        (FieldName::Title, FieldChange::Value(title)) => longer(title, MAX_TITLE).map(Excess::Title),
        (FieldName::Zone, FieldChange::Value(zone)) => longer(zone, MAX_ZONE).map(Excess::Zone),
        (_, FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Remove(text)) => of_text(text),
        (_, FieldChange::Amend { entry, to }) => of_text(entry).or_else(|| of_text(to)),
        (_, FieldChange::Clear) => None,
    }
}

fn of_item(body: &ActionItemBody) -> Option<Excess> {
    let texts = [Some(&body.text), body.owner.as_ref(), body.priority.as_ref()];
    texts.into_iter().flatten().find_map(|text| of_text(text))
}

fn of_text(text: &str) -> Option<Excess> {
    (text.len() > MAX_TEXT).then_some(Excess::Text(text.len()))
}

/// The number of characters of a line, where that is more than the most.
fn longer(line: &str, most: usize) -> Option<usize> {
    // Most are short, and then their bytes say so.
    let count = || Some(line.chars().count()).filter(|count| *count > most);
    (line.len() > most).then(count).flatten()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::RecordId;
    use crate::domain::record::{EvidenceRef, Opening, Timing};
    use crate::domain::time::{Moment, Zone};

    fn record(by: &str, op: Op) -> Record {
        Record {
            id: RecordId::new(Uuid::from_u128(1)),
            seq: 1,
            lc: 1,
            recorded_at: DateTime::UNIX_EPOCH,
            by: by.to_owned(),
            batch: None,
            head: None,
            op,
        }
    }

    fn event(text: String) -> Op {
        Op::Event(EventBody {
            text,
            timing: Timing::default(),
            ..EventBody::default()
        })
    }

    fn names(mark: char, count: usize) -> String {
        (0..count).map(|n| format!("{mark}n{n} ")).collect()
    }

    #[test]
    fn each_limit_is_exact() {
        let opening = |title: String| {
            Op::Open(Opening {
                title,
                severity: None,
                zone: Zone::Utc,
                at: Moment::Zoned(DateTime::UNIX_EPOCH.fixed_offset()),
            })
        };
        let set = |field, length| Op::Set {
            field,
            change: FieldChange::Value("x".repeat(length)),
            replaces: None,
        };
        let item = |length| {
            Op::ActionItem(ActionItemBody {
                text: "x".repeat(length),
                ..ActionItemBody::default()
            })
        };
        let tagged = |count| {
            Op::Event(EventBody {
                tags: vec!["x".to_owned(); count],
                ..EventBody::default()
            })
        };
        type Of<'a> = &'a dyn Fn(usize) -> Op;
        let proven = |count| {
            let piece = EvidenceRef {
                sha256: "ab".repeat(32),
                bytes: 1,
                name: None,
            };
            Op::Event(EventBody {
                evidence: vec![piece; count],
                ..EventBody::default()
            })
        };
        let cases: [(Of<'_>, usize, Excess); 10] = [
            (&|n| event("x".repeat(n)), MAX_TEXT, Excess::Text(MAX_TEXT + 1)),
            (
                &|n| event(names('#', n)),
                MAX_MENTIONED,
                Excess::Tags(MAX_MENTIONED + 1),
            ),
            (
                &|n| event(names('@', n)),
                MAX_MENTIONED,
                Excess::People(MAX_MENTIONED + 1),
            ),
            (&tagged, MAX_MENTIONED, Excess::Tags(MAX_MENTIONED + 1)),
            (&proven, MAX_EVIDENCE, Excess::Evidence(MAX_EVIDENCE + 1)),
            (&|n| set(FieldName::Zone, n), MAX_ZONE, Excess::Zone(MAX_ZONE + 1)),
            (
                &|n| opening("é".repeat(n)),
                MAX_TITLE,
                Excess::Title(MAX_TITLE + 1),
            ),
            (
                &|n| set(FieldName::Title, n),
                MAX_TITLE,
                Excess::Title(MAX_TITLE + 1),
            ),
            (
                &|n| set(FieldName::Impact, n),
                MAX_TEXT,
                Excess::Text(MAX_TEXT + 1),
            ),
            (&item, MAX_TEXT, Excess::Text(MAX_TEXT + 1)),
        ];
        for (op, most, excess_of) in cases {
            assert_eq!(excess(&record("ana", op(most))), None, "{excess_of:?}");
            assert_eq!(excess(&record("ana", op(most + 1))), Some(excess_of));
        }
        let author = |length: usize| record(&"é".repeat(length), event("x".to_owned()));
        assert_eq!(excess(&author(MAX_AUTHOR)), None);
        assert_eq!(
            excess(&author(MAX_AUTHOR + 1)),
            Some(Excess::Author(MAX_AUTHOR + 1))
        );
    }
}
