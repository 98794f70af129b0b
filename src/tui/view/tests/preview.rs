//! The preview of imports and pastes: rows changed by hand, questions answered, what is recorded in the end.

use super::*;
use crate::app::input::Input;
use crate::app::preview::{Over, Preview};
use crate::domain::entry::EntryActionItem;
use crate::domain::record::FieldChange;
use crate::domain::time::Zone;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::import::{self, Bundle, Import, ImportOptions, Proposal, Proposed, Question};
use crate::incidents::scribe::Step;

const NOTES: &str =
    "14:02 alert: 5xx on login\n14:05 looked at the database\n  slow, but up\n14:20 m: rolled back\n---\n";

fn options(stage: &Stage) -> ImportOptions {
    let incident = stage.sample.as_ref().map(|sample| &sample.incident);
    let mut options = ImportOptions::new(TimeContext {
        now: stage.model.now,
        zone: incident.map_or(Zone::Unknown, |incident| incident.zone()),
        anchor: Anchor::Now,
    });
    options.has_incident = incident.is_some();
    options
}

fn show(stage: &mut Stage, preview: Preview) {
    let starts = stage.sample.is_none();
    let preview = Box::new(preview);
    stage.send(Msg::Import { preview, starts });
}

/// Reads a file.
fn import(stage: &mut Stage, text: &str) {
    let options = options(stage);
    let bundle = Bundle::of("notes.md", text);
    let import = import::read(&bundle, &options).unwrap();
    show(stage, Preview::new(vec![bundle], options, import));
}

/// Shows what a reader may find in a file with this text; once it is read anew, it is read as text.
fn found(stage: &mut Stage, text: &str, change: impl FnOnce(&mut Import)) {
    let options = options(stage);
    let bundle = Bundle::of("export.json", text);
    let mut import = import::read(&bundle, &options).unwrap();
    change(&mut import);
    show(stage, Preview::new(vec![bundle], options, import));
}

fn guessed(import: &mut Import) {
    for proposal in &mut import.proposals {
        proposal.author = Some("Bo Li".to_owned());
    }
    let first = &mut import.proposals[0];
    first.is_kind_guessed = true;
    import.proposals[1].is_chosen = false;
}

/// The events that were recorded: time, kind, words.
fn recorded(stage: &Stage) -> Vec<String> {
    let incident = &stage.sample.as_ref().unwrap().incident;
    let new = incident
        .events()
        .iter()
        .filter(|event| event.first().source.is_some());
    let line = |event: &crate::domain::incident::Event| {
        let body = event.body();
        let at = body.timing.at.map(|at| at.to_string()).unwrap_or_default();
        format!("{at} {} {}", body.kind.badge(), body.text)
    };
    new.map(line).collect()
}

#[test]
fn a_guess_is_marked_and_what_is_only_offered_is_not_taken() {
    let mut stage = Stage::live((80, 24));
    found(&mut stage, NOTES, guessed);
    snapshot!(stage, rows(0..7), @"
     export.json: 2 of 3 events marked, all on 24 Mar, 1 left out  not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     [x] 2023-03-24  14:02 DETECT?  @Bo-Li: 5xx on login
     [ ] 2023-03-24  14:05 INVEST?  @Bo-Li: looked at the database  (+1 more)
     [x] 2023-03-24  14:20 MITIG    @Bo-Li: rolled back
         line 5 left out, nothing is said in it: ---
    ");
    snapshot!(stage, rows(20..24), @"
    the kind is a guess from the words
    Enter: 2 records in “Login down”
    Enter record  Space mark  Esc back  t time  c kind  e words  o author
    v in full  a all  [ day back  ] day on  d date  z zone  ^P commands  F1 help
    ");
    snapshot!(stage, "j", rows(20..21), @" only offered: Space takes it");
    let mut stage = Stage::live((40, 10));
    found(&mut stage, NOTES, guessed);
    snapshot!(stage, @"
     2 of 3 events marked, all on 24 Mar
    ────────────────────────────────────────
     [x] 03-24  14:02 DETECT?  @Bo-Li: 5xx…
     [ ] 03-24  14:05 INVEST?  @Bo-Li: loo…
     [x] 03-24  14:20 MITIG    @Bo-Li: rol…
         line 5 left out, nothing is said …

     the kind is a guess from the words
     Enter record  Space mark  Esc back
     t time  c kind  e words  o author
    ");
}

#[test]
fn times_move_by_a_day_and_changes_made_by_hand_stay() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, NOTES);
    snapshot!(stage, "<space>jcf<enter>[", rows(0..7), @"
     notes.md: 2 of 3 events marked, all on 23 Mar, 1 left out     not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     [ ] 2023-03-23  14:02 DETECT   5xx on login
     [x] 2023-03-23  14:05 FIX      looked at the database  (+1 more)
     [x] 2023-03-23  14:20 MITIG    rolled back
         line 5 left out, nothing is said in it: ---
    ");
    snapshot!(stage, "kkt9:15<enter>]]", rows(2..5), @"
    [ ] 2023-03-23  09:15 DETECT   not today  5xx on login
    [x] 2023-03-25  14:05 FIX      (!) looked at the database  (+1 more)
    [x] 2023-03-25  14:20 MITIG    (!) rolled back
    ");
}

#[test]
fn a_row_is_changed_by_hand_before_it_is_recorded() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, NOTES);
    snapshot!(stage, "t~13:50-13:55", rows(18..24), @"
    ── When did it happen? ─────────────────────────────────────────────────────────
    ▸ ~13:50-13:55
      ~13:50 to 13:55 yesterday, 21 h 54 min ago
     Enter take  Esc leave it  ^P commands  F1 help
    ");
    snapshot!(stage, "<enter>ci", rows(7..24), @"

    impact           b:        users are affected, affected more, or again
    change           g:        a deploy, a configuration change, a trigger, also …
    detection        d:        a person or a monitor noticed
    acknowledgement  a:        a responder began work
    escalation       e:        someone or some team was called in
    investigation    i:        looked at, measured, asked
    hypothesis       h:        a suspicion being pursued, open until ruled out or…
    ruled_out        x:        a suspicion that proved wrong; ends a hypothesis
    cause            c:        the cause, or a contributing factor, is known
    mitigation       m:        impact was reduced or stopped
    fix              f:        repair begun, tested or deployed
    communication    u:        a status update went out
    resolution       r:        users have recovered
    note             n:        anything else; the default
    detection becomes investigation: 5xx on login
    Enter take  Down next  Esc leave it  ^P commands  F1 help
    ");
    stage.press("<enter>oCara<enter>je<alt-enter>for an hour<enter>");
    snapshot!(stage, rows(0..6), @"
     notes.md: 3 of 3 events marked, all on 24 Mar, 1 left out     not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     [x] 2023-03-24 ~13:50-13:55 INVEST   @Cara: 5xx on login
     [x] 2023-03-24  14:05       INVEST?  looked at the database  (+2 more)
     [x] 2023-03-24  14:20       MITIG    rolled back
         line 5 left out, nothing is said in it: ---
    ");
    stage.press("<enter>");
    insta::assert_debug_snapshot!(recorded(&stage), @r#"
    [
        "2023-03-24T13:50:00-05:00 INVEST @Cara: 5xx on login",
        "2023-03-24T14:05:00-05:00 INVEST looked at the database\nslow, but up\nfor an hour",
        "2023-03-24T14:20:00-05:00 MITIG rolled back",
    ]
    "#);
    snapshot!(stage, rows(20..23), @"
    3 records from notes.md; one undo takes all of it back.
             ▸
    ");
}

#[test]
fn what_is_no_time_is_not_taken_and_what_has_none_has_no_line() {
    let mut stage = Stage::live((40, 10));
    import(&mut stage, "14:02 x\ntodo: look\n");
    snapshot!(stage, "t<end>!", @"
     2 of 2 rows marked, all on 24 Mar
    ────────────────────────────────────────
     [x] 03-24  14:02 NOTE     x
     [x] TODO     look

    ── When did it happen? ─────────────────
    ▸ 2023-03-24 14:02!
      it is no time; write 09:30, -10m,
      yesterday 23:50, 2023-03-25 09:30
     Enter take  Esc leave it  ^P commands
    ");
    stage.press("<enter>");
    assert_eq!(stage.model.context(), Context::PreviewLine, "it is still written");
    snapshot!(stage, "<esc>jt", @"
     2 of 2 rows marked, all on 24 Mar
    ────────────────────────────────────────
     [x] 03-24  14:02 NOTE     x
     [x] TODO     look


     Only an event has a time, a kind and
     an author.
     Enter record  Space mark  Esc back
     t time  c kind  e words  o author
    ");
    stage.press("e again<enter>");
    assert!(stage.screen().contains("look again"), "{}", stage.screen());
}

#[test]
fn a_question_is_answered_before_anything_is_recorded() {
    let ask = |import: &mut Import| import.questions = vec![Question::Zone, Question::Date];
    let mut stage = Stage::live((80, 24));
    found(&mut stage, NOTES, ask);
    snapshot!(stage, "jj<space><enter>", rows(0..8), @"
     export.json: 2 of 3 events marked, all on 24 Mar, 1 left out  not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     ?   the times have no zone: in which were they written?
     ?   the times have no date: on which day were they?
     [x] 2023-03-24  14:02 DETECT   5xx on login
     [ ] 2023-03-24  14:05 INVEST?  looked at the database  (+1 more)
     [x] 2023-03-24  14:20 MITIG    rolled back
         line 5 left out, nothing is said in it: ---
    ");
    assert!(recorded(&stage).is_empty(), "nothing is recorded before");
    snapshot!(stage, rows(20..24), @"
    Nothing is recorded before this is answered.
    the times have no date: on which day were they? Enter answers it.
    Enter record  Space mark  Esc back  t time  c kind  e words  o author
    v in full  a all  [ day back  ] day on  d date  z zone  ^P commands  F1 help
    ");
    snapshot!(stage, "<enter>2023-03-20", rows(19..24), @"
    ── the times have no date: on which day were they? ─────────────────────────────
    ▸ 2023-03-20
      Mon 20 Mar 2023
     Enter take  Esc leave it  ^P commands  F1 help
    ");
    snapshot!(stage, "<enter>", rows(0..6), @"
     export.json: 2 of 3 events marked, all on 20 Mar, 1 left out  not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     [x] 2023-03-20  14:02 DETECT   5xx on login
     [ ] 2023-03-20  14:05 INVEST?  looked at the database  (+1 more)
     [x] 2023-03-20  14:20 MITIG    rolled back
         line 5 left out, nothing is said in it: ---
    ");
    stage.press("<enter>");
    insta::assert_debug_snapshot!(recorded(&stage), @r#"
    [
        "2023-03-20T14:02:00-05:00 DETECT 5xx on login",
        "2023-03-20T14:20:00-05:00 MITIG rolled back",
    ]
    "#);
    let mut stage = Stage::live((40, 10));
    found(&mut stage, NOTES, ask);
    snapshot!(stage, @"
     3 of 3 events marked, all on 24 Mar
    ────────────────────────────────────────
     ?   the times have no zone: in which …
     ?   the times have no date: on which …
     [x] 03-24  14:02 DETECT   5xx on login
     [x] 03-24  14:05 INVEST?  looked at … …
     the times have no date: on which day
     were they? Enter answers it.
     Enter record  Space mark  Esc back
     t time  c kind  e words  o author
    ");
    snapshot!(stage, "k<enter>UTC", @"
     3 of 3 events marked, all on 24 Mar
    ────────────────────────────────────────
     ?   the times have no zone: in which …
     ?   the times have no date: on which …
     [x] 03-24  14:02 DETECT   5xx on login
     [x] 03-24  14:05 INVEST?  looked at … …
    ── the times have no zone: in which w…──
    ▸ UTC
      times that say no zone are in UTC
     Enter take  Esc leave it  ^P commands
    ");
}

fn postmortem(import: &mut Import) {
    let row = |what, text: &str| Proposal::new(9, what, text);
    let field = |name, change| Proposed::Field(name, change);
    let item = EntryActionItem {
        text: "Alert on the pool".to_owned(),
        owner: Some("bo".to_owned()),
        due: None,
        purpose: None,
        priority: None,
        done: false,
    };
    import.title = Some("Login down".to_owned());
    import.zone = Zone::known("-05:00", Zone::Utc);
    import.questions.clear();
    import.proposals.extend([
        row(
            field(FieldName::Title, FieldChange::Value("Login down".to_owned())),
            "Login down",
        ),
        row(
            field(
                FieldName::Impact,
                FieldChange::Value("All users\nfor an hour".to_owned()),
            ),
            "All users",
        ),
        row(
            field(
                FieldName::Factors,
                FieldChange::Add("No alert on the pool".to_owned()),
            ),
            "No alert",
        ),
        row(Proposed::ActionItem(item), "Alert on the pool"),
    ]);
}

#[test]
fn a_whole_postmortem_starts_its_incident_with_fields_and_items() {
    let mut stage = Stage::new((80, 24));
    found(&mut stage, NOTES, postmortem);
    insta::assert_snapshot!(stage.screen());
    stage.press("jjje at noon<enter><enter>");
    let incident = &stage.sample.as_ref().expect("it was started").incident;
    assert_eq!(incident.title(), "Login down at noon");
    assert_eq!(incident.zone().to_string(), "-05:00");
    assert_eq!(incident.value(FieldName::Impact), Some("All users\nfor an hour"));
    assert_eq!(incident.field(FieldName::Factors), ["No alert on the pool"]);
    assert_eq!((incident.action_items().count(), incident.events().len()), (1, 3));
    let mut stage = Stage::new((40, 10));
    found(&mut stage, NOTES, postmortem);
    snapshot!(stage, "jjjj", @"
     7 of 7 rows marked, all on 24 Mar
    ────────────────────────────────────────
     [x] title    Login down               …
     [x] impact   All users  (+1 more)
     [x] factors  No alert on the pool
     [x] TODO     Alert on the pool        …
     Enter starts the incident “Login
     down”, zone -05:00
     Enter record  Space mark  Esc back
     t time  c kind  e words  o author
    ");
}

#[test]
fn a_long_row_is_read_in_full() {
    let long = format!(
        "14:02 x: {}\n  and\u{202e} more\u{1b}[31m\n",
        "one word after the other, ".repeat(12)
    );
    let mut stage = Stage::live((40, 10));
    import(&mut stage, &long);
    snapshot!(stage, "v", @"
     DEAD END              not recorded yet
    ────────────────────────────────────────
     one word after the other, one word
     after the other, one word after the
     other, one word after the other, one
     word after the other, one word after
     the other, one word after the other,
     one word after the other, one word
     after the other, one word after the
     Esc back  j down  k up  ^P commands
    ");
    snapshot!(stage, "<end><pgdn><pgdn><pgdn>", @"
     DEAD END              not recorded yet
    ────────────────────────────────────────
     one word after the other, one word
     after the other, one word after the
     other, one word after the other, one
     word after the other, one word after
     the other, one word after the other,
     one word after the other,
     and<U+202E> more␛[31m
     Esc back  j down  k up  ^P commands
    ");
    stage.press("<esc>");
    assert_eq!(stage.model.context(), Context::Preview);
}

#[test]
fn what_failed_is_tried_again_without_what_is_on_disk() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, NOTES);
    stage.disk = Disk::Hangs;
    stage.press("<enter>");
    stage.see(&["saving... 3 records from notes.md"]);
    let ticket = stage.model.pending[0].ticket;
    stage.send(Msg::NotAllSaved {
        ticket,
        recorded: 1,
        step: Step::default(),
        why: "NOT saved: the disk is full.".to_owned(),
    });
    snapshot!(stage, rows(0..6), @"
     notes.md: 2 of 3 events marked, all on 24 Mar, 1 left out     not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     ok  2023-03-24  14:02 DETECT   5xx on login
     [x] 2023-03-24  14:05 INVEST?  looked at the database  (+1 more)
     [x] 2023-03-24  14:20 MITIG    rolled back
         line 5 left out, nothing is said in it: ---
    ");
    snapshot!(stage, rows(19..23), @"
    1 recorded. NOT saved: the disk is full.
    the kind is a guess from the words
    Enter: 2 records in “Login down”
    Enter record  Space mark  Esc back  t time  c kind  e words  o author
    ");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    insta::assert_debug_snapshot!(recorded(&stage), @r#"
    [
        "2023-03-24T14:05:00-05:00 INVEST looked at the database\nslow, but up",
        "2023-03-24T14:20:00-05:00 MITIG rolled back",
    ]
    "#);
}

#[test]
fn the_same_file_adds_only_what_is_new_and_one_undo_takes_it_back() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, NOTES);
    stage.press("<enter>");
    assert_eq!(recorded(&stage).len(), 3);
    import(&mut stage, &format!("{NOTES}14:30 resolved\n"));
    snapshot!(stage, rows(0..7), @"
     notes.md: 1 of 4 events marked, all on 24 Mar, 1 left out     not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     ok  2023-03-24  14:02 DETECT   5xx on login
     ok  2023-03-24  14:05 INVEST?  looked at the database  (+1 more)
     ok  2023-03-24  14:20 MITIG    rolled back
     [x] 2023-03-24  14:30 RESOLVE? resolved
         line 5 left out, nothing is said in it: ---
    ");
    stage.press("<enter>");
    assert_eq!(recorded(&stage).len(), 4);
    stage.press("<tab>uy");
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 9);
}

#[test]
fn the_help_lies_over_an_import_and_another_screen_puts_it_away() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, NOTES);
    stage.press("<space><f1>?");
    assert_eq!(
        stage.model.preview().map(Preview::marked),
        Some(2),
        "as it was left"
    );
    stage.press("<ctrl-p><esc>");
    assert_eq!(stage.model.preview().map(Preview::marked), Some(2));
    stage.press("<f2><f2>");
    assert!(stage.model.overlay.is_none());
    assert!(stage.screen().contains("put away"), "{}", stage.screen());
    assert!(recorded(&stage).is_empty());
}

#[test]
fn words_typed_into_a_row_are_in_the_history() {
    for keys in ["e again<enter>", "e again<esc>", "e again<f3>", "e again<ctrl-c>"] {
        let mut stage = Stage::live((80, 24));
        import(&mut stage, "14:02 looked\n");
        stage.press(keys);
        let composers = stage.model.composers.values();
        let typed: Vec<&String> = composers.flat_map(|composer| composer.history()).collect();
        assert_eq!(typed, ["looked again"], "{keys}");
    }
}

#[test]
fn a_time_without_words_before_it_is_untimed() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, "14:02 looked\n");
    stage.press("t<ctrl-u><enter><enter>");
    assert_eq!(recorded(&stage), [" NOTE looked"]);
    let incident = &stage.sample.as_ref().unwrap().incident;
    let event = incident.events().last().unwrap();
    assert_eq!(event.first().source.as_deref(), Some("notes.md:1"));
}

#[test]
fn the_first_that_is_typed_takes_the_place_of_a_time_and_any_other_key_keeps_it() {
    for (keys, time) in [
        ("t9:15", "9:15"),
        ("t9:15<ctrl-_><ctrl-_>", "2023-03-24 14:02"),
        ("t<backspace>3", "2023-03-24 14:03"),
        ("t<end>:30", "2023-03-24 14:02:30"),
        ("t<left>1", "2023-03-24 14:012"),
        ("t<alt-enter>", "2023-03-24 14:02"),
        ("oBo<enter>oCara", "Cara"),
        ("e again", "looked again"),
    ] {
        let mut stage = Stage::live((40, 10));
        import(&mut stage, "14:02 looked\n");
        stage.press(keys);
        let Some(Over::Line(line)) = stage.model.preview().and_then(|preview| preview.over.as_ref()) else {
            panic!("{keys}: a line is written");
        };
        assert_eq!(line.field.text(), time, "{keys}");
    }
    let mut stage = Stage::live((40, 10));
    import(&mut stage, "14:02 looked\n");
    snapshot!(stage, "t", rows(5..10), @"
    ── When did it happen? ─────────────────
    ▸ 2023-03-24 14:02
      14:02 yesterday, 21 h 42 min ago
      type over it, or ← to change it
     Enter take  Esc leave it  ^P commands
    ");
    stage.send(Msg::Input(Input::Text("9:15".to_owned())));
    snapshot!(stage, rows(5..10), @"

    ── When did it happen? ─────────────────
    ▸ 9:15
      09:15 yesterday, 26 h 29 min ago
     Enter take  Esc leave it  ^P commands
    ");
}

#[test]
fn what_was_changed_is_not_put_away_unasked() {
    for leave in ["<esc>", "<f2>", "<ctrl-c>", "<ctrl-q>", "<ctrl-p><enter>"] {
        let mut stage = Stage::live((80, 24));
        import(&mut stage, NOTES);
        stage.press("<space>").press(leave);
        assert_eq!(stage.model.preview().map(Preview::marked), Some(2), "{leave}");
        assert!(stage.asked.is_empty(), "{leave}: nobody leaves");
        stage.see(&["What you changed here is not recorded."]);
        stage.press("j<esc>");
        assert!(stage.model.preview().is_some(), "{leave}: it is asked once more");
        stage.press("<esc>");
        assert!(stage.model.overlay.is_none(), "{leave}");
        assert!(recorded(&stage).is_empty());
    }
    let mut stage = Stage::live((40, 10));
    import(&mut stage, NOTES);
    snapshot!(stage, "<space><esc>", @"
     2 of 3 events marked, all on 24 Mar
    ────────────────────────────────────────
     [ ] 03-24  14:02 DETECT   5xx on login
     [x] 03-24  14:05 INVEST?  looked at t…
     [x] 03-24  14:20 MITIG    rolled back …
     What you changed here is not recorded.
     The same key again puts it away; Enter
     records what is marked.
     Enter record  Space mark  Esc back
     t time  c kind  e words  o author
    ");
    stage.press("<f1><esc><enter>");
    assert_eq!(recorded(&stage).len(), 2);
}

#[test]
fn a_paste_that_was_changed_is_not_covered_unasked() {
    let mut stage = Stage::live((80, 24));
    stage.send(Msg::Input(Input::Paste(NOTES.to_owned())));
    stage.press("s<space><f1>");
    stage.see(&["What you changed here is not recorded."]);
    stage.press("<esc>s");
    assert_eq!(
        stage.model.preview().map(Preview::marked),
        Some(2),
        "as it was left"
    );
}

#[test]
fn while_it_is_read_anew_the_rows_stay_and_enter_waits() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, NOTES);
    stage.disk = Disk::Hangs;
    snapshot!(stage, "[j<space>[", rows(0..4), @"
     reading ... 2 of 3 events marked, all on 24 Mar, 1 left out   not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
     [x] 2023-03-24  14:02 DETECT   5xx on login
     [ ] 2023-03-24  14:05 INVEST?  looked at the database  (+1 more)
    ");
    stage.press("<enter>");
    stage.see(&["Enter waits until it is read anew"]);
    stage.disk = Disk::Works;
    let Some(Effect::ReadImport(of)) = stage.asked.pop() else {
        panic!("one reading is asked for");
    };
    assert!(stage.asked.is_empty(), "and no other meanwhile");
    let read = of.read().map(Box::new);
    stage.send(Msg::ImportRead { of, read });
    assert_eq!(
        recorded(&stage),
        [
            "2023-03-22T14:02:00-05:00 DETECT 5xx on login",
            "2023-03-22T14:20:00-05:00 MITIG rolled back"
        ]
    );
}

#[test]
fn any_other_key_stops_the_enter_that_waits_and_the_help_is_no_end_of_it() {
    let mut stage = Stage::live((80, 24));
    import(&mut stage, NOTES);
    stage.disk = Disk::Hangs;
    stage.press("[<enter>k<f1>");
    stage.disk = Disk::Works;
    let Some(Effect::ReadImport(of)) = stage.asked.pop() else {
        panic!("a reading is asked for");
    };
    let read = of.read().map(Box::new);
    stage.send(Msg::ImportRead { of, read });
    assert!(recorded(&stage).is_empty());
    stage.press("<esc>");
    stage.see(&["2023-03-23"]);
}

#[test]
fn a_long_list_shows_what_is_on_both_sides_of_the_row_selected() {
    let lines: String = (0..40).map(|n| format!("14:{n:02} line {n}\n")).collect();
    let mut stage = Stage::live((40, 10));
    import(&mut stage, &lines);
    snapshot!(stage, "<end>kkkkkkkkkk", @"
     40 of 40 events marked, all on 24 Mar
    ────────────────────────────────────────
     [x] 03-24  14:27 NOTE     line 27     …
     [x] 03-24  14:28 NOTE     line 28
     [x] 03-24  14:29 NOTE     line 29
     [x] 03-24  14:30 NOTE     line 30
     [x] 03-24  14:31 NOTE     line 31
     [x] 03-24  14:32 NOTE     line 32     …
     Enter record  Space mark  Esc back
     t time  c kind  e words  o author
    ");
    stage.press("<home>");
    assert!(stage.screen().contains("line 0"), "{}", stage.screen());
}
