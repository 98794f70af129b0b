//! The table `[secrets]`: the user's own rules of what is masked, beside those that hotwash has.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Reader, closest};
use crate::domain::secrets::{Rule, Rules};

const KEYS: [&str; 1] = ["rules"];

const KEYS_OF_RULE: [&str; 2] = ["name", "match"];

const FORM: &str = "write { name = \"badge\", match = \"badge [0-9]{4}\" }";

impl Reader<'_> {
    pub(super) fn secrets(&mut self, value: &Spanned<DeValue<'_>>) -> Rules {
        let mut rules = Vec::new();
        let Some(table) = value.get_ref().as_table() else {
            let message = "secrets is a table: write [secrets], and below it rules = [...]";
            self.mistake(value.span().start, message.to_owned());
            return Rules::default();
        };
        for (key, value) in table {
            if value.span().is_empty() {
                // Told already, as everywhere.
                continue;
            }
            let name = key.get_ref().as_ref();
            if name != "rules" {
                self.unknown(key.span().start, name, "[secrets]", &KEYS);
                continue;
            }
            match value.get_ref().as_array() {
                Some(array) => rules.extend(array.iter().filter_map(|value| self.rule(value))),
                None => self.mistake(value.span().start, format!("rules is a list; in it {FORM}")),
            }
        }
        Rules::with(rules)
    }

    fn rule(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Rule> {
        let Some(table) = value.get_ref().as_table() else {
            self.mistake(value.span().start, format!("this is no rule; {FORM}"));
            return None;
        };
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !KEYS_OF_RULE.contains(&name) {
                self.unknown(key.span().start, name, "a rule", &KEYS_OF_RULE);
            }
        }
        let name = self.part(table, "name", value)?.1.to_owned();
        let (at, form) = self.part(table, "match", value)?;
        match Rule::of_user(&name, form) {
            Ok(rule) => Some(rule),
            Err(error) => {
                self.mistake(at, error.to_string());
                None
            }
        }
    }

    /// A text of a rule that is no blank, and its place in the file.
    fn part<'v>(
        &mut self,
        table: &'v DeTable<'_>,
        key: &str,
        rule: &Spanned<DeValue<'_>>,
    ) -> Option<(usize, &'v str)> {
        let Some(value) = table.get(key) else {
            self.mistake(rule.span().start, format!("this rule has no {key}; {FORM}"));
            return None;
        };
        let text = self.string(value)?;
        if text.trim().is_empty() {
            self.mistake(
                value.span().start,
                format!("the {key} of a rule needs at least one character"),
            );
            return None;
        }
        Some((value.span().start, text))
    }

    fn unknown(&mut self, at: usize, name: &str, place: &str, keys: &[&'static str]) {
        let message = match closest(name, keys) {
            Some(known) => format!("unknown key '{name}' in {place}; did you mean '{known}'?"),
            None => format!(
                "unknown key '{name}' in {place}; the keys are {}",
                keys.join(", ")
            ),
        };
        self.mistake(at, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::secrets::mask;
    use crate::domain::time::Zone;
    use crate::system::config::read;

    #[test]
    fn rules_of_the_user_are_read() {
        let text = "[secrets]\nrules = [\n  { name = \"badge\", match = 'badge (\\d{4})' },\n]\n";
        let (config, mistakes) = read(text, Zone::Utc);
        assert_eq!(mistakes, []);
        assert_eq!(mask("badge 1234", &config.secrets).0, "badge [masked: badge]");
        let (config, mistakes) = read("[[secrets.rules]]\nname = \"x\"\nmatch = \"x+\"\n", Zone::Utc);
        assert_eq!(
            (mask("axxb", &config.secrets).0.as_ref(), mistakes.len()),
            ("a[masked: x]b", 0)
        );
    }

    #[test]
    fn every_mistake_is_told_and_the_sound_rules_hold() {
        let text = "[secrets]\nrule = 1\nnokey = 2\nrules = [ 7, { name = \"a\" }, { name = \"b\", match = \"(\" }, \
                    { name = \" \", match = \"x\" }, { name = \"c\", match = \".*\", mach = \"\" }, \
                    { name = \"d\", match = \"d1\" } ]\n";
        let (config, mistakes) = read(text, Zone::Utc);
        let told: Vec<String> = mistakes
            .iter()
            .map(|mistake| format!("{}:{}: {}", mistake.line, mistake.column, mistake.message))
            .collect();
        let starts = [
            "2:1: unknown key 'rule' in [secrets]; did you mean 'rules'?",
            "3:1: unknown key 'nokey' in [secrets]; the keys are rules",
            "4:11: this is no rule; write {",
            "4:14: this rule has no match; write {",
            "4:52: '(' is no regular expression that can be used",
            "4:68: the name of a rule needs at least one character",
            "4:110: '.*' is no regular expression that can be used: it fits an empty text",
            "4:116: unknown key 'mach' in a rule; did you mean 'match'?",
        ];
        assert_eq!(told.len(), starts.len(), "{told:#?}");
        for (told, start) in told.iter().zip(starts) {
            assert!(told.starts_with(start), "{told}\n{start}");
        }
        assert_eq!(mask("d1", &config.secrets).1, 1);
        let (_, mistakes) = read("secrets = 1\n", Zone::Utc);
        assert!(mistakes[0].message.starts_with("secrets is a table"));
        let (_, mistakes) = read("secrets.rules = 1\n", Zone::Utc);
        assert!(mistakes[0].message.starts_with("rules is a list"));
    }
}
