//! The facts of a source, quoted in order and whole, each with the phrases that a draft must contain for it.

/// A piece of the source.
pub struct Quote {
    /// Its words.
    pub words: String,
    /// What the draft must contain for it; nothing for a heading.
    pub phrases: Vec<String>,
    heading: bool,
}

/// Reads a file of facts: `= heading`, `> quotation`, and below it the phrases, one a line.
pub fn read(facts: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    // The comment at the top ends with the first empty line; phrases may begin with `#`.
    let (_, facts) = facts.split_once("\n\n").expect("an empty line below the comment");
    for line in facts.lines() {
        let heading = line.strip_prefix("= ");
        match heading.or(line.strip_prefix("> ")) {
            Some(words) => quotes.push(Quote {
                words: words.to_owned(),
                phrases: Vec::new(),
                heading: heading.is_some(),
            }),
            None => quotes
                .last_mut()
                .expect("a quotation first")
                .phrases
                .push(line.to_owned()),
        }
    }
    quotes
}

/// That the quotations together are the whole source, and that none but headings is without phrases.
pub fn assert_whole(quotes: &[Quote], source: &str) {
    let quoted = quotes.iter().flat_map(|quote| quote.words.split_whitespace());
    let quoted: Vec<&str> = quoted.collect();
    let source: Vec<&str> = source.split_whitespace().collect();
    let differs = (0..source.len().max(quoted.len())).find(|&at| source.get(at) != quoted.get(at));
    if let Some(at) = differs {
        let near = |words: &[&str]| {
            words
                .iter()
                .skip(at)
                .take(8)
                .copied()
                .collect::<Vec<_>>()
                .join(" ")
        };
        panic!(
            "the source goes on {:?}, the facts {:?}",
            near(&source),
            near(&quoted)
        );
    }
    for quote in quotes {
        assert_eq!(quote.heading, quote.phrases.is_empty(), "{}", quote.words);
    }
}

/// A draft without what is computed for each entry: the time since it began, and that it is a milestone.
pub fn without_computed(draft: &str) -> String {
    let entry = |line: &str| {
        let Some((time, rest)) = line.strip_prefix("- **").and_then(|line| line.split_once("**")) else {
            return line.to_owned();
        };
        let signed = rest.starts_with(" (+") || rest.starts_with(" (−");
        let rest = rest
            .split_once(')')
            .filter(|_| signed)
            .map_or(rest, |(_, rest)| rest);
        let rest = match rest.strip_prefix(" **").and_then(|rest| rest.split_once("**")) {
            Some((kind, words)) => format!(" {kind}{words}"),
            None => rest.to_owned(),
        };
        format!("- **{time}**{rest}")
    };
    let lines = draft.lines().filter(|line| !line.starts_with("- *— "));
    lines.map(|line| entry(line) + "\n").collect()
}

/// The phrases that a draft lacks, each with what it stands for.
pub fn missing<'a>(quotes: &'a [Quote], draft: &str) -> Vec<(&'a str, &'a str)> {
    let all = quotes.iter().flat_map(|quote| {
        quote
            .phrases
            .iter()
            .map(|phrase| (quote.words.as_str(), phrase.as_str()))
    });
    all.filter(|(_, phrase)| !draft.contains(phrase)).collect()
}
