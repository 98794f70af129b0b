//! A person edits a draft in every way there is, and nothing that they wrote is lost.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::id::IncidentId;
use crate::draft::context::Citation;

const BEFORE: &str = "# Down

DRAFT

## Summary

It was down.

**Impact:** [say what users noticed]

| | how long |
| --- | --- |
| Affected | 1 min |

## Timeline

All times are in UTC.

### 25 March

- **09:00** one

### 26 March

- **10:00** two

## Lessons

[write what surprised you]
";

fn draft_of(id: u128, body: &str) -> String {
    let incident = IncidentId::new(Uuid::from_u128(id));
    trailer::attach(body, &Trailer::of(body, incident, Citation::default()))
}

fn draft(body: &str) -> String {
    draft_of(7, body)
}

/// The body that hotwash writes once more is known: another title, a third day, links, and figures that changed.
fn after() -> String {
    BEFORE
        .replace("# Down", "# Down in Europe")
        .replace("1 min", "2 min")
        .replace("## Lessons", "### 27 March\n\n- **11:00** three\n\n## Lessons")
        + "\n## Links\n\n- a link\n"
}

fn body(text: &str) -> &str {
    trailer::open(text).expect("it has a trailer").body.trim_end()
}

fn merged(old: &str, fresh: &str) -> Merged {
    let merged = merge(old, fresh).unwrap();
    let again = merge(&merged.text, fresh).unwrap();
    assert_eq!(again.text, merged.text, "once more changes nothing");
    merged
}

fn kept(merged: &Merged) -> Vec<(String, Since)> {
    let kept = merged.kept.iter();
    kept.map(|kept| (kept.name.to_string(), kept.since)).collect()
}

/// Edits the draft that hotwash wrote before, and writes the new one over it.
fn edited(from: &str, to: &str) -> Merged {
    let old = draft(BEFORE);
    assert!(old.contains(from), "{from}");
    merged(&old.replacen(from, to, 1), &draft(&after()))
}

#[test]
fn a_draft_that_nobody_edited_is_replaced() {
    let (old, fresh) = (draft(BEFORE), draft(&after()));
    let returns = old.replace('\n', "\r\n");
    for (old, expected) in [
        (old.clone(), fresh.clone()),
        (old.trim_end().to_owned(), fresh.clone()),
        (old.replace("DRAFT\n", "DRAFT  \n"), fresh.clone()),
        (returns.clone(), fresh.replace('\n', "\r\n")),
        (
            format!("\u{feff}{returns}"),
            format!("\u{feff}{}", fresh.replace('\n', "\r\n")),
        ),
    ] {
        let merged = merged(&old, &fresh);
        assert_eq!(merged.text, expected);
        assert_eq!((merged.kept, merged.left_out), (vec![], vec![]));
    }
}

#[test]
fn an_edited_part_stays_and_the_others_follow_the_record() {
    let merged = edited("[say what users noticed]", "nobody could pay.\n\nMore of it.");
    let expected = after().replace("[say what users noticed]", "nobody could pay.\n\nMore of it.");
    assert_eq!(body(&merged.text), expected.trim_end());
    assert_eq!(kept(&merged), [("Summary: Impact".to_owned(), Since::Same)]);
    assert!(
        !trailer::is_untouched(&merged.text),
        "an earlier version leaves it alone"
    );
    let current = trailer::read(&merged.text).map(|trailer| trailer.body);
    assert_eq!(current, Some(trailer::body_hash(&after())), "it is up to date");
}

#[test]
fn what_the_record_says_anew_beside_an_edited_part_is_said() {
    let merged = edited("| Affected | 1 min |", "| Affected | an age |");
    assert!(body(&merged.text).contains("an age") && !merged.text.contains("2 min"));
    assert_eq!(kept(&merged), [("Summary: the table".to_owned(), Since::Changed)]);
    let merged = edited("# Down\n", "# Payments down\n");
    assert!(merged.text.starts_with("# Payments down\n\nDRAFT\n\n## Summary"));
    assert_eq!(kept(&merged), [("the title".to_owned(), Since::Changed)]);
}

#[test]
fn what_a_person_puts_back_is_kept_up_to_date_again() {
    let old = edited("1 min", "an age").text;
    for text in ["1 min", "2 min"] {
        let back = merged(&old.replace("an age", text), &draft(&after()));
        assert_eq!(body(&back.text), after().trim_end());
        assert_eq!(kept(&back), []);
    }
}

#[test]
fn sections_of_a_person_stay_between_their_neighbours() {
    let merged = edited("## Timeline\n", "## My view\n\nIt was bad.\n\n## Timeline\n");
    let expected = after().replace("## Timeline\n", "## My view\n\nIt was bad.\n\n## Timeline\n");
    assert_eq!(body(&merged.text), expected.trim_end());
    assert_eq!(kept(&merged), []);
    // New ones of hotwash go behind what stands below their neighbour, not between.
    let merged = edited(
        "[write what surprised you]\n",
        "[write what surprised you]\n\n### Mine\n\nmine\n",
    );
    let links = "[write what surprised you]\n\n### Mine\n\nmine\n\n## Links\n\n- a link";
    assert!(body(&merged.text).ends_with(links), "{}", merged.text);
}

#[test]
fn sections_of_a_person_stay_below_a_heading_that_the_record_no_longer_has() {
    let with_two = BEFORE.replace("- **10:00** two\n", "- **10:00** two\n\n#### Mine\n\nmine\n");
    let old = draft(BEFORE).replace(BEFORE, &with_two);
    let fresh = draft(&BEFORE.replace("### 26 March\n\n- **10:00** two\n\n", ""));
    let merged = merged(&old, &fresh);
    assert_eq!(body(&merged.text), with_two.trim_end());
    assert_eq!(kept(&merged), [("26 March".to_owned(), Since::Gone)]);
}

#[test]
fn what_the_record_no_longer_has_goes_unless_it_was_edited() {
    let fresh = draft(&BEFORE.replace("### 26 March\n\n- **10:00** two\n\n", ""));
    let old = draft(BEFORE).replace("DRAFT", "mine");
    let gone = merged(&old, &fresh);
    assert!(!gone.text.contains("26 March"), "{}", gone.text);
    let stays = merged(&old.replace("two", "too"), &fresh);
    assert!(stays.text.contains("### 26 March\n\n- **10:00** too\n"));
    assert_eq!(kept(&stays)[1], ("26 March".to_owned(), Since::Gone));
}

#[test]
fn what_a_person_deleted_stays_away_with_what_would_stand_below_it() {
    let merged = edited("## Lessons\n\n[write what surprised you]\n", "");
    assert!(!merged.text.contains("## Lessons") && merged.text.contains("## Links\n"));
    assert_eq!(
        merged
            .left_out
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["Lessons"]
    );
    let all = &BEFORE[BEFORE.find("## Timeline").unwrap()..BEFORE.find("## Lessons").unwrap()];
    let merged = edited(all, "");
    assert!(!merged.text.contains("March\n"), "{}", merged.text);
    let left_out: Vec<_> = merged.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(left_out, ["Timeline"], "the days are below it");
}

#[test]
fn a_renamed_section_is_a_person_s() {
    let merged = edited("## Lessons", "## Lehren");
    assert!(merged.text.contains("## Lehren\n\n[write") && !merged.text.contains("## Lessons"));
    assert_eq!(
        merged
            .left_out
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["Lessons"]
    );
}

#[test]
fn moved_sections_stay_where_they_are_and_follow_the_record() {
    let summary = &BEFORE[BEFORE.find("## Summary").unwrap()..BEFORE.find("## Timeline").unwrap()];
    let moved = BEFORE.replace(summary, "") + "\n" + summary;
    let old = draft(BEFORE).replace(BEFORE.trim_end(), moved.trim_end());
    let merged = merged(&old, &draft(&after()));
    let (links, table) = (
        merged.text.find("## Links").unwrap(),
        merged.text.find("2 min").unwrap(),
    );
    assert!(links < table, "{}", merged.text);
    assert_eq!(kept(&merged), []);
}

#[test]
fn a_section_that_a_person_wrote_first_is_not_written_twice() {
    let old = draft(BEFORE).replace("## Lessons", "## Links\n\n- mine\n\n## Lessons");
    let merged = merged(&old, &draft(&after()));
    assert_eq!(merged.text.matches("## Links").count(), 1);
    assert_eq!(kept(&merged), [("Links".to_owned(), Since::Added)]);
}

#[test]
fn of_two_of_one_heading_the_one_that_nobody_edited_is_ours() {
    let copy = "## Lessons\n\nmine\n\n## Lessons\n";
    let merged = edited("## Lessons\n", copy);
    assert!(merged.text.contains("## Lessons\n\nmine\n\n## Lessons\n\n[write"));
    let old = draft(BEFORE)
        .replace("## Lessons\n", copy)
        .replace("[write", "(wrote");
    let error = merge(&old, &draft(&after())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "it was edited, and several of its sections have one heading: Lessons"
    );
}

#[test]
fn equal_headings_of_a_template_are_known_by_their_order() {
    let before = "## A\n\n### Detail\n\none\n\n## B\n\n### Detail\n\ntwo\n";
    let old = draft(before).replace("two", "mine");
    let fresh = draft(&before.replace("one", "three"));
    let merged = merged(&old, &fresh);
    assert_eq!(
        body(&merged.text),
        before.replace("one", "three").replace("two", "mine").trim_end()
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_of_the_file_stay() {
    let old = draft(BEFORE).replace("DRAFT", "mine").replace('\n', "\r\n");
    let merged = merged(&format!("\u{feff}{old}"), &draft(&after()));
    assert!(merged.text.starts_with("\u{feff}# Down\r\n\r\nmine\r\n"));
    assert_eq!(
        merged.text.matches('\n').count(),
        merged.text.matches("\r\n").count()
    );
}

#[test]
fn what_stands_below_the_trailer_stays_there() {
    let old = draft(BEFORE) + "\nAppended.\n";
    let merged = merged(&old, &draft(&after()));
    assert!(merged.text.ends_with("\n-->\n\nAppended.\n"), "{}", merged.text);
    assert_eq!(body(&merged.text), after().trim_end());
    assert!(!trailer::is_untouched(&merged.text));
}

#[test]
fn where_nobody_can_tell_nothing_is_merged() {
    let (old, fresh) = (draft(BEFORE), draft(&after()));
    let earlier: String = old
        .lines()
        .filter(|line| !line.starts_with("section") && !line.starts_with("incident"))
        .map(|line| format!("{line}\n"))
        .collect();
    for (old, error) in [
        ("mine".to_owned(), Unclear::NoTrailer),
        (String::new(), Unclear::NoTrailer),
        (old.replace("body ", "no "), Unclear::NoTrailer),
        (old.replace("incident 0", "incident x"), Unclear::NoTrailer),
        (old.replace("section Lessons", "section %zz"), Unclear::NoTrailer),
        (draft_of(8, BEFORE), Unclear::AnotherIncident),
        (earlier.replace("DRAFT", "mine"), Unclear::NoSections),
        (old.replace("DRAFT", "```\nmine"), Unclear::Unclosed),
        (old.replace("DRAFT", &"# x\n".repeat(5000)), Unclear::TooMany),
    ] {
        assert_eq!(merge(&old, &fresh), Err(error), "{old}");
    }
    assert_eq!(merge(&earlier, &fresh).unwrap().text, fresh, "nobody edited it");
}

#[test]
fn a_draft_says_who_wrote_its_parts() {
    let old = draft(BEFORE)
        .replace("It was down.", "It was bad.")
        .replace("## Lessons", "## Lehren");
    let told = |draft: &str| {
        let all = authorship(draft).unwrap().into_iter();
        all.filter(|(_, hand)| *hand != Hand::Written)
            .map(|(name, hand)| (name.to_string(), hand))
            .collect::<Vec<_>>()
    };
    let expected = [
        ("Summary".to_owned(), Hand::Edited),
        ("Lehren".to_owned(), Hand::Added),
        ("Lessons".to_owned(), Hand::Deleted),
    ];
    assert_eq!(told(&old), expected);
    assert_eq!(told(&old.replace('\n', "\r\n")), expected);
    assert_eq!(told(&merged(&old, &draft(&after())).text), expected);
    assert_eq!(told(&draft(BEFORE)), []);
    assert_eq!(authorship("mine"), None);
}

/// An edit of a line: it stays, goes, moves to the end, or something is written before it.
#[derive(Clone, Debug)]
enum Edit {
    Stay,
    Go,
    Move,
    Before(&'static str),
}

const MINE: &[&str] = &[
    "mine",
    "## Mine",
    "#### Mine",
    "**Mine:** x",
    "| mine |",
    "## Links",
    "- mine",
];

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        30 => Just(Edit::Stay),
        1 => Just(Edit::Go),
        1 => Just(Edit::Move),
        3 => prop::sample::select(MINE).prop_map(Edit::Before),
    ]
}

proptest! {
    #[test]
    fn no_line_of_a_person_is_lost(edits in prop::collection::vec(edit(), BEFORE.lines().count())) {
        let (mut lines, mut moved) = (Vec::new(), Vec::new());
        for (nth, (line, edit)) in BEFORE.lines().zip(edits).enumerate() {
            match edit {
                Edit::Stay => lines.push(line.to_owned()),
                Edit::Go => {}
                Edit::Move => moved.push(line.to_owned()),
                Edit::Before(mine @ "## Links") => lines.extend([mine.to_owned(), line.to_owned()]),
                Edit::Before(mine) => lines.extend([format!("{mine} {nth}"), line.to_owned()]),
            }
        }
        lines.extend(moved);
        let edited = lines.join("\n");
        let old = draft(BEFORE).replace(BEFORE.trim_end(), &edited);
        let fresh = draft(&after());
        if let Ok(merged) = merge(&old, &fresh) {
            let there: Vec<&str> = body(&merged.text).lines().collect();
            let mut rest = there.iter();
            for mine in lines.iter().filter(|line| !BEFORE.lines().any(|written| written == *line)) {
                prop_assert!(rest.any(|line| line == mine), "{mine} is lost or moved:\n{}", merged.text);
            }
            let again = merge(&merged.text, &fresh).unwrap();
            prop_assert_eq!(again.text, merged.text);
        } else {
            // Only where two parts have one name.
            prop_assert!(matches!(merge(&old, &fresh), Err(Unclear::Twice(_))));
        }
    }
}
