//! The keys of the timeline that correct: another kind, a hypothesis ruled out or confirmed; and what is shown of it.

use super::*;
use crate::app::model::Excerpt;

fn last(stage: &Stage) -> (Kind, String, Option<String>) {
    let incident = &stage.sample.as_ref().unwrap().incident;
    let event = incident.events().last().unwrap();
    let ends = event.body().ends.and_then(|id| incident.event(id));
    (
        event.body().kind,
        event.body().text.clone(),
        ends.map(|event| event.body().text.clone()),
    )
}

#[test]
fn x_rules_out_the_hypothesis_selected_and_the_line_that_was_written_waits() {
    let mut stage = Stage::live((80, 24));
    stage.press("h: DNS?<enter>half a line<tab>kkx");
    let screen = stage.screen();
    let asked = "Rule out hypothesis 5 \u{201c}Network connectivity?\u{201d}? A dead end, as of now.";
    assert!(
        screen.contains(asked) && screen.contains("e in your own words"),
        "{screen}"
    );
    stage.press("e");
    assert_eq!(stage.line(), "x: Network connectivity? ");
    assert!(stage.screen().contains("ends hypothesis 5"), "{}", stage.screen());
    stage.press("No: all links are up<enter>");
    assert_eq!(
        last(&stage),
        (
            Kind::RuledOut,
            "Network connectivity? No: all links are up".to_owned(),
            Some("Network connectivity?".to_owned())
        )
    );
    assert!(!stage.screen().contains("Network connectivity?  open"));
    assert_eq!(stage.line(), "half a line");
    assert!(stage.model.timeline_focused, "one is back where one was");
    assert!(stage.screen().contains("▌ 10:30"), "{}", stage.screen());
}

#[test]
fn whoever_has_no_words_of_their_own_rules_out_with_two_keys() {
    for answer in ["y", "<enter>"] {
        let mut stage = Stage::live((80, 24));
        stage.press("half a line<tab>kx").press(answer);
        let (kind, text, ends) = last(&stage);
        assert_eq!((kind, text.as_str()), (Kind::RuledOut, "Network connectivity?"));
        assert_eq!(ends.as_deref(), Some("Network connectivity?"));
        assert_eq!(
            (stage.line(), stage.model.timeline_focused),
            ("half a line", true)
        );
        assert!(stage.screen().contains("▌ 10:30"), "{}", stage.screen());
    }
}

#[test]
fn a_capital_c_confirms_the_hypothesis_as_the_cause() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>kC");
    assert_eq!(last(&stage).0, Kind::Note, "it asks first");
    stage.press("<enter>");
    let (kind, _, ends) = last(&stage);
    assert_eq!(
        (kind, ends.as_deref()),
        (Kind::Cause, Some("Network connectivity?"))
    );
}

#[test]
fn what_is_no_open_hypothesis_cannot_be_ended() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>x");
    assert!(
        stage.screen().contains("Only a hypothesis can be ruled out"),
        "{}",
        stage.screen()
    );
    stage.press("kxyx");
    assert!(
        stage.screen().contains("ended this hypothesis already"),
        "{}",
        stage.screen()
    );
    assert!(stage.line().is_empty() && stage.model.overlay.is_none());
}

#[test]
fn a_line_that_ends_a_hypothesis_and_is_given_up_leaves_everything_as_it_was() {
    let mut stage = Stage::live((80, 24));
    stage.press("half a line<tab>kx<esc>");
    assert!(stage.model.overlay.is_none() && stage.model.timeline_focused);
    stage.press("xe");
    assert_eq!(stage.line(), "x: Network connectivity? ");
    stage.press("<esc>");
    assert!(stage.model.timeline_focused);
    assert_eq!(stage.line(), "half a line");
    assert_eq!(last(&stage).0, Kind::Note);
}

#[test]
fn c_gives_an_event_another_kind_by_its_letter_or_from_the_list() {
    for (keys, kind) in [
        ("cc<enter>", Kind::Cause),
        ("c<down><down><enter>", Kind::Change),
        ("cn<enter>", Kind::Note),
        ("cqm<enter><enter>", Kind::Mitigation),
        ("cmq<enter><enter>", Kind::Note),
        ("cm<esc>", Kind::Note),
        ("customers ok<enter><enter>", Kind::Note),
        ("customers are down<enter><esc>", Kind::Note),
        ("c<esc>", Kind::Note),
    ] {
        let mut stage = Stage::live((80, 24));
        stage.press("<tab>").press(keys);
        assert_eq!(last(&stage).0, kind, "{keys}");
        assert!(
            stage.model.overlay.is_none() && stage.model.timeline_focused,
            "{keys}"
        );
    }
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>cm");
    assert_eq!(last(&stage).0, Kind::Note, "a letter only highlights");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn f_shows_only_what_is_asked_for_and_says_so() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>fd: automated");
    let screen = stage.screen();
    assert!(
        screen.contains("09:35") && !screen.contains("09:30    +0m"),
        "{screen}"
    );
    stage.press("<ctrl-u>d:<enter>");
    let screen = stage.screen();
    assert!(screen.contains("only d: (2 of 6)"), "{screen}");
    assert!(!screen.contains("09:40"), "{screen}");
    assert!(
        stage.press("k").screen().contains("▌ 09:30"),
        "one moves among what is shown"
    );
    stage.press("<esc>");
    let screen = stage.screen();
    assert!(
        screen.contains("09:40") && !screen.contains("only d:"),
        "{screen}"
    );
}

#[test]
fn a_filter_that_leaves_nothing_shows_all_again() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>f@nobody<enter>");
    let screen = stage.screen();
    assert!(
        screen.contains("No event is like that") && screen.contains("09:40"),
        "{screen}"
    );
}

#[test]
fn an_event_is_shown_with_its_evidence_and_every_record_about_it() {
    let mut stage = Stage::live((80, 24));
    let piece = EvidenceRef {
        sha256: "ab".repeat(32),
        bytes: 21,
        name: Some("ping.log".to_owned()),
    };
    let sample = stage.sample.as_mut().unwrap();
    let mut new = crate::domain::sample::event(Kind::Note, None, "pinged the gateway");
    new.evidence.push(piece.clone());
    sample.command(Command::Record(new)).unwrap();
    stage.send(Msg::Changed { damage: 0 });
    stage.press("<tab>ci<enter><enter>");
    assert_eq!(stage.asked, [Effect::ReadEvidence(piece.clone())]);
    stage.send(Msg::Evidence {
        sha256: piece.sha256,
        excerpt: Excerpt::Text {
            text: "64 bytes\u{1b}[2J\n3 ms".to_owned(),
            cut: true,
        },
    });
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn retiming_in_another_zone_changes_nothing_by_itself_and_begins_at_the_time() {
    let mut stage = Stage::live((80, 24));
    let before = stage.sample.as_ref().unwrap().incident.events()[5].body().timing;
    stage.press("<tab>zt");
    assert_eq!(
        stage.line(),
        "2023-03-25 11:38 Rollback being discussed with @auth-team"
    );
    stage.press("<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(incident.events()[5].body().timing, before);
    assert!(!incident.events()[5].is_amended());
    assert!(stage.screen().contains("Nothing changed."), "{}", stage.screen());
    stage.press("t<ctrl-w>11:30<enter>");
    assert!(stage.model.timeline_focused);
    let incident = &stage.sample.as_ref().unwrap().incident;
    let body = incident.events()[5].body();
    assert_eq!(
        body.timing.at.unwrap().wall().format("%H:%M").to_string(),
        "11:30"
    );
    assert_eq!(body.text, "Rollback being discussed with @auth-team");
}

#[test]
fn what_a_dead_end_would_end_is_said_while_it_is_typed() {
    let mut stage = Stage::live((80, 24));
    stage.press("x: all fine there");
    assert!(
        stage
            .screen()
            .contains("ends hypothesis 5: Network connectivity?"),
        "{}",
        stage.screen()
    );
    stage.press("<ctrl-u>h: DNS?<enter>x: all fine there");
    assert!(
        stage.screen().contains("ends none of the 2 open"),
        "{}",
        stage.screen()
    );
    stage.press("<ctrl-u>c: a bad route");
    assert!(
        stage.screen().contains("ends none of the 2 open"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_row_says_what_became_of_a_hypothesis() {
    let mut stage = Stage::live((80, 24));
    stage.press("x: fine<enter>h: DNS?<enter><tab>Cy");
    let screen = stage.screen();
    assert!(screen.contains("Network connectivity?  ruled out"), "{screen}");
    assert!(screen.contains("DNS?  was the cause"), "{screen}");
}

#[test]
fn another_kind_is_told_with_the_way_back() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>ci<enter>");
    assert!(
        stage
            .screen()
            .contains("Event 6: note is now investigation; u takes that back."),
        "{}",
        stage.screen()
    );
    stage.press("u");
    assert!(
        stage
            .screen()
            .contains("Take back the correction of event 6 \u{201c}Rollback"),
        "{}",
        stage.screen()
    );
    stage.press("y");
    assert_eq!(last(&stage).0, Kind::Note);
}

#[test]
fn what_looks_like_a_command_is_recorded_only_when_meant() {
    let mut stage = Stage::live((80, 24));
    let count = stage.sample.as_ref().unwrap().texts().len();
    stage.press("/closee<enter>");
    assert!(
        stage.screen().contains("No command is called /closee"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), count);
    stage.press("<enter>");
    assert_eq!(stage.sample.as_ref().unwrap().texts().last(), Some(&"/closee"));
}

#[test]
fn who_closed_the_incident_elsewhere_is_told() {
    let mut stage = Stage::live((80, 24));
    let sample = stage.sample.as_mut().unwrap();
    sample.by = "bo@desk".to_owned();
    sample.write(Op::Close {
        at: None,
        replaces: None,
    });
    stage.send(Msg::Changed { damage: 0 });
    assert!(
        stage.screen().contains("bo@desk closed the incident"),
        "{}",
        stage.screen()
    );
}

#[test]
fn what_is_copied_of_an_event_is_harmless() {
    let mut stage = Stage::live((80, 24));
    let sample = stage.sample.as_mut().unwrap();
    sample.log(Kind::Note, None, "look:\u{1b}[201~\u{202e}\nand then");
    stage.send(Msg::Changed { damage: 0 });
    for keys in ["<tab><end>y", "<enter>y"] {
        stage.asked.clear();
        stage.press(keys);
        let copied = stage.asked.iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        });
        let copied = copied.expect("it is copied");
        assert!(
            copied.contains("look:") && copied.contains("\u{23ce}and then"),
            "{copied:?}"
        );
        // A shell without bracketed paste runs every line.
        assert!(!copied.contains(['\u{1b}', '\u{202e}', '\n', '\r']), "{copied:?}");
    }
}
