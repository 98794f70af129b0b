//! The live screen: the question, the timeline, the line and what `/` offers.

use super::*;

#[test]
fn the_first_screen_asks_one_question() {
    insta::assert_snapshot!(Stage::new((80, 24)).screen());
}

#[test]
fn a_line_and_enter_starts_the_incident() {
    let mut stage = Stage::new((80, 24));
    stage.press("09:30 report: Users cannot log in<enter>");
    assert_eq!(stage.model.screen, Screen::Live);
    snapshot!(stage, rows(3..5), @"
    ── Sat 25 Mar 2023 ────────────────────────────────────────────────────────────
    • 09:30     +0m DETECT   Users cannot log in  recorded 11:44                ana
    ");
    assert!(stage.line().is_empty());
}

#[test]
fn the_live_screen() {
    let mut stage = Stage::live((80, 24));
    stage.press("09:35 alert: second page for auth");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn the_live_screen_is_wide() {
    let mut stage = Stage::live((120, 40));
    stage
        .sample
        .as_mut()
        .unwrap()
        .set(FieldName::Impact, "75% of users cannot authenticate");
    stage.press("todo: add a health check @bo due 2023-04-01<enter>");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn the_live_screen_is_small() {
    let mut stage = Stage::live((40, 10));
    snapshot!(stage, "h: firewall?", @"
    LIVE SEV1 Login down    2h 14m   11:44
                    open 1h 14m
                    1h 8m without an entry
     11:38 NOTE     Rollback being
                    discussed with
                    @auth-team
                    recorded 11:44
    HYPO     ▸ h: firewall?
               now, hypothesis
    Enter record  / kinds  Tab timeline
    ");
}

#[test]
fn a_row_stands_where_it_happened_and_scrolls_into_view() {
    let mut stage = Stage::live((80, 12));
    for minute in 10..40 {
        stage.press(&format!("11:{minute} i: checked probe {minute}<enter>"));
    }
    stage.see_no(&["first sign"]);
    snapshot!(stage, "09:20 b: first sign of trouble<enter>", rows(2..5), @"
    ── Sat 25 Mar 2023 ────────────────────────────────────────────────────────────
    • 09:20     +0m IMPACT   first sign of trouble  recorded 11:44              ana
      09:30    +10m DETECT   Users report problems logging in                   ana
    ");
}

#[test]
fn the_slash_offers_kinds_and_commands() {
    let mut stage = Stage::live((80, 24));
    stage.press("/c");
    insta::assert_snapshot!(stage.screen());
    stage.press("<down><enter>");
    assert_eq!(stage.line(), "c: ");
}

#[test]
fn what_no_command_is_called_is_text() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "/etc is full<enter><enter>", rows(12..14), @"
                             recorded 11:44
    • 11:44  +2h14m NOTE     /etc is full                                       ana
    ");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"/etc is full")
    );
}

#[test]
fn what_was_meant_as_a_command_is_said_to_be_none() {
    let mut stage = Stage::live((80, 24));
    for line in ["/quit", ":q", "help"] {
        stage.press("<ctrl-u>").press(line);
        assert!(
            stage.screen().to_lowercase().contains("no command"),
            "{line}: {}",
            stage.screen()
        );
    }
    stage.press("<ctrl-u>/etc/passwd is gone");
    stage.see_no(&["no command"]);
    stage.press("<ctrl-u>/redact 1");
    stage.see(&["hotwash redact 1"]);
    stage.see_no(&["no command"]);
}

#[test]
fn what_looks_like_a_time_is_said_to_be_text() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "25:99 is no time", rows(21..24), @"
             ▸ 25:99 is no time
               now, note · '25:99' is kept as text, not a time
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    stage.press("<ctrl-u>09:30 is when it began<alt-t>");
    assert_eq!(stage.line(), "\\09:30 is when it began");
    stage.press("<enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"09:30 is when it began")
    );
}

#[test]
fn help_and_palette_come_from_the_table() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "half a line<f1>", rows(1..4), @"
    ────────────────────────────────────────────────────────────────────────────────
     A line and Enter records it
       Users cannot log in              a note, now
    ");
    stage.press("<esc><ctrl-p>clo");
    insta::assert_snapshot!(stage.screen());
    stage.press("<enter>");
    assert_eq!(stage.model.screen, Screen::Close);
    stage.press("<esc>");
    assert_eq!(stage.line(), "half a line");
}

#[test]
fn where_two_are_live_the_composer_names_its_incident_and_two_keys_switch() {
    let mut stage = Stage::live((80, 24));
    let here = stage.sample.as_ref().unwrap().incident.id();
    let other = crate::domain::id::IncidentId::new(uuid::Uuid::from_u128(9));
    let entry = |id, title: &str, standing| ListedIncident {
        id,
        title: title.to_owned(),
        severity: None,
        standing,
        opened: None,
        events: 0,
        unsent: false,
    };
    stage.send(Msg::Listed(vec![entry(here, "Login down", Liveness::Live)]));
    stage.see_no(&["── Login down"]);
    let both = vec![
        entry(here, "Login down", Liveness::Live),
        entry(other, "Mail slow", Liveness::Live),
    ];
    stage.send(Msg::Listed(both.clone()));
    snapshot!(stage, rows(20..22), @"
    ── Login down ──────────────────────────────────────────────────────────────────
     Login do…▸
    ");
    stage.press("<f3>");
    stage.send(Msg::Listed(both));
    stage.press("<enter>");
    assert_eq!(stage.asked, [Effect::List, Effect::Open(other)]);
}
