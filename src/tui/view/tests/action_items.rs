//! The screen of action items: keys in, screen out.

use super::*;
use crate::domain::command::{Command, NewActionItem};
use crate::domain::id::IncidentId;
use crate::domain::record::{ActionItemBody, Purpose};
use crate::incidents::catalog::agenda::{self, Listed};

fn item(text: &str, owner: Option<&str>, due: Option<&str>) -> Command {
    Command::AddActionItem(NewActionItem {
        text: text.to_owned(),
        owner: owner.map(str::to_owned),
        due: due.map(|day| day.parse().unwrap()),
        ..NewActionItem::default()
    })
}

/// On the screen of action items, with three of them; it is 25 March 2023.
fn stage(size: (u16, u16)) -> Stage {
    let mut stage = Stage::live(size);
    stage.model.writer = WRITER.to_owned();
    let sample = stage.sample.as_mut().unwrap();
    for (text, owner, due) in [
        (
            "Write down how to roll back the authentication service, with the order of its databases",
            None,
            None,
        ),
        ("Raise the alert threshold", Some("ana"), Some("2023-04-01")),
        ("Add a health check", Some("bo"), Some("2023-03-22")),
    ] {
        sample.command(item(text, owner, due)).unwrap();
    }
    stage.send(Msg::Changed { damage: 0 });
    stage.press("<f5>");
    stage
}

impl Stage {
    fn bodies(&self) -> Vec<ActionItemBody> {
        let incident = &self.sample.as_ref().unwrap().incident;
        incident.action_items().map(|(_, body)| body.clone()).collect()
    }

    /// The numbers of the rows, from the top.
    fn numbers(&self) -> Vec<u32> {
        let incident = &self.sample.as_ref().unwrap().incident;
        agenda::of(incident, self.model.now)
            .iter()
            .map(|row| row.number)
            .collect()
    }
}

/// Makes the action items of another incident.
fn elsewhere() -> Vec<Listed> {
    let mut s = Sample::new("UTC", "2023-03-01T09:00:00Z");
    s.set(FieldName::Title, "Mail slow");
    s.command(item("Look at the queue", None, Some("2023-03-10")))
        .unwrap();
    s.command(item("Long done", None, None)).unwrap();
    let now = Now {
        instant: "2023-03-25T16:44:00Z".parse().unwrap(),
        local: zone(),
    };
    let mut listed = agenda::of(&s.incident, now);
    for listed in &mut listed {
        listed.incident = other();
        listed.body.done = listed.number == 2;
    }
    listed
}

fn other() -> IncidentId {
    IncidentId::new(uuid::Uuid::from_u128(9))
}

#[test]
fn the_most_pressing_comes_first() {
    let mut stage = stage((80, 24));
    stage.press("<end>xy");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn action_items_on_a_small_screen() {
    let mut stage = stage((40, 10));
    snapshot!(stage, "j", @"
     Action items: Login down
    ────────────────────────────────────────
       3  Add a health check
          overdue 3 days (2023-03-22)  @bo
       2  Raise the alert threshold
          due 2023-04-01  @ana
       1  Write down how to roll back the
          authentication service, with the
          order of its databases           …
     Enter edit  a add  x done  o owner
    ");
}

#[test]
fn action_items_on_a_wide_screen_are_those_of_the_side_panel() {
    let mut stage = stage((120, 40));
    insta::assert_snapshot!(stage.screen());
    snapshot!(stage, "<esc>", rows(2..8), @"
     no update sent for 2h 14m (every 30m)                                                      1 hypothesis open   3 todos
    ── Sat 25 Mar 2023 ──────────────────────────────────────────────────────────────── │ Open hypotheses
      09:30     +0m DETECT   Users report problems logging in               #1      ana │ 1h 14m  Network connectivity?
      09:35     +5m DETECT   Automated alerts: authentication service       #2      ana │
      09:40    +10m INVEST   Authentication service and its database        #3      ana │ Action items
                             35m without an entry                                       │ 3. Add a health check, overdue 3
    ");
}

#[test]
fn one_is_added_as_a_line_would_add_it() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "aCheck the dashboards @netops due 2023-03-24", rows(21..24), @"
    ▸ Check the dashboards @netops due 2023-03-24
      action item, owner netops, due yesterday
     Enter record  ^O your editor  Esc leave it  ^P commands  F1 help
    ");
    stage.press("<enter>");
    let added = stage.bodies().pop().unwrap();
    assert_eq!(added.text, "Check the dashboards @netops");
    assert_eq!(added.owner.as_deref(), Some("netops"));
    assert_eq!(added.due, "2023-03-24".parse().ok());
    assert_eq!(stage.numbers(), [3, 4, 2, 1]);
    snapshot!(stage, rows(4..7), @"
    4  Check the dashboards @netops
       overdue 1 day (2023-03-24)  @netops
    2  Raise the alert threshold
    ");
    stage.press("xy");
    assert!(stage.bodies()[3].done, "what was added is selected");
}

#[test]
fn a_bad_date_in_a_new_one_is_told_while_it_is_typed() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "aCheck it due soon", rows(20..23), @"
    ▸ Check it due soon
      action item, no owner, no due date; 'soon' is no date that is read
      (2026-12-01, 1 Dec, friday, today, tomorrow or +3d); kept as text
    ");
    snapshot!(stage, "<ctrl-u>due 2023-04-01<enter>", rows(19..21), @"
     There is no text yet: say what is to be done.
    ── What is to be done? ─────────────────────────────────────────────────────────
    ");
    assert_eq!(stage.bodies().len(), 3);
}

#[test]
fn every_part_has_a_key() {
    let mut stage = stage((80, 24));
    stage.press("<end>");
    stage.press("<enter> at once<enter>o@netops<enter>d2023-05-01<enter>tprocess<enter>phigh<enter>");
    let body = &stage.bodies()[0];
    assert!(body.text.ends_with("databases at once"));
    assert_eq!(body.owner.as_deref(), Some("netops"));
    assert_eq!(body.due, "2023-05-01".parse().ok());
    assert_eq!(body.purpose, Some(Purpose::Process));
    assert_eq!(body.priority.as_deref(), Some("high"));
    snapshot!(stage, rows(7..9), @"
    its databases at once
    due 2023-05-01  @netops  process  priority high
    ");
    stage.press("o<ctrl-u><enter>d<ctrl-u><enter>t<ctrl-u><enter>p<ctrl-u><enter>");
    let body = &stage.bodies()[0];
    let nothing = (
        body.owner.is_none(),
        body.due.is_none(),
        body.purpose.is_none(),
        body.priority.is_none(),
    );
    assert_eq!(nothing, (true, true, true, true));
}

#[test]
fn what_a_part_cannot_be_is_told_and_stays_to_be_mended() {
    let mut stage = stage((80, 24));
    for (keys, told, kept) in [
        (
            "d<ctrl-u>next week<enter>",
            "'next week' is no date: write 2026-12-01",
            "▸ next week",
        ),
        (
            "t<ctrl-u>urgent<enter>",
            "'urgent' is none of mitigate prevent detect process task",
            "▸ urgent",
        ),
        ("<enter><ctrl-u><enter>", "An action item needs a text.", "▸"),
    ] {
        stage.press(keys);
        let screen = stage.screen();
        assert!(screen.contains(told) && screen.contains(kept), "{screen}");
        stage.press("<esc>");
    }
    assert_eq!(stage.bodies()[2].due, "2023-03-22".parse().ok());
    snapshot!(stage, "d<ctrl-u>tomorrow", rows(21..24), @"
    ▸ tomorrow
      Sunday 26 March 2023
     Enter record  ^O your editor  Esc leave it  ^P commands  F1 help
    ");
    stage.press("<enter>");
    assert_eq!(stage.bodies()[2].due, "2023-03-26".parse().ok());
}

#[test]
fn it_is_ticked_off_and_on_once_that_is_confirmed_and_undo_takes_it_back() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "x", rows(22..24), @"
    Is action item 3 “Add a health check” done?
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    assert!(!stage.bodies()[2].done);
    stage.press("y");
    assert!(stage.bodies()[2].done);
    assert_eq!(stage.numbers(), [2, 1, 3], "what is done stands last");
    snapshot!(stage, rows(0..2), @"
     Action items: Login down                                                2 open
    ────────────────────────────────────────────────────────────────────────────────
    ");
    stage.press(" <enter>");
    assert!(!stage.bodies()[2].done, "the same one is still selected");
    stage.press("xyU");
    assert!(stage.bodies()[2].done, "it asks first");
    stage.press("y");
    assert!(!stage.bodies()[2].done);
    snapshot!(stage, rows(22..24), @"
    Undone: the change of todo 3, 'Add a health check'; Ctrl-R brings it back.
    Enter edit  a add  x done  o owner  d due  t type  A all  U undo  Esc back
    ");
    stage.press("<ctrl-r>y");
    assert!(stage.bodies()[2].done, "{}", stage.screen());
}

#[test]
fn what_was_not_saved_is_asked_for_again() {
    let mut stage = stage((80, 24));
    stage.disk = Disk::Fails;
    snapshot!(stage, "aCheck the dashboards<enter>", rows(19..23), @"
     NOT saved: the disk is full.
    ── What is to be done? ─────────────────────────────────────────────────────────
    ▸ Check the dashboards
      action item, no owner, no due date
    ");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    assert_eq!(stage.bodies().len(), 4);
    stage.disk = Disk::Fails;
    snapshot!(stage, "xy", rows(22..24), @"
    NOT saved: the disk is full.
    Enter edit  a add  x done  o owner  d due  t type  A all  U undo  Esc back
    ");
    assert!(stage.bodies().iter().all(|body| !body.done));
}

#[test]
fn those_of_all_incidents_are_read_and_each_opens_its_own() {
    let mut stage = stage((80, 24));
    stage.press("A");
    assert_eq!(stage.asked, [Effect::ListActionItems]);
    stage.send(Msg::ActionItems(elsewhere()));
    snapshot!(stage, "<home>", rows(0..5), @"
     Action items of all incidents                                4 open, 2 overdue
    ────────────────────────────────────────────────────────────────────────────────
       1  Look at the queue
          overdue 15 days (2023-03-10)  no owner  in: Mail slow
       3  Add a health check
    ");
    let screen = stage.screen();
    assert!(!screen.contains("Long done"), "{screen}");
    snapshot!(stage, rows(23..24), @" Enter open its incident  a add  A own  U undo  Esc back  i write  ^P commands");
    let before = stage.bodies();
    snapshot!(stage, "x", rows(22..24), @"
    It belongs to another incident: Enter opens that one.
    Enter open its incident  a add  A own  U undo  Esc back  i write  ^P commands
    ");
    assert_eq!(stage.bodies(), before);
    stage.press("<enter>");
    assert_eq!(stage.asked.last(), Some(&Effect::Open(other())));
    stage.press("jxy");
    assert!(stage.bodies()[2].done, "the incident's own are changed here");
    stage.press("A");
    stage.see_no(&["Mail slow"]);
}

#[test]
fn where_there_is_none_it_says_what_to_press() {
    let mut stage = Stage::live((40, 10));
    snapshot!(stage, "/action<enter>", rows(1..4), @"
    ────────────────────────────────────────
     Nothing is to be done yet: press a to
     add an action item, or begin a line
    ");
    snapshot!(stage, "xdo", rows(7..9), @"
    There is no action item yet: a adds
    one.
    ");
    snapshot!(stage, "A", rows(1..4), @"
    ────────────────────────────────────────
     Nothing is left to be done in any
     incident: press a to add something to
    ");
    let mut nothing = Stage::new((80, 24));
    nothing.press("<f5>");
    nothing.see(&["No incident is open."]);
}

#[test]
fn two_screens_never_lead_to_each_other_for_ever() {
    let mut stage = stage((80, 24));
    stage.press("<f2><f5><f2><f5><esc>");
    assert_eq!(stage.model.screen, Screen::Live);
    stage.press("<f5><f2><esc>");
    assert_eq!(stage.model.screen, Screen::ActionItems);
    stage.press("w");
    assert_eq!((stage.model.screen, stage.line()), (Screen::ActionItems, ""));
    snapshot!(stage, rows(22..24), @"
    “w” is no key here. i writes a line.
    Enter edit  a add  x done  o owner  d due  t type  A all  U undo  Esc back
    ");
    stage.press("iw");
    assert_eq!((stage.model.screen, stage.line()), (Screen::Live, "w"));
}

#[test]
fn the_review_leads_here_and_knows_what_was_added_when_one_comes_back() {
    let mut stage = Stage::live((100, 30));
    stage.press("<f4><enter>");
    let missing = |stage: &Stage| {
        let findings = stage.model.closing.findings.all();
        findings
            .iter()
            .position(|finding| finding.rule == "no_action_item")
    };
    let at = missing(&stage).expect("it is closed without any");
    stage.press(&"j".repeat(at)).press("m");
    assert_eq!(stage.model.screen, Screen::ActionItems);
    stage.press("aAdd a health check<enter><esc>");
    assert_eq!((stage.model.screen, missing(&stage)), (Screen::Close, None));
}

#[test]
fn a_closed_incident_goes_on_being_followed_up() {
    let mut stage = stage((80, 24));
    stage.press("<f4><enter><f5>xy");
    assert!(stage.bodies()[2].done);
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Close);
}

#[test]
fn what_two_people_made_of_one_is_told_where_it_is_selected() {
    let mut stage = stage((80, 24));
    let sample = stage.sample.as_mut().unwrap();
    let (id, body) = sample
        .incident
        .action_items()
        .nth(2)
        .map(|(item, body)| (item.id, body.clone()))
        .unwrap();
    for (writer, by, text) in [("bo-desk-9x9x", "bo", "Probe it"), (WRITER, "ana", "Watch it")] {
        sample.hand_over(writer);
        sample.by = by.to_owned();
        sample.write(Op::AmendActionItem {
            item: id,
            replaces: id,
            body: ActionItemBody {
                text: text.to_owned(),
                ..body.clone()
            },
        });
    }
    snapshot!(stage, rows(20..22), @"
    ! Written at the same time: 'Probe it', owner bo, due 2023-03-22 by bo and
    'Watch it', owner bo, due 2023-03-22 by ana. The last counts; write it once
    ");
    stage.press("<enter><ctrl-u>Watch and probe it<enter>");
    stage.see_no(&["! Written"]);
}

#[test]
fn hostile_action_items_are_only_text() {
    let mut stage = stage((80, 24));
    let hostile = "x\u{1b}]52;c;Zm9v\u{7}\u{202e}evil\u{9b}2J";
    let sample = stage.sample.as_mut().unwrap();
    sample.set(FieldName::Title, hostile);
    sample
        .command(item(hostile, Some(hostile), Some("2023-01-01")))
        .unwrap();
    let mut others = elsewhere();
    for other in &mut others {
        other.title = hostile.to_owned();
        other.body.priority = Some(hostile.to_owned());
    }
    stage.send(Msg::ActionItems(others));
    for keys in ["<home>", "<enter>", "<esc>o", "<esc>t", "<esc>x", "A"] {
        stage.press(keys);
        let screen = stage.screen();
        let acting = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!screen.contains(acting), "{keys}: {screen}");
    }
}

#[test]
fn one_that_is_being_saved_is_not_ticked_off_twice() {
    let mut stage = stage((80, 24));
    stage.disk = Disk::Hangs;
    stage.press("xyx");
    assert_eq!(stage.model.pending.len(), 1);
    snapshot!(stage, rows(21..24), @"
    saving...
    It is being saved.
    Enter edit  a add  x done  o owner  d due  t type  A all  U undo  Esc back
    ");
    stage.press("jxy");
    assert_eq!(stage.model.pending.len(), 2, "another one is another matter");
    let tickets: Vec<u64> = stage.model.pending.iter().map(|pending| pending.ticket).collect();
    for ticket in tickets {
        let why = "NOT saved".to_owned();
        stage.send(Msg::NotSaved { ticket, why });
    }
    stage.disk = Disk::Works;
    stage.press("<esc>xy");
    assert!(stage.bodies().iter().any(|body| body.done), "{}", stage.screen());
}
