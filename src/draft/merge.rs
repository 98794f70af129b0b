//! Writes a draft anew over one that a person has edited: what they wrote stays, the rest is brought up to date.

mod authorship;
mod pairs;
mod placing;
mod signs;
#[cfg(test)]
mod tests;

use super::parts::{Indivisible, MOST_PARTS, Part, PartName, parts};
use super::templates::Template;
use super::trailer::{self, Opened, Trailer, WrittenPart};
pub use authorship::{Hand, authorship};
use pairs::Pairs;
use placing::places;
use signs::Signs;

/// A draft in which a person's parts and new ones stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// All of it, with its trailer.
    pub text: String,
    /// The parts that a person has edited, in the order of the draft.
    pub kept: Vec<Kept>,
    /// The parts that a person has deleted, and those that belong below them.
    pub left_out: Vec<PartName>,
}

/// A part that stayed as a person left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub name: PartName,
    /// The state of the record beside it.
    pub since: Since,
}

/// The state of the record beside a part that a person has edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// It says what it said when hotwash wrote the part.
    Same,
    /// It says something else by now.
    Changed,
    /// It has nothing any more that would be told there.
    Gone,
    /// It has something by now that would be told under the same heading.
    Added,
}

/// The reason why nobody can tell what in a file a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// It is none of hotwash, or its trailer was edited.
    #[error("it does not have the comment by which hotwash knows its drafts")]
    NoTrailer,
    /// Somebody wrote into its trailer, or a later version did.
    #[error("the comment by which hotwash knows its drafts has lines that are not understood here")]
    TrailerEdited,
    /// It is of another incident.
    #[error("it is a draft of another incident")]
    AnotherIncident,
    /// It was edited, and is in another form: what a person left in it may not be for the readers of this one.
    #[error("it was edited, and is laid out by another template, or with names in place of roles")]
    AnotherForm,
    /// It was edited, and does not say which of its parts hotwash wrote.
    #[error("it was edited, and does not say which of its sections hotwash wrote")]
    NoSections,
    /// It was edited, and has several parts of one name.
    #[error("it was edited, and several of its sections have one heading: {0}")]
    Twice(PartName),
    /// It was edited, and some of it is code or comment without an end.
    #[error("it was edited, and a block of code or a comment in it is not closed")]
    Unclosed,
    /// It was edited, and has more parts than anyone reads.
    #[error("it was edited, and has more than {MOST_PARTS} sections")]
    TooMany,
    /// It is longer than any draft.
    #[error("it is far too long to be a draft")]
    TooLong,
}

impl From<Indivisible> for Unclear {
    fn from(reason: Indivisible) -> Self {
        match reason {
            Indivisible::TooMany => Unclear::TooMany,
            Indivisible::Unclosed => Unclear::Unclosed,
        }
    }
}

/// Writes `fresh`, a draft with its trailer, over `old`, one of the same incident that a person may have edited.
///
/// A part whose text has the hash that the trailer of `old` names is replaced. Any other stays as it is, and where it
/// is. A part that a person deleted stays away.
///
/// # Errors
/// When nobody can tell what a person wrote.
pub fn merge(old: &str, fresh: &str) -> Result<Merged, Unclear> {
    let signs = Signs::of(old);
    let old = signs.removed_from(old);
    let (Some(there), Some(new)) = (trailer::open(&old), trailer::open(fresh)) else {
        return Err(Unclear::NoTrailer);
    };
    if there.trailer.has_more {
        return Err(Unclear::TrailerEdited);
    }
    if there.trailer.incident.is_some() && there.trailer.incident != new.trailer.incident {
        return Err(Unclear::AnotherIncident);
    }
    let mut merged = if there.is_untouched() {
        Merged {
            text: fresh.to_owned(),
            ..Merged::default()
        }
    } else if is_other_form(&there.trailer, &new.trailer) {
        return Err(Unclear::AnotherForm);
    } else {
        let merge = Merge::of(&there, &new)?;
        merge.finish(&there, &new)?
    };
    merged.text = signs.put_into(merged.text);
    Ok(merged)
}

/// True if two drafts are in different forms. One that does not say has names in it, and is for colleagues.
fn is_other_form(there: &Trailer, new: &Trailer) -> bool {
    match (&there.form, &new.form) {
        (Some(there), Some(new)) => there != new,
        (None, Some(new)) => new.by_role || new.template == Template::PUBLIC,
        (_, None) => false,
    }
}

/// The outcome for a part that stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// This new one takes its place.
    Renewed(usize),
    /// It goes: nobody edited it, and the record has nothing for it any more.
    Removed,
    /// It stays as a person left it.
    Kept(Since),
    /// It is a person's own.
    Own,
}

/// Two drafts, part by part.
struct Merge<'a> {
    old: Vec<Part<'a>>,
    new: Vec<Part<'a>>,
    records: &'a [WrittenPart],
    pairs: Pairs,
    fates: Vec<Fate>,
}

impl<'a> Merge<'a> {
    fn of(there: &'a Opened<'a>, fresh: &'a Opened<'a>) -> Result<Self, Unclear> {
        let records = &*there.trailer.parts;
        if records.is_empty() || fresh.trailer.parts.is_empty() {
            return Err(Unclear::NoSections);
        }
        let (old, new) = (parts(there.body)?, parts(fresh.body)?);
        let pairs = Pairs::of(records, &old, &new).map_err(Unclear::Twice)?;
        let mut merge = Merge {
            old,
            new,
            records,
            pairs,
            fates: Vec::new(),
        };
        merge.fates = (0..merge.old.len()).map(|old| merge.fate(old)).collect();
        merge.keep_what_has_more_below();
        Ok(merge)
    }

    fn fate(&self, old: usize) -> Fate {
        let hash = &self.old[old].hash;
        let record = self.pairs.record_of_old[old].map(|record| &self.records[record].hash);
        let new = self.pairs.new_of_old[old];
        let is_written = record == Some(hash);
        match (new, record) {
            // A person may have put there what hotwash writes now.
            (Some(new), _) if is_written || self.new[new].hash == *hash => Fate::Renewed(new),
            (Some(new), Some(record)) if self.new[new].hash == *record => Fate::Kept(Since::Same),
            (Some(_), Some(_)) => Fate::Kept(Since::Changed),
            (Some(_), None) => Fate::Kept(Since::Added),
            (None, Some(_)) if is_written => Fate::Removed,
            (None, Some(_)) => Fate::Kept(Since::Gone),
            (None, None) => Fate::Own,
        }
    }

    /// Keeps a heading with a person's section below it, which would stand below another one without it.
    fn keep_what_has_more_below(&mut self) {
        let mut behind = None;
        for at in (0..self.fates.len()).rev() {
            let level = self.old[at].level;
            let holds = matches!(behind, Some((below, Fate::Kept(_) | Fate::Own)) if below > level);
            if self.fates[at] == Fate::Removed && holds {
                self.fates[at] = Fate::Kept(Since::Gone);
            }
            if self.fates[at] != Fate::Removed {
                behind = Some((level, self.fates[at]));
            }
        }
    }

    fn finish(&self, there: &Opened<'_>, fresh: &Opened<'_>) -> Result<Merged, Unclear> {
        let (inserted, left_out) = places(&self.old, &self.new, &self.pairs);
        let body = self.body(&inserted);
        let trailer = Trailer {
            parts: self.records(&inserted),
            ..fresh.trailer.clone()
        };
        if trailer.parts.len() > MOST_PARTS {
            return Err(Unclear::TooMany);
        }
        let mut text = trailer::attach(&body, &trailer);
        if !there.below.trim().is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str(there.below);
        }
        Ok(Merged {
            text,
            kept: self.kept(),
            left_out: left_out
                .into_iter()
                .map(|new| self.new[new].name.clone())
                .collect(),
        })
    }

    /// The parts of both, each in its place; `inserted` are the new ones that stand before each of the old, and behind
    /// the last.
    fn body(&self, inserted: &[Vec<usize>]) -> String {
        let mut body = String::new();
        for (at, before) in inserted.iter().enumerate() {
            before.iter().for_each(|new| push(&mut body, self.new[*new].text));
            match self.fates.get(at) {
                Some(Fate::Renewed(new)) => push(&mut body, self.new[*new].text),
                Some(Fate::Kept(_) | Fate::Own) => {
                    body.push_str(self.old[at].text);
                    if !body.ends_with('\n') {
                        body.push('\n');
                    }
                }
                Some(Fate::Removed) | None => {}
            }
        }
        body
    }

    /// The parts as hotwash wrote them last, those too that a person has edited or deleted; `inserted` are the new parts
    /// beside those that take an old one's place.
    fn records(&self, inserted: &[Vec<usize>]) -> Vec<WrittenPart> {
        let mut is_written = vec![false; self.new.len()];
        inserted.iter().flatten().for_each(|new| is_written[*new] = true);
        let mut is_over = vec![false; self.records.len()];
        for (fate, record) in self.fates.iter().zip(&self.pairs.record_of_old) {
            match (fate, record) {
                (Fate::Renewed(new), _) => is_written[*new] = true,
                (Fate::Removed, Some(record)) => is_over[*record] = true,
                (Fate::Removed | Fate::Kept(_) | Fate::Own, _) => {}
            }
        }
        let mut written = Vec::with_capacity(self.new.len());
        for (at, new) in self.new.iter().enumerate() {
            let record = self.pairs.record_of_new[at];
            record.into_iter().for_each(|record| is_over[record] = true);
            if is_written[at] {
                written.push(WrittenPart::of(new));
            } else {
                written.extend(record.map(|record| self.records[record].clone()));
            }
        }
        // What the record has no longer: a person edited or deleted it, and it may come back.
        let others = self.records.iter().zip(is_over).filter(|(_, is_over)| !is_over);
        written.extend(others.map(|(record, _)| record.clone()));
        written
    }

    fn kept(&self) -> Vec<Kept> {
        let kept = self.old.iter().zip(&self.fates);
        let kept = kept.filter_map(|(part, fate)| match fate {
            Fate::Kept(since) => Some(Kept {
                name: part.name.clone(),
                since: *since,
            }),
            Fate::Renewed(_) | Fate::Removed | Fate::Own => None,
        });
        kept.collect()
    }
}

/// Adds a part that hotwash wrote, with a blank line around it.
fn push(body: &mut String, text: &str) {
    if !body.is_empty() && !body.ends_with("\n\n") {
        body.push('\n');
    }
    body.push_str(text.trim_end());
    body.push_str("\n\n");
}
