//! Lines that are saved survive the program; those that cannot be are named.

use super::*;
use crate::app::composer::Task;
use crate::app::sample::{model, press};
use crate::app::screen::ask::{self, About};
use crate::domain::record::FieldName;

#[test]
fn an_unsent_line_comes_back() {
    let state = tempfile::tempdir().unwrap();
    let mut before = model((80, 24));
    press(&mut before, None, "login is d");
    Autosave::new(state.path()).save(&before, None);
    let mut autosave = Autosave::new(state.path());
    let mut after = model((80, 24));
    autosave
        .line(Desk::Start)
        .unwrap()
        .restore(&mut after, Desk::Start);
    press(&mut after, None, "own");
    assert_eq!(after.composer().unwrap().field.text(), "login is down");
}

#[test]
fn two_interfaces_keep_lines_of_their_own_and_the_next_one_finds_both() {
    let state = tempfile::tempdir().unwrap();
    let typed = |autosave: &mut Autosave, line: &str| {
        let mut model = model((80, 24));
        press(&mut model, None, line);
        autosave.save(&model, None);
    };
    let (mut one, mut two) = (Autosave::new(state.path()), Autosave::new(state.path()));
    typed(&mut one, "from the first pane");
    typed(&mut two, "from the second pane");
    assert_eq!(two.line(Desk::Start).unwrap().line, "from the second pane");
    drop((one, two));
    let kept = Autosave::new(state.path()).line(Desk::Start).unwrap();
    assert_eq!(kept.line, "from the first pane");
    assert_eq!(kept.history, ["from the second pane"]);
}

#[test]
fn a_correction_is_kept_in_the_history_and_the_line_that_waits_as_the_line() {
    let state = tempfile::tempdir().unwrap();
    let mut model = model((80, 24));
    press(&mut model, None, "half a line");
    let event = RecordId::new(uuid::Uuid::from_u128(1));
    model
        .composers
        .get_mut(&Desk::Start)
        .unwrap()
        .begin(Task::Correct(event), "d: mail is slow".to_owned());
    press(&mut model, None, "er");
    Autosave::new(state.path()).save(&model, None);
    let kept = Autosave::new(state.path()).line(Desk::Start).unwrap();
    assert_eq!(kept.line, "half a line");
    kept.restore(&mut model, Desk::Start);
    assert_eq!(model.composer().unwrap().history(), ["d: mail is slower"]);
}

#[test]
fn an_answer_that_is_being_given_is_kept_and_handed_back_where_it_cannot_be() {
    let about = || About::Value(FieldName::Impact);
    let mut asked = model((80, 24));
    ask::open(&mut asked, about(), "");
    press(&mut asked, None, "all users");
    let mut nowhere = Autosave::new(Path::new("/dev/null/state"));
    nowhere.save(&asked, None);
    assert_eq!(nowhere.unsaved(&asked), ["all users"], "at a desk without a line");
    assert!(nowhere.trouble().unwrap().contains("/dev/null/state"));

    let state = tempfile::tempdir().unwrap();
    let mut autosave = Autosave::new(state.path());
    autosave.save(&asked, None);
    assert!(autosave.unsaved(&asked).is_empty() && autosave.trouble().is_none());
    press(&mut asked, None, "!");
    assert_eq!(autosave.unsaved(&asked), ["all users!"], "changed since");
    autosave.save(&asked, None);
    drop(autosave);
    let mut after = model((80, 24));
    let kept = Autosave::new(state.path()).line(Desk::Start).unwrap();
    kept.restore(&mut after, Desk::Start);
    assert_eq!(after.composer().unwrap().history(), ["all users!"]);
}

#[test]
fn a_file_is_written_only_when_something_changed() {
    let state = tempfile::tempdir().unwrap();
    let mut autosave = Autosave::new(state.path());
    let mut model = model((80, 24));
    press(&mut model, None, "half a line");
    autosave.save(&model, None);
    let files = || std::fs::read_dir(state.path().join("lines")).unwrap();
    for file in files()
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|suffix| suffix == "json"))
    {
        std::fs::remove_file(file.path()).unwrap();
    }
    let written = || files().flatten().any(|file| file.file_name() == "start.1.json");
    autosave.save(&model, None);
    assert!(!written());
    press(&mut model, None, "s");
    autosave.save(&model, None);
    assert!(written());
}

#[test]
fn incidents_at_which_a_line_waits_are_known_without_taking_it_up() {
    let state = tempfile::tempdir().unwrap();
    let id = |nth: u128| IncidentId::new(uuid::Uuid::from_u128(nth));
    let lines = state.path().join("lines");
    let mut autosave = Autosave::new(state.path());
    let other = Autosave::new(state.path());
    let put = |name: String, line: &str| {
        let kept = KeptLine {
            line: line.to_owned(),
            ..KeptLine::default()
        };
        std::fs::write(lines.join(name), serde_json::to_vec(&kept).unwrap()).unwrap();
    };
    put(format!("{}.1.json", id(1)), "in this slot");
    put(format!("{}.2.json", id(2)), "another interface has it");
    put(format!("{}.7.json", id(3)), "of one that was killed");
    put(format!("{}.7.json", id(4)), "  ");
    put("start.7.json".to_owned(), "no incident");
    put("rubbish".to_owned(), "x");
    assert_eq!(autosave.waiting(), BTreeSet::from([id(1), id(3)]));
    drop(other);
    assert_eq!(autosave.waiting(), BTreeSet::from([id(1), id(2), id(3)]));
    assert_eq!(
        autosave.line(Desk::Incident(id(3))).unwrap().line,
        "of one that was killed"
    );
}

#[test]
fn what_cannot_be_kept_is_named() {
    let mut model = model((80, 24));
    press(&mut model, None, "put aside<ctrl-c>half a line");
    let mut autosave = Autosave::new(Path::new("/dev/null/state"));
    autosave.save(&model, None);
    assert_eq!(autosave.unsaved(&model), ["put aside", "half a line"]);
    let state = tempfile::tempdir().unwrap();
    let mut autosave = Autosave::new(state.path());
    autosave.save(&model, None);
    assert!(autosave.unsaved(&model).is_empty());
}

#[test]
fn the_state_folder_is_where_the_user_wants_it() {
    let (state, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = state.path().join("state");
    std::os::unix::fs::symlink(elsewhere.path(), &folder).unwrap();
    let mut model = model((80, 24));
    press(&mut model, None, "half a line");
    let mut autosave = Autosave::new(&folder);
    autosave.save(&model, None);
    assert!(autosave.trouble().is_none() && autosave.unsaved(&model).is_empty());
    assert!(elsewhere.path().join("lines/start.1.json").exists());
}

#[test]
fn symlinks_below_the_state_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (state, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (folder, lines) = (state.path().join("state"), state.path().join("state/lines"));
    let mut model = model((80, 24));
    press(&mut model, None, "half a line");
    let keep = || {
        let mut autosave = Autosave::new(&folder);
        autosave.save(&model, None);
        assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        assert_eq!(autosave.trouble().is_none(), autosave.unsaved(&model).is_empty());
        autosave.unsaved(&model).is_empty()
    };
    std::fs::create_dir(&folder).unwrap();
    symlink(elsewhere.path(), &lines).unwrap();
    assert!(!keep());
    std::fs::remove_file(&lines).unwrap();
    std::fs::create_dir(&lines).unwrap();
    symlink(elsewhere.path().join("x"), lines.join("slot-1.lock")).unwrap();
    std::fs::remove_file(folder.join("place.json")).unwrap();
    symlink(elsewhere.path().join("y"), folder.join("place.json")).unwrap();
    assert!(keep(), "the next slot does");
}

#[test]
fn what_is_damaged_is_as_if_nothing_was_kept() {
    let state = tempfile::tempdir().unwrap();
    std::fs::write(state.path().join("place.json"), b"{\"incident\":7").unwrap();
    assert_eq!(Autosave::new(state.path()).place(), KeptPlace::default());
}

#[test]
fn what_a_killed_program_was_about_to_keep_is_kept_where_it_is_whole() {
    let state = tempfile::tempdir().unwrap();
    let mut model = model((80, 24));
    press(&mut model, None, "login is down");
    Autosave::new(state.path()).save(&model, None);
    let lines = state.path().join("lines");
    let whole = std::fs::read_to_string(lines.join("start.1.json")).unwrap();
    let newer = whole.replace("login is down", "login is down again");
    std::fs::write(lines.join(".start.1.json.1.tmp"), &newer).unwrap();
    std::fs::write(lines.join(".start.2.json.2.tmp"), &newer[..newer.len() / 2]).unwrap();
    std::fs::write(state.path().join(".place.json.2.tmp"), "{").unwrap();
    let held = lock(&lines, 3).unwrap();
    std::fs::write(lines.join(".start.3.json.3.tmp"), "{").unwrap();
    let mut autosave = Autosave::new(state.path());
    assert_eq!(autosave.line(Desk::Start).unwrap().line, "login is down again");
    let left = |folder: &Path| {
        let files = std::fs::read_dir(folder).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".tmp")).collect::<Vec<_>>()
    };
    assert_eq!(
        left(&lines),
        [".start.3.json.3.tmp"],
        "another interface is at work on it"
    );
    assert!(left(state.path()).is_empty());
    drop(held);
}
