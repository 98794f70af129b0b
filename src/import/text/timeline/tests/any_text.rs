//! Rules that hold for any text: no line is lost, no time is invented, the work grows with the lines.

use proptest::prelude::*;

use super::*;

const DOCUMENTS: [&str; 5] = [
    "# Incident 2023-03-25 (UTC)\n\n## Timeline\n\n- 14:02 down\n  wrapped line\n- 14:05 bo paged\n\n### 15:00 quiet\n\nA paragraph below.\n\nT+5m x",
    "| Date | Time | Event |\n|--|--|--|\n| 2023-03-24 | 23:50 | a |\n| | 23:58 | b |\n| 25.03.2023 | 00:10 | c |",
    "Ana  10:32 AM\nthe site is down\n:eyes: 2\n3 replies\nbo\n10:40 AM\nrolled back (edited)",
    "14:02 <bo> x\n14:03 <ana> y\n--- Day changed Sun Mar 26 2023\n00:10 <bo> z\n[00:11] cy: w",
    "le 25 mars 2023 à 14h02 : panne\n14.10 Uhr Neustart\n2:15 PM - up\n03/04/2023 14:02 x\n14:?? y\n23:50-00:10 z",
];

/// A line as it may stand in anybody's file.
fn garbage() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,30}",
        "[|*#>\\-`~ \\[\\]()<:.0-9a-z\u{202e}\u{1b}é\t]{0,24}",
        "[0-9]{1,5}[:.h/-][0-9]{1,4}[ :/-]{0,2}[A-Za-z]{0,5}[ 0-9:]{0,6}",
        Just("```".to_owned()),
        Just("---".to_owned()),
        any::<String>().prop_map(|text| text.replace(['\n', '\r'], " ")),
    ]
}

fn mutated() -> impl Strategy<Value = String> {
    let change = (0usize..64, 0usize..64, 0u8..5, garbage());
    (0..DOCUMENTS.len(), prop::collection::vec(change, 0..6)).prop_map(|(document, changes)| {
        let mut lines: Vec<String> = DOCUMENTS[document].lines().map(str::to_owned).collect();
        for (one, other, how, garbage) in changes {
            let (one, other) = (one % lines.len().max(1), other % lines.len().max(1));
            match how {
                _ if lines.is_empty() => lines.push(garbage),
                0 => drop(lines.remove(one)),
                1 => lines.insert(other, lines[one].clone()),
                2 => lines.swap(one, other),
                3 => lines.insert(one, garbage),
                _ => lines[one] = lines[one].chars().take(other).collect(),
            }
        }
        lines.join("\n")
    })
}

/// Each line that is not blank is in one proposal, or was skipped.
fn no_line_is_lost(text: &str, import: &Import) -> Result<(), TestCaseError> {
    for (nth, line) in text
        .split('\n')
        .map(str::trim)
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let number = nth + 1;
        let in_proposals = import
            .proposals
            .iter()
            .filter(|proposal| (proposal.line..=proposal.last_line).contains(&number));
        let skipped = import
            .skipped
            .iter()
            .filter(|skipped| skipped.line == number && skipped.text == line);
        prop_assert_eq!(
            in_proposals.count() + skipped.count(),
            1,
            "line {}: {:?} of {:?}",
            number,
            line,
            text
        );
    }
    Ok(())
}

/// The numbers of a time stand in the lines of its event, or a line counts from the beginning.
fn no_time_is_invented(import: &Import) -> Result<(), TestCaseError> {
    for proposal in &import.proposals {
        let EntryTime::Given(given) = proposal.time() else {
            continue;
        };
        let from_beginning =
            proposal.raw.contains(['+', 'T', 't', '\u{2212}']) || proposal.raw.contains("ago");
        if given.precision == Precision::Day || from_beginning {
            continue;
        }
        let numbers: Vec<u32> = proposal
            .raw
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        let wall = given.at.wall();
        let (hour, minute): (u32, u32) = (
            wall.format("%H").to_string().parse().unwrap(),
            wall.format("%M").to_string().parse().unwrap(),
        );
        let compact = numbers.contains(&(hour * 100 + minute));
        let named = ["noon", "midday", "midnight"]
            .iter()
            .any(|name| proposal.raw.to_lowercase().contains(name));
        let hour_said = numbers
            .iter()
            .any(|number| number % 12 == hour % 12 || *number == 24);
        let minute_said = minute == 0 || numbers.contains(&minute);
        prop_assert!(
            named || compact || (hour_said && minute_said),
            "{wall} in {:?}",
            proposal.raw
        );
    }
    Ok(())
}

/// Each line is looked at a few times, however many there are.
#[test]
fn the_work_grows_with_the_lines() {
    let shapes = [
        "- 14:02 x\n",
        "words without a time\n",
        "words without a time\n\n\n",
        "label:\n\n",
        "## 2023-03-25: x\n\n",
        "### 14:02 x\n",
        "```\n- 14:02 x\n",
        "| Time | Event |\n|--|--|\n| 14:02 | x |\n",
        "Ana  10:32 AM\nx\n",
        "Ana\nBo\n10:32\n",
        "[25/03/2023 10:32] Ana Lima\n",
        "T+5m x\n",
        "|||||||\n",
        "x\n---\n",
    ];
    for shape in shapes {
        let text = shape.repeat(300);
        let before = line::LOOKS.with(std::cell::Cell::get);
        import(&text, Said::default(), &nothing_known());
        let looks = line::LOOKS.with(std::cell::Cell::get) - before;
        let lines = text.split('\n').filter(|line| !line.is_empty()).count();
        assert!(looks <= 8 * lines, "{looks} looks at {lines} lines of {shape:?}");
    }
}

proptest! {
    #[test]
    fn mutated_documents(text in mutated()) {
        for options in [nothing_known(), known()] {
            let import = import(&text, Said::default(), &options);
            no_line_is_lost(&text, &import)?;
            no_time_is_invented(&import)?;
            prop_assert!(import.proposals.iter().all(|proposal| !proposal.text().trim().is_empty()));
        }
    }

    #[test]
    fn any_lines(lines in prop::collection::vec(garbage(), 0..12)) {
        let text = lines.join("\n");
        let import = import(&text, Said::default(), &known());
        no_line_is_lost(&text, &import)?;
        no_time_is_invented(&import)?;
    }
}
