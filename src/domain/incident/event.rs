//! An event as it stands: what was first recorded, and every correction since.

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::cell::{Cell, Provenance};
use crate::domain::id::RecordId;
use crate::domain::mentions;
use crate::domain::record::{Bare, EventBody, FAILED, HELPED, HIDDEN, RECOVERED};
use crate::domain::time::{Moment, Now, Zone};

/// Dated so much after it was written down, an event is absurd wherever on earth its wall clock hangs; less is a slip
/// that the review names.
const AHEAD: TimeDelta = TimeDelta::hours(24 + 14);

/// The seconds after which an event counts as recorded late.
pub const RECORDED_LATE: i64 = 15 * 60;

/// The first year in which something recorded here can have happened.
const FIRST_YEAR: i32 = 1900;

/// A correction of an event by a later record.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// It now reads so.
    Amended(EventBody),
    /// It was amended; of that, only the kind and the times are left.
    Removed(EventBody),
    /// It was withdrawn from the timeline.
    Struck {
        /// The reason, in the writer's words.
        why: Option<String>,
    },
}

/// The way in which an event left the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal<'a> {
    /// The deed: `undone`, or `withdrawn` by a strike.
    pub word: &'static str,
    /// The name of who did it.
    pub by: &'a str,
    /// The reason, in their words.
    pub why: Option<&'a str>,
}

impl Withdrawal<'_> {
    /// `withdrawn by bo: another incident`.
    pub fn in_words(&self) -> String {
        let why = self.why.map_or(String::new(), |why| format!(": {why}"));
        format!("{} by {}{why}", self.word, self.by)
    }
}

/// An event with where it came from and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The record that made it.
    pub id: RecordId,
    /// Counts from 1 in the order of recording: it does not change when an earlier time is filled in.
    pub number: u32,
    /// The writer, and the time.
    pub provenance: Provenance,
    /// True if it was written down after the incident had been closed.
    pub after_close: bool,
    /// True if it stands for a record of a newer hotwash, which cannot be read here.
    pub foreign: bool,
    /// True if its words were removed for good.
    pub redacted: bool,
    pub(super) undone: bool,
    /// As it reads now, where words of it were removed and something of a correction is left.
    pub(super) left: Option<Box<EventBody>>,
    pub(super) first: EventBody,
    pub(super) corrections: Option<Box<Cell<Correction>>>,
}

impl Event {
    /// True if it can have happened by now: one without a time can.
    pub fn has_happened(&self, zone: Zone, now: Now) -> bool {
        let at = self.body().timing.at;
        at.is_none_or(|at| zone.has_come(&at, now.instant))
    }

    /// True if it was taken over from somewhere else: whoever imported it did not write it, and need not know more.
    pub fn is_imported(&self) -> bool {
        self.body().source.is_some()
    }

    /// As it reads now, corrections included.
    pub fn body(&self) -> &EventBody {
        if let Some(left) = &self.left {
            return left;
        }
        if self.redacted {
            return &self.first;
        }
        self.amended().unwrap_or(&self.first)
    }

    /// The newest version whose words are there.
    fn amended(&self) -> Option<&EventBody> {
        self.standing().find_map(|correction| match correction {
            Correction::Amended(body) => Some(body),
            Correction::Removed(_) | Correction::Struck { .. } => None,
        })
    }

    /// The corrections that were not taken back, newest first.
    fn standing(&self) -> impl Iterator<Item = &Correction> {
        let newest_first = self.corrections.iter().flat_map(|cell| cell.all().rev());
        newest_first
            .filter(|version| !version.undone)
            .map(|version| &version.value)
    }

    /// Puts together how it reads, after its corrections changed: where words were removed, kind and times are those of
    /// the newest version all the same.
    pub(super) fn settle(&mut self) {
        let newest = self.standing().find_map(|correction| match correction {
            Correction::Amended(body) => Some((body, false)),
            Correction::Removed(body) => Some((body, true)),
            Correction::Struck { .. } => None,
        });
        let left = newest.filter(|(_, removed)| *removed || self.redacted);
        self.left = left.map(|(newest, _)| {
            let bare = Bare::of(newest);
            Box::new(match self.redacted {
                // A correction that another writer made may still hold what was removed.
                true => bare.reading(self.first.text.clone()),
                // What another writer recorded reads as it did before.
                false => bare.of_words(self.amended().unwrap_or(&self.first)),
            })
        });
    }

    /// As it was first recorded.
    pub fn first(&self) -> &EventBody {
        &self.first
    }

    /// Every correction that was not taken back, oldest first.
    pub fn corrections(&self) -> impl Iterator<Item = &super::Version<Correction>> {
        self.corrections.iter().flat_map(|cell| cell.in_order())
    }

    /// True if it reads otherwise than first recorded. To be left out of drafts is no other reading, and neither is the
    /// outcome of a mitigation, which is said later than the mitigation itself.
    pub fn is_amended(&self) -> bool {
        !self.redacted && self.corrections().any(|version| self.says_else(&version.value))
    }

    /// The one who corrected it last, where that was another writer than its own: then the words are theirs.
    pub fn amended_by_another(&self) -> Option<&str> {
        let amended = |version: &&super::Version<Correction>| self.says_else(&version.value);
        let last = self.corrections().filter(amended).last()?;
        let by = &last.provenance;
        (!self.redacted && by.stamp.writer != self.provenance.stamp.writer).then_some(&*by.by)
    }

    /// True if something about it was corrected after the incident had been closed.
    pub fn is_amended_after_close(&self) -> bool {
        self.corrections()
            .any(|version| version.after_close && self.says_else(&version.value))
    }

    fn says_else(&self, correction: &Correction) -> bool {
        match correction {
            Correction::Amended(body) => !reads_alike(body, &self.first),
            Correction::Removed(body) => body.kind != self.first.kind || body.timing != self.first.timing,
            Correction::Struck { .. } => false,
        }
    }

    /// True if it is left out of drafts.
    pub fn is_hidden(&self) -> bool {
        self.body().tags.iter().any(|tag| tag == HIDDEN)
    }

    /// The way it left the timeline; `None` while it stands there.
    pub fn withdrawal(&self) -> Option<Withdrawal<'_>> {
        let newest = self.corrections.as_ref().and_then(|cell| cell.current());
        match newest.map(|version| (&version.value, &version.provenance)) {
            // Only its own writer can have undone it.
            _ if self.undone => Some(Withdrawal {
                word: "undone",
                by: &self.provenance.by,
                why: None,
            }),
            Some((Correction::Struck { why }, by)) => Some(Withdrawal {
                word: "withdrawn",
                by: &by.by,
                why: why.as_deref(),
            }),
            Some((Correction::Amended(_) | Correction::Removed(_), _)) | None => None,
        }
    }

    /// True if it was withdrawn from the timeline, by a strike or an undo.
    pub fn is_struck(&self) -> bool {
        let newest = self.corrections.as_ref().and_then(|cell| cell.current());
        self.undone || newest.is_some_and(|version| matches!(version.value, Correction::Struck { .. }))
    }

    /// True if its record was taken back by an undo.
    pub fn is_undone(&self) -> bool {
        self.undone
    }

    /// The record that a correction made now would replace.
    pub fn newest_record(&self) -> RecordId {
        self.corrections
            .as_ref()
            .and_then(|cell| cell.current())
            .map_or(self.id, |version| version.id)
    }

    /// Its tags, those of its text and those it was given, each once, without the `#`.
    pub fn tags(&self) -> Vec<&str> {
        let body = self.body();
        let mut tags = mentions::tags(&body.text);
        for tag in &body.tags {
            if !tags.contains(&tag.as_str()) {
                tags.push(tag);
            }
        }
        tags
    }

    /// True if it says that users are no longer affected.
    pub fn says_recovered(&self) -> bool {
        self.is_tagged(RECOVERED)
    }

    /// True if it has a tag that hotwash understands, in any case.
    pub fn is_tagged(&self, tag: &str) -> bool {
        self.body().is_tagged(tag)
    }

    /// True if its time is absurd: more than a day after it was written down, or before there were computers to fail.
    /// It stands on the timeline, and the review names what lies ahead; but no clock and no length counts from it.
    pub fn is_dated_absurdly(&self, zone: Zone) -> bool {
        let Some(at) = self.body().timing.at else {
            return false;
        };
        let latest = self
            .dated_at()
            .timestamp_micros()
            .saturating_add(AHEAD.num_microseconds().unwrap_or(i64::MAX));
        at.wall().year() < FIRST_YEAR || zone.micros(&at) > latest
    }

    /// The seconds between its end and its recording; `None` where they cannot be compared.
    pub fn delay(&self) -> Option<i64> {
        let timing = &self.body().timing;
        match timing.until.or(timing.at)? {
            Moment::Zoned(at) => Some((self.provenance.recorded_at - at.to_utc()).num_seconds()),
            Moment::Floating(_) => None,
        }
    }

    /// The time at which its present time was written down: when it was recorded, or when the time was corrected last.
    pub fn dated_at(&self) -> DateTime<Utc> {
        let (mut timing, mut dated) = (self.first.timing, self.provenance.recorded_at);
        for version in self.corrections() {
            if let Correction::Amended(body) | Correction::Removed(body) = &version.value
                && body.timing != timing
            {
                (timing, dated) = (body.timing, version.provenance.recorded_at);
            }
        }
        dated
    }
}

/// True if two versions differ at most in tags that are given and say nothing of what happened.
fn reads_alike(one: &EventBody, other: &EventBody) -> bool {
    let is_given = |tag: &&String| [HIDDEN, HELPED, FAILED].contains(&tag.as_str());
    let shown = |body: &EventBody| EventBody {
        tags: body.tags.iter().filter(|tag| !is_given(tag)).cloned().collect(),
        typed: None,
        ..body.clone()
    };
    one.text == other.text && shown(one) == shown(other)
}
