//! A paste in one line: its first line, or where that is only a bracket or a rule, the words that a reader
//! would look for.

use serde_json::Value;

/// So many characters of a line become the words of an event.
const FIRST: usize = 200;

/// Under which names alerts and messages say what they are about, the best first.
const SAYING: [&str; 10] = [
    "summary",
    "title",
    "message",
    "msg",
    "description",
    "subject",
    "text",
    "error",
    "alertname",
    "name",
];

/// One line for a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasteWords {
    /// The words; empty where no line of the paste says anything.
    pub text: String,
    /// True if they are its first line. Others are a guess, and looked at before they are recorded.
    pub are_first_line: bool,
}

/// The words for this paste.
pub fn of(text: &str) -> PasteWords {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    let document: Option<Value> = serde_json::from_str(text).ok();
    let structured = document.filter(|value| value.is_object() || value.is_array());
    if let (Some(first), None) = (first.filter(|line| says(line)), &structured) {
        return PasteWords {
            text: shortened(first),
            are_first_line: true,
        };
    }
    let told = structured.as_ref().and_then(said_in);
    let told = told.or_else(|| said_in_lines(text));
    let told = told.or_else(|| text.lines().map(str::trim).find(|line| says(line)));
    PasteWords {
        text: told.map_or_else(String::new, shortened),
        are_first_line: false,
    }
}

/// Says whether a line has a word in it that is no mark of the text's own form.
fn says(line: &str) -> bool {
    let marks = ["```", "~~~", "<?xml", "<!"];
    line.chars().any(char::is_alphanumeric) && !marks.iter().any(|mark| line.starts_with(mark))
}

/// The best of what a document says, the outermost of it.
fn said_in(document: &Value) -> Option<&str> {
    SAYING.iter().find_map(|name| {
        let mut level = vec![document];
        while !level.is_empty() {
            let values = level.iter().filter_map(|value| value.get(name)?.as_str());
            let mut lines = values.flat_map(str::lines).map(str::trim);
            if let Some(line) = lines.find(|line| says(line)) {
                return Some(line);
            }
            level = level.into_iter().flat_map(inner).collect();
        }
        None
    })
}

fn inner(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(values) => values.values().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// The best of what lines say that name it: `summary: ...` of YAML, `"summary": "...",` of JSON that was cut.
fn said_in_lines(text: &str) -> Option<&str> {
    SAYING.iter().find_map(|name| {
        text.lines().find_map(|line| {
            let (key, value) = line.trim().split_once(':')?;
            let key = key.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '-'));
            let value = value.trim().trim_end_matches(',');
            let value = value.trim_matches(|c| matches!(c, '"' | '\''));
            (key == *name && says(value)).then_some(value)
        })
    })
}

/// So much of a line as is easily read.
fn shortened(line: &str) -> String {
    match line.char_indices().nth(FIRST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_that_says_something_is_the_words() {
        for first in ["one", "[09:30] down", "{auth} is down", "# Notes", "名前"] {
            let expected = PasteWords {
                text: first.to_owned(),
                are_first_line: true,
            };
            assert_eq!(of(&format!("\n  {first} \nsummary: two\n")), expected);
        }
        let long = of(&format!("{}\nb", "é".repeat(1000))).text;
        assert_eq!(long.chars().count(), FIRST + 1);
    }

    #[test]
    fn of_what_begins_with_a_mark_the_words_are_those_a_reader_looks_for() {
        for (text, words) in [
            (
                "{\n\"status\": \"firing\",\n\"summary\": \"5xx > 5%\"\n}",
                "5xx > 5%",
            ),
            (
                "{\"alerts\": [\n{\"name\": \"A\", \"annotations\": {\"description\": \"d\", \"summary\": \"s\"}}]}",
                "s",
            ),
            ("[\n{\"title\": {\"title\": \"in it\"}}\n]", "in it"),
            ("{\n\"message\": \"{\\n  disk full\\n}\"\n}", "disk full"),
            ("{\n\"a\": 1,\n\"b\": 2\n}", "\"a\": 1,"),
            // Cut, so that it is no JSON any more.
            (
                "{\n  \"status\": \"firing\",\n  \"title\": \"Login is down\",\n",
                "Login is down",
            ),
            ("---\nstatus: firing\nsummary: 'queue is full'\n", "queue is full"),
            ("---\n- name: x\n", "x"),
            ("```json\nconnection refused\n```", "connection refused"),
            (
                "<?xml version=\"1.0\"?>\n<error>disk full</error>",
                "<error>disk full</error>",
            ),
            ("=====\nERROR at db.c\n", "ERROR at db.c"),
            ("{\n}\n", ""),
        ] {
            let expected = PasteWords {
                text: words.to_owned(),
                are_first_line: false,
            };
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
