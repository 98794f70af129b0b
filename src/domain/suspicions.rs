//! Finds the open suspicion that a line is about: the one whose words it has.

use super::alike::is_common;
use super::hypotheses;
use super::incident::{Event, Incident};

/// So many open suspicions are looked through, the newest, and so many words of each: this is done with every key.
const MOST: usize = 200;
const MOST_WORDS: usize = 100;

/// The suspicions that nothing has ended yet: those nearest to the text first, of equally near ones the newest.
pub fn open_nearest_first<'a>(incident: &'a Incident, text: &str) -> Vec<&'a Event> {
    let mut open: Vec<&Event> = hypotheses::open(incident).collect();
    open.reverse();
    open.truncate(MOST);
    let texts: Vec<&str> = open.iter().map(|event| event.body().text.as_str()).collect();
    nearest_first(&texts, text)
        .into_iter()
        .map(|nth| open[nth])
        .collect()
}

/// The places of these suspicions, the one that shares most with the text first: a word counts the less, the more of
/// them have it. Those that share as much stay in their order.
fn nearest_first(suspicions: &[&str], text: &str) -> Vec<usize> {
    const WHOLE: usize = 1000;
    let suspicions: Vec<Vec<String>> = suspicions.iter().map(|text| words(text)).collect();
    let mut shared = vec![0; suspicions.len()];
    for word in words(text) {
        let having = |words: &Vec<String>| words.iter().any(|other| alike(&word, other));
        let with: Vec<usize> = (0..suspicions.len())
            .filter(|nth| having(&suspicions[*nth]))
            .collect();
        for nth in &with {
            shared[*nth] += WHOLE / with.len();
        }
    }
    let mut order: Vec<usize> = (0..suspicions.len()).collect();
    order.sort_by_key(|nth| std::cmp::Reverse(shared[*nth]));
    order
}

/// The words that mean something, each once.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let mut words: Vec<String> = words
        .filter(|word| word.chars().count() > 1 && !is_common(word))
        .take(MOST_WORDS)
        .collect();
    words.sort();
    words.dedup();
    words
}

/// True if two words are the same but for their ending; the last one may not be written to its end yet.
fn alike(one: &str, other: &str) -> bool {
    const BEGINNING: usize = 3;
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) = (one.chars().count(), other.chars().count());
    let (short, long) = (short.min(long), short.max(long));
    one == other || same >= BEGINNING && (same == short || same * 3 >= long * 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, at};

    #[test]
    fn the_one_with_the_words_of_the_line_comes_first() {
        let suspicions = [
            "Network connectivity?",
            "the database is out of connections",
            "a bad deploy of auth",
            "DB failover",
        ];
        for (text, first) in [
            ("not the network", 0),
            ("netw", 0),
            ("connection pool of the database is fine", 1),
            ("databases are fine", 1),
            ("deployed nothing today", 2),
            ("auth was not deployed", 2),
            ("no DB trouble", 3),
            ("the failovers worked", 3),
            // Nothing in common: as they were.
            ("ruled out", 0),
            ("", 0),
        ] {
            assert_eq!(nearest_first(&suspicions, text)[0], first, "{text}");
        }
        assert_eq!(nearest_first(&suspicions, ""), [0, 1, 2, 3]);
        assert!(nearest_first(&[], "network").is_empty());
    }

    #[test]
    fn a_word_that_all_have_tells_nothing() {
        let suspicions = ["auth pool in Paris", "auth deploy", "auth certificate"];
        let order = nearest_first(&suspicions, "auth auth auth: the certificate is sound");
        assert_eq!(order, [2, 0, 1]);
    }

    #[test]
    fn only_open_ones_are_there_and_the_newest_is_first() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Hypothesis, Some(&at("09:00")), "the network");
        s.log(Kind::RuledOut, Some(&at("09:30")), "not the network");
        s.log(Kind::Hypothesis, Some(&at("10:00")), "the database");
        s.log(Kind::Hypothesis, Some(&at("10:10")), "a deploy");
        let texts = |text: &str| -> Vec<String> {
            let open = open_nearest_first(&s.incident, text).into_iter();
            open.map(|event| event.body().text.clone()).collect()
        };
        assert_eq!(texts(""), ["a deploy", "the database"]);
        assert_eq!(texts("the database is fine"), ["the database", "a deploy"]);
    }
}
