//! Commands that are typed with their arguments, and what only looks like one.

use super::*;

const WRITER: &str = "ana-laptop-7k3q";

fn stage() -> Stage {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = WRITER.to_owned();
    stage
}

fn field(stage: &Stage, name: FieldName) -> Vec<String> {
    stage.sample.as_ref().unwrap().incident.field(name)
}

#[test]
fn fields_are_set_with_their_arguments() {
    for (line, name, value) in [
        ("/sev 2", FieldName::Severity, "2"),
        ("/sev sev3", FieldName::Severity, "3"),
        ("/severity SEV4", FieldName::Severity, "4"),
        ("/zone America/Bogota", FieldName::Zone, "America/Bogota"),
        ("/impact 40% of payments", FieldName::Impact, "40% of payments"),
        ("/title Logins fail", FieldName::Title, "Logins fail"),
        ("/summary it was down", FieldName::Summary, "it was down"),
        ("/cause a bad route", FieldName::Cause, "a bad route"),
        ("/resolution rolled back", FieldName::Resolution, "rolled back"),
        ("/commander ana", FieldName::Commander, "ana"),
        ("/affected logins", FieldName::Affected, "logins"),
    ] {
        let mut stage = stage();
        let events = stage.sample.as_ref().unwrap().incident.events().len();
        stage.press(line).press("<enter>");
        assert_eq!(field(&stage, name), [value], "{line}: {}", stage.screen());
        assert_eq!(stage.line(), "", "{line}");
        assert_eq!(stage.model.screen, Screen::Live, "{line}");
        let title = name.row().title;
        stage.see(&[&format!("{title}: ")]);
        let incident = &stage.sample.as_ref().unwrap().incident;
        assert_eq!(incident.events().len(), events, "{line}");
    }
}

#[test]
fn what_will_be_done_is_said_while_it_is_typed() {
    let mut stage = stage();
    for (line, told) in [
        ("/sev 2", "FIELD    ▸ /sev 2"),
        ("/sev 2", "sets the severity to 2"),
        ("/sev high", "severity cannot be 'high': use 1 to 5"),
        ("/zone UTC-5", "sets the zone to -05:00"),
        ("/zone Bogotta", "did you mean America/Bogota?"),
        ("/impact 40%", "sets the field: impact"),
        ("/impact ", "Enter asks for the field: impact"),
        ("/affected logins", "adds to the list: affected"),
        ("/mitigation rolled back", "MITIG    ▸ /mitigation rolled back"),
        ("/mitigation rolled back", "now, mitigation"),
        ("/sevv 2", "did you mean /sev?"),
    ] {
        stage.press("<ctrl-u>").press(line);
        stage.see(&[told]);
    }
}

#[test]
fn what_a_field_cannot_be_stays_in_the_line() {
    let mut stage = stage();
    stage.press("/sev high<enter>");
    assert_eq!(stage.line(), "/sev high");
    snapshot!(stage, rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     severity cannot be 'high': use 1 to 5.
     FIELD    ▸ /sev high
    ");
    stage.press("<ctrl-w>3<enter>");
    assert_eq!(field(&stage, FieldName::Severity), ["3"]);
}

#[test]
fn a_kind_by_its_name_records_what_stands_behind_it() {
    let mut stage = stage();
    stage.press("/mitigation rolled back<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    let body = incident.events().last().unwrap().body();
    assert_eq!((body.kind, &*body.text), (Kind::Mitigation, "rolled back"));
    snapshot!(stage, "/todo call @bo due 2023-04-01<enter>", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     Todo 1: call @bo (owner bo, due 2023-04-01)
              ▸
    ");
}

#[test]
fn a_shared_name_is_the_kind_while_it_is_written_and_the_field_once_it_is_whole() {
    let mut stage = stage();
    stage.press("/caus");
    insta::assert_snapshot!(stage.screen());
    stage.press("<enter>");
    assert_eq!(stage.line(), "c: ");
    stage.press("<ctrl-u>/cause<enter>a bad route<enter>");
    assert_eq!(
        field(&stage, FieldName::Cause),
        ["a bad route"],
        "{}",
        stage.screen()
    );
    stage.press("/se<down><tab>2<enter>");
    assert_eq!(field(&stage, FieldName::Severity), ["2"], "{}", stage.screen());
    stage.press("/impact <enter>");
    assert!(
        matches!(stage.model.context(), Context::Ask),
        "{}",
        stage.screen()
    );
}

#[test]
fn what_is_no_command_is_asked_about_once_and_then_is_text() {
    for line in ["/sevv 2", "/etc is full", "/close now", "/quit"] {
        let mut stage = stage();
        let texts = |stage: &Stage| stage.sample.as_ref().unwrap().texts().len();
        let before = texts(&stage);
        stage.press(line).press("<enter>");
        stage.see(&["Enter again records it as text"]);
        assert_eq!((texts(&stage), stage.line()), (before, line));
        stage.press("<enter>");
        assert_eq!(texts(&stage), before + 1, "{line}");
        assert!(stage.sample.as_ref().unwrap().texts().contains(&line));
    }
    let mut stage = stage();
    stage.press("/etc/passwd is gone<enter>");
    assert!(
        stage
            .sample
            .as_ref()
            .unwrap()
            .texts()
            .contains(&"/etc/passwd is gone")
    );
}

#[test]
fn nothing_of_a_paste_is_a_command() {
    let mut stage = stage();
    stage.send(Msg::Input(Input::Paste("/sev 2".to_owned())));
    stage.press("<enter>");
    assert_eq!(field(&stage, FieldName::Severity), ["1"]);
    snapshot!(stage, rows(21..24), @"
             ▸ /sev 2
               /sev is a command, but this line was kept as text
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    stage.press("<enter>");
    assert!(stage.sample.as_ref().unwrap().texts().contains(&"/sev 2"));
}

#[test]
fn esc_keeps_a_command_as_text() {
    let mut stage = stage();
    stage.press("/sev<esc> 2 was too low<enter><enter>");
    assert!(
        stage
            .sample
            .as_ref()
            .unwrap()
            .texts()
            .contains(&"/sev 2 was too low")
    );
}

#[test]
fn another_incident_and_a_search_take_their_words() {
    let mut stage = stage();
    snapshot!(stage, "/new Payments are down", rows(21..24), @"
    COMMAND  ▸ /new Payments are down
               start another incident
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    stage.press("<enter>");
    assert_eq!(
        (stage.model.screen, stage.line()),
        (Screen::Start, "Payments are down")
    );
    snapshot!(stage, "<esc>/search rollback<enter><enter>", rows(10..13), @"
                             1h 8m without an entry
    ▌ 11:38   +2h8m NOTE     Rollback being discussed with @auth-team        #6 ana
    ▌                        recorded 11:44
    ");
    assert!(matches!(stage.model.context(), Context::Timeline));
}

#[test]
fn another_zone_asks_what_stays_of_the_times_typed_so_far() {
    let clocks = |stage: &Stage| -> Vec<String> {
        let incident = &stage.sample.as_ref().unwrap().incident;
        let times = incident.shown().filter_map(|event| event.body().timing.at);
        times
            .map(|at| incident.zone().shown(&at).clock.format("%H:%M").to_string())
            .collect()
    };
    let before = clocks(&stage());
    for (answer, first, undone) in [("c", "09:30", 6), ("i", "14:30", 0), ("instants", "14:30", 0)] {
        let mut stage = stage();
        stage.press("/zone UTC<enter>");
        let screen = stage.screen();
        assert!(
            screen.contains("Zone UTC: what stays of the times typed so far?"),
            "{screen}"
        );
        assert!(screen.contains("09:30 becomes 14:30"), "{screen}");
        stage.press("x<enter>");
        stage.see(&["Write i"]);
        stage.press("<backspace>").press(answer).press("<enter>");
        assert_eq!(field(&stage, FieldName::Zone), ["UTC"], "{}", stage.screen());
        assert_eq!(clocks(&stage)[0], first);
        let incident = &stage.sample.as_ref().unwrap().incident;
        let amended = incident
            .events()
            .iter()
            .filter(|event| event.is_amended())
            .count();
        assert_eq!(amended, undone);
        if undone > 0 {
            assert_eq!(clocks(&stage), before);
        }
    }
    let mut stage = stage();
    stage.press("/zone UTC<enter><esc>");
    assert_eq!(field(&stage, FieldName::Zone), ["-05:00"]);
    snapshot!(stage, "<f2>jj<enter><ctrl-u>UTC<enter>", rows(18..21), @"
      Links                 not recorded                                           …
    ── Zone UTC: what stays of the times typed so far? ─────────────────────────────
    ▸
    ");
    insta::assert_snapshot!(stage.screen());
    stage.press("clocks<enter>");
    assert_eq!(clocks(&stage), before);
}
