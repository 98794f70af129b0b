//! Marks, edits and readings of a preview.

use super::*;
use crate::app::field::Edit;
use crate::domain::kind::Kind;
use crate::domain::sample::Sample;
use crate::domain::time::{Moment, Now};
use crate::import::{DateOrder, ListDate, Origin};

const NOTES: &str = "14:01 a\n14:02 b\n14:03 c\n\n---";

fn options() -> ImportOptions {
    ImportOptions::new(TimeContext {
        now: Now {
            instant: "2023-03-25T16:44:00Z".parse().unwrap(),
            local: Zone::Utc,
        },
        zone: Zone::Utc,
        anchor: Anchor::Now,
    })
}

fn preview(text: &str) -> Preview {
    Preview::of_paste(text, options(), None).unwrap()
}

/// An import that a reader of some other format might find.
fn of_import(import: Import) -> Preview {
    Preview::new(vec![Bundle::of("x.json", "{}")], options(), import)
}

/// Does a reading that is wanted, at once. Says whether any time moved.
fn read(preview: &mut Preview, wanted: Option<Rereading>) -> bool {
    let of = wanted.expect("no other one is under way");
    let read = of.read();
    match preview.take_reading(&of, read, None) {
        Reread::Taken { stayed, .. } => !stayed,
        other => panic!("{other:?}"),
    }
}

fn shift(preview: &mut Preview, days: i64) -> bool {
    let wanted = preview.shift_days(days, None);
    read(preview, wanted)
}

fn marks(preview: &Preview) -> Vec<ProposalMark> {
    preview.rows.iter().map(|state| state.mark).collect()
}

fn days(preview: &Preview) -> Vec<String> {
    let day = |proposal: &Proposal| match proposal.time() {
        EntryTime::Given(given) => given.at.wall().format("%d").to_string(),
        EntryTime::Now => "-".to_owned(),
    };
    preview.import.proposals.iter().map(day).collect()
}

#[test]
fn an_incident_that_has_no_title_gets_one_that_can_be_changed() {
    let mut preview = preview("2023-03-25 14:02 down").titled("Imported from chat.txt".to_owned());
    assert_eq!(marks(&preview), [ProposalMark::Yes, ProposalMark::Yes]);
    assert_eq!(preview.opening().title, "Imported from chat.txt");
    preview.select(0);
    preview.change(RowChange::Text("Login is down".to_owned()));
    shift(&mut preview, 1);
    assert_eq!(preview.opening().title, "Login is down");
    preview.opened();
    assert_eq!(marks(&preview), [ProposalMark::Recorded, ProposalMark::Yes]);
}

#[test]
fn marks_are_taken_away_from_what_is_recorded() {
    let mut preview = preview(NOTES);
    assert_eq!((preview.marked(), preview.left_out().len()), (3, 1));
    preview.toggle();
    assert_eq!(preview.send().0.len(), 2);
    preview.recorded(1, Step::default());
    let (yes, no, recorded) = (ProposalMark::Yes, ProposalMark::No, ProposalMark::Recorded);
    assert_eq!(marks(&preview), [no, recorded, yes]);
    assert_eq!(preview.selected(), 2, "the one that was not recorded");
    preview.toggle_all();
    assert_eq!(marks(&preview), [yes, recorded, yes]);
    preview.select(1);
    preview.toggle();
    preview.change(RowChange::Kind(Kind::Fix));
    assert_eq!(preview.marked(), 2, "nothing is recorded twice");
    assert_eq!(own(&preview, 1).0, Kind::Note, "nor changed any more");
    preview.toggle_all();
    assert_eq!(preview.marked(), 0);
}

fn own(preview: &Preview, nth: usize) -> (Kind, String) {
    let proposal = &preview.import.proposals[nth];
    match &proposal.what {
        Proposed::Event(event) => (event.kind, proposal.told()),
        Proposed::ActionItem(_) | Proposed::Field(..) => panic!("an event"),
    }
}

#[test]
fn bare_times_move_to_another_day_together_and_back_and_changes_stay() {
    let mut preview = preview("23:50 a\n00:10 b\n2023-03-20 14:02 c\n14:01 d");
    // A day that is said stays.
    assert_eq!(days(&preview), ["24", "25", "20", "25"]);
    preview.select(1);
    preview.toggle();
    preview.change(RowChange::Text("other words".to_owned()));
    assert!(shift(&mut preview, -1));
    assert_eq!(days(&preview), ["23", "24", "20", "24"]);
    shift(&mut preview, 1);
    shift(&mut preview, 1);
    assert_eq!(days(&preview), ["25", "26", "20", "26"]);
    shift(&mut preview, -1);
    assert_eq!(days(&preview), ["24", "25", "20", "25"]);
    assert_eq!((preview.marked(), preview.selected()), (3, 1));
    assert_eq!(own(&preview, 1).1, "other words");
    let mut fixed = self::preview("2023-03-20 14:02 c\n2023-03-20 14:03 d");
    assert!(!shift(&mut fixed, 1), "no time moved");
}

#[test]
fn a_time_given_by_hand_stays_whatever_moves() {
    let mut preview = preview("14:01 a\n14:02 b");
    let at = Moment::parse("2023-03-20T10:00:00Z").unwrap();
    let EntryTime::Given(given) = preview.import.proposals[0].time() else {
        panic!("it has a time");
    };
    let time = EntryTime::Given(crate::domain::time::typed::TimeGiven { at, ..given });
    preview.change(RowChange::Time(time, Vec::new()));
    shift(&mut preview, -1);
    assert_eq!(days(&preview), ["20", "24"]);
    let wanted = preview.set_date(ListDate::parse("2023-02-10").unwrap(), None);
    read(&mut preview, wanted);
    assert_eq!(days(&preview), ["20", "10"]);
}

#[test]
fn what_the_incident_holds_is_not_offered_again() {
    let mut sample = Sample::new("UTC", "2023-03-25T14:00:00Z");
    let mut first = preview(NOTES);
    first.toggle();
    for proposal in first.send().0 {
        let unsaid = crate::domain::command::When::Now;
        sample.command(proposal.command(unsaid)).unwrap();
    }
    let again = Preview::of_paste(NOTES, options(), Some(&sample.incident)).unwrap();
    let (yes, recorded) = (ProposalMark::Yes, ProposalMark::Recorded);
    assert_eq!(marks(&again), [yes, recorded, recorded]);
    assert_eq!(again.marked(), 1);
}

#[test]
fn what_is_only_offered_is_unmarked_and_a_question_stands_first() {
    let mut import = Import::default();
    let event = |line, text: &str| Proposal::event(line, Kind::Note, EntryTime::Now, text);
    let mut offered = event(2, "paged ana");
    offered.is_chosen = false;
    import.proposals = vec![event(1, "triggered"), offered];
    import.questions = vec![Question::Zone, Question::Date];
    let mut preview = of_import(import);
    assert_eq!(marks(&preview), [ProposalMark::Yes, ProposalMark::No]);
    assert_eq!(
        preview.question(),
        Some(&Question::Date),
        "the one that has to be answered"
    );
    preview.answered(Question::Date);
    assert_eq!((preview.first_blocking(), preview.rows()), (None, 3));
}

#[test]
fn the_order_of_day_and_month_is_answered_by_a_word_or_by_the_day() {
    let mut options = options();
    options.context.now.instant = "2026-11-25T16:44:00Z".parse().unwrap();
    let text = "03/04/2026 14:01 a";
    let mut preview = Preview::of_paste(text, options, None).unwrap();
    assert_eq!(
        (preview.first_blocking(), days(&preview)),
        (Some(0), vec!["03".to_owned()])
    );
    let context = preview.time_context();
    let question = preview.question().cloned().expect("the order is asked for");
    let answers = |typed: &str| {
        let mut line = PreviewLine::new(LineAbout::DateOrder, None, &context).answering(question.clone());
        line.field = crate::app::field::Field::with_text(typed.to_owned());
        (line.label(), line.hint(&context), line.read(&context))
    };
    let (label, hint, answer) = answers("m");
    assert_eq!(
        label,
        "line 1: is 03/04/2026 day/month or month/day? dmy (the day first) or mdy (the month first)"
    );
    assert_eq!(hint.as_deref(), Some("the month comes first: 03/04 is 4 March"));
    assert_eq!(answer, Ok(LineAnswer::DateOrder(DateOrder::MonthFirst)));
    assert_eq!(answers("dmy").2, Ok(LineAnswer::DateOrder(DateOrder::DayFirst)));
    let day = ListDate::parse("2026-03-04").unwrap();
    assert_eq!(answers("2026-03-04").2, Ok(LineAnswer::Date(day)));
    assert!(answers("both").2.is_err());
    let wanted = preview.set_order(DateOrder::MonthFirst, None);
    read(&mut preview, wanted);
    assert_eq!(
        (preview.question(), days(&preview)),
        (None, vec!["04".to_owned()])
    );
}

#[test]
fn two_hundred_thousand_rows_are_marked_and_moved_at_once() {
    let event = |line: usize| {
        let mut event = Proposal::event(line, Kind::Note, EntryTime::Now, format!("line {line}"));
        let file = "x.log".into();
        event.origin = Some(Origin::Line { file, line });
        event
    };
    let import = Import {
        proposals: (1..=200_000).map(event).collect(),
        ..Import::default()
    };
    let mut preview = of_import(import);
    preview.select(usize::MAX);
    preview.toggle();
    assert_eq!((preview.selected(), preview.marked()), (199_999, 199_999));
    preview.toggle_all();
    assert_eq!(preview.marked(), 200_000);
    assert!(matches!(preview.row(123_456), Some(PreviewRow::Proposal(..))));
}

#[test]
fn while_it_is_read_the_rows_stay_and_what_is_asked_meanwhile_is_read_once_more() {
    let mut preview = preview("14:01 a\n14:02 b");
    let of = preview.shift_days(-1, None).expect("a reading");
    assert!(preview.is_reading());
    assert_eq!(days(&preview), ["25", "25"], "the rows before");
    preview.toggle();
    assert_eq!(preview.shift_days(-1, None), None, "one at a time");
    preview.answered(Question::Date);
    let Reread::Again(of) = preview.take_reading(&of, of.read(), None) else {
        panic!("it was of an earlier day");
    };
    assert_eq!(days(&preview), ["25", "25"]);
    let taken = preview.take_reading(&of, of.read(), None);
    assert!(matches!(taken, Reread::Taken { stayed: false, .. }));
    assert_eq!(days(&preview), ["23", "23"]);
    assert_eq!((preview.marked(), preview.is_reading()), (1, false));
    let other = self::preview("14:01 a\n14:02 b").shift_days(1, None).unwrap();
    assert_eq!(preview.take_reading(&other, other.read(), None), Reread::Other);
}

#[test]
fn a_reading_that_fails_changes_nothing() {
    let mut preview = preview("14:01 a\n14:02 b");
    let of = preview.shift_days(-1, None).unwrap();
    let failed = preview.take_reading(&of, Err(ImportError::Empty), None);
    assert_eq!(failed, Reread::Failed(ImportError::Empty));
    assert!(shift(&mut preview, -1));
    assert_eq!(days(&preview), ["24", "24"]);
}

#[test]
fn a_secret_typed_as_the_words_of_a_row_is_warned_about() {
    let preview = preview(NOTES);
    let context = preview.time_context();
    let mut line = PreviewLine::new(LineAbout::Text, None, &context);
    line.edit(Edit::Insert("logged in with password=hunter2".to_owned()));
    assert_eq!(
        line.hint(&context).as_deref(),
        Some("this looks like a secret value; it is kept as typed")
    );
    let mut line = PreviewLine::new(LineAbout::Text, None, &context);
    line.edit(Edit::Insert("the password was reset".to_owned()));
    assert_eq!(line.hint(&context), None);
}
