//! The words that customers may read: what a person wrote for them, and what names nobody and nothing.

use std::cell::LazyCell;

use super::judge;
use super::left_out::LeftOut;
use super::names::Names;
use super::sort::Sort;
use super::table::LEANING;
use crate::domain::findings::likely_secrets;
use crate::domain::incident::Incident;
use crate::domain::mentions;
use crate::domain::record::{ActionItemBody, FieldName, PUBLIC};
use crate::draft::said::{said, stop};
use crate::draft::sentences::{bare, sentences};
use crate::draft::update::briefing::MOST_SAID;

/// So many words of a field for customers are said to be perhaps a name, none of more bytes than these.
const NAMED: usize = 5;
const LONGEST: usize = 70;

/// The words for customers, and what whoever sends them has to know.
#[derive(Debug, Default)]
pub(in crate::draft) struct PublicWords {
    /// The field `public-impact`, in one line without its full stop.
    pub(in crate::draft) impact: Option<String>,
    /// The field `public-cause`, likewise.
    pub(in crate::draft) cause: Option<String>,
    /// The impact as far as it has plain words, where nothing was written for customers.
    pub(in crate::draft) offered: Option<String>,
    /// The names of what was affected that are plain words.
    pub(in crate::draft) affected: Vec<String>,
    /// The action items that customers may read of and that are done, in the words of their order.
    pub(in crate::draft) done: Vec<String>,
    /// Those that are to be done.
    pub(in crate::draft) to_do: Vec<String>,
    /// The parts left out, in lines.
    pub(in crate::draft) left_out: Vec<String>,
}

/// The names of an incident: learnt from all of its texts, so only where there is something to judge.
type Known<'a> = LazyCell<Names, Box<dyn FnOnce() -> Names + 'a>>;

impl PublicWords {
    /// Everything that an incident has for customers.
    pub(in crate::draft) fn of(incident: &Incident) -> PublicWords {
        let names: Known<'_> = LazyCell::new(Box::new(|| Names::of(incident)));
        let mut words = PublicWords {
            impact: written(incident, FieldName::PublicImpact),
            cause: written(incident, FieldName::PublicCause),
            affected: plain_names(incident, &names),
            ..PublicWords::default()
        };
        words.take_steps(incident, &names);
        let (offered, withheld) = offered(incident, &names);
        words.left_out.extend(offered.iter().map(|text| {
            format!(
                "The impact in plain words, which the field public-impact would tell: \u{201c}{text}\u{201d}"
            )
        }));
        words.offered = offered;
        words.left_out.extend(withheld.in_words());
        for (field, told) in [
            (FieldName::PublicImpact, &words.impact),
            (FieldName::PublicCause, &words.cause),
        ] {
            if incident.value(field).is_some() && told.is_none() {
                words.left_out.push(format!(
                    "Left out of what the public reads: {}, which may hold a secret.",
                    field.wire()
                ));
            }
            let named = told.as_deref().and_then(|text| named_in(text, &names));
            words.left_out.extend(
                named.map(|named| format!("{} is told as it was written; in it {named}.", field.wire())),
            );
        }
        words
    }

    /// Takes the action items that customers may read of; those that may name what they do not read are left out, each
    /// with the words for which it is.
    fn take_steps(&mut self, incident: &Incident, names: &Known<'_>) {
        let mut unfit = LeftOut::default();
        for (item, body) in incident.action_items() {
            let tags = mentions::tags(&body.text);
            if !tags.iter().any(|tag| tag.eq_ignore_ascii_case(PUBLIC)) {
                continue;
            }
            let text = said(without_owner(body), MOST_SAID);
            let words: Vec<&str> = text.split_whitespace().collect();
            let reasons = judge::reasons(&words, names);
            match (reasons.is_empty(), body.done) {
                (false, _) => unfit.add_called(&format!("action item {} ", item.number), &words, &reasons),
                (true, true) => self.done.push(text),
                (true, false) => self.to_do.push(text),
            }
        }
        self.left_out.extend(unfit.items_in_words());
    }
}

/// The text of an action item without the mention of its owner among the tags at its end: `todo: ... @bo #public` says
/// whose it is, and nothing of what is to be done.
fn without_owner(body: &ActionItemBody) -> &str {
    let text = body.text.trim_end();
    let mut kept = text;
    while let Some(word) = kept.split_whitespace().next_back() {
        let before = kept.strip_suffix(word).unwrap_or_default().trim_end();
        match word.strip_prefix('@') {
            Some(name) if body.owner.as_deref() == Some(name) => return before,
            None if word.starts_with('#') => kept = before,
            Some(_) | None => return text,
        }
    }
    text
}

/// The words that were written for customers, as one line; nothing where it may hold a secret.
fn written(incident: &Incident, field: FieldName) -> Option<String> {
    let line = in_one_line(incident.value(field)?);
    let line = line.trim_end_matches('.').to_owned();
    (!line.is_empty() && likely_secrets(&line).is_empty()).then_some(line)
}

/// The words of a text for customers that could name somebody or something, with the reasons; whoever wrote it decides.
fn named_in(text: &str, names: &Known<'_>) -> Option<String> {
    let sentences = sentences(text);
    let reasons = sentences
        .iter()
        .flat_map(|sentence| judge::reasons(sentence, names));
    let named: Vec<String> = reasons
        .filter(|(word, sort)| word.len() <= LONGEST && *sort != Sort::Secret)
        .take(NAMED)
        .map(|(word, sort)| format!("{word} {}", sort.in_words()))
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}

/// The names of what was affected that name nobody and nothing inside.
fn plain_names(incident: &Incident, names: &Known<'_>) -> Vec<String> {
    let affected = incident.values(FieldName::Affected).into_iter();
    let lines = affected.map(in_one_line);
    lines
        .filter(|line| !line.is_empty() && is_plain(line, names))
        .collect()
}

fn is_plain(text: &str, names: &Known<'_>) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    judge::reasons(&words, names).is_empty()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of the impact that have plain words, as one line, where nothing was written for customers; and those
/// that have not.
fn offered(incident: &Incident, names: &Known<'_>) -> (Option<String>, LeftOut) {
    let mut left_out = LeftOut::default();
    let impact = incident.value(FieldName::Impact);
    let Some(text) = impact.filter(|_| incident.value(FieldName::PublicImpact).is_none()) else {
        return (None, left_out);
    };
    let mut plain: Vec<String> = Vec::new();
    let mut gone = false;
    for sentence in sentences(text) {
        let reasons = judge::reasons(&sentence, names);
        gone = !reasons.is_empty() || gone && leans(&sentence);
        if gone {
            left_out.add(&sentence, &reasons);
        } else {
            plain.push(sentence.join(" "));
        }
    }
    ((!plain.is_empty()).then(|| stop(&plain.join(" "))), left_out)
}

#[cfg(test)]
pub(super) fn offered_of(incident: &Incident) -> (Option<String>, LeftOut) {
    offered(incident, &LazyCell::new(Box::new(|| Names::of(incident))))
}

/// True if a sentence has no sense without the one before it.
fn leans(sentence: &[&str]) -> bool {
    let first = sentence.first().map(|word| bare(word).to_lowercase());
    first.is_some_and(|first| LEANING.contains(first.as_str()))
}
