//! Milestones: the events that start and end an incident's intervals.
//!
//! Every impact window has its own: an event belongs to the last window that had begun by its time, those before the
//! first window to that. Each milestone is the first of its kind in its window that has a time that can be, but for
//! these. The impact began, and users recovered, where the window says so. An early warning is no detection. Of several
//! mitigations only people know which one reduced the impact. And of several causes the one counts that the field of
//! the cause repeats, else the last.

use super::alike::{MOST_TEXTS, shared, significant};
use super::id::RecordId;
use super::incident::{Event, Incident};
use super::kind::{Kind, Milestone, Via};
use super::mark::Mark;
use super::mitigations::MitigationOutcome;
use super::record::{FieldName, WARNING};
use super::time::Precision;
use super::windows::{Window, Windows};

const COUNT: usize = Milestone::ALL.len();

/// The milestones of a window, or of an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    marks: [Option<Mark>; COUNT],
    untimed: [Option<RecordId>; COUNT],
    via: Option<Via>,
    /// The detection that opened the window, where no impact did.
    from_detection: Option<Mark>,
    unresolved_relapse: bool,
    /// Mitigations, whatever became of them, in the order of the timeline.
    attempts: Vec<RecordId>,
    /// Those with a time of which nobody said that they failed.
    mitigations: Vec<Mark>,
    /// So many more of them have no time.
    untimed_mitigations: usize,
    /// The first of these that is marked as helping.
    untimed_help: Option<RecordId>,
    /// True if none of them is marked as helping, and it counts because there is no other.
    only_mitigation: bool,
    causes: Vec<Mark>,
}

/// The milestones of an incident and of each of its windows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllMilestones {
    /// The incident's: those of its first window, but that it is resolved with the end of the last one. Without a
    /// window, those of the whole timeline.
    pub incident: Milestones,
    /// Those of each window, in the order of the windows.
    pub windows: Vec<Milestones>,
}

impl AllMilestones {
    /// Finds them, in one pass over the timeline.
    pub fn of(incident: &Incident, windows: &Windows) -> Self {
        Self::through(incident, windows, incident.shown())
    }

    /// The same by these events of it alone, which are in the order of its timeline.
    pub fn through<'a>(
        incident: &'a Incident,
        windows: &Windows,
        events: impl Iterator<Item = &'a Event>,
    ) -> Self {
        let zone = incident.zone();
        let mut stretches = vec![Collected::default(); windows.all().len().max(1)];
        let mut nth = 0;
        for event in events {
            let Some(milestone) = event.body().kind.row().milestone else {
                continue;
            };
            if event.is_dated_absurdly(zone) {
                continue;
            }
            let mark = Mark::of(event, zone);
            // One without a time stands behind the event that it was recorded after.
            nth = mark.map_or(nth, |mark| windows.place_of(&mark));
            stretches[nth].take(milestone, event, mark, windows);
        }
        let resolution = stretches.first().and_then(|stretch| stretch.resolution);
        let last = stretches.len() - 1;
        let close = |(nth, stretch): (usize, Collected<'_>)| stretch.close(incident, nth == last);
        let mut all: Vec<Milestones> = stretches.into_iter().enumerate().map(close).collect();
        for (milestones, window) in all.iter_mut().zip(windows.all()) {
            milestones.bound(window);
        }
        let first = all.first().cloned().unwrap_or_default();
        AllMilestones {
            incident: first.resolved_by(windows, resolution),
            windows: if windows.all().is_empty() { Vec::new() } else { all },
        }
    }
}

/// All that is collected of the stretch from the beginning of a window to that of the next.
#[derive(Clone, Default)]
struct Collected<'a> {
    milestones: Milestones,
    helped: Option<Mark>,
    may_have_helped: Vec<Mark>,
    causes: Vec<(&'a Event, Mark)>,
    resolution: Option<Mark>,
}

impl<'a> Collected<'a> {
    fn take(&mut self, milestone: Milestone, event: &'a Event, mark: Option<Mark>, windows: &Windows) {
        let Some(mark) = mark else {
            return self.milestones.take_untimed(milestone, event);
        };
        match milestone {
            // By the window.
            Milestone::Impact => {}
            Milestone::Resolved => self.resolution = self.resolution.or(Some(mark)),
            Milestone::Detected if is_warning(event, &mark, windows) => {}
            Milestone::Mitigated => self.mitigated(event, mark),
            Milestone::Cause => self.causes.push((event, mark)),
            Milestone::Detected | Milestone::Acknowledged | Milestone::Escalated => {
                self.milestones.take(milestone, event, mark);
            }
        }
    }

    fn mitigated(&mut self, event: &Event, mark: Mark) {
        self.milestones.attempts.push(event.id);
        match MitigationOutcome::of(event) {
            Some(MitigationOutcome::Helped) => {
                self.helped = self.helped.or(Some(mark));
                self.milestones.mitigations.push(mark);
            }
            Some(MitigationOutcome::Unsaid) => {
                self.may_have_helped.push(mark);
                self.milestones.mitigations.push(mark);
            }
            Some(MitigationOutcome::ReadsFailed) => self.milestones.mitigations.push(mark),
            Some(MitigationOutcome::Failed) | None => {}
        }
    }

    /// The milestones of the stretch. What follows a mitigation that nobody marked tells whether it held: after the last
    /// window nothing does.
    fn close(self, incident: &Incident, is_last: bool) -> Milestones {
        let mut milestones = self.milestones;
        let only = match self.may_have_helped[..] {
            [only] if is_last && milestones.count_of_mitigations() == 1 => Some(only),
            _ => None,
        };
        milestones.only_mitigation = self.helped.is_none() && only.is_some();
        milestones.marks[Milestone::Mitigated as usize] = self.helped.or(only);
        milestones.marks[Milestone::Cause as usize] = cause(&self.causes, incident.value(FieldName::Cause));
        milestones.causes = self.causes.into_iter().map(|(_, mark)| mark).collect();
        milestones
    }
}

/// Of several causes the one that the field repeats, by the share of its words that stand there; else the last.
fn cause(causes: &[(&Event, Mark)], field: Option<&str>) -> Option<Mark> {
    let (_, last) = causes.last()?;
    let Some(field) = field.filter(|_| causes.len() > 1) else {
        return Some(*last);
    };
    let field = significant(field);
    let mut repeated: Option<(usize, Mark)> = None;
    for (event, mark) in causes.iter().take(MOST_TEXTS) {
        let (both, all) = shared(&significant(&event.body().text), &field);
        let is_repeated = both >= all.min(2) && both * 2 >= all;
        if is_repeated && repeated.is_none_or(|(most, _)| both > most) {
            repeated = Some((both, *mark));
        }
    }
    Some(repeated.map_or(*last, |(_, mark)| mark))
}

impl Milestones {
    /// The two that bound a window.
    fn bound(&mut self, window: &Window) {
        let start = Some(window.start);
        self.marks[Milestone::Impact as usize] = start.filter(|_| !window.from_detection);
        self.from_detection = start.filter(|_| window.from_detection);
        self.marks[Milestone::Resolved as usize] = window.end;
    }

    /// Those of the incident, from those of its first window. A resolution before anything was noticed is wrong, and no
    /// relapse: the review says so.
    fn resolved_by(mut self, windows: &Windows, resolution: Option<Mark>) -> Self {
        self.unresolved_relapse = windows.open().is_some() && !windows.relapses().is_empty();
        let unclosed = resolution.filter(|_| windows.relapses().is_empty());
        let last = windows.all().last();
        self.marks[Milestone::Resolved as usize] = last.and_then(|window| window.end).or(unclosed);
        self
    }

    /// The same for a face that shows no finer times than these.
    #[must_use]
    pub fn no_finer(&self, precision: Precision) -> Self {
        let cut = |mark: Mark| mark.no_finer(precision);
        Milestones {
            marks: self.marks.map(|mark| mark.map(cut)),
            from_detection: self.from_detection.map(cut),
            ..self.clone()
        }
    }

    /// The event that is this milestone; `None` when none of its kind has a time.
    pub fn get(&self, milestone: Milestone) -> Option<&Mark> {
        self.marks[milestone as usize].as_ref()
    }

    /// The beginning of the window, and true where that is a detection because no impact was recorded before.
    pub fn start(&self) -> Option<(&Mark, bool)> {
        let impact = self.get(Milestone::Impact).map(|mark| (mark, false));
        let detected = self.from_detection.as_ref().or(self.get(Milestone::Detected));
        impact.or(detected.map(|mark| (mark, true)))
    }

    /// For a milestone without a time: the first event of its kind, which was recorded without one.
    pub fn untimed(&self, milestone: Milestone) -> Option<RecordId> {
        let is_choice = milestone == Milestone::Mitigated && self.undetermined().is_some();
        let help = self.untimed_help.filter(|_| milestone == Milestone::Mitigated);
        let untimed = help.or(self.untimed[milestone as usize]);
        untimed.filter(|_| self.get(milestone).is_none() && !is_choice)
    }

    /// The first mitigation that is marked as helping, where none of those has a time.
    pub fn helped_some_time(&self) -> Option<RecordId> {
        self.untimed_help
            .filter(|_| self.get(Milestone::Mitigated).is_none())
    }

    /// The one that noticed, where the detection says so.
    pub fn detected_via(&self) -> Option<Via> {
        self.via
    }

    /// True if users were affected again after it had seemed over, and no resolution has followed that. Only asked of
    /// the incident's own.
    pub fn unresolved_relapse(&self) -> bool {
        self.unresolved_relapse
    }

    /// The number of mitigations, where none is known to have reduced the impact: there are several, the only one did not
    /// hold, or it reads as if it had failed. `None` for one that only lacks a time.
    pub fn undetermined(&self) -> Option<usize> {
        let count = self.count_of_mitigations();
        let unsaid = count > 1 || !self.mitigations.is_empty();
        let known = self.get(Milestone::Mitigated).is_some() || self.untimed_help.is_some();
        (unsaid && !known).then_some(count)
    }

    /// True if there are several mitigations of which any may have reduced the impact.
    pub fn is_choice(&self) -> bool {
        self.undetermined().is_some_and(|count| count > 1)
    }

    /// Every mitigation, also those that failed and those without a time, in the order of the timeline.
    pub fn attempts(&self) -> &[RecordId] {
        &self.attempts
    }

    fn count_of_mitigations(&self) -> usize {
        self.mitigations.len() + self.untimed_mitigations
    }

    /// Every mitigation with a time of which nobody said that it failed, in order.
    pub fn mitigations(&self) -> &[Mark] {
        &self.mitigations
    }

    /// The number of mitigations that are marked as failed.
    pub fn failed_mitigations(&self) -> usize {
        self.attempts.len() - self.count_of_mitigations()
    }

    /// True if the mitigation counts because it is the only one recorded of which nobody said that it failed; nor did
    /// anybody mark it as helping.
    pub fn is_only_mitigation(&self) -> bool {
        self.only_mitigation
    }

    /// Every event with a time that names a cause, in order.
    pub fn causes(&self) -> &[Mark] {
        &self.causes
    }

    fn take_untimed(&mut self, milestone: Milestone, event: &Event) {
        let outcome = MitigationOutcome::of(event);
        self.attempts.extend(outcome.map(|_| event.id));
        if outcome == Some(MitigationOutcome::Failed) {
            return;
        }
        self.untimed[milestone as usize].get_or_insert(event.id);
        self.untimed_mitigations += usize::from(outcome.is_some());
        if outcome == Some(MitigationOutcome::Helped) {
            self.untimed_help.get_or_insert(event.id);
        }
    }

    fn take(&mut self, milestone: Milestone, event: &Event, mark: Mark) {
        let place = milestone as usize;
        if self.marks[place].is_none() {
            self.marks[place] = Some(mark);
            if milestone == Milestone::Detected {
                self.via = event.body().via;
            }
        }
    }
}

/// True if a detection only warned: nobody was affected when it came.
fn is_warning(event: &Event, mark: &Mark, windows: &Windows) -> bool {
    let affected = || windows.hold(mark.micros, mark.micros);
    event.body().kind == Kind::Detection && event.is_tagged(WARNING) && !affected()
}

#[cfg(test)]
mod tests;
