//! Words and sentences of a text for the public: where one begins, and what in it could name somebody or something.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::left_out::Sort;
use super::names::Names;

/// Words with a hyphen that name no machine.
const HYPHENED: &str = "
    log-in log-ins log-out sign-in sign-ins sign-up sign-ups sign-out check-in check-out read-only e-mail
    e-mails real-time short-term long-term follow-up set-up start-up one-time third-party two-factor time-out
    time-outs non-essential up-to-date in-app self-service opt-in opt-out built-in re-try pre-paid on-site x-ray
";

/// Words that begin sentences about outages, and name nobody. What is missing here counts as a name there, unless the
/// journal has it in small letters: a sentence too few is told, rather than a name too many.
const OPENING: &str = "
    a about access accounts add added after again alert alerted alerting alerts all almost always an and any api
    apis app application applications apps around asked at back became because before began being between
    blocked bookings both broken browser browsers bug but by call called calls cannot cause caused changed
    charges check checked checking checkout clearing client clients closed confirmed connection connections
    contact could customer customers dashboards data database databases deleted deliveries delivery deploy
    deployed deploying did disk does done down downloads due during each email emails errors escalated every
    everybody everyone everything failed failing failover fails few fewer files first fix fixed for found from
    full got had half has have here high host hosts however if image images impact in increased increasing
    information investigating is issue issues it its just keeps know large last late latency later less load log
    login logins logs looked looking lookup lookups lost low mail mails many maybe members memory messages
    mitigated mobile monitor monitoring monitors more most moved much nearly network never new next no nobody
    none not nothing notifications now off old on once one only open opened opening orders our out outage over
    page paged pages paging parts passwords payment payments people performance perhaps please pool possible
    probably problem problems purchases queries query queue queues readers recovered reduced refunds region
    registrations rejected released removed replaced replication reported reports requesting requests resolved
    response responses restarted restarting restored results retry reverted rising rollback rolled root running
    same saving saw search searches second see seems seen sending server servers service services set several
    should shows sign signup signups since site slow slower small some someone something started starting status
    still stopped storage subscribers subscriptions suspect suspected system systems team the their there these
    they this those tickets timeout timeouts traffic transfers try trying turned two unable under unknown until
    up update updated upgraded uploads user users using very video videos visitors waiting was we web website
    were what when where which while who why will with within without working works would writes wrong yes yet
    you your
";

/// Words that lean on the sentence before.
const LEANING: &[&str] = &[
    "it",
    "its",
    "they",
    "their",
    "them",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "his",
    "her",
    "both",
    "also",
    "however",
    "but",
    "and",
    "so",
    "then",
    "there",
    "which",
    "otherwise",
    "instead",
    "neither",
];

/// Words that end in a stop and end no sentence.
const SHORTENED: &[&str] = &[
    "e.g.", "i.e.", "etc.", "approx.", "ca.", "vs.", "no.", "nr.", "mr.", "mrs.", "ms.", "dr.", "st.",
    "inc.", "ltd.", "tel.",
];

/// Behind these words a number is one of a ticket.
const TICKETS: &[&str] = &[
    "ticket", "tickets", "issue", "incident", "case", "bug", "change", "task", "request", "pr", "inc", "chg",
    "no", "nr", "number",
];

/// Behind these words a number is one of a telephone.
const PHONES: &[&str] = &[
    "phone",
    "tel",
    "telephone",
    "call",
    "dial",
    "ext",
    "extension",
    "hotline",
    "fax",
];

/// More digits in a row than these are a telephone's, or a number of something.
const MOST_DIGITS: usize = 6;

/// The sentences of a text, in words.
pub(super) fn sentences(text: &str) -> Vec<Vec<&str>> {
    let mut sentences: Vec<Vec<&str>> = Vec::new();
    for word in text.split_whitespace() {
        match sentences.last_mut() {
            Some(sentence) if sentence.last().is_some_and(|before| !begins_anew(before, word)) => {
                sentence.push(word);
            }
            Some(_) | None => sentences.push(vec![word]),
        }
    }
    sentences
}

/// Whether a word begins a sentence behind this one.
pub(super) fn begins_anew(before: &str, word: &str) -> bool {
    let ended = before.trim_end_matches([')', '"', '\'', '”', '’']);
    let ends = ended.ends_with(['.', '!', '?']) && !SHORTENED.contains(&ended.to_lowercase().as_str());
    ends && !word.starts_with(char::is_lowercase)
}

/// Whether a sentence has no sense without the one before it.
pub(super) fn leans(sentence: &[&str]) -> bool {
    let first = sentence.first().map(|word| bare(word).to_lowercase());
    first.is_some_and(|first| LEANING.contains(&first.as_str()))
}

/// What in a sentence could name somebody or something; nothing where it can be told.
pub(super) fn sorts(sentence: &[&str], names: &Names) -> Vec<Sort> {
    let mut found = Vec::new();
    let mut digits = 0;
    let mut before = String::new();
    for (nth, word) in sentence.iter().enumerate() {
        let bare = bare(word);
        let lower = bare.to_lowercase();
        digits = match number(bare) {
            Some(count) => digits + count,
            None => 0,
        };
        let short = word.trim_matches(['(', ',']).to_lowercase();
        found.extend(if SHORTENED.contains(&short.as_str()) {
            None
        } else if digits > MOST_DIGITS || digits > 0 && PHONES.contains(&before.as_str()) {
            Some(Sort::Phone)
        } else if digits > 0 && TICKETS.contains(&before.as_str()) {
            Some(Sort::Ticket)
        } else {
            sort(bare, nth == 0, names)
        });
        // "call us at 12", "ticket: 12"
        before = lower;
    }
    found.sort_unstable();
    found
}

/// What a word could name; `None` where it names nothing.
fn sort(word: &str, begins: bool, names: &Names) -> Option<Sort> {
    if word.is_empty() || number(word).is_some() || is_clock(word) {
        return None;
    }
    if let Some(sort) = shape(word) {
        return Some(sort);
    }
    let lower = word.to_lowercase();
    let lower = lower.strip_suffix("'s").unwrap_or(&lower).replace('’', "'");
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    if names.knows(lower) || parts(lower).any(|part| names.knows(part)) {
        return Some(Sort::Name);
    }
    if is_capital(word) && word != "I" {
        let first_only = !word.chars().skip(1).any(char::is_uppercase);
        let known = is_opening(lower) || names.knows_as_ordinary(lower);
        return (!(begins && first_only && known)).then_some(Sort::Name);
    }
    if lower.contains('-') && !is_one_of(HYPHENED, lower) {
        return Some(Sort::Host);
    }
    let plain = |c: char| c.is_alphabetic() || c == '-' || c == '\'';
    (!lower.chars().all(plain)).then_some(Sort::Other)
}

/// What the signs and digits in a word tell of it.
fn shape(word: &str) -> Option<Sort> {
    let digit = word.chars().any(|c| c.is_ascii_digit());
    let lower = word.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return Some(Sort::Address);
    }
    if let Some((before, behind)) = word.split_once('@') {
        let mail = !before.is_empty() && behind.contains('.');
        return Some(if mail { Sort::Address } else { Sort::Name });
    }
    if is_ip(word) {
        return Some(Sort::Address);
    }
    if word.starts_with('#') || is_ticket(word) {
        return Some(Sort::Ticket);
    }
    if digit && word.chars().all(|c| c.is_ascii_digit() || "+-()./".contains(c)) {
        return Some(Sort::Phone);
    }
    if word.contains(['.', '_', '/', ':', '\\', '$', '=']) || digit {
        return Some(Sort::Host);
    }
    None
}

fn is_ip(word: &str) -> bool {
    let word = word.split('/').next().unwrap_or(word);
    let parts: Vec<&str> = word.split(['.', ':']).collect();
    let decimal = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let hex = |part: &&str| part.bytes().all(|b| b.is_ascii_hexdigit());
    (word.contains('.') && parts.len() >= 4 && parts.iter().take(4).all(decimal))
        || (word.matches(':').count() >= 2 && parts.iter().all(hex))
}

/// Letters and a number, as `ABC-1234` or `INC0012345`.
fn is_ticket(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let number = word[letters..].trim_start_matches('-');
    let numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    letters >= 2 && numbered && (word.contains('-') || number.len() >= 4)
}

/// How many digits a number has, where a word is one: `40`, `~30%`, `1,200`, `3.5`, `5`.
fn number(word: &str) -> Option<usize> {
    let word = word.trim_start_matches(['~', '<', '>', '≈']);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let grouped = word.contains(',') && word.split(',').skip(1).all(|group| group.len() == 3);
    let is_decimal = word.matches('.').count() <= 1 && !word.ends_with('.');
    let signs = word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    let whole = digits > 0 && signs && is_decimal && (grouped || !word.contains(','));
    // 1,200,000 is one of people.
    whole.then_some(if grouped { 1 } else { digits })
}

/// A clock such as 09:30.
fn is_clock(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let two = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 2 && parts.iter().all(two)
}

/// The words in a name: letters and digits in a row.
pub(super) fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
}

/// A word without the marks of its sentence around it.
pub(super) fn bare(word: &str) -> &str {
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '%', '"', '\'', '”', '’', '…']);
    word.trim_start_matches(['(', '"', '\'', '“', '‘', '–', '—', '-', '*'])
        .trim_end_matches(['–', '—', '-', '*'])
}

/// Whether a word, in lower case, begins sentences about outages and names nobody.
pub(super) fn is_opening(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| OPENING.split_whitespace().collect());
    WORDS.contains(word)
}

fn is_one_of(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|other| other == word)
}

/// Whether a letter of it is a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_one_begins() {
        for (text, count) in [
            ("Logins fail. Payments work.", 2),
            ("Logins fail, e.g. Acme cannot log in", 1),
            ("about 3.5 per cent. of them", 1),
            ("(Logins fail.) Payments work", 2),
            ("logins\nfail", 1),
            ("", 0),
        ] {
            assert_eq!(sentences(text).len(), count, "{text}");
        }
    }
}
