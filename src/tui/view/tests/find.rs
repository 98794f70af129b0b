//! The search of all incidents, and the incident of the past that what is typed is like.

use super::*;
use crate::app::model::Overlay;
use crate::domain::search::{Line, Place, Precedent};
use crate::domain::time::Zone;
use crate::incidents::search::{Found, Index};
use crate::journal::{Disk as RealDisk, Shelf};

/// An incident that was resolved after 43 minutes.
fn past() -> Sample {
    let mut s = Sample::new("UTC", "2023-03-12T20:00:00Z");
    s.set(FieldName::Title, "Payment gateway certificate");
    let at = |clock: &str| format!("2023-03-12T{clock}:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "payments fail");
    s.log(Kind::Cause, Some(&at("09:20")), "the certificate had expired");
    s.log(Kind::Mitigation, Some(&at("09:40")), "renewed the certificate");
    s.log(Kind::Resolution, Some(&at("09:43")), "all is well");
    s
}

fn precedent() -> Precedent {
    let s = past();
    let now = Now {
        instant: s.clock,
        local: Zone::Utc,
    };
    Precedent::of(&s.incident, now)
}

/// The outcome of a search: the incident above, by a line that another event says.
fn found(lines: &[&str]) -> Found {
    let home = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(home.path(), std::sync::Arc::new(RealDisk));
    let id = crate::domain::id::IncidentId::new(uuid::Uuid::from_u128(7));
    let path = shelf.create("Past", "2023-03-12".parse().unwrap(), id).unwrap();
    let hit = |text: &&str| crate::incidents::search::Hit {
        path: path.clone(),
        precedent: precedent(),
        score: 9,
        line: Line {
            place: Place::Event(Kind::Impact),
            text: (*text).to_owned(),
        },
    };
    Found {
        hits: lines.iter().map(hit).collect(),
        count: lines.len(),
        among: 12,
        remarks: Vec::new(),
    }
}

fn searched(stage: &mut Stage, typed: &str, found: Found) {
    let typed = typed.to_owned();
    let found = Ok(found);
    stage.send(Msg::Found { typed, found });
}

#[test]
fn words_are_searched_as_they_are_typed_and_enter_opens() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab><ctrl-f>");
    stage.see(&["Reading the journals...", "Search all incidents"]);
    stage.press("pay");
    let asked: Vec<(String, bool)> = stage
        .asked
        .drain(..)
        .map(|effect| match effect {
            Effect::Search { typed, anew } => (typed, anew),
            other => panic!("{other:?}"),
        })
        .collect();
    let asked: Vec<(&str, bool)> = asked.iter().map(|(typed, anew)| (&**typed, *anew)).collect();
    assert_eq!(asked, [("", true), ("p", false), ("pa", false), ("pay", false)]);
    searched(&mut stage, "pa", found(&["late"]));
    stage.see_no(&["late"]);
    searched(
        &mut stage,
        "pay",
        found(&["card payments fail", "other payments fail"]),
    );
    stage.see(&[
        "2 of 12 incidents",
        "2023-03-12  43 min  Payment gateway certificate",
        "cause: the certificate had expired",
        "fixed by: renewed the certificate",
        "impact: card payments fail",
    ]);
    stage.press("<down><enter>");
    assert_eq!(stage.asked, [Effect::Open(precedent().id)]);
    assert!(stage.model.overlay.is_none());
}

#[test]
fn it_fits_a_small_screen_and_esc_goes_back_to_the_line() {
    let mut stage = Stage::live((40, 10));
    stage.press("half a line<f9>nosuch");
    searched(
        &mut stage,
        "nosuch",
        Found {
            among: 12,
            ..Found::default()
        },
    );
    stage.see(&["No incident says all of that.", "0 of 12 incidents"]);
    stage.press("<backspace>");
    searched(
        &mut stage,
        "nosuc",
        found(&["the nosuch thing", "the other \u{1b}[31m nosuch"]),
    );
    stage.press("<down>");
    stage.see(&["the other ␛[31m nosuch", "Enter open"]);
    stage.press("<esc>");
    assert!(!matches!(stage.model.overlay, Some(Overlay::Find(_))));
    assert_eq!(stage.line(), "half a line");
}

#[test]
fn trouble_is_said() {
    let mut stage = Stage::live((80, 24));
    stage.press("<f9>x");
    let remarks = vec!["a journal is damaged, and what is lost there is not found: past".to_owned()];
    searched(
        &mut stage,
        "x",
        Found {
            remarks,
            ..found(&[])
        },
    );
    stage.see(&["a journal is damaged", "No incident says all of that."]);
    let why = Err("the folder cannot be listed".to_owned());
    stage.send(Msg::Found {
        typed: "x".to_owned(),
        found: why,
    });
    stage.see(&["the folder cannot be listed"]);
}

/// Answers the last question about a text.
fn liken(stage: &mut Stage, like: Option<Precedent>) {
    let Some(Effect::Liken { text, .. }) = stage.asked.pop() else {
        panic!("nothing was asked");
    };
    let like = like.map(Box::new);
    stage.send(Msg::Likened { text, like });
}

const LIKE: &str = "like: 12 Mar, Payment gateway certificate (43 min), fixed by:";

#[test]
fn a_hypothesis_that_was_met_before_is_told_quietly() {
    let mut stage = Stage::live((140, 24));
    stage
        .press("h: the certificate of the gateway")
        .pass(TimeDelta::seconds(1));
    stage.see_no(&["like:"]);
    liken(&mut stage, Some(precedent()));
    stage.see(&[LIKE, "Seen before"]);
    // It stays below the line once that is sent, and goes with the next one.
    stage.press("<enter>").pass(TimeDelta::seconds(1));
    stage.see(&[LIKE]);
    stage.press("something else").pass(TimeDelta::seconds(1));
    stage.see_no(&[LIKE]);
    stage.see(&["Seen before"]);
    assert_eq!(stage.asked, []);
    stage
        .press("<ctrl-u>h: the network of the gateway")
        .pass(TimeDelta::seconds(1));
    liken(&mut stage, None);
    stage.see_no(&["like:", "Seen before"]);
}

#[test]
fn a_new_title_that_was_met_before_is_told_below_it() {
    let mut stage = Stage::new((100, 24));
    stage
        .press("Gateway certificate again")
        .pass(TimeDelta::seconds(1));
    liken(&mut stage, Some(precedent()));
    stage.see(&["the title of a new incident", "like: 12 Mar"]);
    stage.press("<enter>").pass(TimeDelta::seconds(1));
    stage.see(&[LIKE]);
}

#[test]
fn an_answer_to_another_question_is_dropped() {
    let mut stage = Stage::live((140, 24));
    stage.press("h: one thing").pass(TimeDelta::seconds(1));
    let text = "another".to_owned();
    let like = Some(Box::new(precedent()));
    stage.send(Msg::Likened { text, like });
    stage.see_no(&["like:"]);
    assert_eq!(Index::default().like("one thing", None), None);
}
