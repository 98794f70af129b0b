//! The screen of fields: keys in, screen out.

use proptest::prelude::*;

use super::*;
use crate::domain::command::Command;
use crate::domain::record::FieldChange;

/// On the screen of fields, with some of them written.
fn stage(size: (u16, u16)) -> Stage {
    let mut stage = Stage::live(size);
    stage.model.writer = WRITER.to_owned();
    let sample = stage.sample.as_mut().unwrap();
    sample.set(
        FieldName::Impact,
        "75% of users cannot authenticate; the rest waits for up to two minutes on every page that asks for a login",
    );
    for entry in [
        "logins",
        "the mobile app, which asks for a token on every start and then shows nothing at all",
    ] {
        let (field, change) = (FieldName::Affected, FieldChange::Add(entry.to_owned()));
        sample.command(Command::SetField { field, change }).unwrap();
    }
    stage.press("<f2>");
    stage
}

impl Stage {
    fn field(&self, field: FieldName) -> Vec<String> {
        self.sample.as_ref().unwrap().incident.field(field)
    }
}

#[test]
fn all_fields_with_what_stands_in_them() {
    insta::assert_snapshot!(stage((80, 24)).screen());
}

#[test]
fn all_fields_on_a_small_screen() {
    let mut stage = stage((40, 10));
    snapshot!(stage, "jjjj", @"
     Fields: Login down
    ────────────────────────────────────────
      Summary: not recorded                …
      Impact: 75% of users cannot
        authenticate; the rest waits for up
        to two minutes on every page that
        asks for a login
      Trigger: not recorded                …
     written by ana, Sat 25 Mar 2023 11:44
     Enter write  Delete clear
    ");
}

#[test]
fn all_fields_on_a_wide_screen() {
    let mut stage = stage((120, 40));
    stage.press("<end>");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn a_value_is_written_and_taken_back() {
    let mut stage = stage((80, 24));
    stage.press("jjj<enter>Nobody could log in<enter>");
    assert_eq!(stage.field(FieldName::Summary), ["Nobody could log in"]);
    snapshot!(stage, rows(5..6), @"  Summary               Nobody could log in");
    snapshot!(stage, rows(22..23), @" written by ana, Sat 25 Mar 2023 11:44");
    snapshot!(stage, "U", rows(21..24), @"
     Links                 not recorded                                           …
    Take back Summary “Nobody could log in”? It reads as before.
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    stage.press("y");
    assert!(stage.field(FieldName::Summary).is_empty());
    snapshot!(stage, rows(20..24), @"
     Where we got lucky    not recorded                                           …
    Undone: summary 'Nobody could log in'; Ctrl-R brings it back.
    Nobody has written it yet: Enter writes it.
    Enter write  Delete clear  E your editor  U undo  Esc back  i write
    ");
    stage.press("<ctrl-r>y");
    assert_eq!(stage.field(FieldName::Summary), ["Nobody could log in"]);
}

#[test]
fn a_digit_sets_the_severity_where_it_is_selected_and_does_nothing_elsewhere() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "j3", rows(21..24), @"
     Links                 not recorded                                           …
    Make it SEV3, which is SEV1 now?
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    assert_eq!(stage.field(FieldName::Severity), ["1"]);
    stage.press("<enter>");
    assert_eq!(stage.field(FieldName::Severity), ["3"]);
    snapshot!(stage, rows(21..24), @"
     Links                 not recorded                                           …
    written by ana, Sat 25 Mar 2023 11:44; 1 value before
    1-5 set it  Enter write  Delete clear  E your editor  U undo  Esc back
    ");
    snapshot!(stage, "3", rows(20..23), @"
     Where we got lucky    not recorded                                           …
    It is SEV3 already.
    written by ana, Sat 25 Mar 2023 11:44; 1 value before
    ");
    stage.press("j2<enter><esc>");
    assert_eq!(stage.model.screen, Screen::Fields);
    assert_eq!((stage.line(), stage.model.pending.len()), ("", 0));
    assert_eq!(stage.field(FieldName::Severity), ["3"]);
}

#[test]
fn entries_of_a_list_are_added_corrected_and_taken_out() {
    let mut stage = stage((80, 24));
    let affected = |stage: &Stage| {
        let texts = stage.field(FieldName::Affected);
        texts
            .iter()
            .map(|text| text.chars().take(6).collect::<String>())
            .collect::<Vec<_>>()
    };
    stage.press("jjjjjjjjjj");
    stage.press("amail<enter>");
    assert_eq!(affected(&stage), ["logins", "the mo", "mail"]);
    stage.press("<enter>s<enter>");
    assert_eq!(
        affected(&stage),
        ["logins", "the mo", "mails"],
        "what was added is selected"
    );
    snapshot!(stage, "k<delete>", rows(21..24), @"
     Cause, for customers  not recorded
    Take out of Affected: “the mobile app, which asks for a token on every star…”?
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    stage.press("n");
    assert_eq!(affected(&stage).len(), 3);
    stage.press("<delete>y");
    assert_eq!(affected(&stage), ["logins", "mails"]);
    stage.press("Uy");
    assert_eq!(
        affected(&stage),
        ["logins", "the mo", "mails"],
        "it comes back in its place"
    );
    stage.press("<home><end>kk<enter>https://status.example<enter>");
    assert_eq!(stage.field(FieldName::Links), ["https://status.example"]);
}

#[test]
fn what_is_cleared_is_asked_for_first_and_some_of_it_stays() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "<delete>", rows(20..23), @"
     Where we got lucky    not recorded                                           …
    title cannot be cleared; give another value.
    As it was said when the incident was opened.
    ");
    snapshot!(stage, "jjj<delete>", rows(20..23), @"
     Where we got lucky    not recorded                                           …
    There is nothing to clear.
    Nobody has written it yet: Enter writes it.
    ");
    snapshot!(stage, "j<delete>", rows(21..24), @"
     Links                 not recorded                                           …
    Clear Impact “75% of users cannot authenticate; the rest waits for up to tw…”?
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    assert_eq!(stage.field(FieldName::Impact).len(), 1);
    stage.press("y");
    assert!(stage.field(FieldName::Impact).is_empty());
    snapshot!(stage, rows(22..24), @"
    cleared by ana, Sat 25 Mar 2023 11:44; 1 value before
    Enter write  Delete clear  E your editor  U undo  Esc back  i write
    ");
}

#[test]
fn a_value_that_cannot_be_is_asked_for_again_with_the_reason() {
    for size in [(80, 24), (40, 10)] {
        let mut stage = stage(size);
        stage.press("jj<enter><ctrl-u>Mars<enter>");
        let screen = stage.screen();
        assert!(screen.contains("no zone is called 'Mars'"), "{screen}");
        assert!(screen.contains("or unknown"), "the way out is said: {screen}");
        assert!(screen.contains("▸ Mars"), "{screen}");
        assert_eq!(stage.field(FieldName::Zone), ["-05:00"]);
        stage.press("<ctrl-u>Europe/Paris<enter>i<enter>");
        assert_eq!(stage.field(FieldName::Zone), ["Europe/Paris"]);
        stage.see_no(&["Mars"]);
    }
}

#[test]
fn a_refused_value_that_is_given_up_is_in_the_history_and_no_longer_told() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "j<enter><ctrl-u>high<enter>", rows(18..21), @"
      What went well        not recorded                                           …
     severity cannot be 'high': use 1 to 5
    ── Severity ────────────────────────────────────────────────────────────────────
    ");
    stage.press("<esc>");
    stage.see_no(&["use 1 to 5"]);
    assert_eq!(stage.model.screen, Screen::Fields);
    stage.press("<esc><alt-p>");
    assert_eq!(stage.line(), "high");
}

#[test]
fn what_was_not_saved_is_asked_for_again() {
    let mut stage = stage((80, 24));
    stage.disk = Disk::Fails;
    snapshot!(stage, "jjj<enter>Nobody could log in<enter>", rows(19..24), @"
      What went wrong       not recorded                                           …
     NOT saved: the disk is full.
    ── Summary ─────────────────────────────────────────────────────────────────────
    ▸ Nobody could log in
     Enter record  ^O your editor  Esc leave it  ^P commands  F1 help
    ");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    assert_eq!(stage.field(FieldName::Summary), ["Nobody could log in"]);
    stage.see_no(&["NOT saved"]);
}

#[test]
fn what_is_on_its_way_to_the_disk_is_told_on_this_screen_too() {
    let mut stage = stage((80, 24));
    stage.disk = Disk::Hangs;
    snapshot!(stage, "jjj<enter>Nobody could log in<enter>", rows(20..23), @"
     Where we got lucky    not recorded                                           …
    saving... Nobody could log in
    Nobody has written it yet: Enter writes it.
    ");
    assert!(stage.field(FieldName::Summary).is_empty());
}

#[test]
fn an_answer_survives_every_key_that_leads_elsewhere() {
    for keys in [
        "<f1>", "<f2>", "<f3>", "<f4>", "<f5>", "<f6>", "<f7>", "<ctrl-p>", "<ctrl-c>", "<esc>",
    ] {
        let mut stage = stage((80, 24));
        stage.press("jjj<enter>half an answer").press(keys);
        let desk = Desk::Incident(stage.sample.as_ref().unwrap().incident.id());
        let history = stage.model.composers[&desk].history();
        assert_eq!(
            history.last().map(String::as_str),
            Some("half an answer"),
            "{keys}"
        );
    }
}

#[test]
fn long_values_go_straight_to_the_editor_and_come_back() {
    let mut stage = stage((80, 24));
    stage.press("jjjjE");
    let [Effect::EditText(text)] = &stage.asked[..] else {
        panic!("{:?}", stage.asked)
    };
    assert!(text.starts_with("75% of users"));
    stage.send(Msg::Written("All users.\n\nAll of them.\n".to_owned()));
    snapshot!(stage, rows(19..21), @"
    ── Impact ──────────────────────────────────────────────────────────────────────
    ▸ All users.
    ");
    stage.press("<enter>");
    assert_eq!(stage.field(FieldName::Impact), ["All users.\n\nAll of them."]);
}

#[test]
fn a_slash_and_the_name_ask_for_a_field_wherever_one_writes() {
    let mut stage = Stage::live((80, 24));
    for (keys, field, value) in [
        ("/severity<enter><ctrl-u>2<enter>", FieldName::Severity, "2"),
        ("/impact<enter>all users<enter>", FieldName::Impact, "all users"),
        ("/commander<enter>ana<enter>", FieldName::Commander, "ana"),
        (
            "/summ<enter>Login failed<enter>",
            FieldName::Summary,
            "Login failed",
        ),
        (
            "/went-well<enter>the alert<enter>",
            FieldName::WentWell,
            "the alert",
        ),
        (
            "<ctrl-p>lucky<enter>it was Sunday<enter>",
            FieldName::Lucky,
            "it was Sunday",
        ),
    ] {
        stage.press(keys);
        assert_eq!(stage.field(field), [value], "{keys}: {}", stage.screen());
        assert_eq!(stage.model.screen, Screen::Live);
        assert!(stage.line().is_empty());
    }
    let mut nothing = Stage::new((80, 24));
    nothing.press("/severity<enter>");
    nothing.see(&["No incident is open."]);
    nothing.press("<f2>");
    nothing.see(&["No incident is open."]);
}

#[test]
fn one_goes_back_to_where_one_came_from() {
    let mut stage = Stage::live((80, 24));
    for (keys, back) in [
        ("", Screen::Live),
        ("<f4>", Screen::Close),
        ("<f3>", Screen::Incidents),
    ] {
        for leave in ["<esc>", "<tab>"] {
            stage.press(keys).press("<f2>");
            assert_eq!(stage.model.screen, Screen::Fields);
            stage.press(leave);
            assert_eq!(stage.model.screen, back);
        }
        stage.press("<esc>");
    }
}

#[test]
fn a_letter_that_is_no_key_does_nothing_and_i_writes() {
    let mut stage = stage((80, 24));
    stage.press("w");
    assert_eq!((stage.model.screen, stage.line()), (Screen::Fields, ""));
    snapshot!(stage, rows(20..23), @"
     Where we got lucky    not recorded                                           …
    “w” is no key here. i writes a line.
    As it was said when the incident was opened.
    ");
    stage.press("isecond page<enter>");
    assert_eq!(stage.model.screen, Screen::Live);
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"second page")
    );
}

#[test]
fn what_two_people_wrote_at_once_is_marked_until_it_is_settled() {
    let mut stage = stage((80, 24));
    let sample = stage.sample.as_mut().unwrap();
    for (writer, by, value) in [("bo-desk-9x9x", "bo", "80%"), (WRITER, "ana", "70%")] {
        sample.hand_over(writer);
        sample.by = by.to_owned();
        sample.write(Op::Set {
            field: FieldName::Trigger,
            change: FieldChange::Value(value.to_owned()),
            replaces: None,
        });
    }
    snapshot!(stage, "jjjjj", rows(8..9), @"! Trigger               70%");
    snapshot!(stage, rows(21..22), @" ! Written at the same time: '80%' by bo and '70%' by ana. The last counts;");
    stage.press("<enter><ctrl-u>75%<enter>");
    stage.see_no(&["! "]);
}

#[test]
fn a_closed_incident_takes_values_and_marks_them() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "<f4><enter><f2>jjj<enter>Later it was clear<enter>", rows(0..1), @" Fields: Login down                          closed: what changes now is marked");
    snapshot!(stage, rows(22..23), @" written by ana, Sat 25 Mar 2023 11:44, after close");
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Close);
}

#[test]
fn what_others_change_meanwhile_is_shown_and_selects_nothing_else() {
    let mut stage = stage((80, 24));
    stage.press("jjjjjjjjjjj");
    let sample = stage.sample.as_mut().unwrap();
    let (field, change) = (FieldName::Affected, FieldChange::Clear);
    sample.command(Command::SetField { field, change }).unwrap();
    stage.send(Msg::Changed { damage: 0 });
    stage.press("<enter>mail<enter>");
    assert_eq!(stage.field(FieldName::Affected), ["mail"]);
}

#[test]
fn hostile_values_are_only_text() {
    let mut stage = stage((80, 24));
    let hostile = "x\u{1b}]52;c;Zm9v\u{7}\u{202e}evil\u{9b}2J\n\u{1b}[2J";
    let sample = stage.sample.as_mut().unwrap();
    sample.by = hostile.to_owned();
    for row in FieldName::ROWS
        .iter()
        .filter(|row| !matches!(row.name, FieldName::Severity | FieldName::Zone))
    {
        sample.set(row.name, hostile);
    }
    for keys in ["", "jjjj", "<enter>", "<esc><delete>", "n<end><delete>", "y"] {
        stage.press(keys);
        let screen = stage.screen();
        let acting = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!screen.contains(acting), "{keys}: {screen}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_selected_is_always_in_sight(cols in 30u16..130, rows in 8u16..50, down in 0usize..30) {
        let mut stage = stage((cols, rows));
        stage.press(&"j".repeat(down));
        let stops = crate::app::screen::fields::stops(&stage.sample.as_ref().unwrap().incident);
        let selected = &stops[stage.model.fields.position(&stops)];
        // The sign that there is more stands at the end of a row, between two words of a value.
        let shown: String = stage.screen().replace('…', "").split_whitespace().collect();
        let words = selected.text.as_deref().unwrap_or("not recorded");
        let first: String = words.chars().take(8).filter(|c| !c.is_whitespace()).collect();
        prop_assert!(shown.contains(&first), "{first} in {}", stage.screen());
    }
}
