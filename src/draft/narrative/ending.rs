//! The end, the updates to users, and where the fields and the timeline disagree.

use crate::domain::alike::{shared, significant};
use crate::domain::incident::Status;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;

use super::telling::{Since, Telling};
use super::words::times;
use crate::draft::pauses::{self, Pause};

/// A fix that came less than this many seconds before the end is that end.
const APART: i64 = 5 * 60;

/// The names of the figure of the first update.
const FIRST_UPDATE: Since = Since {
    start: "start_to_first_update",
    relapse: "relapse_to_first_update",
};

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
        None if resolved.is_some() => return fix(telling, resolved, None).into_iter().collect(),
        None => "How it ended is not recorded.".to_owned(),
    };
    [Some(ended), fix(telling, resolved, words)]
        .into_iter()
        .flatten()
        .collect()
}

/// True if the words of the end tell of the fix already.
fn is_told(fix: &str, ended_with: Option<&str>) -> bool {
    let (both, all) = shared(&significant(fix), &significant(ended_with.unwrap_or_default()));
    both > 0 && both >= all.min(2)
}

/// The last fix, where it came well before users had recovered, and what it was unless the end told it with these words.
fn fix(telling: &mut Telling<'_>, resolved: Option<Mark>, ended_with: Option<&str>) -> Option<String> {
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
        "The last fix is recorded"
    };
    let text = telling.text(mark.event).filter(|text| !is_told(text, ended_with));
    let text = text.map(|text| telling.sentence(text));
    let text = text.map_or_else(|| ".".to_owned(), |text| format!(": {text}"));
    Some(format!("{what} {at}, {gap} before users had recovered{text}"))
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
    let after = telling.after(FIRST_UPDATE, &first);
    if count == 1 {
        let after = if after.is_empty() {
            format!(" {}", telling.at(&first))
        } else {
            format!(",{after}")
        };
        return Some(format!("Users were told {often}{after}."));
    }
    let told_first = first;
    let first = if after.is_empty() {
        String::new()
    } else {
        format!(", first{after}")
    };
    // The wait for the first update has been told.
    let is_told = |pause: &Pause| pause.to == told_first && !after.is_empty();
    let pause = pauses::longest(telling.facts).filter(|pause| !is_told(pause));
    let pause = pause.map_or_else(String::new, |pause| {
        let about = pause.from.approximate || pause.to.approximate;
        format!(
            "; the longest pause was {}",
            telling.length("longest_pause", pause.length, about)
        )
    });
    Some(format!("Users were told {often}{first}{pause}."))
}

/// The fields that say something else than the timeline.
pub(super) fn disagreements(telling: &Telling<'_>) -> Vec<String> {
    let stated = ["stated_begin", "stated_end", "stated_duration"];
    let findings = telling.review.findings.iter();
    let claims = findings.filter(|finding| stated.contains(&finding.rule));
    let told = claims.map(|finding| {
        // The entry that it cites stands behind it.
        let claim = finding.stated();
        let claim = claim.split(" (").next().unwrap_or(claim);
        format!("{claim}.")
    });
    told.collect()
}
