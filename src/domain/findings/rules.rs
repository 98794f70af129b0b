//! The rules, for documentation and tests: their names, how much they matter, what they look for.

use super::{
    Level, ahead, blame, causes, claims, conflict, damage, follow_up, gaps, impact, missing, noticing, order,
    recording, secrets, stated, trust, updates,
};

/// A rule of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as findings carry it.
    pub name: &'static str,
    /// How much its findings matter, at the most.
    pub level: Level,
    /// What it looks for.
    pub about: &'static str,
}

const fn rule(name: &'static str, level: Level, about: &'static str) -> Rule {
    Rule { name, level, about }
}

/// Every rule, in the order that the review asks them.
pub const RULES: &[Rule] = &[
    rule(
        missing::MISSING,
        Level::Warning,
        "no detection, cause or resolution is recorded",
    ),
    rule(
        missing::UNTIMED,
        Level::Warning,
        "one of these is recorded without a time",
    ),
    rule(
        ahead::EVENT,
        Level::Error,
        "an event dated more than 15 minutes after it was recorded",
    ),
    rule(
        ahead::CLOSE,
        Level::Error,
        "a close dated more than 15 minutes after it was recorded",
    ),
    rule(ahead::TOO_SOON, Level::Warning, "closed before the resolution"),
    rule(
        order::IMPOSSIBLE,
        Level::Error,
        "resolved before it was detected or acknowledged",
    ),
    rule(order::NEGATIVE, Level::Error, "an interval ends before it begins"),
    rule(
        order::AFTER_CAUSE,
        Level::Warning,
        "escalated after the cause was found",
    ),
    rule(
        order::AFTER_RESOLUTION,
        Level::Warning,
        "a fix or mitigation after the resolution",
    ),
    rule(
        stated::END,
        Level::Error,
        "an end stated in a field differs from the resolution by more than 5 minutes",
    ),
    rule(
        stated::DURATION,
        Level::Warning,
        "a duration stated in a field differs from the timeline by more than 5 minutes and 5 %",
    ),
    rule(
        claims::RULE,
        Level::Warning,
        "an event tells of more hours of work than had passed",
    ),
    rule(
        noticing::PEOPLE_FIRST,
        Level::Warning,
        "people noticed before any monitor",
    ),
    rule(
        noticing::LATE,
        Level::Warning,
        "escalated more than 60 minutes after the detection",
    ),
    rule(causes::TWICE, Level::Info, "several events name a cause"),
    rule(
        causes::RULED_OUT,
        Level::Info,
        "what was ruled out reads like the cause found later",
    ),
    rule(
        gaps::SILENCE,
        Level::Warning,
        "more than 20 minutes without an event while users were hurt",
    ),
    rule(gaps::OPEN, Level::Warning, "a hypothesis that nothing ended"),
    rule(gaps::FOREIGN, Level::Warning, "records of a newer hotwash"),
    rule(gaps::ZONE, Level::Warning, "the zone is unknown"),
    rule(gaps::UNTIMED, Level::Info, "events without a time"),
    rule(
        gaps::APPROXIMATE,
        Level::Info,
        "events whose time is only about right",
    ),
    rule(
        impact::AFTER_DETECTION,
        Level::Info,
        "the first impact is dated within an hour after the detection",
    ),
    rule(
        impact::CONFIRMED_LATE,
        Level::Warning,
        "a resolution that only confirms another, more than an hour later",
    ),
    rule(
        impact::RELAPSE,
        Level::Info,
        "users were hurt again after it had seemed over",
    ),
    rule(impact::NUMBER, Level::Info, "the impact has no number"),
    rule(impact::SEVERITY, Level::Info, "the severity is not set"),
    rule(
        recording::LATE,
        Level::Info,
        "some events were recorded more than 15 minutes after they happened",
    ),
    rule(recording::CLOCK, Level::Warning, "a writer's clock ran back"),
    rule(
        conflict::CONFLICT,
        Level::Warning,
        "two people changed the same thing without having seen each other's change",
    ),
    rule(
        recording::AT_ONCE,
        Level::Warning,
        "two people changed a field within 10 minutes",
    ),
    rule(
        updates::OVERDUE,
        Level::Info,
        "no update for longer than the severity's cadence",
    ),
    rule(updates::LAST, Level::Info, "no update says that it is over"),
    rule(follow_up::NONE, Level::Warning, "closed without an action item"),
    rule(
        follow_up::TWICE,
        Level::Info,
        "action items that say nearly the same",
    ),
    rule(
        follow_up::REPAIR,
        Level::Info,
        "action items that only repeat the repair",
    ),
    rule(
        follow_up::VERB,
        Level::Info,
        "action items that do not begin with a verb",
    ),
    rule(follow_up::OWNER, Level::Info, "action items without an owner"),
    rule(follow_up::DUE, Level::Info, "action items without a due date"),
    rule(blame::RULE, Level::Warning, "a person beside a word of blame"),
    rule(
        secrets::RULE,
        Level::Warning,
        "a text or a piece of evidence that seems to hold a secret",
    ),
    rule(
        trust::OPENED_TWICE,
        Level::Warning,
        "somebody opened the incident a second time, which changes nothing",
    ),
    rule(
        trust::NOT_THEIRS,
        Level::Warning,
        "somebody tried to take back or remove what others recorded",
    ),
    rule(
        damage::DAMAGED,
        Level::Warning,
        "lines of the journal that cannot be read or were changed",
    ),
];
