//! Rules that any line keeps to, however long or odd.

use proptest::prelude::*;

use super::*;

/// Pieces that the grammar knows, and some that it nearly knows.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "09:30",
        "9:30 PM",
        "~",
        "about ",
        "0930",
        "-10m",
        "1h20m",
        " ago",
        "-",
        "–",
        "yesterday",
        "today ",
        "2023-03-25",
        "T",
        "Z",
        "+05:00",
        "-05:00",
        ":",
        "d:",
        "dead end:",
        "C:",
        "todo",
        "due ",
        "tomorrow",
        "@bo",
        "#auth",
        "\\",
        " ",
        "\n",
        "\u{a0}",
        "é",
        "99",
        "999999999",
        "am",
        "a.m.",
        ".5",
        "25:99",
        "9999-12-31 23:50-00:10",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn text_of(reading: &Reading) -> &str {
    match &reading.what {
        What::Empty | What::Day(_) => "",
        What::Event(event) => &event.text,
        What::ActionItem(item) => &item.text,
    }
}

proptest! {
    #[test]
    fn no_line_breaks_the_reading(line in prop_oneof![any::<String>(), fragments()], unknown in any::<bool>()) {
        let mut context = context();
        if unknown {
            context.zone = Zone::Unknown;
            context.anchor = Anchor::Day("9999-12-31".parse().unwrap());
        }
        let reading = read(&line, &context);
        prop_assert_eq!(&reading.typed, &line);
        prop_assert!(line.contains(text_of(&reading)), "the text is a part of what was typed");
        prop_assert_eq!(reading.is_recordable(), !text_of(&reading).is_empty());
        let _ = describe(&reading, &context);
    }

    #[test]
    fn after_a_backslash_all_is_text(line in prop_oneof![any::<String>(), fragments()]) {
        let guarded = format!("\\{line}");
        let reading = read(&guarded, &context());
        // One that guards nothing is a part of the text.
        prop_assert!([line.trim(), guarded.trim()].contains(&text_of(&reading)));
        prop_assert!(reading.remarks.is_empty() || text_of(&reading) == guarded.trim());
        if let What::Event(event) = &reading.what {
            prop_assert_eq!((event.kind, event.time), (Kind::Note, EntryTime::Now));
        }
    }

    #[test]
    fn a_text_that_was_read_is_the_same_text_after_a_backslash(line in fragments()) {
        let reading = read(&line, &context());
        let text = text_of(&reading);
        let alone = read(text, &context());
        let is_text = matches!(&alone.what, What::Event(event) if event.text == text && event.time == EntryTime::Now && !event.kind_given);
        if !is_text {
            let again = read(&format!("\\{text}"), &context());
            prop_assert_eq!(text_of(&again), text);
        }
    }

    #[test]
    fn a_written_time_and_kind_are_read_back(
        minutes in 0u32..1440,
        row in prop::sample::select(Kind::ROWS),
        text in "[a-z][a-z @#.]{0,20}[a-z]",
    ) {
        let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        for word in [row.wire, row.badge, &row.key.to_string()] {
            let reading = read(&format!("{clock} {word}: {text}"), &context());
            let What::Event(event) = reading.what else { panic!("{word}") };
            let EntryTime::Given(given) = event.time else { panic!("{clock}") };
            prop_assert_eq!((event.kind, event.text), (row.kind, text.clone()));
            prop_assert_eq!(given.at.wall().format("%H:%M").to_string(), clock.clone());
        }
    }
}

#[test]
fn long_and_odd_lines_are_read_in_one_go() {
    let lines = [
        "1m".repeat(32_000),
        format!("{}09:30{}x", "*".repeat(30_000), " ".repeat(30_000)),
        "\\".repeat(60_000),
        "at ".repeat(20_000),
        format!("09:30 {}", "UTC+".repeat(15_000)),
        "2026-".repeat(12_000),
        "[".repeat(60_000),
    ];
    for line in lines {
        let reading = read(&line, &context());
        assert_eq!(reading.typed.len(), line.len());
    }
}
