//! Composes the context of a draft from an incident.

use crate::domain::facts::{Facts, InWindow};
use crate::domain::findings::{Finding, Policy, Review};
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::intervals::{Interval, point};
use crate::domain::kind::{Kind, Milestone, Via};
use crate::domain::mark::Mark;
use crate::domain::milestones::Milestones;
use crate::domain::record::{ActionItemBody, FieldName, Purpose};
use crate::domain::severities;
use crate::domain::time::{Length, Zone, span};
use crate::domain::windows::Window;

use super::context::{
    ActionItemTold, ActionItemsTold, Citation, Day, Draft, EventTold, FieldTold, FindingTold, IntervalTold,
    MilestoneTold, NOT_RECORDED, Quote, SCHEMA, SectionsTold, SeverityTold, SpanTold, WindowTold,
};
use super::markdown::first_address;
use super::times::Times;
use super::update::executive_of;
use super::{
    Template, computed, course, key_figures, meeting, narrative, notes, overview, public, questions,
    recurrence, responders, status_line, timeline, unknown,
};

/// The most events quoted where nobody wrote a field up; the timeline has them all.
const QUOTES: usize = 5;

impl Draft {
    /// The draft of an incident, reviewed by this policy, for the template of this name; `citation` is what it was
    /// read from.
    pub fn new(incident: &Incident, policy: &Policy, citation: Citation, template: &str) -> Self {
        Draft::of(&Review::of(Facts::of(incident), policy), citation, template)
    }

    /// The draft of an incident that was reviewed, of what its records say alone.
    pub fn of(review: &Review<'_>, citation: Citation, template: &str) -> Self {
        let (facts, incident) = (&review.facts, review.facts.incident);
        let times = Times::of(incident);
        let value = |field| incident.value(field).map(str::to_owned);
        let values = |field| incident.values(field).into_iter().map(str::to_owned).collect();
        let days = timeline::days(facts, times);
        let authors = each_once(&days, |entry| std::slice::from_ref(&entry.by));
        let findings: Vec<&Finding> = review
            .findings
            .iter()
            .filter(|finding| !finding.is_from_outside)
            .collect();
        let (questions, more_questions) =
            questions::of(&shown(incident, &findings), incident, times, days.len() < 2);
        // A draft reads alike on every machine, so no machine's zone has a part in it.
        let closed_at = incident.closed_at(Zone::Unknown);
        let mut draft = Draft {
            schema: SCHEMA,
            template: template.to_owned(),
            id: incident.id(),
            slug: incident.slug().to_owned(),
            title: incident.title().to_owned(),
            status: incident.status().word(),
            severity: incident.severity().map(|severity| severity.level()),
            opened_at: incident.opened_at().map(|at| times.moment(&at)),
            closed_at: closed_at.map(|at| times.moment(&at)),
            zone: times.zone(incident),
            span: whole(facts, times),
            status_line: status_line::of(facts, &authors, times),
            narrative: narrative::of(review),
            key_figures: key_figures::of(facts, times),
            summary: value(FieldName::Summary),
            impact: told(incident, times, FieldName::Impact, Kind::Impact),
            cause: told(incident, times, FieldName::Cause, Kind::Cause),
            resolution: told(incident, times, FieldName::Resolution, Kind::Resolution),
            trigger: value(FieldName::Trigger),
            commander: value(FieldName::Commander),
            lessons: value(FieldName::Lessons),
            affected: values(FieldName::Affected),
            factors: values(FieldName::Factors),
            roles: values(FieldName::Roles),
            went_well: values(FieldName::WentWell),
            went_wrong: values(FieldName::WentWrong),
            lucky: values(FieldName::Lucky),
            links: values(FieldName::Links),
            authors,
            people: each_once(&days, |entry| &entry.people),
            milestones: all_passed(facts, &facts.milestones, times),
            intervals: all_measured(incident, &facts.intervals),
            severities: severities::all(facts).into_iter().map(rated).collect(),
            windows: windows(facts, times),
            days,
            action_items: action_items(incident),
            notes: notes::of(facts),
            only_source: status_line::only_source(incident.drafted()).map(str::to_owned),
            questions,
            more_questions,
            unknown: Vec::new(),
            to_check: found(incident, times, &findings, |finding| !finding.is_unknown),
            findings: found(incident, times, &findings, |_| true),
            sections: SectionsTold::default(),
            public: public::told(facts),
            left_out: Vec::new(),
            by_role: false,
            citation,
        };
        draft.unknown = unknown::list(facts, &draft, times);
        draft.sections = sections(facts, &draft, times);
        draft.withholding(facts)
    }

    /// Of a draft for the public: says what it leaves out, and cites no file by its name.
    fn withholding(self, facts: &Facts<'_>) -> Self {
        if self.template != Template::PUBLIC {
            return self;
        }
        Draft {
            left_out: public::left_out(facts),
            citation: self.citation.unnamed(),
            ..self
        }
    }
}

/// The sections of other houses, by what the draft has already.
fn sections(facts: &Facts<'_>, draft: &Draft, times: Times) -> SectionsTold {
    SectionsTold {
        course: course::of(facts, &draft.days),
        overview: overview::of(facts, times),
        impact_figures: overview::impact_figures(facts.incident),
        responders: responders::of(facts),
        recurrence: recurrence::of(facts, times),
        computed: computed::of(&draft.key_figures),
        meeting: meeting::of(facts, times),
        executive: executive_of(facts),
    }
}

/// From the beginning of the first window to the end of the last one: the same that the windows and the narrative have.
fn whole(facts: &Facts<'_>, times: Times) -> SpanTold {
    let windows = facts.windows.all();
    let first = windows.first().map(|window| &window.start);
    let Some(from) = first.or(facts.milestones.get(Milestone::Detected)) else {
        return SpanTold {
            from: None,
            to: None,
            text: NOT_RECORDED.to_owned(),
        };
    };
    let last = windows.last().and_then(|window| window.end.as_ref());
    let to = last
        .or(facts.milestones.get(Milestone::Resolved))
        .filter(|_| facts.windows.open().is_none());
    let span = times.span(facts.incident, from, to);
    SpanTold {
        from: Some(times.moment(&from.at)),
        to: to.map(|to| times.moment(&to.at)),
        text: format!("{span} ({})", times.zone(facts.incident).text),
    }
}

fn told(incident: &Incident, times: Times, field: FieldName, kind: Kind) -> FieldTold {
    if let Some(text) = incident.value(field) {
        return FieldTold {
            text: Some(text.to_owned()),
            quotes: Vec::new(),
        };
    }
    let events = incident.drafted().filter(|event| event.body().kind == kind);
    let quotes = events.take(QUOTES).map(|event| Quote {
        event: event.number,
        time: times.in_full(&event.body().timing),
        text: event.body().text.clone(),
    });
    FieldTold {
        text: None,
        quotes: quotes.collect(),
    }
}

fn each_once(days: &[Day], names: impl Fn(&super::context::EntryTold) -> &[String]) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let entries = days.iter().flat_map(|day| &day.events);
    let named = entries.flat_map(names).filter(|name| seen.insert(name.as_str()));
    named.cloned().collect()
}

fn number(incident: &Incident, id: Option<RecordId>) -> Option<u32> {
    incident.event(id?).map(|event| event.number)
}

fn windows(facts: &Facts<'_>, times: Times) -> Vec<WindowTold> {
    let windows = facts.windows.all().iter().zip(&facts.in_windows);
    windows
        .map(|(window, in_window)| affected(facts, times, window, in_window))
        .collect()
}

fn all_passed(facts: &Facts<'_>, milestones: &Milestones, times: Times) -> Vec<MilestoneTold> {
    let all = Milestone::ALL.iter();
    all.map(|milestone| passed(facts, milestones, times, *milestone))
        .collect()
}

fn all_measured(incident: &Incident, intervals: &[Interval]) -> Vec<IntervalTold> {
    intervals
        .iter()
        .map(|interval| measured(incident, interval))
        .collect()
}

fn passed(facts: &Facts<'_>, milestones: &Milestones, times: Times, milestone: Milestone) -> MilestoneTold {
    let mark: Option<&Mark> = milestones.get(milestone);
    let untimed = milestones.untimed(milestone);
    let id = mark.map(|mark| mark.event).or(untimed);
    let event = id.and_then(|id| facts.incident.event(id));
    let time = match (event, mark) {
        (Some(event), Some(_)) => times.in_full(&event.body().timing),
        (Some(_), None) => "recorded without a time".to_owned(),
        (None, _) if milestone == Milestone::Mitigated && milestones.undetermined().is_some() => {
            "not determined".to_owned()
        }
        (None, _) => NOT_RECORDED.to_owned(),
    };
    let via = milestones
        .detected_via()
        .filter(|_| milestone == Milestone::Detected);
    MilestoneTold {
        name: milestone.name(),
        title: point(milestone),
        event: event.map(|event| event.number),
        at: mark.map(|mark| times.moment(&mark.at)),
        time,
        via: via.map(Via::wire),
    }
}

fn measured(incident: &Incident, interval: &Interval) -> IntervalTold {
    let value = interval
        .length
        .map(|length| counted(length, interval.approximate));
    IntervalTold {
        name: interval.name,
        title: interval.title,
        seconds: interval.seconds(),
        value: value.unwrap_or_else(|| not_told(interval).to_owned()),
        formula: interval.formula.to_string(),
        note: interval.note.clone(),
        approximate: interval.approximate,
        from: number(incident, interval.from),
        to: number(incident, interval.to),
    }
}

/// Written for a length that cannot be told: both ends may well be recorded.
fn not_told(interval: &Interval) -> &'static str {
    match (interval.from, interval.to) {
        (Some(_), Some(_)) => "within a day",
        (_, _) => NOT_RECORDED,
    }
}

fn counted(length: Length, approximate: bool) -> String {
    let about = if approximate { "about " } else { "" };
    format!("{about}{}", length.long())
}

fn rated(stretch: severities::Stretch) -> SeverityTold {
    SeverityTold {
        severity: stretch.severity.level(),
        seconds: stretch.seconds,
        value: span::long(stretch.seconds),
    }
}

fn affected(facts: &Facts<'_>, times: Times, window: &Window, in_window: &InWindow) -> WindowTold {
    let incident = facts.incident;
    let length = window.length();
    let value = match (length, window.end) {
        (Some(length), _) => counted(length, window.is_approximate()),
        (None, Some(_)) => "known only to the day".to_owned(),
        (None, None) => "its end is not recorded".to_owned(),
    };
    WindowTold {
        text: times.span(incident, &window.start, window.end.as_ref()),
        value,
        seconds: length.map(|length| length.seconds()),
        from_detection: window.from_detection,
        confirmed: window
            .confirmations
            .iter()
            .filter_map(|mark| incident.event(mark.event))
            .map(|event| times.in_full(&event.body().timing))
            .collect(),
        milestones: all_passed(facts, &in_window.milestones, times),
        intervals: all_measured(incident, &in_window.intervals),
    }
}

fn action_items(incident: &Incident) -> ActionItemsTold {
    let mut items = ActionItemsTold::default();
    for (item, body) in incident.action_items() {
        let group = match body.purpose {
            Some(Purpose::Mitigate) => &mut items.immediate,
            Some(Purpose::Prevent | Purpose::Detect | Purpose::Process) => &mut items.preventive,
            Some(Purpose::Task) | None => &mut items.tasks,
        };
        group.push(action_item(item.number, body));
    }
    let groups = [&items.immediate, &items.preventive, &items.tasks];
    items.all = groups.into_iter().flatten().cloned().collect();
    items.missing = without(&items.all);
    items
}

/// The items that nobody owns, and those without a day: `No owner: 1, 2. No due date: all.`
fn without(items: &[ActionItemTold]) -> Option<String> {
    let open: Vec<&ActionItemTold> = items.iter().filter(|item| !item.done).collect();
    let named = |what: &str, lacks: &dyn Fn(&ActionItemTold) -> bool| {
        let mut numbers: Vec<u32> = open
            .iter()
            .filter(|item| lacks(item))
            .map(|item| item.number)
            .collect();
        numbers.sort_unstable();
        let all = numbers.len() == open.len() && numbers.len() > 1;
        let which = if all {
            "all".to_owned()
        } else {
            numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
        };
        (!numbers.is_empty()).then(|| format!("{what}: {which}."))
    };
    let parts = [
        named("No owner", &|item| item.owner.is_none()),
        named("No due date", &|item| item.due.is_none()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn action_item(number: u32, body: &ActionItemBody) -> ActionItemTold {
    ActionItemTold {
        number,
        text: body.text.clone(),
        owner: body.owner.clone(),
        due: body.due.map(|due| due.to_string()),
        purpose: body.purpose,
        priority: body.priority.clone(),
        address: first_address(&body.text).map(str::to_owned),
        done: body.done,
    }
}

fn found(
    incident: &Incident,
    times: Times,
    findings: &[&Finding],
    wanted: impl Fn(&Finding) -> bool,
) -> Vec<FindingTold> {
    let event = |id: &RecordId| {
        let event = incident.event(*id)?;
        Some(EventTold {
            number: event.number,
            time: times.in_full(&event.body().timing),
        })
    };
    shown(incident, findings)
        .into_iter()
        .filter(|finding| wanted(finding))
        .map(|finding| FindingTold {
            rule: finding.rule,
            level: finding.level.name(),
            message: finding.message.clone(),
            events: finding.events.iter().filter_map(event).collect(),
        })
        .collect()
}

/// Those that quote no event which is left out of drafts.
fn shown<'f>(incident: &Incident, findings: &[&'f Finding]) -> Vec<&'f Finding> {
    let hidden = |id: &RecordId| incident.event(*id).is_some_and(Event::is_hidden);
    let shown = findings
        .iter()
        .filter(|finding| !finding.events.iter().any(hidden));
    shown.copied().collect()
}
