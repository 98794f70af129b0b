//! The timeline with the focus: moving, finding, one event whole, another zone.

use super::*;

#[test]
fn the_timeline_takes_the_focus_and_three_keys_go_back_to_writing() {
    for back in ["<esc>", "i", "<tab>"] {
        let mut stage = Stage::live((80, 24));
        stage.press("<tab>kk");
        let screen = stage.screen();
        assert!(screen.contains("▌ 10:15"), "{screen}");
        stage.press("w");
        assert!(stage.model.timeline_focused);
        stage.press(back).press("w");
        assert_eq!(
            (stage.model.timeline_focused, stage.line()),
            (false, "w"),
            "{back}"
        );
    }
}

#[test]
fn it_cannot_be_mistaken_who_has_the_keyboard() {
    let mut stage = Stage::live((80, 24));
    let writing = stage.press("half a line").screen();
    assert!(
        writing.contains("▸ half a line") && !writing.contains("─ timeline"),
        "{writing}"
    );
    stage.press("<tab>");
    insta::assert_snapshot!(stage.screen());
    stage.see_no(&["▸"]);
}

#[test]
fn half_and_whole_pages_and_both_ends_have_keys() {
    let mut stage = Stage::live((80, 14));
    for (keys, selected) in [
        ("<tab>g", "▌ 09:30"),
        ("<ctrl-d>", "▌ 10:15"),
        ("G", "▌ 11:38"),
        ("<ctrl-u>", "▌ 09:40"),
        ("g<space>", "▌ 11:38"),
        ("<pgup>", "▌ 09:30"),
    ] {
        let screen = stage.press(keys).screen();
        assert!(screen.contains(selected), "{keys}: {screen}");
    }
}

#[test]
fn one_event_whole() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>k<enter>");
    insta::assert_snapshot!(stage.screen());
    snapshot!(stage, "<esc>", rows(0..2), @"
    LIVE  SEV1  Login down                                   2h 14m   11:44 -05:00
    detected 09:30  acknowledged –  escalated –  cause –  mitigated –  resolved –
    ");
}

#[test]
fn milestones_and_hits_are_found() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "<tab>[", rows(3..6), @"
    ── Sat 25 Mar 2023 ────────────────────────────────────────────────────────────
    ▌ 09:30     +0m DETECT   Users report problems logging in                #1 ana
      09:35     +5m DETECT   Automated alerts: authentication service           ana
    ");
    snapshot!(stage, "]", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     No further one in this direction.
     Esc, i, Tab: write a line. Letters are commands here
    ");
    snapshot!(stage, "<end>/authent<enter>", rows(5..8), @"
      09:35     +5m DETECT   Automated alerts: authentication service           ana
    ▌ 09:40    +10m INVEST   Authentication service and its database         #3 ana
                             35m without an entry
    ");
    snapshot!(stage, "N", rows(4..7), @"
      09:30     +0m DETECT   Users report problems logging in                   ana
    ▌ 09:35     +5m DETECT   Automated alerts: authentication service        #2 ana
      09:40    +10m INVEST   Authentication service and its database            ana
    ");
    snapshot!(stage, "/nosuch<enter>", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     Nothing holds “nosuch”.
     Esc, i, Tab: write a line. Letters are commands here
    ");
}

#[test]
fn times_are_shown_in_another_zone() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "<tab>z", rows(0..6), @"
     LIVE  SEV1  Login down                                      2h 14m   16:44 UTC
     detected 14:30  acknowledged –  escalated –  cause –  mitigated –  resolved –
     no update sent for 2h 14m (every 30m)                        1 hypothesis open
    ── Sat 25 Mar 2023 ────────────────────────────────────────────────────────────
      14:30     +0m DETECT   Users report problems logging in                   ana
      14:35     +5m DETECT   Automated alerts: authentication service           ana
    ");
}

#[test]
fn what_others_write_above_does_not_move_the_selection() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>k");
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Note, Some("2023-03-25T09:31:00-05:00"), "late news");
    stage.send(Msg::Changed { damage: 0 });
    snapshot!(stage, "<enter>", rows(1..3), @"
    ────────────────────────────────────────────────────────────────────────────────
     Network connectivity?
    ");
}
