//! Milestones: the events that start and end an incident's intervals.
//!
//! Each is the first of its kind that has a time that can be, but for three. The impact began, and it is resolved,
//! where the impact windows say so: with the impact that opened the first of them, and with what closed the last. An
//! early warning is no detection. And of several mitigations only people know which one reduced the impact.

use super::id::RecordId;
use super::incident::{Event, Incident};
use super::kind::{Kind, Milestone, Via};
use super::mark::Mark;
use super::record::{FAILED, HELPED, WARNING};
use super::time::Precision;
use super::windows::Windows;

const COUNT: usize = Milestone::ALL.len();

/// The milestones of an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    marks: [Option<Mark>; COUNT],
    untimed: [Option<RecordId>; COUNT],
    via: Option<Via>,
    unresolved_relapse: bool,
    /// Mitigations of which nobody said that they failed.
    mitigations: usize,
}

impl Milestones {
    /// Finds them, in one pass over the timeline.
    pub fn of(incident: &Incident, windows: &Windows) -> Self {
        Self::through(incident, windows, incident.shown())
    }

    /// The same by these events of it alone, which are in the order of its timeline.
    pub fn through<'a>(
        incident: &Incident,
        windows: &Windows,
        events: impl Iterator<Item = &'a Event>,
    ) -> Self {
        let zone = incident.zone();
        let mut milestones = Milestones::default();
        let (mut helped, mut resolution) = (None, None);
        for event in events {
            let Some(milestone) = event.body().kind.row().milestone else {
                continue;
            };
            if event.is_dated_absurdly(zone) {
                continue;
            }
            let mark = Mark::of(event, zone);
            if mark.is_none() {
                milestones.untimed[milestone as usize].get_or_insert(event.id);
            }
            match milestone {
                // By the windows, below.
                Milestone::Impact => {}
                Milestone::Resolved => resolution = resolution.or(mark),
                Milestone::Detected if mark.is_some_and(|mark| is_warning(event, &mark, windows)) => {}
                Milestone::Mitigated if event.is_tagged(FAILED) => {}
                Milestone::Mitigated => {
                    milestones.mitigations += 1;
                    if event.is_tagged(HELPED) || event.says_recovered() {
                        helped = helped.or(mark);
                    }
                    milestones.take(milestone, event, mark);
                }
                Milestone::Detected | Milestone::Acknowledged | Milestone::Escalated | Milestone::Cause => {
                    milestones.take(milestone, event, mark);
                }
            }
        }
        let only = milestones.marks[Milestone::Mitigated as usize].filter(|_| milestones.mitigations == 1);
        milestones.marks[Milestone::Mitigated as usize] = helped.or(only);
        milestones.bound(windows, resolution);
        milestones
    }

    /// The two that bound the windows. A resolution before anything was noticed is wrong, and no relapse: the review
    /// says so.
    fn bound(&mut self, windows: &Windows, resolution: Option<Mark>) {
        let first = windows.all().first();
        let last = windows.all().last();
        self.marks[Milestone::Impact as usize] = first
            .filter(|window| !window.from_detection)
            .map(|window| window.start);
        self.unresolved_relapse = windows.open().is_some() && !windows.relapses().is_empty();
        let unclosed = resolution.filter(|_| windows.relapses().is_empty());
        self.marks[Milestone::Resolved as usize] = last.and_then(|window| window.end).or(unclosed);
    }

    /// The same for a face that shows no finer times than these.
    #[must_use]
    pub fn no_finer(&self, precision: Precision) -> Self {
        let marks = self.marks.map(|mark| mark.map(|mark| mark.no_finer(precision)));
        Milestones {
            marks,
            ..self.clone()
        }
    }

    /// The event that is this milestone; `None` when none of its kind has a time.
    pub fn get(&self, milestone: Milestone) -> Option<&Mark> {
        self.marks[milestone as usize].as_ref()
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

    /// True if users were hurt again after it had seemed over, and no resolution has followed that.
    pub fn unresolved_relapse(&self) -> bool {
        self.unresolved_relapse
    }

    /// The number of mitigations, where nobody said which of several reduced the impact.
    pub fn undetermined(&self) -> Option<usize> {
        let unsaid = self.get(Milestone::Mitigated).is_none() && self.mitigations > 1;
        unsaid.then_some(self.mitigations)
    }

    fn take(&mut self, milestone: Milestone, event: &Event, mark: Option<Mark>) {
        let place = milestone as usize;
        if self.marks[place].is_none() && mark.is_some() {
            self.marks[place] = mark;
            if milestone == Milestone::Detected {
                self.via = event.body().via;
            }
        }
    }
}

/// True if a detection only warned: nobody was hurt when it came.
fn is_warning(event: &Event, mark: &Mark, windows: &Windows) -> bool {
    let hurt = || {
        windows
            .all()
            .iter()
            .any(|window| window.holds(mark.micros, mark.micros))
    };
    event.body().kind == Kind::Detection && event.is_tagged(WARNING) && !hurt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, at};

    fn of(s: &Sample) -> Milestones {
        Milestones::of(&s.incident, &Windows::of(&s.incident))
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
        // Users were hurt when it came: then it did notice.
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
        s.log(Kind::Cause, Some(&at("11:00")), "the second");
        let first = s.log(Kind::Cause, Some(&at("10:00")), "the first");
        assert_eq!(of(&s).get(Milestone::Cause).map(|mark| mark.event), Some(first));
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
}
