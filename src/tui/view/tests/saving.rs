//! Hanging and failing disks: the words on the screen, and what comes back.

use super::*;

#[test]
fn nothing_is_shown_as_recorded_before_it_is_saved() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Hangs;
    snapshot!(stage, "d: second page<enter>next line", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     saving... d: second page
              ▸ next line
    ");
    let now = stage.model.now;
    stage.send(Msg::Tick(Now {
        instant: now.instant + chrono::TimeDelta::seconds(2),
        ..now
    }));
    snapshot!(stage, rows(18..21), @"
    ────────────────────────────────────────────────────────────────────────────────
     NOT saved yet: d: second page
     A status update is due (every 30 min). F6 writes one; Esc puts this away.
    ");
    assert_eq!(stage.line(), "next line");
}

#[test]
fn a_line_that_was_not_saved_comes_back() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("d: second page<enter>");
    assert_eq!(stage.line(), "d: second page");
    snapshot!(stage, rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     NOT saved: the disk is full.
     DETECT   ▸ d: second page
    ");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"second page")
    );
    stage.see_no(&["NOT saved"]);
}

#[test]
fn what_is_typed_while_the_incident_starts_belongs_to_it() {
    let mut stage = Stage::new((80, 24));
    let mut asked = Vec::new();
    for key in parse_keys("Login is down<enter>d: users cannot log in<enter>and anoth") {
        asked.extend(update(&mut stage.model, None, Msg::Input(Input::Key(key))));
    }
    let [
        Effect::Write {
            ticket,
            write: Write::Start { first: None, .. },
        },
    ] = asked[..]
    else {
        panic!("{asked:?}")
    };
    snapshot!(stage, rows(19..22), @"
    saving... Login is down
    saving... d: users cannot log in
             ▸ and anoth
    ");
    let sample = Sample::new("-05:00", "2023-03-25T16:44:00Z");
    let id = sample.incident.id();
    stage.sample = Some(sample);
    stage.send(Msg::Opened {
        id,
        ticket: Some(ticket),
        draft: None,
    });
    assert_eq!(stage.sample.as_ref().unwrap().texts(), ["users cannot log in"]);
    assert_eq!(stage.line(), "and anoth");
    assert!(stage.model.pending.is_empty());
}

#[test]
fn an_incident_that_could_not_be_started_gives_everything_back() {
    let mut stage = Stage::new((80, 24));
    for key in parse_keys("Login is down<enter>d: users cannot log in<enter>") {
        update(&mut stage.model, None, Msg::Input(Input::Key(key)));
    }
    stage.send(Msg::NotSaved {
        ticket: 1,
        why: "NOT saved: the disk is full.".to_owned(),
    });
    assert_eq!(stage.line(), "Login is down");
    snapshot!(stage, rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     NOT saved: the disk is full. It is in the history: Alt-P.
              ▸ Login is down
    ");
    stage.press("<ctrl-u><alt-p>");
    assert_eq!(stage.line(), "d: users cannot log in");
}

#[test]
fn what_is_told_of_one_line_outlives_the_saving_of_another() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("first<enter><ctrl-c>");
    stage.disk = Disk::Works;
    snapshot!(stage, "second<enter>", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     NOT saved: the disk is full.
              ▸
    ");
    stage.press("<esc>");
    stage.see_no(&["NOT saved"]);
}

#[test]
fn ctrl_c_names_what_is_not_saved_before_it_leaves() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Hangs;
    stage.press("d: second page<enter><ctrl-c><ctrl-c>");
    assert!(!stage.asked.contains(&Effect::Leave));
    snapshot!(stage, rows(19..22), @"
    saving... d: second page
    1 line is not saved yet. Again to leave; Alt-P has what was typed.
             ▸
    ");
    stage.press("<ctrl-c>");
    assert!(stage.asked.contains(&Effect::Leave));
}

#[test]
fn ctrl_c_puts_the_line_aside_and_a_second_one_leaves() {
    let mut stage = Stage::live((80, 24));
    stage.press("half a thought<ctrl-c>");
    assert!(stage.line().is_empty() && stage.asked.is_empty());
    stage.press("<alt-p>");
    assert_eq!(stage.line(), "half a thought");
    stage.press("<ctrl-c><ctrl-c>");
    assert_eq!(stage.asked, [Effect::Leave]);
}
