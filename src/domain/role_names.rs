//! Roles in place of names: finds the names of people in a text, however they are written there.

use std::collections::HashMap;
use std::sync::Arc;

use super::record::UNDERSTOOD;

/// A name has at most so many words; what goes beyond is no name that stands in a text.
const MOST_WORDS: usize = 8;

/// Words of which one makes a name that of a team, or of everybody.
const TEAM_WORDS: &str = "
    all analytics api apps auth authentication backend billing build cdn center centre channel checkout ci cloud
    comms communications core customers data database dba dbas department desk dev developers devs eng engineering
    engineers everybody everyone exec executives finance frontend group helpdesk here hosting identity infra
    infrastructure it leadership legal login management managers marketing mobile network networking networks
    nobody noc none oncall operations partner partners payment payments platform pr product provider qa release
    reliability sales search security service services soc sre sres storage support systems team teams users
    vendor web
";

/// Words for those who run something: `ops` alone ends surnames too.
const OPS_WORDS: &str = "
    aiops chatops cloudops dataops dbops devops devsecops dockops finops gitops infraops itops mlops netops noops ops
    sapops secops sysops techops webops
";

/// Accounts that are nobody's name, and ordinary words: of themselves they are no people in a text.
const ACCOUNTS: &[&str] = &[
    "admin",
    "administrator",
    "alert",
    "bot",
    "guest",
    "monitor",
    "operator",
    "root",
    "system",
    "ubuntu",
    "user",
];

/// Stands for a part of several people's names.
const SOMEBODY: &str = "somebody";

/// The way in which a name has to stand in a text to be taken for one; the first is the strictest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// As `@name`.
    Mentioned,
    /// So, or with a capital.
    WithCapital,
    /// As a word of its own, in any case.
    Anywhere,
}

/// The roles that stand for the names of people.
#[derive(Clone, Debug, Default)]
pub struct RoleNames {
    /// By the words of a name in small letters, with a blank between them.
    names: HashMap<String, (Arc<str>, Standing)>,
    /// The most words that one of them has.
    longest: usize,
}

/// A word of a text: where it begins and ends.
type Span = (usize, usize);

impl RoleNames {
    /// The role of somebody of this name.
    pub fn role(&self, name: &str) -> Option<&Arc<str>> {
        let whole = self.names.get(&key(name).0);
        let person = name.trim_start_matches('@').split('@').next().unwrap_or(name);
        let found = whole.or_else(|| self.names.get(&key(person).0));
        found.map(|(role, _)| role)
    }

    /// From now on this name is told as the role, and so is the name before an `@` and its machine. A name that has a
    /// role keeps it.
    pub fn add(&mut self, name: &str, role: &Arc<str>, standing: Standing) {
        let name = name.trim_start_matches('@');
        let person = name.split('@').next().unwrap_or(name);
        self.add_words(name, role, standing);
        self.add_words(person, role, standing);
        let parts: Vec<&str> = person.split_whitespace().collect();
        if parts.len() > 1 {
            for part in parts.into_iter().filter(|part| !is_team(part)) {
                self.add_words(part, role, standing.min(Standing::WithCapital));
                self.share(part, role);
            }
        }
    }

    /// Tells the roles themselves by roles: a title may name somebody, such as `deputy of Carol Jones`.
    pub fn tell_roles(&mut self) {
        let told = |role: &Arc<str>| Arc::from(self.told(role));
        let roles: Vec<(String, Arc<str>)> = self
            .names
            .iter()
            .map(|(name, (role, _))| (name.clone(), told(role)))
            .collect();
        for (name, role) in roles {
            if let Some(known) = self.names.get_mut(&name) {
                known.0 = role;
            }
        }
    }

    fn add_words(&mut self, name: &str, role: &Arc<str>, standing: Standing) {
        let (key, words) = key(name);
        if words == 0 || words > MOST_WORDS {
            return;
        }
        let names_nobody = key.chars().nth(1).is_none() || ACCOUNTS.contains(&key.as_str()) || is_team(name);
        let standing = if names_nobody {
            Standing::Mentioned
        } else {
            standing
        };
        self.longest = self.longest.max(words);
        let known = self
            .names
            .entry(key)
            .or_insert_with(|| (Arc::clone(role), standing));
        known.1 = known.1.max(standing);
    }

    /// A part of a name that another role's name has too tells of neither.
    fn share(&mut self, part: &str, role: &Arc<str>) {
        let known = self.names.get_mut(&key(part).0);
        if let Some((other, standing)) = known
            && other != role
            && *standing <= Standing::WithCapital
        {
            *other = Arc::from(SOMEBODY);
        }
    }

    /// The text with roles in place of names.
    pub fn told(&self, text: &str) -> String {
        let words = words(text);
        let mut told = String::with_capacity(text.len());
        let (mut copied, mut nth) = (0, 0);
        while let Some((start, _)) = words.get(nth).copied() {
            let Some((role, count)) = self.at(text, &words[nth..]) else {
                nth += 1;
                continue;
            };
            let from = if is_mention(&text[..start]) {
                start - 1
            } else {
                start
            };
            told.push_str(&text[copied..from]);
            told.push_str(role);
            copied = words[nth + count - 1].1;
            nth += count;
        }
        told.push_str(&text[copied..]);
        told
    }

    /// The role of the longest name that begins with the first of these words, and the number of its words.
    fn at(&self, text: &str, words: &[Span]) -> Option<(&Arc<str>, usize)> {
        let (first, _) = *words.first()?;
        let before = &text[..first];
        let mentioned = is_mention(before);
        let mut key = String::new();
        let mut capital = true;
        let mut found = None;
        for (nth, (start, end)) in words.iter().take(self.longest).enumerate() {
            if nth > 0 {
                if !joins(&text[words[nth - 1].1..*start]) {
                    break;
                }
                key.push(' ');
            }
            let word = &text[*start..*end];
            capital &= word.starts_with(char::is_uppercase);
            key.push_str(&word.to_lowercase());
            let stands = |standing: Standing| match standing {
                Standing::Mentioned => mentioned,
                Standing::WithCapital => mentioned || capital,
                Standing::Anywhere => true,
            };
            if let Some((role, standing)) = self.names.get(&key)
                && stands(*standing)
            {
                found = Some((role, nth + 1));
            }
        }
        let own_tag =
            before.ends_with('#') && UNDERSTOOD.contains(&key.split(' ').next().unwrap_or_default());
        found.filter(|_| !own_tag)
    }
}

/// True if a name is that of a team or of everybody rather than of a person.
pub fn is_team(name: &str) -> bool {
    let is_of_team = |word: &str| {
        TEAM_WORDS.split_whitespace().any(|of_team| of_team == word)
            || OPS_WORDS.split_whitespace().any(|ops| ops == word)
            || (word.ends_with("team") && word != "steam")
    };
    is_path(name) || key(name).0.split(' ').any(is_of_team)
}

/// True for a team as forges name it: `org/reliability`. `Dana/Eve` are two people.
fn is_path(name: &str) -> bool {
    name.contains('/') && !name.split('/').any(|part| part.starts_with(char::is_uppercase))
}

/// The words of a name in small letters, and how many they are.
fn key(name: &str) -> (String, usize) {
    let words = words(name);
    let lower: Vec<String> = words
        .iter()
        .map(|(start, end)| name[*start..*end].to_lowercase())
        .collect();
    (lower.join(" "), lower.len())
}

/// The words of a text: letters and digits in a row.
fn words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut open = false;
    for (place, letter) in text.char_indices() {
        let within = letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
        let end = place + letter.len_utf8();
        match words.last_mut().filter(|_| open && within) {
            Some(word) => word.1 = end,
            None if within => words.push((place, end)),
            None => {}
        }
        open = within;
    }
    words
}

/// True if what stands between two words lets them be one name: `ana.silva`, `ana@laptop`, `Ana Silva`.
fn joins(between: &str) -> bool {
    let mut letters = between.chars();
    let first = letters.next();
    letters.next().is_none() && first.is_some_and(|c| c.is_whitespace() || ".-_@".contains(c))
}

/// True if the word behind this is mentioned: `@bo`, and not a part of an address.
fn is_mention(before: &str) -> bool {
    let rest = before.strip_suffix('@');
    rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || "._-".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> RoleNames {
        let mut names = RoleNames::default();
        for (name, role, standing) in [
            ("ana@laptop", "incident commander", Standing::Anywhere),
            ("bo", "responder 1", Standing::Anywhere),
            ("Carol Jones", "scribe", Standing::Anywhere),
            ("priya.raman", "responder 2", Standing::Mentioned),
            ("root@web-1", "responder 3", Standing::Anywhere),
            ("helped", "responder 4", Standing::Anywhere),
            ("Max Moe", "responder 5", Standing::Anywhere),
            ("Max Ek", "responder 6", Standing::Anywhere),
        ] {
            names.add(name, &Arc::from(role), standing);
        }
        names
    }

    #[test]
    fn names_become_roles_however_they_are_written() {
        let names = names();
        for (text, told) in [
            ("asked @bo and Ana", "asked responder 1 and incident commander"),
            ("BO's change, (bo)", "responder 1's change, (responder 1)"),
            ("bob and bo2 and abo", "bob and bo2 and abo"),
            ("ana@laptop restarted it", "incident commander restarted it"),
            ("Max and Max Moe", "somebody and responder 5"),
            ("Carol knows, carol jones too", "scribe knows, scribe too"),
            ("a christmas carol", "a christmas carol"),
            ("@priya.raman and priya raman", "responder 2 and priya raman"),
            ("the root cause, says @root", "the root cause, says responder 3"),
            ("more memory #helped", "more memory #helped"),
            ("db_bo_backup", "db_responder 1_backup"),
            ("write to help@bo", "write to help@responder 1"),
            ("@platform\n@bo", "@platform\nresponder 1"),
            ("", ""),
        ] {
            assert_eq!(names.told(text), told, "{text}");
        }
        assert_eq!(names.role("root@web-1").map(|role| &**role), Some("responder 3"));
        assert_eq!(names.role("Ana"), names.role("ana@laptop"));
        assert_eq!(names.role("platform"), None);
    }

    #[test]
    fn teams_are_told_from_people() {
        for (name, team) in [
            ("netops", true),
            ("koops", false),
            ("Dana/Eve", false),
            ("auth-team", true),
            ("org/reliability", true),
            ("senior-engineering", true),
            ("Platform on-call", true),
            ("bo", false),
            ("Priya Raman", false),
        ] {
            assert_eq!(is_team(name), team, "{name}");
        }
    }
}
