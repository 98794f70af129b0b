//! The findings of the review, on the close screen: one finding is selected, corrected where it can be, or accepted.

use crate::app::everywhere;
use crate::app::keymap::{Context, key_name};
use crate::app::model::{Effect, Model, Screen};
use crate::app::screen::ask::About;
use crate::app::screen::composing::begin_line;
use crate::app::screen::confirm::{self, Deed, OneLineQuestion};
use crate::app::screen::paper::{self, Which};
use crate::app::screen::{action_items, close, fields, incidents, live};
use crate::domain::findings::{Finding, Place};
use crate::domain::harmless::wrap;
use crate::domain::incident::{Incident, Status};
use crate::domain::kind::Kind;
use crate::draft::update::Audience;

/// The words where nothing is left to be corrected.
const NOTHING: &str = "Nothing is missing.";

/// The findings, and which is selected.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    all: Vec<Finding>,
    selected: usize,
    /// The number of those accepted as they are.
    pub accepted: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// The finding that it belongs to, from 0.
    pub finding: usize,
    /// True if it is the first of its finding.
    pub first: bool,
    /// Harmless text that fits.
    pub text: String,
}

impl Findings {
    /// Shows these; what was selected stays so where it is still there, else what took its place is.
    pub fn show(&mut self, all: Vec<Finding>, accepted: usize) {
        let same = |finding: &Finding| {
            self.selected().is_some_and(|old| {
                (old.rule, &old.events, old.place) == (finding.rule, &finding.events, finding.place)
            })
        };
        self.selected = all.iter().position(same).unwrap_or(self.selected);
        self.selected = self.selected.min(all.len().saturating_sub(1));
        (self.all, self.accepted) = (all, accepted);
    }

    /// The findings, worst first.
    pub fn all(&self) -> &[Finding] {
        &self.all
    }

    /// The row selected, from 0.
    pub fn row(&self) -> usize {
        self.selected
    }

    /// The finding selected.
    pub fn selected(&self) -> Option<&Finding> {
        self.all.get(self.selected)
    }

    /// The lines of a window of this size: the selected finding is in it, whole where it fits. With the number of
    /// lines above and below.
    pub fn window(&self, columns: usize, height: usize) -> (Vec<FindingLine>, usize, usize) {
        let lines: Vec<FindingLine> = self
            .all
            .iter()
            .enumerate()
            .flat_map(|(finding, at)| {
                wrap(&at.message, columns)
                    .into_iter()
                    .enumerate()
                    .map(move |(nth, text)| FindingLine {
                        finding,
                        first: nth == 0,
                        text,
                    })
            })
            .collect();
        let of_selected = |line: &FindingLine| line.finding == self.selected;
        let begins = lines.iter().position(of_selected).unwrap_or(0);
        let last = lines.len().saturating_sub(height);
        let top = begins.saturating_sub(height / 3).min(last);
        let below = lines.len() - top - height.min(lines.len() - top);
        let shown = lines.into_iter().skip(top).take(height).collect();
        (shown, top, below)
    }

    /// Selects the next finding, or the one before.
    pub(super) fn select(&mut self, down: bool) {
        let last = self.all.len().saturating_sub(1);
        self.selected = if down {
            (self.selected + 1).min(last)
        } else {
            self.selected.saturating_sub(1)
        };
    }
}

/// Asks whether the finding selected is to be accepted as it is.
pub(super) fn ask_to_accept(model: &mut Model) {
    let findings = &model.closing.findings;
    let Some(finding) = findings.selected() else {
        return model.tell(NOTHING);
    };
    let together = |other: &&Finding| (other.rule, &other.events) == (finding.rule, &finding.events);
    let about = About::Silence {
        rule: finding.rule,
        events: finding.events.clone(),
        count: findings.all.iter().filter(together).count(),
        finding: finding.message.clone(),
    };
    let question = OneLineQuestion::new("Accept ", &finding.message, " as it is? Why is asked next.");
    confirm::ask(model, Deed::Silence(about), question);
}

/// Goes to where the finding selected is corrected.
pub(super) fn amend(model: &mut Model, incident: &Incident) -> Vec<Effect> {
    let Some(finding) = model.closing.findings.selected() else {
        model.tell(NOTHING);
        return Vec::new();
    };
    let events = finding.events.len();
    match finding.place {
        Some(Place::Event(event)) => {
            live::return_to(model, incident, Some(event));
            let key = close::key();
            model.tell(match (model.timeline_focused, events) {
                (false, _) => "That event was withdrawn: it is on the timeline no more.".to_owned(),
                (true, 0 | 1) => format!("This event. {key} comes back to the review."),
                (true, more) => format!("The first of {more} events. {key} comes back to the review."),
            });
        }
        Some(Place::NewEvent(kind)) => begin_line(model, Some(incident), &format!("{}: ", kind.row().key)),
        Some(Place::Field(field)) => return fields::ask(model, Some(incident), field),
        Some(Place::ActionItems) => return action_items::open(model, Some(incident)),
        Some(Place::Update) if incident.status() == Status::Open => {
            paper::open(model, Some(incident), Which::Update(Audience::Team));
        }
        // One that was sent while it went on, and that nobody wrote down.
        Some(Place::Update) => begin_line(
            model,
            Some(incident),
            &format!("{}: ", Kind::Communication.row().key),
        ),
        Some(Place::Status) => model.tell("Close it, or leave it open: either settles it."),
        Some(Place::Closing) => model.tell(closing()),
        None => model.tell("Nothing in this incident corrects it; s accepts it with a reason."),
    }
    Vec::new()
}

/// Says how a wrong time of the close is corrected, in words.
fn closing() -> String {
    let list = key_name(Context::Everywhere, everywhere::Action::Go(Screen::Incidents));
    let reopen = key_name(Context::Incidents, incidents::Action::Reopen);
    format!("Reopen it ({list}, then {reopen}) and close it again.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::findings::{Policy, review};
    use crate::domain::sample::{Sample, at};

    fn some() -> Findings {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        s.log(Kind::Detection, Some(&at("09:00")), "slow");
        let mut findings = Findings::default();
        findings.show(review(&s.incident, &Policy::default()), 0);
        findings
    }

    #[test]
    fn the_selected_finding_is_always_in_the_window() {
        let mut findings = some();
        assert!(findings.all().len() > 2);
        for height in 1..30 {
            findings.selected = 0;
            for row in 0..findings.all().len() {
                let (lines, above, below) = findings.window(24, height);
                assert!(
                    lines.iter().any(|line| line.finding == row && line.first),
                    "{row} in {height}"
                );
                assert!(lines.len() <= height);
                let all = findings.window(24, 1000).0.len();
                assert_eq!(above + lines.len() + below, all);
                findings.select(true);
            }
        }
    }

    #[test]
    fn what_is_mended_is_gone_and_its_neighbour_selected() {
        let mut findings = some();
        let all = findings.all().to_vec();
        findings.select(true);
        let second = findings.selected().cloned();
        findings.show(all[1..].to_vec(), 1);
        assert_eq!(findings.selected().cloned(), second);
        findings.show(Vec::new(), 1);
        assert_eq!((findings.selected(), findings.row()), (None, 0));
    }
}
