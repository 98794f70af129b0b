//! The flags that a subject raises: its milestones, and where the entries are few its other deeds.

use crate::domain::harmless;
use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Milestone, Via};
use crate::domain::mark::Mark;
use crate::domain::milestones::Milestones;
use crate::domain::windows::Window;
use crate::domain::worded::NoticedBy;
use crate::draft::narrative::words::item;

use super::{Flag, Weight};
use crate::draft::drawing::ink::Ink;
use crate::draft::drawing::subject::Subject;
use crate::draft::drawing::width::letters;

/// With at most so many entries, other deeds have flags too.
const FEW: usize = 12;
/// So many windows have flags, the first ones and the last.
const MOST_WINDOWS: usize = 4;
/// So many letters of an entry stand on its flag.
const LETTERS: usize = 26;

/// The milestones of the windows, those of one instant on one flag.
pub(super) fn milestones(subject: &Subject<'_>) -> Vec<Flag> {
    let count = subject.windows().len();
    let mut flags: Vec<Flag> = Vec::new();
    for (nth, milestones) in subject.facts.in_windows.iter().enumerate() {
        if nth + 1 >= MOST_WINDOWS && nth + 1 < count {
            continue;
        }
        let window = subject.windows().get(nth);
        let previous = nth.checked_sub(1).and_then(|nth| subject.windows().get(nth));
        if let Some(again) = window
            .zip(previous)
            .and_then(|(window, before)| relapse(subject, window, before))
        {
            add(&mut flags, again);
        }
        for milestone in Milestone::ALL {
            let mark = milestones.milestones.get(milestone);
            if let Some(mark) = mark.filter(|_| has_flag(milestone, nth)) {
                let opens = window.is_some_and(|window| window.start.event == mark.event);
                if !(opens && nth > 0) {
                    add(
                        &mut flags,
                        passed(subject, milestone, &milestones.milestones, mark, window),
                    );
                }
            }
        }
    }
    flags.sort_by_key(|flag| flag.at);
    flags
}

/// The first window has all of them; of the later ones only what was learned, done and over.
const fn has_flag(milestone: Milestone, nth: usize) -> bool {
    match milestone {
        Milestone::Cause | Milestone::Mitigated | Milestone::Resolved => true,
        Milestone::Impact | Milestone::Detected | Milestone::Acknowledged | Milestone::Escalated => nth == 0,
    }
}

fn add(flags: &mut Vec<Flag>, flag: Flag) {
    let Some(same) = flags.iter_mut().find(|other| other.at == flag.at) else {
        return flags.push(flag);
    };
    let titles = flag.titles.iter().map(|title| lower(title));
    same.titles.extend(titles);
    same.weight = same.weight.min(flag.weight);
    if same.told.1 != flag.told.1 {
        same.told.0 = format!("{}; {}", same.told.0, flag.told.0);
    }
    if flag.when.len() > same.when.len() {
        same.when = flag.when;
    }
}

fn relapse(subject: &Subject<'_>, window: &Window, before: &Window) -> Option<Flag> {
    let event = subject.facts.incident.event(window.start.event)?;
    let gap = before.end.and_then(|end| end.length_to(&window.start));
    let later = gap.map_or_else(String::new, |gap| format!(" · {} later", gap.long()));
    let when = subject.when(&window.start);
    Some(flag(
        subject,
        &window.start,
        "Relapse",
        format!("{when}{later}"),
        Ink::Impact,
        event,
    ))
}

fn passed(
    subject: &Subject<'_>,
    milestone: Milestone,
    milestones: &Milestones,
    mark: &Mark,
    window: Option<&Window>,
) -> Flag {
    // Nobody said that the only one reduced anything.
    let is_unsaid = milestone == Milestone::Mitigated && milestones.is_only_mitigation();
    let event = subject.facts.incident.event(mark.event);
    let opened = window.is_some_and(|window| window.from_detection && window.start.event == mark.event);
    let when = if opened {
        format!("{} · start not recorded", subject.when(mark))
    } else {
        timed(subject, mark)
    };
    let title = event.map_or("", |event| title(milestone, event));
    let title = if is_unsaid { "Mitigation" } else { title };
    let ink = ink(milestone.kind());
    let weight = weight(milestone);
    match event {
        Some(event) => Flag {
            weight,
            ..flag(subject, mark, title, when, ink, event)
        },
        None => Flag {
            at: mark.micros,
            titles: vec![title.to_owned()],
            when,
            ink,
            weight,
            told: (String::new(), None),
        },
    }
}

fn flag(subject: &Subject<'_>, mark: &Mark, title: &str, when: String, ink: Ink, event: &Event) -> Flag {
    let told = if event.is_hidden() {
        (format!("{title}, {when}"), None)
    } else {
        (subject.told(event), Some(event.number))
    };
    Flag {
        at: mark.micros,
        titles: vec![title.to_owned()],
        when,
        ink,
        weight: Weight::Main,
        told,
    }
}

const fn weight(milestone: Milestone) -> Weight {
    match milestone {
        Milestone::Acknowledged | Milestone::Escalated => Weight::Minor,
        Milestone::Impact
        | Milestone::Detected
        | Milestone::Cause
        | Milestone::Mitigated
        | Milestone::Resolved => Weight::Main,
    }
}

fn title(milestone: Milestone, event: &Event) -> &'static str {
    let body = event.body();
    match milestone {
        Milestone::Impact => "Impact began",
        Milestone::Detected => match NoticedBy::of(body.via, &body.text).via() {
            Some(Via::Monitor) => "Noticed by a monitor",
            Some(Via::Person) => "Noticed by people",
            None => "Noticed",
        },
        Milestone::Acknowledged => "Work began",
        Milestone::Escalated => "Called in",
        Milestone::Cause => "Cause known",
        Milestone::Mitigated => "Impact reduced",
        Milestone::Resolved if body.kind == Kind::Resolution => "Resolved",
        Milestone::Resolved => "Users recovered",
    }
}

/// `14:07 · +4 min`, `13:58 · 5 min before`.
fn timed(subject: &Subject<'_>, mark: &Mark) -> String {
    let when = subject.when(mark);
    let start = subject.windows().first().map(|window| &window.start);
    let length = start.and_then(|start| start.length_to(mark));
    match length.filter(|length| length.seconds() != 0) {
        None => when,
        Some(length) if length.seconds() < 0 => format!("{when} · {} before", length.abs().long()),
        Some(length) => format!("{when} · +{}", length.long()),
    }
}

/// Deeds that are no milestones, where the entries are few. A suspicion and an update have words in their lanes.
pub(super) fn others(subject: &Subject<'_>, milestones: &[Flag]) -> Vec<Flag> {
    if subject.entries.len() > FEW {
        return Vec::new();
    }
    let taken = |at: i64| milestones.iter().any(|flag| flag.at == at);
    let mut flags: Vec<Flag> = Vec::new();
    for entry in &subject.entries {
        let at = entry.at();
        let is_free = !taken(at) && !flags.iter().any(|flag| flag.at == at);
        if is_free && is_deed(entry.event.body().kind) {
            let text = item(&entry.event.body().text);
            let title = letters(&harmless::line(&text), LETTERS).into_owned();
            let when = timed(subject, &entry.mark);
            let ink = ink(entry.event.body().kind);
            let flag = flag(subject, &entry.mark, &title, when, ink, entry.event);
            flags.push(Flag {
                weight: Weight::Other,
                ..flag
            });
        }
    }
    flags
}

const fn is_deed(kind: Kind) -> bool {
    match kind {
        Kind::Impact
        | Kind::Change
        | Kind::Detection
        | Kind::Escalation
        | Kind::Cause
        | Kind::Mitigation
        | Kind::Fix
        | Kind::Resolution => true,
        Kind::Acknowledgement
        | Kind::Investigation
        | Kind::Hypothesis
        | Kind::RuledOut
        | Kind::Communication
        | Kind::Note => false,
    }
}

/// The colour of a kind.
const fn ink(kind: Kind) -> Ink {
    match kind {
        Kind::Impact => Ink::Impact,
        Kind::Change => Ink::Change,
        Kind::Detection | Kind::Acknowledgement => Ink::Noticed,
        Kind::Escalation => Ink::CalledIn,
        Kind::Investigation | Kind::Hypothesis | Kind::RuledOut | Kind::Note => Ink::Suspicion,
        Kind::Cause => Ink::Text,
        Kind::Mitigation => Ink::Mitigation,
        Kind::Fix | Kind::Resolution => Ink::Repaired,
        Kind::Communication => Ink::Update,
    }
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
