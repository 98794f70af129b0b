//! The demo incident in its forms, as they stand in `assets/samples`: made by one command, and current.
//!
//! `UPDATE_SAMPLES=1 cargo test --test replays samples` writes them anew.

use std::fs;
use std::path::Path;

use hotwash::domain::facts::Facts;
use hotwash::domain::findings::{Policy, Review};
use hotwash::domain::incident::Incident;
use hotwash::draft::drawing::{self, Form};
use hotwash::draft::{Citation, Draft, TEMPLATES, Template, html, render};

/// Every sample: the name of its file, and what stands in it.
fn samples(incident: &Incident) -> Vec<(String, String)> {
    let policy = Policy::default();
    let review = Review::of(Facts::of(incident), &policy);
    let draft = |template: &str| Draft::of(&review, Citation::default(), template);
    let drawn = |form| drawing::svg(&Facts::of(incident), &policy, form);
    let mut samples: Vec<(String, String)> = TEMPLATES
        .iter()
        .map(|template| {
            let text = render(&draft(template.name), template.name, template.source);
            (
                format!("{}.md", template.name),
                text.expect("a built-in template renders"),
            )
        })
        .collect();
    let page = html::page(&draft(Template::DEFAULT), drawn(Form::Embedded).as_deref());
    samples.push(("page.html".to_owned(), page.expect("the page renders")));
    samples.push((
        "timeline.svg".to_owned(),
        drawn(Form::Alone).expect("times to draw"),
    ));
    samples
}

#[test]
fn the_samples_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let samples = samples(&super::demo());
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        fs::create_dir_all(&folder).expect("a place for the samples");
        for (name, text) in &samples {
            fs::write(folder.join(name), text).expect("room on the disk");
        }
    }
    for (name, text) in &samples {
        let stands = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            stands == *text,
            "assets/samples/{name}: UPDATE_SAMPLES=1 cargo test --test replays samples writes it anew"
        );
    }
    let files = fs::read_dir(&folder).expect("the samples are there").count();
    assert_eq!(files, samples.len(), "a sample that nothing makes");
}
