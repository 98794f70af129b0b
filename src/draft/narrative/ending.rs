//! The end, the updates to users, and where the fields and the timeline disagree.

use crate::domain::incident::Status;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;

use super::telling::Telling;
use super::words::times;
use crate::draft::pauses;

/// A fix that came less than this many seconds before the end is that end.
const APART: i64 = 5 * 60;

/// Words of a fix that went out, where others tell that it was begun or tested.
const WENT_OUT: &[&str] = &[
    "deployed",
    "released",
    "rolled out",
    "shipped",
    "went live",
    "merged",
    "applied",
    "in production",
];

/// The end.
pub(super) fn tell(telling: &mut Telling<'_>) -> Vec<String> {
    let resolved = telling.facts.milestones.get(Milestone::Resolved).copied();
    let untimed = telling.facts.milestones.untimed(Milestone::Resolved);
    let field = telling.incident().value(FieldName::Resolution);
    let words = field.or_else(|| telling.text(resolved.map(|mark| mark.event).or(untimed)?));
    let is_open = telling.incident().status() == Status::Open;
    if resolved.is_none() && is_open && telling.facts.windows.open().is_some() {
        return vec!["No end is recorded yet.".to_owned()];
    }
    let ended = match words {
        Some(text) => format!("It ended with: {}", telling.sentence(text)),
        None if resolved.is_some() => return fix(telling, resolved).into_iter().collect(),
        None => "How it ended is not recorded.".to_owned(),
    };
    [Some(ended), fix(telling, resolved)]
        .into_iter()
        .flatten()
        .collect()
}

/// The last fix, where it came well before users had recovered.
fn fix(telling: &mut Telling<'_>, resolved: Option<Mark>) -> Option<String> {
    let end = resolved?;
    let began = telling
        .windows()
        .last()
        .map_or(i64::MIN, |window| window.start.micros);
    let zone = telling.incident().zone();
    let fixes = telling.drafted().filter(|event| event.body().kind == Kind::Fix);
    let (event, mark) = fixes
        .filter_map(|event| Some((event, Mark::of(event, zone)?)))
        .filter(|(_, mark)| (began..=end.micros).contains(&mark.micros))
        .last()?;
    mark.length_to(&end).filter(|gap| gap.seconds() >= APART)?;
    let text = event.body().text.to_lowercase();
    let went_out = WENT_OUT.iter().any(|words| text.contains(words));
    let at = telling.at(&mark);
    let gap = telling.between("fix_before_end", &mark, &end)?;
    let what = if went_out {
        "The fix went out"
    } else {
        "The last work on a fix is recorded"
    };
    Some(format!("{what} {at}, {gap} before users had recovered."))
}

/// The updates to users, and the longest pause.
pub(super) fn updates(telling: &mut Telling<'_>) -> Option<String> {
    telling.start()?;
    let zone = telling.incident().zone();
    let told = || {
        telling
            .facts
            .incident
            .drafted()
            .filter(|event| event.body().kind == Kind::Communication)
    };
    let count = told().count();
    let marks: Vec<Mark> = told().filter_map(|event| Mark::of(event, zone)).collect();
    if count == 0 {
        return Some("No update to users is recorded.".to_owned());
    }
    let often = telling.counted("updates", count, times(count));
    let Some(first) = marks.first().copied() else {
        let when = if count == 1 {
            "a time that is"
        } else {
            "times that are"
        };
        return Some(format!("Users were told {often}, at {when} not recorded."));
    };
    let after = telling.after("time_to_first_update", &first);
    if count == 1 {
        let after = if after.is_empty() {
            format!(" {}", telling.at(&first))
        } else {
            format!(",{after}")
        };
        return Some(format!("Users were told {often}{after}."));
    }
    let first = if after.is_empty() {
        String::new()
    } else {
        format!(", first{after}")
    };
    let pause = pauses::longest(telling.facts).map_or_else(String::new, |pause| {
        let about = pause.from.approximate || pause.to.approximate;
        format!(
            "; the longest pause was {}",
            telling.length("longest_pause", pause.length, about)
        )
    });
    Some(format!("Users were told {often}{first}{pause}."))
}

/// A field that says something else than the timeline.
pub(super) fn disagreement(telling: &mut Telling<'_>) -> Option<String> {
    let stated = ["stated_end", "stated_duration"];
    let finding = telling
        .review
        .findings
        .iter()
        .find(|finding| stated.contains(&finding.rule))?;
    // The entry that it cites stands behind it.
    let claim = finding.stated();
    let claim = claim.split(" (").next().unwrap_or(claim);
    Some(format!("{claim}."))
}
