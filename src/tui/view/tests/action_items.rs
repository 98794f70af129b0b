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
    stage.press("j");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn action_items_on_a_wide_screen_are_those_of_the_side_panel() {
    let mut stage = stage((120, 40));
    insta::assert_snapshot!(stage.screen());
    stage.press("<esc>");
    let screen = stage.screen();
    assert!(
        screen.contains("3. Add a health check,") && screen.contains("overdue"),
        "{screen}"
    );
    assert!(screen.contains("3 todos"), "{screen}");
}

#[test]
fn one_is_added_as_a_line_would_add_it() {
    let mut stage = stage((80, 24));
    stage.press("aCheck the dashboards @netops due 2023-03-24");
    assert!(
        stage.screen().contains("owner netops, due yesterday"),
        "{}",
        stage.screen()
    );
    stage.press("<enter>");
    let added = stage.bodies().pop().unwrap();
    assert_eq!(added.text, "Check the dashboards @netops");
    assert_eq!(added.owner.as_deref(), Some("netops"));
    assert_eq!(added.due, "2023-03-24".parse().ok());
    assert_eq!(stage.numbers(), [3, 4, 2, 1]);
    assert!(
        stage.screen().contains("overdue 1 day (2023-03-24)"),
        "{}",
        stage.screen()
    );
    stage.press("xy");
    assert!(stage.bodies()[3].done, "what was added is selected");
}

#[test]
fn a_bad_date_in_a_new_one_is_told_while_it_is_typed() {
    let mut stage = stage((80, 24));
    stage.press("aCheck it due soon");
    assert!(stage.screen().contains("'soon' is no date"), "{}", stage.screen());
    stage.press("<ctrl-u>due 2023-04-01<enter>");
    assert!(
        stage.screen().contains("There is no text yet"),
        "{}",
        stage.screen()
    );
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
    let screen = stage.screen();
    assert!(
        screen.contains("due 2023-05-01  @netops  process  priority high"),
        "{screen}"
    );
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
    stage.press("d<ctrl-u>tomorrow");
    assert!(
        stage.screen().contains("Sunday 26 March 2023"),
        "{}",
        stage.screen()
    );
    stage.press("<enter>");
    assert_eq!(stage.bodies()[2].due, "2023-03-26".parse().ok());
}

#[test]
fn it_is_ticked_off_and_on_once_that_is_confirmed_and_undo_takes_it_back() {
    let mut stage = stage((80, 24));
    stage.press("x");
    let screen = stage.screen();
    assert!(
        screen.contains("Is action item 3 \u{201c}Add a health check\u{201d} done?"),
        "{screen}"
    );
    assert!(!stage.bodies()[2].done);
    stage.press("y");
    assert!(stage.bodies()[2].done);
    assert_eq!(stage.numbers(), [2, 1, 3], "what is done stands last");
    assert!(stage.screen().contains("2 open"), "{}", stage.screen());
    stage.press(" <enter>");
    assert!(!stage.bodies()[2].done, "the same one is still selected");
    stage.press("xyU");
    assert!(stage.bodies()[2].done, "it asks first");
    stage.press("y");
    assert!(!stage.bodies()[2].done);
    assert!(
        stage
            .screen()
            .contains("Undone: the change of todo 3, 'Add a health check'; Ctrl-R brings it back."),
        "{}",
        stage.screen()
    );
    stage.press("<ctrl-r>y");
    assert!(stage.bodies()[2].done, "{}", stage.screen());
}

#[test]
fn what_was_not_saved_is_asked_for_again() {
    let mut stage = stage((80, 24));
    stage.disk = Disk::Fails;
    stage.press("aCheck the dashboards<enter>");
    let screen = stage.screen();
    assert!(screen.contains("NOT saved: the disk is full."), "{screen}");
    assert!(screen.contains("▸ Check the dashboards"), "{screen}");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    assert_eq!(stage.bodies().len(), 4);
    stage.disk = Disk::Fails;
    stage.press("xy");
    assert!(stage.screen().contains("NOT saved"), "{}", stage.screen());
    assert!(stage.bodies().iter().all(|body| !body.done));
}

#[test]
fn those_of_all_incidents_are_read_and_each_opens_its_own() {
    let mut stage = stage((80, 24));
    stage.press("A");
    assert_eq!(stage.asked, [Effect::ListActionItems]);
    stage.send(Msg::ActionItems(elsewhere()));
    stage.press("<home>");
    let screen = stage.screen();
    assert!(screen.contains("Action items of all incidents"), "{screen}");
    assert!(
        screen.contains("overdue 15 days (2023-03-10)  no owner  in: Mail slow"),
        "{screen}"
    );
    assert!(!screen.contains("Long done"), "{screen}");
    assert!(screen.contains("Enter open its incident"), "{screen}");
    let before = stage.bodies();
    stage.press("x");
    assert!(
        stage.screen().contains("It belongs to another incident"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.bodies(), before);
    stage.press("<enter>");
    assert_eq!(stage.asked.last(), Some(&Effect::Open(other())));
    stage.press("jxy");
    assert!(stage.bodies()[2].done, "the incident's own are changed here");
    stage.press("A");
    assert!(!stage.screen().contains("Mail slow"), "{}", stage.screen());
}

#[test]
fn where_there_is_none_it_says_what_to_press() {
    let mut stage = Stage::live((40, 10));
    stage.press("/action<enter>");
    assert!(stage.screen().contains("press a to"), "{}", stage.screen());
    stage.press("xdo");
    assert!(
        stage.screen().contains("There is no action item yet"),
        "{}",
        stage.screen()
    );
    stage.press("A");
    assert!(stage.screen().contains("Nothing is left"), "{}", stage.screen());
    let mut nothing = Stage::empty((80, 24));
    nothing.press("<f5>");
    assert!(
        nothing.screen().contains("No incident is open."),
        "{}",
        nothing.screen()
    );
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
    assert!(stage.screen().contains("i writes a line"), "{}", stage.screen());
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
    let screen = stage.screen();
    assert!(
        screen.contains("! Written at the same time: 'Probe it'"),
        "{screen}"
    );
    stage.press("<enter><ctrl-u>Watch and probe it<enter>");
    assert!(!stage.screen().contains("! Written"), "{}", stage.screen());
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
    assert!(
        stage.screen().contains("It is being saved."),
        "{}",
        stage.screen()
    );
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
