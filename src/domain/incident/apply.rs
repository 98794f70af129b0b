//! Applies a record to an incident.

use std::sync::Arc;

use super::cell::{Cell, Provenance, Stamp, Version};
use super::{ActionItem, Correction, Event, Incident, Silence, Spot, Status, Timeline, Waiting};
use crate::domain::id::RecordId;
use crate::domain::record::{ActionItemBody, EventBody, FieldName, Op, Record};

/// The effect of a record on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimelineEffect {
    Nothing,
    NewEvent,
    Reorder,
}

/// The reason why an event has no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StandIn {
    Foreign,
    Redacted,
}

impl Incident {
    /// Takes one more record of a writer into account. Total: a record that makes no sense here changes nothing,
    /// and one that was applied already is not applied again.
    pub fn apply(&mut self, record: Record, writer: &Arc<str>) {
        match self.take(record, writer) {
            TimelineEffect::Nothing => {}
            TimelineEffect::NewEvent => self.timeline.insert_newest(&self.events, self.zone()),
            TimelineEffect::Reorder => self.settle(),
        }
    }

    /// Takes several into account, as [`apply`](Self::apply) does each of them; the timeline is put in order once, be
    /// it thousands of strikes that arrive at once.
    pub fn apply_all(&mut self, records: impl IntoIterator<Item = (Record, Arc<str>)>) {
        // Each insertion may move all places behind it: of many events, all are sorted at the end.
        const FEW: u32 = 64;
        let (mut reorder, mut inserted) = (false, 0);
        for (record, writer) in records {
            match self.take(record, &writer) {
                TimelineEffect::Nothing => {}
                TimelineEffect::NewEvent if !reorder && inserted < FEW => {
                    self.timeline.insert_newest(&self.events, self.zone());
                    inserted += 1;
                }
                TimelineEffect::NewEvent | TimelineEffect::Reorder => reorder = true,
            }
        }
        if reorder {
            self.settle();
        }
    }

    pub(super) fn settle(&mut self) {
        self.events.iter_mut().for_each(Event::settle);
        self.timeline = Timeline::rebuild(&self.events, self.zone());
    }

    /// Applies a record and leaves the timeline to the caller, who may have many.
    pub(super) fn take(&mut self, record: Record, writer: &Arc<str>) -> TimelineEffect {
        let Record {
            id,
            lc,
            recorded_at,
            by,
            batch,
            op,
            ..
        } = record;
        if self.spots.contains_key(&id) {
            return TimelineEffect::Nothing;
        }
        let stamp = Stamp {
            lc,
            writer: Arc::clone(writer),
        };
        if self.last.as_ref().is_none_or(|last| *last < stamp) {
            self.last = Some(stamp.clone());
        }
        let provenance = Provenance {
            by: self.name(&by),
            recorded_at,
            stamp,
        };
        self.note_recorder(&provenance);
        if let Some(first) = batch {
            self.note_step(id, first, writer);
        }
        let after_close = self.status() != Status::Open;
        self.take_or_wait(Waiting {
            id,
            provenance,
            after_close,
            op,
        })
    }

    /// Does to the incident what a record says, when all that it names is there.
    pub(super) fn take_op(&mut self, record: Waiting) -> (Spot, TimelineEffect) {
        let Waiting {
            id,
            provenance,
            after_close,
            op,
        } = record;
        let version = |replaces| Version {
            id,
            replaces,
            provenance: provenance.clone(),
            after_close,
            undone: false,
            value: (),
        };
        match op {
            Op::Open(opening) => (Spot::Elsewhere, self.add_opening(id, provenance, opening)),
            Op::Event(body) => (self.add_event(id, provenance, body), TimelineEffect::NewEvent),
            Op::Amend {
                event,
                replaces,
                body,
            } => self.correct(event, version(Some(replaces)).with(Correction::Amended(body))),
            Op::Strike { event, replaces, why } => {
                self.correct(event, version(Some(replaces)).with(Correction::Struck { why }))
            }
            Op::Undo { replaces } => self.take_back(id, &provenance, replaces),
            Op::Redo { replaces } => self.bring_back(&provenance, replaces),
            Op::Set {
                field,
                change,
                replaces,
            } => {
                let cell = self.fields.entry(field).or_default();
                let place = cell.add(version(replaces).with(change));
                (Spot::Field(field, place), reorders(field))
            }
            Op::ActionItem(body) => (self.add_item(id, provenance, body), TimelineEffect::Nothing),
            Op::AmendActionItem { item, replaces, body } => (
                self.amend_item(item, version(Some(replaces)).with(body)),
                TimelineEffect::Nothing,
            ),
            Op::Close { at, replaces } => {
                let place = self.status.add(version(replaces).with(Status::Closed { at }));
                (Spot::Status(place), TimelineEffect::Nothing)
            }
            Op::Reopen { replaces } => {
                let place = self.status.add(version(replaces).with(Status::Open));
                (Spot::Status(place), TimelineEffect::Nothing)
            }
            Op::Silence { rule, events, why } => {
                let silence = version(None).with(Silence { rule, events, why });
                (Spot::Silence(self.silences.add(silence)), TimelineEffect::Nothing)
            }
            Op::Redacted {
                was,
                redacted_by,
                redacted_at,
            } => {
                let when = redacted_at.format("%Y-%m-%d %H:%M UTC");
                let text = format!("[removed by {redacted_by} on {when}]");
                self.take_removed(version(None), was, text)
            }
            Op::Foreign { version, name } => (
                self.add_foreign(id, provenance, &name, version),
                TimelineEffect::NewEvent,
            ),
        }
    }

    fn add_event(&mut self, id: RecordId, provenance: Provenance, body: EventBody) -> Spot {
        // More than u32::MAX events would be a journal of terabytes; the last number then repeats.
        let index = u32::try_from(self.events.len()).unwrap_or(u32::MAX - 1);
        self.events.push(Event {
            id,
            number: index + 1,
            provenance,
            after_close: self.status() != Status::Open,
            foreign: false,
            redacted: false,
            undone: false,
            left: None,
            first: body,
            corrections: None,
        });
        Spot::Event(index)
    }

    /// A row for an event whose words were removed.
    pub(super) fn add_removed(&mut self, id: RecordId, provenance: Provenance, body: EventBody) -> Spot {
        self.add_stand_in(id, provenance, body, StandIn::Redacted)
    }

    /// A row for what this version does not understand.
    fn add_foreign(&mut self, id: RecordId, provenance: Provenance, name: &str, version: u64) -> Spot {
        let body = EventBody {
            text: format!("[recorded by a newer hotwash: {name}, format {version}]"),
            ..EventBody::default()
        };
        self.add_stand_in(id, provenance, body, StandIn::Foreign)
    }

    /// A row for words that are not there.
    fn add_stand_in(&mut self, id: RecordId, provenance: Provenance, body: EventBody, gone: StandIn) -> Spot {
        let spot = self.add_event(id, provenance, body);
        if let Some(event) = self.events.last_mut() {
            event.foreign = gone == StandIn::Foreign;
            event.redacted = gone == StandIn::Redacted;
        }
        spot
    }

    pub(super) fn correct(
        &mut self,
        event: RecordId,
        version: Version<Correction>,
    ) -> (Spot, TimelineEffect) {
        let Some(Spot::Event(index)) = self.spots.get(&event).copied() else {
            return (Spot::Elsewhere, TimelineEffect::Nothing);
        };
        let cell = self.events[index as usize].corrections.get_or_insert_default();
        let place = cell.add(version);
        (Spot::Correction { event: index, place }, TimelineEffect::Reorder)
    }

    pub(super) fn add_item(&mut self, id: RecordId, provenance: Provenance, body: ActionItemBody) -> Spot {
        let index = u32::try_from(self.action_items.len()).unwrap_or(u32::MAX - 1);
        let mut versions = Cell::default();
        let place = versions.add(Version {
            id,
            replaces: None,
            provenance,
            after_close: self.status() != Status::Open,
            undone: false,
            value: body,
        });
        self.action_items.push(ActionItem {
            id,
            number: index + 1,
            versions,
        });
        Spot::ActionItem { item: index, place }
    }

    pub(super) fn amend_item(&mut self, item: RecordId, version: Version<ActionItemBody>) -> Spot {
        let Some(Spot::ActionItem { item, .. }) = self.spots.get(&item).copied() else {
            return Spot::Elsewhere;
        };
        let place = self.action_items[item as usize].versions.add(version);
        Spot::ActionItem { item, place }
    }
}

/// A new zone reads bare clocks anew.
pub(super) fn reorders(field: FieldName) -> TimelineEffect {
    if field == FieldName::Zone {
        TimelineEffect::Reorder
    } else {
        TimelineEffect::Nothing
    }
}

impl Version<()> {
    pub(super) fn with<T>(self, value: T) -> Version<T> {
        let Version {
            id,
            replaces,
            provenance,
            after_close,
            undone,
            value: (),
        } = self;
        Version {
            id,
            replaces,
            provenance,
            after_close,
            undone,
            value,
        }
    }
}
