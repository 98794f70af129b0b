//! Times and their places.

use super::samples::{at, empty, outage, weeks};
use super::*;
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;

#[test]
fn equal_lengths_of_time_are_equally_wide_within_a_piece() {
    for s in [outage(5, 20), outage(200, 500), outage(41, 1440), weeks()] {
        let facts = Facts::of(&s.incident);
        let subject = Subject::of(&facts, &Policy::default()).expect("a subject");
        let (scale, _) = fitted(&subject);
        let mut last = f64::MIN;
        for at in &subject.instants {
            let piece = scale
                .pieces
                .iter()
                .find(|piece| (piece.from..=piece.to).contains(at));
            let piece = piece.expect("no instant is shortened away");
            let expected = piece.left + (at - piece.from) as f64 * scale.per_micro;
            assert!((scale.x(*at) - expected).abs() < 1e-6);
            assert!(scale.x(*at) > last);
            assert!(scale.left <= scale.x(*at) && scale.x(*at) <= scale.right);
            last = scale.x(*at);
        }
    }
}

#[test]
fn every_entry_has_a_stroke_at_its_time() {
    let s = outage(12, 91);
    let facts = Facts::of(&s.incident);
    let subject = Subject::of(&facts, &Policy::default()).expect("a subject");
    let (scale, _) = fitted(&subject);
    let text = text(&s.incident, Form::Embedded);
    let document = roxmltree::Document::parse(&text).expect("well-formed XML");
    let paths: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("d"))
        .collect();
    let height = paths
        .iter()
        .filter_map(|path| path.split_once('V'))
        .map(|(_, end)| end);
    assert!(height.count() > 0);
    for event in s.incident.shown() {
        let mark = Mark::of(event, s.incident.zone()).expect("a time");
        let x = shape::number(scale.x(mark.micros));
        let link = format!("#e{}", event.number);
        let linked = document
            .descendants()
            .filter(|node| node.attribute("href") == Some(&link));
        let strokes = linked
            .flat_map(|link| link.descendants())
            .filter_map(|node| node.attribute("d"));
        let strokes: Vec<&str> = strokes.collect();
        let shared = s
            .incident
            .shown()
            .filter(|other| other.body().timing.at == event.body().timing.at)
            .count()
            > 1;
        assert!(
            shared || strokes.iter().any(|path| path.starts_with(&format!("M{x} "))),
            "{link} at {x}: {strokes:?}"
        );
    }
}

#[test]
fn what_has_no_time_is_counted_and_where_nothing_has_one_nothing_is_drawn() {
    let mut s = empty("UTC");
    assert_eq!(
        svg(&Facts::of(&s.incident), &Policy::default(), Form::Alone),
        None
    );
    s.untimed(Kind::Note, "somebody restarted it");
    s.untimed(Kind::Cause, "a cable");
    assert!(drawn(&s.incident, Form::Alone).is_none());
    s.log(Kind::Impact, Some(&at(0)), "down");
    s.log(Kind::Note, Some("1066-10-14T09:00:00Z"), "a slip of the pen");
    check(&s.incident);
    let text = text(&s.incident, Form::Alone);
    assert!(
        text.contains("+ 3 not placed") && text.contains(">1 entry<"),
        "{text}"
    );
    assert!(!text.contains("1066"), "{text}");
}
