//! Rules that hold for a draft as a whole, over the published postmortems, the demo, and incidents that were made up.

mod everything;
mod invented;
mod rules;
mod samples;

use std::sync::Arc;

use hotwash::domain::command::When;
use hotwash::domain::entry;
use hotwash::domain::incident::Incident;
use hotwash::domain::record::FieldName;
use hotwash::domain::sample::Sample;
use hotwash::domain::time::typed::{Anchor, TimeContext};
use hotwash::journal::{Disk, Shelf};
use proptest::prelude::*;

use crate::harness::Home;
use crate::replay::{replay, steps};
use crate::{Example, LOAD_BALANCER, LOGIN_SERVICE, MOBILE_APP};

/// The only incident of a home, by the library.
pub fn incident(home: &Home) -> Incident {
    let shelf = Shelf::new(&home.path().join("data"), Arc::new(Disk));
    let listing = shelf.list().expect("a shelf");
    let path = listing.incidents.first().expect("an incident");
    shelf.read(path, "nobody").expect("its journal").incident
}

fn recorded(example: &Example) -> Incident {
    let home = Home::new("America/Bogota");
    replay(&home, &steps(example.verbs));
    incident(&home)
}

fn imported(example: &Example) -> Incident {
    let home = Home::new("America/Bogota");
    let file = home.path().join("source.txt");
    std::fs::write(&file, example.source).expect("a place for the source");
    home.answer(&["import", file.to_str().expect("a plain path"), "--yes"]);
    incident(&home)
}

/// The incident of `hotwash demo`.
fn demo() -> Incident {
    let mut lines = include_str!("../../assets/demo.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let title = lines.next().expect("its title");
    let mut s = Sample::new("Europe/Berlin", "2026-03-03T09:00:00Z");
    s.set(FieldName::Title, title);
    let now: chrono::DateTime<chrono::Utc> = "2026-03-03T10:00:00Z".parse().expect("a time");
    for line in lines {
        let [minutes, by, typed] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else {
            panic!("minutes, a name, a line: {line}");
        };
        s.clock = now - chrono::TimeDelta::minutes(minutes.parse().expect("minutes"));
        by.clone_into(&mut s.by);
        let context = TimeContext {
            now: s.now(),
            zone: s.incident.zone(),
            anchor: Anchor::Now,
        };
        let command = entry::read(typed, &context).command(When::Now);
        s.command(command.expect("an entry")).expect("a good entry");
    }
    s.incident
}

#[track_caller]
fn holds(incident: &Incident) {
    let held = rules::hold(incident).and_then(|()| rules::most_words_tell_of(incident));
    held.unwrap_or_else(|broken| panic!("{broken}"));
}

#[test]
fn drafts_of_the_postmortems_keep_the_rules() {
    for example in [LOGIN_SERVICE, LOAD_BALANCER, MOBILE_APP] {
        holds(&recorded(&example));
        holds(&imported(&example));
    }
}

#[test]
fn the_draft_of_the_demo_keeps_the_rules() {
    holds(&demo());
    insta::assert_snapshot!("demo", rules::body(&demo()));
}

/// The draft by every template but the default one, whose drafts stand elsewhere.
fn by_every_template(name: &str, incident: &Incident) {
    for template in hotwash::draft::TEMPLATES.iter().skip(1) {
        insta::assert_snapshot!(
            format!("{}-{name}", template.name),
            rules::body_by(incident, template)
        );
    }
}

#[test]
fn every_template_tells_the_postmortems() {
    for example in [LOGIN_SERVICE, LOAD_BALANCER, MOBILE_APP] {
        by_every_template(example.name, &recorded(&example));
    }
}

#[test]
fn every_template_tells_the_demo() {
    by_every_template("demo", &demo());
}

#[test]
fn every_template_tells_an_incident_with_everything() {
    holds(&everything::incident());
    by_every_template("everything", &everything::incident());
}

#[test]
fn every_template_tells_a_relapse() {
    by_every_template("five-mitigations", &invented::five_mitigations());
}

#[test]
fn a_relapse_with_five_mitigations_keeps_the_rules() {
    holds(&invented::five_mitigations());
    insta::assert_snapshot!("five-mitigations", rules::body(&invented::five_mitigations()));
}

#[test]
fn a_night_with_nothing_but_notes_keeps_the_rules() {
    holds(&invented::nothing_but_notes());
    insta::assert_snapshot!("nothing-but-notes", rules::body(&invented::nothing_but_notes()));
}

#[test]
fn a_record_that_has_only_a_title_makes_a_short_draft() {
    let s = Sample::new("UTC", "2023-03-25T10:00:00Z");
    rules::hold(&s.incident).unwrap_or_else(|broken| panic!("{broken}"));
    let text = rules::body(&s.incident);
    assert!(text.split_whitespace().count() < 120, "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn drafts_of_invented_incidents_keep_the_rules(story in invented::stories()) {
        rules::hold(&story.incident()).map_err(TestCaseError::fail)?;
    }
}
