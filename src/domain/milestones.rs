//! Milestones: the events that start and end an incident's intervals.
//!
//! Each is the first of its kind that has a time. Two follow the impact windows: the impact began in the first of
//! them, not with a relapse; and resolved is the last resolution that no relapse followed.

use super::id::RecordId;
use super::incident::{Event, Incident};
use super::kind::{Milestone, Via};
use super::mark::Mark;
use super::windows::Windows;

const COUNT: usize = Milestone::ALL.len();

/// The milestones of an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    marks: [Option<Mark>; COUNT],
    untimed: [Option<RecordId>; COUNT],
    via: Option<Via>,
    relapsed: bool,
}

impl Milestones {
    /// Finds them, in one pass over the timeline.
    pub fn of(incident: &Incident, windows: &Windows) -> Self {
        let zone = incident.zone();
        let mut relapses = windows
            .relapses()
            .iter()
            .map(|window| window.start.event)
            .peekable();
        let mut milestones = Milestones::default();
        for event in incident.shown() {
            if relapses.next_if_eq(&event.id).is_some() {
                milestones.relapsed = true;
                milestones.marks[Milestone::Resolved as usize] = None;
            }
            if let Some(milestone) = event.body().kind.row().milestone {
                milestones.take(milestone, event, Mark::of(event, zone));
            }
        }
        milestones
    }

    /// The event that is this milestone; `None` when none of its kind has a time.
    pub fn get(&self, milestone: Milestone) -> Option<&Mark> {
        self.marks[milestone as usize].as_ref()
    }

    /// Where a milestone has no time: the first event of its kind, which was recorded without one.
    pub fn untimed(&self, milestone: Milestone) -> Option<RecordId> {
        let missing = self.get(milestone).is_none();
        self.untimed[milestone as usize].filter(|_| missing)
    }

    /// Who noticed, where the detection says so.
    pub fn detected_via(&self) -> Option<Via> {
        self.via
    }

    /// Whether users were hurt again after it had seemed over, and no resolution has followed that.
    pub fn unresolved_relapse(&self) -> bool {
        self.relapsed && self.get(Milestone::Resolved).is_none()
    }

    fn take(&mut self, milestone: Milestone, event: &Event, mark: Option<Mark>) {
        let place = milestone as usize;
        let Some(mark) = mark else {
            self.untimed[place].get_or_insert(event.id);
            return;
        };
        if milestone == Milestone::Resolved {
            self.marks[place] = Some(mark);
        } else if self.marks[place].is_none() && !(milestone == Milestone::Impact && self.relapsed) {
            self.marks[place] = Some(mark);
            if milestone == Milestone::Detected {
                self.via = event.body().via;
            }
        }
    }
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
    fn resolved_is_the_last_resolution_without_a_relapse() {
        use Kind::{Detection, Impact, Resolution};
        let cases: &[(&[Row], Option<&str>)] = &[
            (&[(Impact, "09:00")], None),
            (&[(Impact, "09:00"), (Resolution, "10:00")], Some("10:00")),
            (
                &[(Impact, "09:00"), (Resolution, "10:00"), (Resolution, "11:00")],
                Some("11:00"),
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
}
