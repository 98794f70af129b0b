//! The findings of the review, on the close screen: one finding is selected, corrected where it can be, or accepted.

use crate::app::everywhere;
use crate::app::keymap::{Context, key_name};
use crate::app::model::{Effect, Model, Screen};
use crate::app::screen::ask::About;
use crate::app::screen::composing::begin_line;
use crate::app::screen::confirm::{self, Deed, OneLineQuestion};
use crate::app::screen::paper::{self, Which};
use crate::app::screen::{action_items, close, fields, incidents, live};
use crate::domain::findings::{Finding, Group, Place};
use crate::domain::harmless::wrap;
use crate::domain::incident::{Incident, Status};
use crate::domain::kind::Kind;
use crate::draft::update::Audience;

/// The words where nothing is left to be corrected.
const NOTHING: &str = "Nothing is missing.";

/// So many columns more than a finding has a line without a mark and a sign before it.
const BESIDE: usize = 4;

/// A list of fewer lines shows no headings: they would take the room of the findings.
const ROOM_FOR_HEADINGS: usize = 6;

/// The findings, and which is selected.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    all: Vec<Finding>,
    /// The words of each, with the numbers of its events.
    told: Vec<String>,
    selected: usize,
    /// True if those that only make a record tidier are shown one by one, and not as a count.
    is_unfolded: bool,
    /// The number of those accepted as they are.
    pub accepted: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// The finding that it belongs to, from 0; a heading stands above it, and the count of those folded below all.
    pub finding: usize,
    /// Its part in that.
    pub part: FindingPart,
    /// Harmless text that fits.
    pub text: String,
}

/// The part of a finding that a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingPart {
    /// The heading of the group that begins with it.
    Heading,
    /// The count of those that are folded.
    Folded,
    /// Its first line.
    First,
    /// A further line.
    Further,
}

impl Findings {
    /// Shows these by their groups, and in each as they come; what was selected stays so where it is still there, else what took its place is.
    pub fn show(&mut self, incident: &Incident, mut all: Vec<Finding>, accepted: usize) {
        all.sort_by_key(|finding| finding.group);
        let same = |finding: &Finding| {
            self.selected().is_some_and(|old| {
                (old.rule, &old.events, old.place) == (finding.rule, &finding.events, finding.place)
            })
        };
        self.selected = all.iter().position(same).unwrap_or(self.selected);
        self.told = all.iter().map(|finding| finding.numbered(incident)).collect();
        (self.all, self.accepted) = (all, accepted);
        self.select_shown(self.selected);
    }

    /// The findings, by their groups, and in each the worst first.
    pub fn all(&self) -> &[Finding] {
        &self.all
    }

    /// The number of those shown one by one: they come before those that are folded.
    fn shown(&self) -> usize {
        match self.is_unfolded {
            true => self.all.len(),
            false => self.untidy_from(),
        }
    }

    /// The place of the first that only makes a record tidier.
    fn untidy_from(&self) -> usize {
        self.all.partition_point(|finding| finding.group < Group::Hygiene)
    }

    /// The number of those that are folded to a count.
    fn folded(&self) -> usize {
        self.all.len() - self.shown()
    }

    fn select_shown(&mut self, row: usize) {
        self.selected = row.min(self.shown().saturating_sub(1));
    }

    /// Shows those that only make a record tidier, and selects the first of them; or folds them to a count again.
    pub(super) fn unfold(&mut self) {
        self.is_unfolded = !self.is_unfolded;
        self.select_shown(if self.is_unfolded {
            self.untidy_from()
        } else {
            self.selected
        });
    }

    /// The row selected, from 0.
    pub fn row(&self) -> usize {
        self.selected
    }

    /// The finding selected.
    pub fn selected(&self) -> Option<&Finding> {
        self.all[..self.shown()].get(self.selected)
    }

    /// The lines of a window of this size: the selected finding is in it, whole where it fits. With the number of
    /// lines above and below.
    pub fn window(&self, columns: usize, height: usize) -> (Vec<FindingLine>, usize, usize) {
        let lines = self.lines_of_all(columns, height);
        let of_selected = |line: &FindingLine| line.finding == self.selected;
        let begins = lines.iter().position(of_selected).unwrap_or(0);
        let last = lines.len().saturating_sub(height);
        // Below the last one it is seen that there are more.
        let is_last = self.selected + 1 == self.shown();
        let before = if is_last { 0 } else { height / 3 };
        let top = begins.saturating_sub(before).min(last);
        let below = lines.len() - top - height.min(lines.len() - top);
        let shown = lines.into_iter().skip(top).take(height).collect();
        (shown, top, below)
    }

    fn lines_of_all(&self, columns: usize, height: usize) -> Vec<FindingLine> {
        let has_headings = height >= ROOM_FOR_HEADINGS;
        let shown = (0..self.shown()).flat_map(|finding| self.lines(finding, columns, has_headings));
        let folded = self.folded_in_words();
        let folded = folded.iter().flat_map(|words| wrap(words, columns + BESIDE));
        let folded = folded.map(|text| FindingLine {
            finding: self.shown(),
            part: FindingPart::Folded,
            text,
        });
        shown.chain(folded).collect()
    }

    /// Says why none is selected.
    fn none_selected(&self) -> String {
        let folded = self.folded_in_words();
        folded.map_or_else(
            || NOTHING.to_owned(),
            |folded| format!("Nothing else is missing; {folded}."),
        )
    }

    /// `hygiene: 5 (h shows them)`.
    fn folded_in_words(&self) -> Option<String> {
        let key = key_name(Context::Close, close::Action::Unfold);
        let words = |count| format!("{}: {count} ({key} shows them)", Group::Hygiene.name());
        Some(self.folded()).filter(|count| *count > 0).map(words)
    }

    /// The lines of a finding, with the heading of its group above the first of that.
    fn lines(&self, finding: usize, columns: usize, has_headings: bool) -> Vec<FindingLine> {
        let group = self.all[finding].group;
        let before = finding.checked_sub(1).map(|before| self.all[before].group);
        let heading =
            (has_headings && before != Some(group)).then(|| wrap(group.heading(), columns + BESIDE));
        let heading = heading.into_iter().flatten().map(|text| FindingLine {
            finding,
            part: FindingPart::Heading,
            text,
        });
        let text = wrap(&self.told[finding], columns).into_iter().enumerate();
        let text = text.map(|(nth, text)| FindingLine {
            finding,
            part: if nth == 0 {
                FindingPart::First
            } else {
                FindingPart::Further
            },
            text,
        });
        heading.chain(text).collect()
    }

    /// Selects the next finding, or the one before.
    pub(super) fn select(&mut self, down: bool) {
        self.select_shown(if down {
            self.selected + 1
        } else {
            self.selected.saturating_sub(1)
        });
    }
}

/// Asks whether the finding selected is to be accepted as it is.
pub(super) fn ask_to_accept(model: &mut Model) {
    let findings = &model.closing.findings;
    let Some(finding) = findings.selected() else {
        return model.tell(findings.none_selected());
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
    let findings = &model.closing.findings;
    let Some(finding) = findings.selected() else {
        model.tell(findings.none_selected());
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

    fn some() -> (Findings, Sample) {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        s.log(Kind::Detection, Some(&at("09:00")), "slow");
        let mut findings = Findings::default();
        findings.show(&s.incident, review(&s.incident, &Policy::default()), 0);
        (findings, s)
    }

    #[test]
    fn the_selected_finding_is_always_in_the_window() {
        let (mut findings, _) = some();
        let cases = [false, true].map(|unfolded| (1..30).map(move |height| (unfolded, height)));
        for (unfolded, height) in cases.into_iter().flatten() {
            (findings.is_unfolded, findings.selected) = (unfolded, 0);
            assert!(findings.shown() > 1);
            for row in 0..findings.shown() {
                let (lines, above, below) = findings.window(24, height);
                assert!(
                    lines
                        .iter()
                        .any(|line| line.finding == row && line.part == FindingPart::First),
                    "{row} in {height}"
                );
                assert!(lines.len() <= height);
                let all = findings.lines_of_all(24, height).len();
                assert_eq!(above + lines.len() + below, all);
                findings.select(true);
            }
        }
    }

    #[test]
    fn what_is_only_untidy_is_one_line_until_it_is_wanted() {
        let (mut findings, _) = some();
        let (all, shown) = (findings.all().len(), findings.shown());
        assert!(shown < all);
        (0..all).for_each(|_| findings.select(true));
        assert_eq!(findings.row(), shown - 1, "those folded cannot be selected");
        for height in 3..9 {
            let (lines, _, below) = findings.window(40, height);
            let last = lines.last().map(|line| line.part);
            assert_eq!((last, below), (Some(FindingPart::Folded), 0));
        }
        findings.unfold();
        assert_eq!(
            findings.selected().map(|finding| finding.group),
            Some(Group::Hygiene)
        );
        findings.unfold();
        assert_eq!(findings.row(), shown - 1);
    }

    #[test]
    fn what_is_mended_is_gone_and_its_neighbour_selected() {
        let (mut findings, s) = some();
        let all = findings.all().to_vec();
        findings.select(true);
        let second = findings.selected().cloned();
        findings.show(&s.incident, all[1..].to_vec(), 1);
        assert_eq!(findings.selected().cloned(), second);
        findings.show(&s.incident, Vec::new(), 1);
        assert_eq!((findings.selected(), findings.row()), (None, 0));
    }
}
