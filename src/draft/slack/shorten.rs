//! Keeps a message as short as Slack takes it.

use crate::domain::counted::counted;

/// Slack cuts off what is longer, in UTF-16 units, as its clients count.
pub(super) const MOST: usize = 40_000;

/// Room for the line that says what was left out.
const NOTE: usize = 120;

/// A line of a message, or several that stay together.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its text.
    pub(super) text: String,
    /// The number of the heading that it stands below.
    pub(super) section: usize,
    /// True of a heading.
    pub(super) is_heading: bool,
}

impl Line {
    fn units(&self) -> usize {
        self.text.encode_utf16().count() + 1
    }
}

/// The message. While it is too long, the end of its longest section is left out: so the others stay, and a long timeline
/// does not cost the action items below it.
pub(super) fn joined(lines: Vec<Line>) -> String {
    let mut excess = lines.iter().map(Line::units).sum::<usize>().saturating_sub(MOST);
    let mut sections = sections(lines);
    for nth in longest_first(&sections) {
        excess = shorten(&mut sections[nth], excess, |line| line.is_heading);
    }
    let mut lines: Vec<Line> = sections.into_iter().flatten().collect();
    // There can be more headings than fit.
    shorten(&mut lines, excess, |_| false);
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    format!("{}\n", texts.join("\n").trim())
}

fn sections(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut sections: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match sections.last_mut().filter(|last| last[0].section == line.section) {
            Some(last) => last.push(line),
            None => sections.push(vec![line]),
        }
    }
    sections
}

fn longest_first(sections: &[Vec<Line>]) -> Vec<usize> {
    let units: Vec<usize> = sections
        .iter()
        .map(|lines| lines.iter().map(Line::units).sum())
        .collect();
    let mut order: Vec<usize> = (0..sections.len()).collect();
    order.sort_by_key(|nth| std::cmp::Reverse(units[*nth]));
    order
}

/// Leaves so much of the end of some lines out, as far as it need not stay, and says so there. Returns the units that are
/// still too many.
fn shorten(lines: &mut Vec<Line>, excess: usize, stays: impl Fn(&Line) -> bool) -> usize {
    if excess == 0 {
        return 0;
    }
    let (mut start, mut units, mut count) = (lines.len(), 0, 0);
    while units < excess + NOTE && start > 0 && !stays(&lines[start - 1]) {
        start -= 1;
        units += lines[start].units();
        count += usize::from(!lines[start].text.is_empty());
    }
    if units <= NOTE {
        return excess;
    }
    let left_out = counted(count, "line");
    let note = Line {
        text: format!("_{left_out} left out here: Slack takes no more than 40,000 characters._\n"),
        section: lines[start].section,
        is_heading: false,
    };
    units -= note.units();
    lines.truncate(start);
    lines.push(note);
    excess.saturating_sub(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, section: usize) -> Line {
        Line {
            text: text.to_owned(),
            section,
            is_heading: text.starts_with('*'),
        }
    }

    #[test]
    fn what_is_too_long_is_left_out_of_the_longest_section() {
        let mut lines = vec![line("*Summary*", 1), line("short", 1), line("*Timeline*", 2)];
        lines.extend((0..1000).map(|nth| line(&format!("{nth:04} {}", "x".repeat(50)), 2)));
        lines.extend([line("*Items*", 3), line("one", 3)]);
        let text = joined(lines);
        assert!(text.encode_utf16().count() <= MOST);
        assert!(text.starts_with("*Summary*\nshort\n*Timeline*\n0000 x"), "{text}");
        let note = "_289 lines left out here: Slack takes no more than 40,000 characters._";
        assert!(
            text.ends_with(&format!("{note}\n\n*Items*\none\n")),
            "{}",
            &text[text.len() - 200..]
        );
    }

    #[test]
    fn one_line_that_is_too_long_is_left_out_too() {
        let text = joined(vec![
            line("*A*", 1),
            line(&"é".repeat(MOST), 1),
            line("*B*", 2),
            line("b", 2),
        ]);
        assert_eq!(
            text,
            "*A*\n_1 line left out here: Slack takes no more than 40,000 characters._\n\n*B*\nb\n"
        );
    }

    /// A template may make sections without end, and headings that are kept.
    #[test]
    fn many_sections_are_shortened_too() {
        let lines = (0..30_000).flat_map(|nth| [line("*A*", nth), line(&"x".repeat(200), nth)]);
        let text = joined(lines.collect());
        assert!(text.contains("left out here") && text.encode_utf16().count() <= MOST);
    }
}
