//! The table `[updates]`: the intervals at which status updates are due, in minutes, by severity.

use toml::Spanned;
use toml::de::DeValue;

use super::{Reader, closest};
use crate::domain::findings::Policy;

const KEYS: [&str; 6] = ["sev1", "sev2", "sev3", "sev4", "sev5", "unset"];

/// The longest rhythm, in minutes: a day.
const LONGEST: i64 = 24 * 60;

impl Reader<'_> {
    pub(super) fn updates(&mut self, value: &Spanned<DeValue<'_>>) -> Policy {
        let mut policy = Policy::default();
        let Some(table) = value.get_ref().as_table() else {
            let message = "updates is a table: write [updates], and below it sev1 = 30 and the like";
            self.mistake(value.span().start, message.to_owned());
            return policy;
        };
        for (key, value) in table {
            if value.span().is_empty() {
                // Reported already, as everywhere.
                continue;
            }
            let name = key.get_ref().as_ref();
            let Some(place) = KEYS.iter().position(|known| *known == name) else {
                let message = match closest(name, &KEYS) {
                    Some(known) => format!("unknown key '{name}' in [updates]; did you mean '{known}'?"),
                    None => format!(
                        "unknown key '{name}' in [updates]; the keys are {}",
                        KEYS.join(", ")
                    ),
                };
                self.mistake(key.span().start, message);
                continue;
            };
            // The last of the keys is that of no severity.
            let cadence = policy.cadence.get_mut(place).unwrap_or(&mut policy.unrated);
            match rhythm(value.get_ref()) {
                Some(seconds) => *cadence = seconds,
                None => {
                    let message = format!("{name} is minutes from 1 to {LONGEST}, or \"off\"");
                    self.mistake(value.span().start, message);
                }
            }
        }
        policy
    }
}

/// Seconds between two updates; inside, `None` for no rhythm; outside, for a value that is none.
fn rhythm(value: &DeValue<'_>) -> Option<Option<i64>> {
    if let Some(word) = value.as_str() {
        return (word == "off").then_some(None);
    }
    let number = value.as_integer()?;
    let minutes = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
    match minutes {
        0 => Some(None),
        1..=LONGEST => Some(Some(minutes * 60)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::record::Severity;
    use crate::domain::time::Zone;
    use crate::system::config::read;

    /// The minutes for severity 1 to 5 and for none, and the mistakes reported.
    fn taken(text: &str) -> (Vec<i64>, Vec<String>) {
        let (config, mistakes) = read(text, Zone::Utc);
        let severities = (1..=5).map(Severity::new).chain([None]);
        let minutes = severities.map(|severity| config.updates.cadence_of(severity).unwrap_or(0) / 60);
        let reported = mistakes.iter();
        let reported = reported.map(|m| format!("{}:{}: {}", m.line, m.column, m.message));
        (minutes.collect(), reported.collect())
    }

    #[test]
    fn what_is_said_holds_and_the_rest_is_as_ever() {
        for (text, minutes) in [
            ("", [30, 60, 0, 0, 0, 0]),
            ("[updates]", [30, 60, 0, 0, 0, 0]),
            ("[updates]\nsev1 = 15\nsev3 = 240", [15, 60, 240, 0, 0, 0]),
            ("[updates]\nsev1 = \"off\"\nsev2 = 0", [0, 0, 0, 0, 0, 0]),
            (
                "updates = { sev5 = 1_440, unset = 0x3c }",
                [30, 60, 0, 0, 1440, 60],
            ),
        ] {
            assert_eq!(taken(text), (minutes.to_vec(), vec![]), "{text}");
        }
    }

    #[test]
    fn every_mistake_is_reported_and_the_default_stands_in_its_place() {
        let text = "updates.sev1 = -5\nupdates.sev2 = \"30m\"\nupdates.sev3 = 1441\nupdates.sev4 = 9.5\n\
                    updates.sev6 = 30\nupdates.none = 30\nupdates.sev5 = 60\n";
        let (minutes, reported) = taken(text);
        assert_eq!(minutes, [30, 60, 0, 0, 60, 0]);
        assert_eq!(
            reported,
            [
                "1:16: sev1 is minutes from 1 to 1440, or \"off\"",
                "2:16: sev2 is minutes from 1 to 1440, or \"off\"",
                "3:16: sev3 is minutes from 1 to 1440, or \"off\"",
                "4:16: sev4 is minutes from 1 to 1440, or \"off\"",
                "5:9: unknown key 'sev6' in [updates]; did you mean 'sev1'?",
                "6:9: unknown key 'none' in [updates]; the keys are sev1, sev2, sev3, sev4, sev5, unset",
            ]
        );
    }

    #[test]
    fn a_value_that_is_no_table_is_reported() {
        let (minutes, reported) = taken("updates = 30");
        assert_eq!(minutes, [30, 60, 0, 0, 0, 0]);
        assert_eq!(
            reported,
            ["1:11: updates is a table: write [updates], and below it sev1 = 30 and the like"]
        );
    }
}
