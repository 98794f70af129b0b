//! Taking back: what was undone, redone and withdrawn is named, counted, and can be seen.

use super::*;

fn texts(stage: &Stage) -> Vec<String> {
    let texts = stage.sample.as_ref().unwrap().texts();
    texts.into_iter().map(str::to_owned).collect()
}

fn record(stage: &mut Stage, lines: &[&str]) {
    for line in lines {
        stage.press(line).press("<enter>");
    }
}

#[test]
fn undo_and_redo_name_the_words_and_go_as_an_editor_does() {
    let mut stage = Stage::live((80, 24));
    record(&mut stage, &["one", "two"]);
    let before = texts(&stage);
    snapshot!(stage, "/undo<enter>y", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     Undone: event 8, 'two'; /redo brings it back.
              ▸
    ");
    stage.press("/undo<enter>y");
    assert_eq!(texts(&stage).len(), 6);
    snapshot!(stage, "/redo<enter>y", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     Redone: event 7, 'one'.
              ▸
    ");
    stage.press("<tab><ctrl-r>y");
    assert_eq!(texts(&stage), before);
    snapshot!(stage, "<ctrl-r>", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     There is nothing here that you took back.
     Esc, i, Tab: write a line. Letters are commands here
    ");
}

#[test]
fn a_paste_that_was_split_is_one_step() {
    let mut stage = Stage::live((80, 24));
    let before = texts(&stage);
    let notes = "14:02 x: not the network\n14:05 i: looked at the database\n14:09 d: mail is down too\n";
    stage.send(Msg::Input(Input::Paste(notes.to_owned())));
    stage.press("s<enter>");
    let pasted = texts(&stage);
    assert_eq!(pasted.len(), 9);
    stage.press("/undo<enter>y");
    assert_eq!(texts(&stage), before);
    snapshot!(stage, rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     Undone: 3 events at once, 'not the network' ...; /redo brings it back.
              ▸
    ");
    stage.press("/redo<enter>y");
    assert_eq!(texts(&stage), pasted);
}

#[test]
fn what_is_withdrawn_is_counted_and_the_filter_shows_it_with_why() {
    let mut stage = Stage::live((80, 24));
    record(&mut stage, &["typed into the wrong window"]);
    stage.press("/undo<enter>y");
    let sample = stage.sample.as_mut().unwrap();
    let event = sample.incident.events()[2].id;
    let why = Some("that was last week".to_owned());
    sample.command(Command::Strike { event, why }).unwrap();
    stage.send(Msg::Changed { damage: 0 });
    stage.press("<esc><tab>fstruck<enter>");
    insta::assert_snapshot!(stage.screen());
    stage.press("e");
    assert_eq!(stage.line(), "", "it is not corrected: {}", stage.screen());
    snapshot!(stage, rows(18..21), @"
    ── timeline: only struck (2 of 2); f changes it ────────────────────────────────
     event 7, 'typed into the wrong window' is withdrawn: y copies it, Esc goes
     back to writing it anew.
    ");
    snapshot!(stage, "<enter>", rows(0..2), @"
     Event 7                                                                   Note
    ────────────────────────────────────────────────────────────────────────────────
    ");
}

#[test]
fn numbers_stand_on_the_row_selected_and_on_all_where_there_is_room() {
    let mut stage = Stage::live((80, 24));
    stage.see_no(&["#6"]);
    stage.press("<tab>");
    let screen = stage.screen();
    assert!(screen.contains("#6 ana") && !screen.contains("#5"), "{screen}");
    let mut stage = Stage::live((100, 24));
    insta::assert_snapshot!(stage.press("<tab>").screen());
    let wide = Stage::live((120, 24)).screen();
    assert!(
        (1..=6).all(|number| wide.contains(&format!("#{number} "))),
        "{wide}"
    );
}
