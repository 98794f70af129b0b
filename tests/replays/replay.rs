//! A replay: the verbs that record an incident, read from a file and run by the real program.

use crate::harness::Home;

/// One line of a script: `verb options | text`.
#[derive(Clone, Debug)]
pub struct Step {
    /// The verb and its options.
    pub words: Vec<String>,
    /// The one text behind them.
    pub text: Option<String>,
}

/// The steps of a script. Lines that are empty or begin with `#` are none.
pub fn steps(script: &str) -> Vec<Step> {
    let lines = script
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(step).collect()
}

fn step(line: &str) -> Step {
    let (words, text) = match line.split_once(" | ") {
        Some((words, text)) => (words, Some(text.to_owned())),
        None => (line, None),
    };
    Step {
        words: words.split_whitespace().map(str::to_owned).collect(),
        text,
    }
}

impl Step {
    /// What stands behind the program's name.
    pub fn arguments(&self) -> Vec<&str> {
        let words = self.words.iter().chain(&self.text);
        words.map(String::as_str).collect()
    }

    /// The line itself, when it is one that a person could as well type into the interface.
    // The tests of the interface type these lines.
    #[allow(dead_code)]
    pub fn typed(&self) -> Option<&str> {
        self.text.as_deref().filter(|_| self.words == ["log"])
    }
}

/// Runs all steps. Returns the answer of the last one.
pub fn replay(home: &Home, steps: &[Step]) -> String {
    steps
        .iter()
        .fold(String::new(), |_, step| home.answer(&step.arguments()))
}
