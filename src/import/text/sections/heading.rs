//! Tells the headings of a document: Markdown, underlined, in bold, and labels at the beginning of a line.

use super::source::Line;
use super::topic::{self, Topic};
use crate::import::line::{is_table_row, is_table_rule};

/// The weight of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// A heading that is laid out as one, of this level: 1 is the title's.
    Real(u8),
    /// Words and a colon.
    Label,
}

/// A heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    /// Its weight.
    pub(super) rank: Rank,
    /// Its words, without the marks around them.
    pub(super) words: &'a str,
    /// The subject that the words name; a label always names one.
    pub(super) topic: Option<Topic>,
    /// The text that stands behind it on the line.
    pub(super) rest: &'a str,
    /// The number of lines that it takes.
    pub(super) lines: usize,
}

/// A label of more bytes is a sentence with a colon in it.
const MOST_LABEL: usize = 80;

/// The heading at a place of a document.
pub(super) fn read<'a>(lines: &[Line<'a>], at: usize) -> Option<Heading<'a>> {
    let line = lines.get(at).filter(|line| !line.is_blank())?;
    laid_out(lines, at)
        .or_else(|| label(line))
        .or_else(|| pair(line, lines.get(at + 1)))
        .or_else(|| alone(line, above(lines, at)))
}

/// The heading at a place of a document, where it is laid out as one and is not told by its words alone.
pub(super) fn laid_out<'a>(lines: &[Line<'a>], at: usize) -> Option<Heading<'a>> {
    let line = lines.get(at).filter(|line| !line.is_blank())?;
    marked(line.trimmed()).or_else(|| underlined(line, lines.get(at + 1), above(lines, at)))
}

fn above<'l, 'a>(lines: &'l [Line<'a>], at: usize) -> Option<&'l Line<'a>> {
    lines.get(at.checked_sub(1)?)
}

/// `## Timeline`, `h2. Timeline`; what stands behind a colon in it belongs to the section.
fn marked(raw: &str) -> Option<Heading<'_>> {
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let (level, words) = match hashes {
        1..=6 => (hashes, raw[hashes..].strip_prefix([' ', '\t'])?),
        0 => {
            let (mark, words) = raw.split_once(". ")?;
            let level = mark.strip_prefix('h')?;
            (level.parse().ok().filter(|level| (1..=6).contains(level))?, words)
        }
        _ => return None,
    };
    let words = without_emphasis(words.trim().trim_end_matches('#'));
    let rank = Rank::Real(u8::try_from(level).ok()?);
    let labelled = || {
        let (head, rest) = words.split_once(':').filter(|(_, rest)| rest.starts_with(' '))?;
        topic::of(head).map(|topic| (without_emphasis(head), Some(topic), rest.trim()))
    };
    let whole = topic::of(words).map(|topic| (words, Some(topic), ""));
    let (words, topic, rest) = whole.or_else(labelled).unwrap_or((words, None, ""));
    Some(Heading {
        rank,
        words,
        topic,
        rest,
        lines: 1,
    })
}

/// A line with a rule below it. One of hyphens may as well part two paragraphs.
fn underlined<'a>(
    line: &Line<'a>,
    below: Option<&Line<'a>>,
    above: Option<&Line<'a>>,
) -> Option<Heading<'a>> {
    let rule = below?.text.trim_end();
    let mark = rule.chars().next()?;
    let is_rule = rule.len() >= 3 && rule.chars().all(|c| c == mark);
    let words = without_emphasis(line.trimmed());
    if !is_rule || line.is_item() || is_table_row(line.text) || !words.chars().any(char::is_alphabetic) {
        return None;
    }
    let topic = topic::of(words);
    let stands_apart = above.is_none_or(Line::is_blank) && words.len() <= MOST_LABEL;
    let level = match mark {
        '=' => 1,
        '-' if topic.is_some() || (above.is_none() && stands_apart) => 2,
        '~' | '^' if topic.is_some() => 3,
        _ => return None,
    };
    Some(Heading {
        rank: Rank::Real(level),
        words,
        topic,
        rest: "",
        lines: 2,
    })
}

/// `Impact: ...`, `* Timeline:`, `- **Root cause:** ...`, `**Timeline**`.
fn label<'a>(line: &Line<'a>) -> Option<Heading<'a>> {
    let raw = line.unmarked();
    if line.trimmed().starts_with(['|', '>']) {
        return None;
    }
    let (head, rest) = match raw.split_once(':').filter(|(head, _)| head.len() <= MOST_LABEL) {
        Some((head, rest)) => (head, rest.trim_start_matches(['*', '_'])),
        None => (in_bold(raw)?, ""),
    };
    let is_closed = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let words = without_emphasis(head);
    let topic = topic::of(words).filter(|_| is_closed)?;
    Some(Heading {
        rank: Rank::Label,
        words,
        topic: Some(topic),
        rest: rest.trim(),
        lines: 1,
    })
}

/// A row of a table of pairs: `| Severity | SEV2 |`.
fn pair<'a>(line: &Line<'a>, below: Option<&Line<'a>>) -> Option<Heading<'a>> {
    let inner = line.trimmed().strip_prefix('|')?.strip_suffix('|')?;
    let (head, rest) = inner.split_once('|').filter(|(_, rest)| !rest.contains('|'))?;
    if below.is_some_and(|below| is_table_rule(below.text)) {
        return None;
    }
    let words = without_emphasis(head.trim());
    Some(Heading {
        rank: Rank::Label,
        words,
        topic: Some(topic::of(words)?),
        rest: rest.trim(),
        lines: 1,
    })
}

/// A line that is nothing but the name of a subject, set apart from what stands above it.
fn alone<'a>(line: &Line<'a>, above: Option<&Line<'a>>) -> Option<Heading<'a>> {
    let words = line.trimmed();
    let begins = words.starts_with(char::is_uppercase) && words.ends_with(|c: char| c.is_alphanumeric());
    if !begins || !above.is_none_or(Line::is_blank) {
        return None;
    }
    Some(Heading {
        rank: Rank::Real(2),
        words,
        topic: Some(topic::of(words)?),
        rest: "",
        lines: 1,
    })
}

fn in_bold(raw: &str) -> Option<&str> {
    let inner = ["**", "__"]
        .into_iter()
        .find_map(|mark| raw.strip_prefix(mark)?.strip_suffix(mark))?;
    (!inner.contains("**")).then_some(inner)
}

/// The words without stars, underscores and backquotes around them.
pub(super) fn without_emphasis(words: &str) -> &str {
    words.trim().trim_matches(['*', '_', '`']).trim()
}

#[cfg(test)]
mod tests {
    use super::super::source::lines;
    use super::*;

    #[test]
    fn headings_are_told_by_their_looks() {
        for (text, expected) in [
            ("## Timeline", "2 Timeline|"),
            ("# Outage of 3 May", "1? Outage of 3 May|"),
            ("### **Impact**: all users ###", "3 Impact|all users"),
            ("h2. Root cause", "2 Root cause|"),
            ("Timeline\n========", "1 Timeline|"),
            ("Timeline\n--------", "2 Timeline|"),
            ("so it ended\n-----", "2? so it ended|"),
            ("x\nso it ended\n-----", "none"),
            ("**Impact:** all users", "label Impact|all users"),
            ("- **Root cause**: a bug", "label Root cause|a bug"),
            ("* Timeline:", "label Timeline|"),
            ("**Timeline**", "label Timeline|"),
            ("| **Severity** | SEV2 |", "label Severity|SEV2"),
            ("| Time | Event |\n|---|---|", "none"),
            ("Lessons learned", "2 Lessons learned|"),
            ("Impact: http", "label Impact|http"),
            ("Impact://host", "none"),
            ("9:30 AM: Impact: all", "none"),
            ("The impact was small: 3 users", "none"),
        ] {
            let lines = lines(text);
            let at = usize::from(text.starts_with("x\n"));
            let told = read(&lines, at).map_or("none".to_owned(), |heading| {
                let known = if heading.topic.is_some() { "" } else { "?" };
                let rank = match heading.rank {
                    Rank::Real(level) => format!("{level}{known}"),
                    Rank::Label => "label".to_owned(),
                };
                format!("{rank} {}|{}", heading.words, heading.rest)
            });
            assert_eq!(told, expected, "{text:?}");
        }
    }
}
