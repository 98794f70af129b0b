//! One rule: the form of a secret, and which part of it is the secret itself.

use regex_lite::Regex;

use super::Secret;

/// Name, hints, form, judge.
pub(super) type Row = (
    &'static str,
    &'static [&'static str],
    &'static str,
    fn(&str) -> bool,
);

/// The form of a secret.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The kind of secret, in a few words.
    name: String,
    /// The form. Its first group that is found is the secret; without a group, all of it is.
    form: Regex,
    /// True if the secret has to look like one, since the form alone also fits words.
    judges: fn(&str) -> bool,
}

/// Two rules are the same where they find the same and call it the same.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.form.as_str() == other.form.as_str()
    }
}

impl Eq for Rule {}

/// The reason why an expression is no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{form}' is no regular expression that can be used: {why}")]
pub struct RuleError {
    /// The expression as given.
    pub form: String,
    /// The reason.
    pub why: String,
}

impl Rule {
    /// A rule of the user's own.
    ///
    /// # Errors
    /// When the expression cannot be compiled, or fits an empty text: it would fit everywhere.
    pub fn of_user(name: &str, form: &str) -> Result<Self, RuleError> {
        let error = |why: String| RuleError {
            form: form.to_owned(),
            why,
        };
        let regex = Regex::new(form).map_err(|cause| error(cause.to_string()))?;
        if regex.is_match("") {
            return Err(error("it fits an empty text".to_owned()));
        }
        Ok(Rule {
            name: name.to_owned(),
            form: regex,
            judges: |_| true,
        })
    }

    /// A rule of the table.
    pub(super) fn built_in(name: &'static str, form: &'static str, judges: fn(&str) -> bool) -> Option<Self> {
        // A test compiles all of them.
        let form = Regex::new(form).ok()?;
        Some(Rule {
            name: name.to_owned(),
            form,
            judges,
        })
    }

    /// Adds what it finds in a line that begins at `start` in its text.
    pub(super) fn find(&self, line: &str, start: usize, found: &mut Vec<Secret>) {
        for captures in self.form.captures_iter(line) {
            let Some(secret) = captures
                .iter()
                .skip(1)
                .flatten()
                .next()
                .or_else(|| captures.get(0))
            else {
                continue;
            };
            if secret.as_str().is_empty() || !(self.judges)(secret.as_str()) {
                continue;
            }
            found.push(Secret {
                range: start + secret.start()..start + secret.end(),
                name: self.name.clone(),
            });
        }
    }
}
