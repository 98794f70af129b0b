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
use super::mark::{DAY_MICROS, Mark};
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
    /// Mitigations of which nobody said that they failed.
    mitigations: Vec<Mark>,
    /// So many more of them have no time.
    untimed_mitigations: usize,
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
        let mut stretches = vec![Stretch::default(); windows.all().len().max(1)];
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
            nth = mark.map_or(nth, |mark| window_of(&mark, windows));
            stretches[nth].take(milestone, event, mark, windows);
        }
        let resolution = stretches.first().and_then(|stretch| stretch.resolution);
        let last = stretches.len() - 1;
        let close = |(nth, stretch): (usize, Stretch<'_>)| stretch.close(incident, nth == last);
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

/// The place of the window that an event belongs to: the last that had begun by then. What is known to the day may
/// have come at the end of that.
fn window_of(mark: &Mark, windows: &Windows) -> usize {
    let latest = if mark.is_day_only() {
        mark.micros.saturating_add(DAY_MICROS - 1)
    } else {
        mark.micros
    };
    let begun = windows
        .all()
        .partition_point(|window| window.start.micros <= latest);
    begun.saturating_sub(1)
}

/// All that is collected of the stretch from the beginning of a window to that of the next.
#[derive(Clone, Default)]
struct Stretch<'a> {
    milestones: Milestones,
    helped: Option<Mark>,
    may_have_helped: Vec<Mark>,
    causes: Vec<(&'a Event, Mark)>,
    resolution: Option<Mark>,
}

impl<'a> Stretch<'a> {
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
        let missing = self.get(milestone).is_none()
            && self
                .undetermined()
                .is_none_or(|_| milestone != Milestone::Mitigated);
        self.untimed[milestone as usize].filter(|_| missing)
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
        (unsaid && self.get(Milestone::Mitigated).is_none()).then_some(count)
    }

    fn count_of_mitigations(&self) -> usize {
        self.mitigations.len() + self.untimed_mitigations
    }

    /// Every mitigation with a time of which nobody said that it failed, in order.
    pub fn mitigations(&self) -> &[Mark] {
        &self.mitigations
    }

    /// True if the mitigation counts because it is the only one recorded; nobody marked it as helping.
    pub fn is_only_mitigation(&self) -> bool {
        self.only_mitigation
    }

    /// Every event with a time that names a cause, in order.
    pub fn causes(&self) -> &[Mark] {
        &self.causes
    }

    fn take_untimed(&mut self, milestone: Milestone, event: &Event) {
        self.untimed[milestone as usize].get_or_insert(event.id);
        let outcome = MitigationOutcome::of(event);
        if outcome.is_some_and(|outcome| outcome != MitigationOutcome::Failed) {
            self.untimed_mitigations += 1;
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
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, at};

    fn of(s: &Sample) -> Milestones {
        all(s).incident
    }

    fn all(s: &Sample) -> AllMilestones {
        AllMilestones::of(&s.incident, &Windows::of(&s.incident))
    }

    type Row = (Kind, &'static str);

    fn resolved(events: &[Row]) -> Option<String> {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (kind, clock) in events {
            s.log(*kind, Some(&at(clock)), "x");
        }
        let milestones = of(&s);
        let mark = milestones.get(Milestone::Resolved)?;
        Some(mark.at.wall().format("%H:%M").to_string())
    }

    #[test]
    fn resolved_is_the_end_of_the_last_window() {
        use Kind::{Detection, Impact, Resolution};
        let cases: &[(&[Row], Option<&str>)] = &[
            (&[(Impact, "09:00")], None),
            (&[(Impact, "09:00"), (Resolution, "10:00")], Some("10:00")),
            (
                &[(Impact, "09:00"), (Resolution, "10:00"), (Resolution, "11:00")],
                Some("10:00"),
            ),
            (
                &[(Impact, "09:00"), (Resolution, "10:00"), (Impact, "11:00")],
                None,
            ),
            (
                &[
                    (Impact, "09:00"),
                    (Resolution, "10:00"),
                    (Detection, "11:00"),
                    (Resolution, "12:00"),
                ],
                Some("12:00"),
            ),
            // Before anything was noticed: wrong, but no relapse. The review says so.
            (&[(Resolution, "08:00"), (Detection, "09:00")], Some("08:00")),
        ];
        for (events, expected) in cases {
            assert_eq!(resolved(events).as_deref(), *expected, "{events:?}");
        }
    }

    #[test]
    fn a_relapse_is_not_where_the_impact_began() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Detection, Some(&at("09:00")), "down");
        s.log(Kind::Resolution, Some(&at("10:00")), "up");
        s.log(Kind::Impact, Some(&at("11:00")), "down again");
        assert_eq!(of(&s).get(Milestone::Impact), None);
        assert!(of(&s).unresolved_relapse());
        s.log(Kind::Resolution, Some(&at("12:00")), "up");
        assert!(!of(&s).unresolved_relapse());
        let began = s.log(Kind::Impact, Some(&at("08:50")), "down, as we know now");
        assert_eq!(of(&s).get(Milestone::Impact).map(|mark| mark.event), Some(began));
    }

    #[test]
    fn an_impact_after_the_detection_is_no_second_start() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Detection, Some(&at("09:00")), "down");
        s.log(Kind::Impact, Some(&at("09:01")), "a third of the users");
        assert_eq!(of(&s).get(Milestone::Impact), None);
    }

    #[test]
    fn an_early_warning_is_no_detection() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Detection, Some(&at("08:00")), "disk at 85 % #warning");
        assert_eq!(of(&s).get(Milestone::Detected), None);
        s.log(Kind::Impact, Some(&at("09:00")), "writes fail");
        let detected = s.log(Kind::Detection, Some(&at("09:05")), "errors");
        let event = |s: &Sample| of(s).get(Milestone::Detected).map(|mark| mark.event);
        assert_eq!(event(&s), Some(detected));
        // Users were affected when it came: then it did notice.
        let warned = s.log(Kind::Detection, Some(&at("09:02")), "disk full #Warning");
        assert_eq!(event(&s), Some(warned));
    }

    #[test]
    fn of_several_mitigations_the_one_that_helped_counts() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let event = |s: &Sample| of(s).get(Milestone::Mitigated).map(|mark| mark.event);
        s.log(Kind::Impact, Some(&at("09:00")), "down");
        let first = s.log(Kind::Mitigation, Some(&at("09:10")), "restarted it");
        assert_eq!((event(&s), of(&s).undetermined()), (Some(first), None));
        let failed = s.log(Kind::Mitigation, Some(&at("09:15")), "more memory #failed");
        assert_eq!(event(&s), Some(first), "{failed}");
        s.log(Kind::Mitigation, Some(&at("09:20")), "rolled back");
        assert_eq!((event(&s), of(&s).undetermined()), (None, Some(2)));
        let helped = s.log(Kind::Mitigation, Some(&at("09:30")), "moved away #helped");
        assert_eq!((event(&s), of(&s).undetermined()), (Some(helped), None));
    }

    #[test]
    fn the_first_with_a_time_counts_and_the_untimed_is_known() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let untimed = s.untimed(Kind::Cause, "someone knew");
        assert_eq!(of(&s).get(Milestone::Cause), None);
        assert_eq!(of(&s).untimed(Milestone::Cause), Some(untimed));
        let last = s.log(Kind::Cause, Some(&at("11:00")), "the second");
        s.log(Kind::Cause, Some(&at("10:00")), "the first");
        assert_eq!(of(&s).get(Milestone::Cause).map(|mark| mark.event), Some(last));
        assert_eq!(of(&s).untimed(Milestone::Cause), None);
    }

    #[test]
    fn of_several_mitigations_nobody_is_asked_for_the_time_of_one() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let asked = |s: &Sample| {
            (
                of(s).untimed(Milestone::Mitigated),
                of(s).untimed(Milestone::Cause),
            )
        };
        let mitigation = s.untimed(Kind::Mitigation, "restarted it");
        let cause = s.untimed(Kind::Cause, "someone knew");
        assert_eq!(asked(&s), (Some(mitigation), Some(cause)));
        s.untimed(Kind::Mitigation, "rolled back");
        assert_eq!(of(&s).undetermined(), Some(2));
        assert_eq!(asked(&s), (None, Some(cause)));
    }

    /// The milestones of each window, as `detected 09:00, mitigated 09:20`.
    fn told(s: &Sample) -> Vec<String> {
        let passed = |milestones: &Milestones| {
            let told = Milestone::ALL.into_iter().filter_map(|milestone| {
                let mark = milestones.get(milestone)?;
                Some(format!("{} {}", milestone.name(), mark.at.wall().format("%H:%M")))
            });
            told.collect::<Vec<_>>().join(", ")
        };
        all(s).windows.iter().map(passed).collect()
    }

    #[test]
    fn every_window_has_milestones_of_its_own() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (kind, clock, text) in [
            (Kind::Escalation, "08:00", "called in before anything was noticed"),
            (Kind::Detection, "09:00", "down"),
            (Kind::Mitigation, "09:20", "restarted"),
            (Kind::Resolution, "09:30", "up"),
            (Kind::Cause, "09:40", "found while all was well"),
            (Kind::Impact, "10:00", "down again"),
            (Kind::Detection, "10:05", "alert"),
            (Kind::Escalation, "10:10", "called in"),
            (Kind::Cause, "10:20", "found again"),
            (Kind::Mitigation, "10:30", "moved away"),
            (Kind::Resolution, "11:00", "up"),
        ] {
            s.log(kind, Some(&at(clock)), text);
        }
        assert_eq!(
            told(&s),
            [
                // What had been tried before the relapse did not hold.
                "detected 09:00, escalated 08:00, cause 09:40, resolved 09:30",
                "impact 10:00, detected 10:05, escalated 10:10, cause 10:20, mitigated 10:30, resolved 11:00",
            ]
        );
        assert_eq!(all(&s).windows[0].undetermined(), Some(1));
        assert!(all(&s).windows[1].is_only_mitigation());
        let resolved = of(&s).get(Milestone::Resolved).copied();
        assert_eq!(
            resolved
                .map(|mark| mark.at.wall().format("%H:%M").to_string())
                .as_deref(),
            Some("11:00")
        );
    }

    #[test]
    fn what_is_known_to_the_day_belongs_to_the_window_that_began_that_day() {
        use crate::domain::command::{Command, NewEvent, When};
        use crate::domain::record::Timing;
        use crate::domain::sample::event;
        use crate::domain::time::Moment;
        let mut s = Sample::new("UTC", "2023-03-28T20:00:00Z");
        for (kind, clock) in [
            (Kind::Impact, "2023-03-25T09:00:00Z"),
            (Kind::Resolution, "2023-03-25T10:00:00Z"),
            (Kind::Impact, "2023-03-26T09:00:00Z"),
        ] {
            s.log(kind, Some(clock), "x");
        }
        let timing = Timing {
            at: Moment::parse("2023-03-26T00:00:00Z"),
            precision: Precision::Day,
            ..Timing::default()
        };
        let new = NewEvent {
            when: When::Given(timing),
            ..event(Kind::Cause, None, "x")
        };
        s.command(Command::Record(new)).unwrap();
        let known = |nth: usize| all(&s).windows[nth].get(Milestone::Cause).is_some();
        assert_eq!((known(0), known(1)), (false, true));
    }

    #[test]
    fn of_several_causes_the_one_that_the_field_repeats_counts() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Detection, Some(&at("09:00")), "down");
        let bug = s.log(
            Kind::Cause,
            Some(&at("10:00")),
            "a bug that came with the update of the app",
        );
        let disk = s.log(
            Kind::Cause,
            Some(&at("11:00")),
            "the disk of the log server was full",
        );
        let event = |s: &Sample| of(s).get(Milestone::Cause).map(|mark| mark.event);
        assert_eq!(event(&s), Some(disk), "nothing says which: the last");
        s.set(FieldName::Cause, "The update of the app introduced a bug.");
        assert_eq!(event(&s), Some(bug));
        s.set(FieldName::Cause, "Nobody knows.");
        assert_eq!(event(&s), Some(disk));
        assert_eq!(of(&s).causes().len(), 2);
    }

    #[test]
    fn a_mitigation_that_reads_as_if_it_had_failed_counts_only_where_it_is_marked() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Impact, Some(&at("09:00")), "down");
        s.log(
            Kind::Mitigation,
            Some(&at("09:10")),
            "rolled back, errors still there",
        );
        assert_eq!(
            (of(&s).get(Milestone::Mitigated), of(&s).undetermined()),
            (None, Some(1))
        );
        let helped = s.log(
            Kind::Mitigation,
            Some(&at("09:20")),
            "moved away, a few still fail #helped",
        );
        assert_eq!(
            of(&s).get(Milestone::Mitigated).map(|mark| mark.event),
            Some(helped)
        );
        assert!(!of(&s).is_only_mitigation());
    }
}
