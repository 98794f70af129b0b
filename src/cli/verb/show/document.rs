//! The whole incident in JSON: `show --json`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::cli::json::{ActionItemJson, DamageJson, EventJson, FindingJson, shown};
use crate::domain::facts::Facts;
use crate::domain::findings::{Policy, Review};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::{Event, Incident};
use crate::domain::intervals::Interval;
use crate::domain::kind::Milestone;
use crate::domain::milestones::Milestones;
use crate::domain::outside::Outside;
use crate::domain::record::FieldName;
use crate::domain::time::{Moment, Zone};
use crate::journal::Damage;

/// The answer of `show --json`.
#[derive(serde::Serialize)]
pub(super) struct IncidentDocument<'a> {
    incident: IncidentJson<'a>,
    events: Vec<EventJson<'a>>,
    struck: Vec<EventJson<'a>>,
    action_items: Vec<ActionItemJson<'a>>,
    milestones: MilestonesJson,
    intervals: Vec<IntervalJson>,
    findings: Vec<FindingJson>,
    damage: Vec<DamageJson<'a>>,
}

/// The zone and the policy by which an incident is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Perspective {
    /// The zone on whose wall times are shown.
    pub(super) zone: Zone,
    /// The zone of this machine.
    pub(super) local: Zone,
    /// The times between updates that the team has agreed on.
    pub(super) policy: Policy,
}

impl<'a> IncidentDocument<'a> {
    /// `wanted` tells the events to be listed; everything else is computed from all of them.
    pub(super) fn of(
        incident: &'a Incident,
        damage: &'a [Damage],
        outside: Outside,
        how: Perspective,
        wanted: impl Fn(&Event) -> bool,
    ) -> Self {
        let review = Review::of(Facts::of(incident).knowing(outside), &how.policy);
        let facts = &review.facts;
        let event = |event: &'a Event| EventJson::of(event, how.zone);
        let struck = incident.events().iter().filter(|event| event.is_struck());
        let items = incident.action_items();
        IncidentDocument {
            incident: IncidentJson::of(incident, how),
            events: incident
                .shown()
                .filter(|event| wanted(event))
                .map(event)
                .collect(),
            struck: struck.filter(|event| wanted(event)).map(event).collect(),
            action_items: items
                .map(|(item, body)| ActionItemJson::of(item.id, item.number, body))
                .collect(),
            milestones: MilestonesJson::of(&facts.milestones, how.zone),
            intervals: facts.intervals.iter().map(IntervalJson::of).collect(),
            findings: review.findings.iter().map(FindingJson::of).collect(),
            damage: damage.iter().map(DamageJson::of).collect(),
        }
    }
}

#[derive(serde::Serialize)]
struct IncidentJson<'a> {
    id: IncidentId,
    slug: &'a str,
    title: &'a str,
    severity: Option<u8>,
    status: &'static str,
    zone: String,
    opened_at: Option<Moment>,
    closed_at: Option<Moment>,
    fields: FieldsJson<'a>,
}

impl<'a> IncidentJson<'a> {
    fn of(incident: &'a Incident, how: Perspective) -> Self {
        let closed_at = incident.closed_at(how.local);
        IncidentJson {
            id: incident.id(),
            slug: incident.slug(),
            title: incident.title(),
            severity: incident.severity().map(|severity| severity.level()),
            status: incident.status().word(),
            zone: incident.zone().to_string(),
            opened_at: incident.opened_at().map(|at| shown(how.zone, &at)),
            closed_at: closed_at.map(|at| shown(how.zone, &at)),
            fields: FieldsJson(incident),
        }
    }
}

/// Every field that `set` knows, but for those that stand beside it. Null or an empty list: not recorded.
struct FieldsJson<'a>(&'a Incident);

impl Serialize for FieldsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let beside = [FieldName::Title, FieldName::Severity, FieldName::Zone];
        let mut map = serializer.serialize_map(None)?;
        for row in FieldName::ROWS.iter().filter(|row| !beside.contains(&row.name)) {
            if row.list {
                map.serialize_entry(row.wire, &self.0.values(row.name))?;
            } else {
                map.serialize_entry(row.wire, &self.0.value(row.name))?;
            }
        }
        map.end()
    }
}

/// In the order an incident ought to pass them.
struct MilestonesJson([Option<MilestoneJson>; Milestone::ALL.len()]);

#[derive(Clone, Copy, serde::Serialize)]
struct MilestoneJson {
    event: RecordId,
    at: Moment,
    approximate: bool,
}

impl MilestonesJson {
    fn of(milestones: &Milestones, zone: Zone) -> Self {
        MilestonesJson(Milestone::ALL.map(|milestone| {
            milestones.get(milestone).map(|mark| MilestoneJson {
                event: mark.event,
                at: shown(zone, &mark.at),
                approximate: mark.approximate,
            })
        }))
    }
}

impl Serialize for MilestonesJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = Milestone::ALL.iter().map(|milestone| milestone.name());
        serializer.collect_map(names.zip(&self.0))
    }
}

#[derive(serde::Serialize)]
struct IntervalJson {
    name: &'static str,
    seconds: Option<i64>,
    from: Option<RecordId>,
    to: Option<RecordId>,
    formula: String,
    note: Option<String>,
}

impl IntervalJson {
    fn of(interval: &Interval) -> Self {
        IntervalJson {
            name: interval.name,
            seconds: interval.seconds(),
            from: interval.from,
            to: interval.to,
            formula: interval.formula.to_string(),
            note: interval.note.clone(),
        }
    }
}
