//! The questions that a draft leaves: contradictions and gaps, the heaviest first, few enough to be answered.

use crate::domain::findings::{Finding, Group};
use crate::domain::incident::Incident;

use super::context::QuestionTold;
use super::times::Times;

/// So many questions stand in a draft; the review has them all.
const MOST: usize = 7;

/// Rules of which another place of the draft tells already: the narrative says what is missing, and a relapse.
const TOLD: &[&str] = &[
    "milestone_missing",
    "milestone_untimed",
    "relapse",
    "severity_not_set",
    "no_action_item",
];

/// The question before a finding that states what it found and asks nothing.
const ASKED: &[(&str, &str)] = &[
    ("order_impossible", "Which time is right?"),
    ("interval_negative", "Which time is right?"),
    ("event_in_future", "When did it happen?"),
    ("close_in_future", "When was it over?"),
    ("stated_begin", "Which beginning is right?"),
    ("stated_end", "Which end is right?"),
    ("stated_duration", "Which length is right?"),
    ("text_contradicts_time", "Which is right, the words or the time?"),
    ("conflict", "Which version holds?"),
    ("silence", "What happened then?"),
    ("hypothesis_open", "What became of it?"),
    ("ruled_out_yet_cause", "What had been overlooked?"),
    ("cause_twice", "When was it really known?"),
    ("action_item_twice", "How do they differ?"),
    (
        "action_item_repeats_fix",
        "What would have kept it from happening?",
    ),
    ("impact_without_number", "How many were affected?"),
    ("impact_after_detection", "Which came first?"),
    ("resolution_confirmed_late", "When had users recovered?"),
    ("repair_after_resolution", "Which time is right?"),
    ("reads_like_failed", "Did it help?"),
    ("reads_like_recovery", "Had users recovered?"),
    ("reads_like_relapse", "Were users affected again, or more?"),
    ("closed_before_resolution", "When was it over?"),
];

/// Findings whose facts the narrative and the figures have: only the question remains.
const ONLY_ASKED: &[(&str, &str)] = &[
    ("update_at_end_missing", "How were users told that it was over?"),
    (
        "detected_by_people",
        "What would have told you before people did?",
    ),
    (
        "escalated_after_cause",
        "What was the escalation still needed for once the cause was known?",
    ),
    ("escalation_late", "What held the escalation up?"),
    ("update_overdue", "What were users told while they waited?"),
];

/// The questions, and the number of those that only the review has.
pub(super) fn of(
    findings: &[&Finding],
    incident: &Incident,
    times: Times,
    is_one_day: bool,
) -> (Vec<QuestionTold>, usize) {
    let asked = findings.iter().filter(|finding| {
        finding.group != Group::Hygiene && !finding.is_unknown && !TOLD.contains(&finding.rule)
    });
    let mut asked: Vec<&Finding> = asked.copied().collect();
    if asked.iter().any(|finding| finding.rule == "update_overdue") {
        // What they were told all the while includes the end.
        asked.retain(|finding| finding.rule != "update_at_end_missing");
    }
    asked.sort_by_key(|finding| finding.weight());
    let more = asked.len().saturating_sub(MOST);
    let told = asked.into_iter().take(MOST).map(|finding| QuestionTold {
        rule: finding.rule,
        text: between(finding, incident, times, is_one_day).unwrap_or_else(|| question(finding)),
    });
    (told.collect(), more)
}

/// A silence is asked of who wrote before and after it, where they wrote it here.
fn between(finding: &Finding, incident: &Incident, times: Times, is_one_day: bool) -> Option<String> {
    let [before, after] = finding.events[..] else {
        return None;
    };
    if finding.rule != "silence" {
        return None;
    }
    let (before, after) = (incident.event(before)?, incident.event(after)?);
    let (start, end) = (before.body().timing.at?, after.body().timing.at?);
    let (from, to) = (
        times.clock(&start, &before.body().timing),
        times.clock(&end, &after.body().timing),
    );
    let (first_day, last_day) = (times.date(&start), times.date(&end));
    let on = |day, clock: &str| match is_one_day {
        true => format!("at {clock}"),
        false => format!("on {} at {clock}", times.day_of_year(day)),
    };
    let until = match first_day == last_day {
        true => to.clone(),
        false => on(last_day, &to),
    };
    let from = on(first_day, &from);
    if before.is_imported() || after.is_imported() {
        let bare = |when: &str| {
            when.trim_start_matches("at ")
                .trim_start_matches("on ")
                .to_owned()
        };
        let (from, until) = (bare(&from), bare(&until));
        return Some(format!("What was looked at between {from} and {until}?"));
    }
    let (first, second) = (&before.provenance.by, &after.provenance.by);
    Some(match first == second {
        true => format!("Ask {first} (wrote {from} and {until}): what was looked at between?"),
        false => {
            let to = on(last_day, &to);
            format!("Ask {first} (wrote {from}) and {second} (wrote {to}): what was looked at between?")
        }
    })
}

/// The finding as a question, without the advice on how to correct the record: that is for the review.
fn question(finding: &Finding) -> String {
    if let Some((_, question)) = ONLY_ASKED.iter().find(|(rule, _)| *rule == finding.rule) {
        return (*question).to_owned();
    }
    if finding.message.contains('?') {
        return finding.message.clone();
    }
    let stated = finding.stated();
    let asked = ASKED.iter().find(|(rule, _)| *rule == finding.rule);
    match asked {
        Some((_, question)) => format!("{question} {stated}."),
        None => finding.message.clone(),
    }
}
