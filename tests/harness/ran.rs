//! What came of a run: its exit status, and what it wrote.

use std::process::Output;

/// The outcome of a run.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; `None` where it was killed.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// The outcome of a process.
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what it writes is UTF-8");
        Ran {
            status: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// True if it succeeded.
    pub fn is_success(&self) -> bool {
        self.status == Some(0)
    }

    /// Asserts that it ended with this exit status.
    #[track_caller]
    pub fn status(self, expected: i32) -> Self {
        assert_eq!(self.status, Some(expected), "{self:#?}");
        self
    }

    /// Asserts that it wrote these words on standard error.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "no {words:?} in {self:#?}");
        self
    }

    /// Asserts that it wrote these words on standard output.
    #[track_caller]
    pub fn answers(self, words: &str) -> Self {
        assert!(self.out.contains(words), "no {words:?} in {self:#?}");
        self
    }

    /// Asserts that it wrote nothing on standard output.
    #[track_caller]
    pub fn answers_nothing(self) -> Self {
        assert_eq!(self.out, "", "{self:#?}");
        self
    }

    /// Its standard output, read as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}
