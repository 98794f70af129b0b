//! The marks of the lanes: each kind of entry has a shape of its own, so that nothing rests on colour alone.

use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Via};
use crate::domain::mitigations::MitigationOutcome;
use crate::domain::worded::NoticedBy;

use super::ink::Ink;
use super::shape::{Area, Fill, Paint, Shape};

/// Half the width of a mark.
const HALF: f64 = 5.2;

/// A mark, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Glyph {
    Change,
    NoticedByMonitor,
    NoticedByPeople,
    Noticed,
    WorkBegan,
    CalledIn,
    LookedAt,
    DeadEnd,
    Cause,
    Helped,
    Unsaid,
    Failed,
    Fix,
    Resolved,
    Update,
}

impl Glyph {
    /// The mark of an entry; `None` for what has no lane of its own.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let body = event.body();
        Some(match body.kind {
            Kind::Detection => match NoticedBy::of(body.via, &body.text).via() {
                Some(Via::Monitor) => Glyph::NoticedByMonitor,
                Some(Via::Person) => Glyph::NoticedByPeople,
                None => Glyph::Noticed,
            },
            Kind::Acknowledgement => Glyph::WorkBegan,
            Kind::Escalation => Glyph::CalledIn,
            Kind::Investigation => Glyph::LookedAt,
            Kind::RuledOut => Glyph::DeadEnd,
            Kind::Cause => Glyph::Cause,
            Kind::Mitigation => match MitigationOutcome::of(event)? {
                MitigationOutcome::Helped => Glyph::Helped,
                MitigationOutcome::Unsaid => Glyph::Unsaid,
                MitigationOutcome::Failed | MitigationOutcome::ReadsFailed => Glyph::Failed,
            },
            Kind::Change => Glyph::Change,
            Kind::Fix => Glyph::Fix,
            Kind::Resolution => Glyph::Resolved,
            Kind::Communication => Glyph::Update,
            Kind::Impact | Kind::Hypothesis | Kind::Note => return None,
        })
    }

    /// The words of the legend.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Glyph::Change => "change",
            Glyph::NoticedByMonitor => "noticed by a monitor",
            Glyph::NoticedByPeople => "noticed by people",
            Glyph::Noticed => "noticed, by whom not recorded",
            Glyph::WorkBegan => "work began",
            Glyph::CalledIn => "called in",
            Glyph::LookedAt => "looked at",
            Glyph::DeadEnd => "dead end",
            Glyph::Cause => "cause",
            Glyph::Helped => "mitigation that helped",
            Glyph::Unsaid => "mitigation, effect not recorded",
            Glyph::Failed => "mitigation that did not help",
            Glyph::Fix => "fix",
            Glyph::Resolved => "resolved",
            Glyph::Update => "update",
        }
    }

    /// Its colour.
    pub(super) const fn ink(self) -> Ink {
        match self {
            Glyph::Change => Ink::Change,
            Glyph::NoticedByMonitor | Glyph::NoticedByPeople | Glyph::Noticed | Glyph::WorkBegan => {
                Ink::Noticed
            }
            Glyph::CalledIn => Ink::CalledIn,
            Glyph::LookedAt | Glyph::DeadEnd => Ink::Suspicion,
            Glyph::Cause => Ink::Text,
            Glyph::Helped | Glyph::Unsaid | Glyph::Failed => Ink::Mitigation,
            Glyph::Fix | Glyph::Resolved => Ink::Repaired,
            Glyph::Update => Ink::Update,
        }
    }

    /// Its shapes, with its middle here.
    pub(super) fn shapes(self, x: f64, y: f64) -> Vec<Shape> {
        let ink = self.ink();
        let full = Paint::full(ink).outlined(ink, 1.6);
        let hollow = Paint::full(Ink::Ground).outlined(ink, 1.6);
        match self {
            Glyph::Change => vec![Shape::closed(&down(x, y), hollow)],
            Glyph::NoticedByMonitor => vec![Shape::closed(&up(x, y), full)],
            Glyph::NoticedByPeople => vec![Shape::closed(&up(x, y), hollow)],
            Glyph::Noticed => vec![
                Shape::closed(&up(x, y), hollow),
                Shape::Circle(x, y + 1.2, 1.2, Paint::full(ink)),
            ],
            Glyph::WorkBegan => vec![Shape::open(
                &[(x - 4.4, y), (x - 1.0, y + 4.0), (x + 4.2, y - 4.0)],
                Paint::line(ink, 2.2),
            )],
            Glyph::CalledIn => vec![
                Shape::open(
                    &[(x - HALF, y - 0.5), (x, y - HALF - 0.5), (x + HALF, y - 0.5)],
                    Paint::line(ink, 2.2),
                ),
                Shape::vertical(x, y - HALF + 0.5, y + HALF, Paint::line(ink, 2.2)),
            ],
            Glyph::LookedAt => vec![Shape::Circle(x, y, 2.6, Paint::full(ink).faint(0.75))],
            Glyph::DeadEnd => cross(x, y, Paint::line(ink, 2.4)),
            Glyph::Cause => vec![Shape::closed(&star(x, y), Paint::full(ink))],
            Glyph::Helped => vec![Shape::Rect(square(x, y), 0.0, full)],
            Glyph::Unsaid => vec![Shape::Rect(square(x, y), 0.0, hollow)],
            Glyph::Failed => vec![
                Shape::Rect(square(x, y), 0.0, hollow),
                Shape::open(&[(x - 4.4, y + 4.4), (x + 4.4, y - 4.4)], Paint::line(ink, 1.6)),
            ],
            Glyph::Fix => vec![Shape::closed(&diamond(x, y), hollow)],
            Glyph::Resolved => vec![Shape::Circle(x, y, HALF, full)],
            Glyph::Update => vec![
                Shape::Rect(Area::new(x - 5.5, y - 4.0, 11.0, 8.0), 0.0, hollow),
                Shape::open(
                    &[(x - 5.5, y - 3.4), (x, y + 0.8), (x + 5.5, y - 3.4)],
                    Paint::of(Fill::Open).outlined(ink, 1.4),
                ),
            ],
        }
    }
}

/// A triangle that points up.
fn up(x: f64, y: f64) -> [(f64, f64); 3] {
    [(x, y - HALF), (x + HALF, y + 4.2), (x - HALF, y + 4.2)]
}

/// A triangle that points down.
fn down(x: f64, y: f64) -> [(f64, f64); 3] {
    [(x, y + HALF), (x + HALF, y - 4.2), (x - HALF, y - 4.2)]
}

fn diamond(x: f64, y: f64) -> [(f64, f64); 4] {
    let half = HALF + 1.0;
    [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
}

fn square(x: f64, y: f64) -> Area {
    Area::new(x - 4.4, y - 4.4, 8.8, 8.8)
}

fn cross(x: f64, y: f64, paint: Paint) -> Vec<Shape> {
    vec![
        Shape::open(&[(x - 4.5, y - 4.5), (x + 4.5, y + 4.5)], paint),
        Shape::open(&[(x - 4.5, y + 4.5), (x + 4.5, y - 4.5)], paint),
    ]
}

/// Sines and cosines of a tenth of a turn and its multiples: written out, so that every machine draws the same.
const TENTHS: [(f64, f64); 10] = [
    (0.0, 1.0),
    (0.588, 0.809),
    (0.951, 0.309),
    (0.951, -0.309),
    (0.588, -0.809),
    (0.0, -1.0),
    (-0.588, -0.809),
    (-0.951, -0.309),
    (-0.951, 0.309),
    (-0.588, 0.809),
];

fn star(x: f64, y: f64) -> Vec<(f64, f64)> {
    let point = |(nth, (sine, cosine)): (usize, &(f64, f64))| {
        let radius = if nth.is_multiple_of(2) {
            HALF + 2.0
        } else {
            HALF * 0.46
        };
        (x + radius * sine, y - radius * cosine)
    };
    TENTHS.iter().enumerate().map(point).collect()
}
