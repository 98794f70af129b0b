//! The whole incident in JSON: `show --json`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{ActionItemJson, DamageJson, EventJson, SCHEMA, shown};
use crate::domain::facts::Facts;
use crate::domain::findings::{Finding, Policy, Review};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::{Event, Incident};
use crate::domain::intervals::Interval;
use crate::domain::kind::Milestone;
use crate::domain::milestones::Milestones;
use crate::domain::outside::Outside;
use crate::domain::record::FieldName;
use crate::domain::time::{Moment, Zone};
use crate::journal::Damage;

/// What `show --json` prints.
#[derive(serde::Serialize)]
pub(in crate::cli) struct Document<'a> {
    schema: u32,
    incident: About<'a>,
    events: Vec<EventJson<'a>>,
    struck: Vec<EventJson<'a>>,
    action_items: Vec<ActionItemJson<'a>>,
    milestones: MilestonesJson,
    intervals: Vec<IntervalJson>,
    findings: Vec<FindingJson>,
    damage: Vec<DamageJson<'a>>,
}

/// Where and how a document is shown.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Shown {
    /// The zone on whose wall times are shown.
    pub(in crate::cli) zone: Zone,
    /// The zone of this machine.
    pub(in crate::cli) local: Zone,
    /// What the team has agreed on.
    pub(in crate::cli) policy: Policy,
}

impl<'a> Document<'a> {
    /// `wanted` tells the events to be listed; everything else is computed from all of them.
    pub(in crate::cli) fn of(
        incident: &'a Incident,
        damage: &'a [Damage],
        outside: Outside,
        how: Shown,
        wanted: impl Fn(&Event) -> bool,
    ) -> Self {
        let review = Review::of(Facts::of(incident).knowing(outside), &how.policy);
        let facts = &review.facts;
        let event = |event: &'a Event| EventJson::of(event, how.zone);
        let struck = incident.events().iter().filter(|event| event.is_struck());
        let items = incident.action_items();
        Document {
            schema: SCHEMA,
            incident: About::of(incident, how),
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
            findings: review.findings.into_iter().map(FindingJson::of).collect(),
            damage: damage.iter().map(DamageJson::of).collect(),
        }
    }
}

/// What `review --json` prints.
#[derive(serde::Serialize)]
pub(in crate::cli) struct ReviewJson {
    schema: u32,
    findings: Vec<FindingJson>,
    /// How many findings are left out because they are silenced.
    silenced: usize,
}

impl ReviewJson {
    pub(in crate::cli) fn of(findings: Vec<Finding>, silenced: usize) -> Self {
        ReviewJson {
            schema: SCHEMA,
            findings: findings.into_iter().map(FindingJson::of).collect(),
            silenced,
        }
    }
}

#[derive(serde::Serialize)]
struct About<'a> {
    id: IncidentId,
    slug: &'a str,
    title: &'a str,
    severity: Option<u8>,
    status: &'static str,
    zone: String,
    opened_at: Option<Moment>,
    closed_at: Option<Moment>,
    fields: Fields<'a>,
}

impl<'a> About<'a> {
    fn of(incident: &'a Incident, how: Shown) -> Self {
        let closed_at = incident.closed_at(how.local);
        About {
            id: incident.id(),
            slug: incident.slug(),
            title: incident.title(),
            severity: incident.severity().map(|severity| severity.level()),
            status: incident.status().word(),
            zone: incident.zone().to_string(),
            opened_at: incident.opened_at().map(|at| shown(how.zone, &at)),
            closed_at: closed_at.map(|at| shown(how.zone, &at)),
            fields: Fields(incident),
        }
    }
}

/// Every field that `set` knows, but for those that stand beside it. Null or an empty list: not recorded.
struct Fields<'a>(&'a Incident);

impl Serialize for Fields<'_> {
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

#[derive(serde::Serialize)]
struct FindingJson {
    rule: &'static str,
    level: &'static str,
    message: String,
    events: Vec<RecordId>,
}

impl FindingJson {
    fn of(finding: Finding) -> Self {
        FindingJson {
            rule: finding.rule,
            level: finding.level.name(),
            message: finding.message,
            events: finding.events,
        }
    }
}
