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
    snapshot!(stage, "h: DNS?<enter>half a line<tab>kkx", rows(22..24), @"
    Rule out hypothesis 5 “Network connectivity?”? A dead end, as of now.
    y or Enter: go ahead  Esc leave it  e in your own words  ^P commands  F1 help
    ");
    stage.press("e");
    assert_eq!(stage.line(), "x: Network connectivity? ");
    snapshot!(stage, rows(21..24), @"
    DEAD END ▸ x: Network connectivity?
               ends hypothesis 5; Esc leaves it · now, dead end
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    stage.press("No: all links are up<enter>");
    assert_eq!(
        last(&stage),
        (
            Kind::RuledOut,
            "Network connectivity? No: all links are up".to_owned(),
            Some("Network connectivity?".to_owned())
        )
    );
    stage.see_no(&["Network connectivity?  open"]);
    assert_eq!(stage.line(), "half a line");
    assert!(stage.model.timeline_focused, "one is back where one was");
    snapshot!(stage, rows(8..11), @"
      10:15    +45m DEAD END Nothing obvious in the service or the database     ana
    ▌ 10:30   +1h0m HYPO     Network connectivity?  ruled out                #5 ana
                             1h 8m without an entry
    ");
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
        stage.see(&["▌ 10:30"]);
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
    snapshot!(stage, "<tab>x", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     Only a hypothesis can be ruled out or confirmed: select one first.
     Esc, i, Tab: write a line. Letters are commands here
    ");
    snapshot!(stage, "kxyx", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     Something ended this hypothesis already.
     Esc, i, Tab: write a line. Letters are commands here
    ");
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
    snapshot!(stage, "<ctrl-u>d:<enter>", rows(20..22), @"
    ── timeline: only d: (2 of 6); f changes it ────────────────────────────────────
     Esc, i, Tab: write a line. Letters are commands here
    ");
    let screen = stage.screen();
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
    snapshot!(stage, "<tab>f@nobody<enter>", rows(6..7), @"  09:40    +10m INVEST   Authentication service and its database            ana");
    snapshot!(stage, rows(19..21), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     No event is like that: all are shown.
    ");
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
    snapshot!(stage, rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     Nothing changed.
     Esc, i, Tab: write a line. Letters are commands here
    ");
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
    snapshot!(stage, "x: all fine there", rows(21..24), @"
    DEAD END ▸ x: all fine there
               now, dead end · ends hypothesis 5: Network connectivity?
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    snapshot!(stage, "<ctrl-u>h: DNS?<enter>x: all fine there", rows(19..22), @"
    DEAD END ▸ x: all fine there
               now, dead end · ends none of the 2 open; Alt-1 to Alt-2 choose
               Alt-1   7  DNS?
    ");
    snapshot!(stage, "<ctrl-u>c: a bad route", rows(19..22), @"
    CAUSE    ▸ c: a bad route
               now, cause · ends none of the 2 open; Alt-1 to Alt-2 choose
               Alt-1   7  DNS?
    ");
}

#[test]
fn a_row_says_what_became_of_a_hypothesis() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "x: fine<enter>h: DNS?<enter><tab>Cy", rows(9..15), @"
      10:30   +1h0m HYPO     Network connectivity?  ruled out                   ana
                             1h 8m without an entry
      11:38   +2h8m NOTE     Rollback being discussed with @auth-team           ana
                             recorded 11:44
      11:44  +2h14m DEAD END fine                                               ana
    ▌ 11:44  +2h14m HYPO     DNS?  was the cause                             #8 ana
    ");
}

#[test]
fn another_kind_is_told_with_the_way_back() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "<tab>ci<enter>", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     Event 6: note is now investigation; u takes that back.
     Esc, i, Tab: write a line. Letters are commands here
    ");
    snapshot!(stage, "u", rows(22..24), @"
    Take back the correction of event 6 “Rollback being dis…”? It reads as before.
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    stage.press("y");
    assert_eq!(last(&stage).0, Kind::Note);
}

#[test]
fn what_looks_like_a_command_is_recorded_only_when_meant() {
    let mut stage = Stage::live((80, 24));
    let count = stage.sample.as_ref().unwrap().texts().len();
    snapshot!(stage, "/closee<enter>", rows(21..24), @"
             ▸ /closee
               No command is called /closee; did you mean /close?
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
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
    snapshot!(stage, rows(19..22), @r#"
    ────────────────────────────────────────────────────────────────────────────────
     bo@desk closed the incident; what is recorded now is marked "after close".
              ▸
    "#);
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
