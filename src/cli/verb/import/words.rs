//! The answers of `import` in words.

use super::found::{Found, Target};
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::domain::entry::EntryActionItem;
use crate::import::{Proposal, Proposed};
use crate::incidents::importing::known::{Standing, differs};
use crate::incidents::importing::record::Recorded;
use crate::incidents::scribe::Scribe;

/// A row for each proposal, then what was passed over, then how much it is.
pub(super) fn preview(found: &Found, session: &mut Session<'_>) -> Result<(), Problem> {
    for (proposal, known) in found.with_known() {
        let line = row(proposal, known, found);
        session.output().row(&line)?;
        for remark in &proposal.remarks {
            session.output().row(&format!("     (!) {remark}"))?;
        }
    }
    for skipped in &found.import.skipped {
        let line = format!(
            "     line {} left out, {}: {}",
            skipped.line, skipped.why, skipped.text
        );
        session.output().row(&line)?;
    }
    session.output().finish()?;
    let summary = sum(found);
    session.output().say(&summary);
    if let Target::New(new) = &found.target
        && !new.title.is_empty()
    {
        session
            .output()
            .say(&format!("it starts an incident: {}", new.title));
    }
    Ok(())
}

/// `[x] 2023-03-25 09:30  DETECT   users cannot log in  (notes.md:3)`.
fn row(proposal: &Proposal, known: &Standing, found: &Found) -> String {
    let mark = match (known, proposal.is_chosen) {
        (Standing::Recorded | Standing::Changed, _) => "ok  ",
        (Standing::Differs(_), _) => "no  ",
        (Standing::New, true) => "[x] ",
        (Standing::New, false) => "[ ] ",
    };
    let why = match known {
        Standing::Differs(_) => format!("  ({})", differs(proposal)),
        Standing::New | Standing::Recorded | Standing::Changed => String::new(),
    };
    let badge = proposal.badge();
    let when = proposal.when(found.zone);
    let origin = proposal
        .origin
        .as_ref()
        .map(|origin| format!("  ({origin})"))
        .unwrap_or_default();
    let (first, more) = proposal.first_line();
    let details = match &proposal.what {
        Proposed::ActionItem(item) => of_item(item),
        Proposed::Event(_) | Proposed::Field(..) => String::new(),
    };
    format!("{mark}{when:<23} {badge:<10} {first}{more}{details}{origin}{why}")
}

/// `  (bo, due 2023-04-15, done)`.
fn of_item(item: &EntryActionItem) -> String {
    let due = item.due.map(|due| format!("due {due}"));
    let done = item.done.then(|| "done".to_owned());
    let parts = [item.owner.clone(), due, item.priority.clone(), done];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("  ({})", parts.join(", ")),
    }
}

/// `12 events, 3 action items, 2 fields; 4 recorded already; 5 lines left out`.
fn sum(found: &Found) -> String {
    let proposals = &found.import.proposals;
    let count = |is: fn(&Proposed) -> bool| proposals.iter().filter(|proposal| is(&proposal.what)).count();
    let parts = [
        (count(|what| matches!(what, Proposed::Event(_))), "event"),
        (
            count(|what| matches!(what, Proposed::ActionItem(_))),
            "action item",
        ),
        (count(|what| matches!(what, Proposed::Field(..))), "field"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, word)| counted(count, word)).collect();
    let mut summary = match parts.is_empty() {
        true => "nothing to record".to_owned(),
        false => parts.join(", "),
    };
    let known = found.count(Standing::is_recorded);
    if known > 0 {
        summary.push_str(&format!("; {known} of them recorded already"));
    }
    let changed = found.count(|standing| *standing == Standing::Changed);
    if changed > 0 {
        summary.push_str(&format!(", {changed} of which changed in the source since"));
    }
    let differing = found.count(|standing| matches!(standing, Standing::Differs(_)));
    if differing > 0 {
        let fields = counted(differing, "field");
        summary.push_str(&format!("; the incident has another value of {fields}"));
    }
    let skipped = found.import.skipped.len();
    if skipped > 0 {
        summary.push_str(&format!("; {} left out", counted(skipped, "line")));
    }
    format!("read as {}: {summary}", found.import.formats_in_words())
}

/// Says how much was recorded, and how to take it back.
pub(super) fn answer(
    found: &Found,
    recorded: &Recorded,
    scribe: &Scribe,
    session: &mut Session<'_>,
) -> Result<(), Problem> {
    let path = scribe.path();
    if let Target::New(new) = &found.target {
        let words = format!("started {} ({})", path.short(), new.title);
        session.output().say(&words);
    }
    let summary = sum(found);
    session.output().say(&summary);
    let line = match recorded.ids.len() {
        0 => "nothing new".to_owned(),
        count => format!("recorded {}", counted(count, "record")),
    };
    session.output().answer(&line)?;
    if !recorded.ids.is_empty() {
        let undo = session.command_for(path, &["undo"]);
        session.output().say(&format!("{undo} takes all of it back"));
    }
    Ok(())
}
