//! Splits a command line into the commands that it chains, and each into its words, as far as a guess needs it.

/// So much of a line is looked at.
const MOST: usize = 4096;

/// The commands of a line, each as its words. Quotes hold a word together and go; nothing is expanded.
pub(super) fn commands(line: &str) -> Vec<Vec<String>> {
    let mut splitter = Splitter::default();
    let mut quote = None;
    let mut chars = line.chars().take(MOST).peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some('"') | None, '\\') => {
                // A backslash at the end of a line goes on with the command.
                if let Some(next) = chars.next().filter(|next| *next != '\n') {
                    splitter.push(next);
                }
            }
            (Some(_), c) => splitter.push(c),
            (None, '"' | '\'') => {
                quote = Some(c);
                splitter.in_word = true;
            }
            (None, '&') if splitter.word.ends_with('>') || chars.peek() == Some(&'>') => splitter.push(c),
            (None, '|' | ';' | '&' | '\n' | '(' | ')') => splitter.end_command(),
            (None, c) if c.is_whitespace() => splitter.end_word(),
            (None, c) => splitter.push(c),
        }
    }
    splitter.end_command();
    splitter.commands
}

#[derive(Default)]
struct Splitter {
    commands: Vec<Vec<String>>,
    words: Vec<String>,
    word: String,
    /// True from the first letter or quote of a word on.
    in_word: bool,
}

impl Splitter {
    fn push(&mut self, c: char) {
        self.word.push(c);
        self.in_word = true;
    }

    fn end_word(&mut self) {
        if std::mem::take(&mut self.in_word) {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.words.is_empty() {
            self.commands.push(std::mem::take(&mut self.words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_where_a_shell_would() {
        for (line, split) in [
            ("ls", "ls"),
            ("a b && c|d; e & f", "a_b / c / d / e / f"),
            ("grep 'a; b' \"c \\\" d\" e\\ f", "grep_a; b_c \" d_e f"),
            ("kubectl \\\n  get pods", "kubectl_get_pods"),
            ("make 2>&1 &>log", "make_2>&1_&>log"),
            ("(cd x; make)", "cd_x / make"),
            ("say ''", "say_"),
            ("'open", "open"),
            ("\\", ""),
            ("", ""),
        ] {
            let commands: Vec<String> = commands(line).iter().map(|words| words.join("_")).collect();
            assert_eq!(commands.join(" / "), split, "{line:?}");
        }
    }
}
