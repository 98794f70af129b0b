//! Updates and the handover on the screen: read, copied, recorded as sent.

use super::*;
use crate::app::screen::paper::Which;
use crate::draft::update::Audience;

impl Stage {
    fn copied(&self) -> Option<&str> {
        self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        })
    }

    fn updates(&self) -> Vec<&str> {
        let events = self.sample.as_ref().unwrap().incident.shown();
        let updates = events.filter(|event| event.body().kind == Kind::Communication);
        updates.map(|event| event.body().text.as_str()).collect()
    }
}

#[test]
fn the_update_for_the_team() {
    let mut stage = Stage::live((80, 24));
    stage.press("<f6>");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn the_update_is_small() {
    let mut stage = Stage::live((40, 10));
    stage.press("<f6>yx");
    snapshot!(stage, "y", @"
     Status update: Login down
    ─ team [executive] public ──────────────
     Login down. Since 09:30 (UTC-05:00), 2
     h 14 min. The cause is not known.
     Looked at: Authentication service and
     its database (09:40); Nothing obvious
     in the service or the database
     (10:15). Suspected: Network
     s records it as sent to executives.
     y copy  e edit  s sent  Tab audience
    ");
}

#[test]
fn the_handover_is_wide() {
    let mut stage = Stage::live((120, 40));
    stage.model.author = Some("ana@laptop".to_owned());
    stage.press("todo: add a health check @bo due 2023-04-01<enter><f7>");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn the_audience_is_turned_with_tab_arrows_and_letters() {
    let mut stage = Stage::live((80, 24));
    stage.press("<f6>");
    for (keys, tab) in [
        ("", "[team]"),
        ("<tab>", "[executive]"),
        ("<right>", "[public]"),
        ("<tab>", "[team]"),
        ("<left>", "[public]"),
        ("<left>", "[executive]"),
        ("t", "[team]"),
        ("p", "[public]"),
        ("x", "[executive]"),
    ] {
        stage.press(keys);
        stage.see(&[tab]);
    }
}

#[test]
fn what_is_copied_is_the_text_and_not_its_lines_on_the_screen() {
    let mut stage = Stage::live((40, 24));
    stage.press("i: looked at the connection pool of the database, which was full<enter><f6>y");
    let screen = stage.screen();
    let line = "Looked at the connection pool of the database, which was full (11:44).\n";
    assert!(
        !screen.contains(line.trim()) && screen.contains("Looked at the\n connection pool"),
        "{screen}"
    );
    let copied = stage.copied().unwrap();
    assert!(copied.contains(line), "{copied}");
    stage.press("<f7>y");
    assert!(stage.copied().unwrap().contains("LAST HOUR\n"));
}

#[test]
fn one_key_records_that_the_update_was_sent_and_the_clock_starts_anew() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, rows(2..3), @" no update sent for 2h 14m (every 30m)                        1 hypothesis open");
    snapshot!(stage, "<f6>y", rows(22..24), @"
    s records it as sent to the team.
    y copy  e edit  s sent  Tab audience  Esc back  i write  ^P commands  F1 help
    ");
    assert!(stage.updates().is_empty(), "copying alone records nothing");
    snapshot!(stage, "s", rows(22..24), @"
    Record that this update was sent to the team, now?
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    assert!(stage.updates().is_empty());
    snapshot!(stage, "y", rows(22..24), @"
    Recorded: sent to the team.
    y copy  e edit  s sent  Tab audience  Esc back  i write  ^P commands  F1 help
    ");
    snapshot!(stage, "s", rows(21..23), @"
    That it was sent is recorded already: copy the next one first.
    Recorded: sent to the team.
    ");
    assert_eq!(
        stage.updates(),
        ["Sent to the team: SEV1 Login down: impact not recorded"]
    );
    snapshot!(stage, "<esc><esc>", rows(2..3), @" next update in 30m                                           1 hypothesis open");
    // For another audience, and without copying.
    stage.press("<f6>psy");
    assert_eq!(stage.updates().len(), 2);
    assert_eq!(stage.updates()[1], "Sent to the public: Investigating");
}

#[test]
fn whoever_stays_at_the_updates_is_reminded_and_records_the_next_one() {
    let mut stage = Stage::live((80, 24));
    stage.press("<f6>ysy");
    stage.see_no(&["is due"]);
    stage.pass(TimeDelta::minutes(31));
    snapshot!(stage, rows(21..23), @"
    A status update is due (every 30 min). F6 writes one; Esc puts this away.
    Recorded: sent to the team.
    ");
    stage.press("ysy");
    assert_eq!(stage.updates().len(), 2, "{}", stage.screen());
    stage.see_no(&["is due"]);
    stage.disk = Disk::Hangs;
    stage.press("ysyysy");
    let tickets = stage.model.pending.len();
    assert_eq!(tickets, 1, "one that is on its way is not sent twice");
}

#[test]
fn that_it_was_sent_is_not_said_before_it_is_on_disk() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Hangs;
    snapshot!(stage, "<f6>sy", rows(22..24), @"
    saving...
    y copy  e edit  s sent  Tab audience  Esc back  i write  ^P commands  F1 help
    ");
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("<f6>sy");
    let screen = stage.screen();
    assert!(
        screen.contains("NOT saved") && !screen.contains("Recorded"),
        "{screen}"
    );
    stage.disk = Disk::Works;
    stage.press("<esc>sy");
    assert_eq!(stage.updates().len(), 1);
}

#[test]
fn the_text_goes_on_with_the_clock() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "<f6>", rows(3..14), @"
    mitigation recorded.
    Suspected now: Network connectivity? (1 h). Rollback being discussed with
    @auth-team (11:38).
    Looked at without a finding: Nothing obvious in the service or the database
    (10:15).
    Called in: nobody recorded, 2 h 14 min after the first report.
    Users were told: no update recorded.
    Next update 12:14. Next step: [say]
    ");
    stage.pass(TimeDelta::minutes(2));
    snapshot!(stage, rows(3..14), @"
    mitigation recorded.
    Suspected now: Network connectivity? (1 h). Rollback being discussed with
    @auth-team (11:38).
    Looked at without a finding: Nothing obvious in the service or the database
    (10:15).
    Called in: nobody recorded, 2 h 16 min after the first report.
    Users were told: no update recorded.
    Next update 12:16. Next step: [say]
    ");
}

#[test]
fn a_letter_that_is_no_key_does_nothing_and_i_goes_on_with_the_line() {
    let update = Which::Update(Audience::Team);
    for (keys, which) in [("<f6>w", update), ("<f7>w", Which::Handover)] {
        let mut stage = Stage::live((80, 24));
        stage.press("half a line ").press(keys);
        assert_eq!(
            (stage.model.screen, stage.line()),
            (Screen::Paper(which), "half a line ")
        );
        stage.see(&["i writes a line"]);
        stage.press("iw");
        assert_eq!(
            (stage.model.screen, stage.line()),
            (Screen::Live, "half a line w")
        );
    }
}

#[test]
fn a_long_handover_is_scrolled_and_says_how_much_there_is() {
    let mut stage = Stage::live((40, 10));
    snapshot!(stage, "<f7>", rows(0..2), @"
     Handover: Login down   lines 1-7 of 28
    ────────────────────────────────────────
    ");
    snapshot!(stage, "<end>", rows(6..9), @"
      the service or the database
    - 10:30 Hypothesis: Network
      connectivity?
    ");
    snapshot!(stage, "<home>jj", rows(0..2), @"
     Handover: Login down   lines 3-9 of 28
    ────────────────────────────────────────
    ");
}

#[test]
fn papers_of_a_closed_incident_work_and_go_back_to_its_draft() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "r: logins work<enter><f4><enter><enter><f6>", rows(1..4), @"
    ─[team] executive  public ──────────────────────────────────────────────────────
     SEV1  Login down: impact not recorded. From 09:30 to 11:44 (UTC-05:00), 2 h 14
     min.
    ");
    stage.press("sy<esc>");
    assert_eq!(stage.model.screen, Screen::Close);
    assert_eq!(stage.updates().len(), 1);
    stage.press("/h");
    assert_eq!(stage.model.screen, Screen::Close);
}

#[test]
fn without_an_incident_there_is_no_paper() {
    let mut stage = Stage::new((80, 24));
    snapshot!(stage, "<f6><f7>", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     No incident is open.
              ▸
    ");
}

#[test]
fn papers_are_found_by_name() {
    for (keys, title) in [("/stat<enter>", "Status update"), ("/hando<enter>", "Handover")] {
        let mut stage = Stage::live((80, 24));
        stage.press(keys);
        stage.see(&[title]);
    }
}

/// A list with one closed incident, and the live one.
fn listed(size: (u16, u16)) -> (Stage, crate::domain::id::IncidentId) {
    let mut stage = Stage::live(size);
    let here = stage.sample.as_ref().unwrap().incident.id();
    let closed = crate::domain::id::IncidentId::new(uuid::Uuid::from_u128(9));
    let entry = |id, title: &str, standing| ListedIncident {
        id,
        title: title.to_owned(),
        severity: None,
        standing,
        opened: None,
        events: 0,
        unsent: false,
    };
    stage.press("<f3>");
    stage.send(Msg::Listed(vec![
        entry(here, "Login down", Liveness::Live),
        entry(closed, "Mail slow", Liveness::Closed),
    ]));
    (stage, closed)
}

#[test]
fn the_list_tells_of_a_line_that_was_kept_and_not_sent() {
    let (mut stage, _) = listed((80, 24));
    stage.see_no(&["a line unsent"]);
    let mut entry = stage.model.incidents.visible().nth(1).unwrap().clone();
    entry.unsent = true;
    stage.send(Msg::Listed(vec![entry]));
    snapshot!(stage, rows(1..3), @"
    ────────────────────────────────────────────────────────────────────────────────
     CLOSED                          Mail slow              a line unsent, 0 events
    ");
}

#[test]
fn a_closed_incident_is_reopened_after_a_second_key() {
    for size in [(80, 24), (40, 10), (120, 40)] {
        let (mut stage, closed) = listed(size);
        stage.press("Gr");
        stage.see(&["Reopen \u{201c}Mail slow\u{201d}?"]);
        stage.press("y");
        assert_eq!(stage.asked.last(), Some(&Effect::Reopen(closed)));
        stage.see_no(&["Reopen \u{201c}"]);
    }
}

#[test]
fn whatever_is_not_yes_leaves_it_closed() {
    for keys in ["<esc>", "n", "<down><esc>", "<f1><esc>", "xy<esc>"] {
        let (mut stage, _) = listed((80, 24));
        stage.press("Gr").press(keys);
        stage.see_no(&["Reopen \u{201c}"]);
        stage.press("y");
        assert!(
            !stage
                .asked
                .iter()
                .any(|effect| matches!(effect, Effect::Reopen(_))),
            "{keys}"
        );
    }
}

#[test]
fn an_open_incident_needs_no_reopening() {
    let (mut stage, _) = listed((80, 24));
    snapshot!(stage, "r", rows(23..24), @" It is open: Enter goes there.");
    stage.press("y");
    assert_eq!(stage.asked, [Effect::List]);
}

#[test]
fn what_the_public_is_not_told_stands_below_the_text_and_is_not_copied() {
    for size in [(80, 24), (40, 10)] {
        let mut stage = Stage::live(size);
        stage.press("b: it began<enter>");
        let sample = stage.sample.as_mut().unwrap();
        sample.set(
            FieldName::Impact,
            "Users cannot log in. See ABC-1234. It is db-7.",
        );
        stage.press("<f6>p");
        let screen = stage.screen();
        let told = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = if size.1 > 10 {
            "2 sentences of the impact."
        } else {
            "left out: 2 names, 1 dead end"
        };
        assert!(told.contains(said), "{screen}");
        stage.press("y");
        let copied = stage.copied().unwrap();
        assert!(
            copied.contains("[say what customers notice]") && !copied.contains("eft out"),
            "{copied}"
        );
        stage.press("x");
        stage.see_no(&["eft out"]);
    }
}

#[test]
fn what_is_copied_of_a_paper_does_not_end_in_a_line_break() {
    let mut stage = Stage::live((80, 24));
    for keys in ["<f6>y", "xy", "py", "<esc><f7>y"] {
        stage.asked.clear();
        stage.press(keys);
        let copied = stage.copied().expect("it is copied");
        assert!(
            copied.contains('\n') && !copied.ends_with('\n'),
            "{keys}: {copied:?}"
        );
    }
}

#[test]
fn the_text_is_edited_before_it_is_copied_and_what_was_sent_is_evidence() {
    let mut stage = Stage::live((80, 24));
    stage.press("<f6>x");
    let own = stage.model.paper.text().to_owned();
    stage.press("e<enter>Call us<enter>at noon<up><end>, please<esc>");
    let edited = format!("{own}\nCall us, please\nat noon");
    snapshot!(stage, rows(5..9), @"
    No estimate is recorded. Next update by 12:14.
    Call us, please
    at noon
    ");
    stage.see(&["The text is as you edited it.", "[executive]"]);
    stage.press("y");
    assert_eq!(stage.copied(), Some(edited.as_str()));
    // The clock goes on, and the text stays as it was edited.
    stage.pass(TimeDelta::minutes(2));
    stage.press("sy");
    stage.see(&["Recorded: sent to executives."]);
    let incident = &stage.sample.as_ref().unwrap().incident;
    let told = incident
        .shown()
        .find(|event| event.body().kind == Kind::Communication)
        .unwrap();
    let kept = &told.body().evidence[0];
    assert_eq!(
        (kept.name.as_deref(), kept.bytes),
        (Some("update.txt"), edited.len() as u64)
    );
}

#[test]
fn the_cursor_stands_in_the_text_that_is_edited_and_letters_are_text() {
    for keys in ["<f6>", "<f7>"] {
        let mut stage = Stage::live((80, 24));
        stage.press(keys).press("e");
        assert_eq!(stage.model.context(), crate::app::keymap::Context::PaperText);
        stage.press("ys");
        stage.send(Msg::Input(Input::Paste(" two\nlines".to_owned())));
        let text = stage.model.paper.text().to_owned();
        assert!(text.ends_with("ys two\nlines"), "{text}");
        stage.press("<f1>");
        stage.see(&["Editing what is to be pasted"]);
    }
}

#[test]
fn an_emptied_text_is_the_own_one_again_and_an_edited_one_is_kept_in_the_history() {
    let mut stage = Stage::live((80, 24));
    stage.press("<f6>e<ctrl-u>");
    let first = stage.model.paper.raw.lines().count();
    for _ in 0..first {
        stage.press("<bs><ctrl-u>");
    }
    stage.press("<esc>");
    assert_eq!(stage.model.paper.text(), stage.model.paper.raw.trim_end());
    stage.see_no(&["as you edited it"]);
    stage.press("e more<esc>x");
    stage.see(&["in the history"]);
}
