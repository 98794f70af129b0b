//! The removal of a secret: what can be removed, which records hold its words, and who may rewrite them.

mod words;

use std::collections::BTreeSet;

use super::decide::Refusal;
use super::findings::likely_secrets;
use super::id::RecordId;
use super::incident::{Event, Incident, Provenance, Said, Subject};
use super::record::{ActionItemBody, EventBody, FieldChange, FieldName};

pub use words::Words;

/// The words to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An event, with its corrections and the reason for which it was struck.
    Event(RecordId),
    /// An action item, with its corrections.
    ActionItem(RecordId),
    /// A field with everything that ever stood in it. Of the title, also what the incident was opened with.
    Field(FieldName),
    /// The reasons for which the findings of this rule were silenced.
    Silence(String),
}

/// A record that holds words of what is to be removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder<'a> {
    /// The record.
    pub record: RecordId,
    /// The writer, and the time.
    pub by: &'a Provenance,
    /// The words: they are looked for elsewhere.
    pub words: Vec<&'a str>,
    /// Words that go along: names and tags, which others may rightly have.
    pub besides: Vec<&'a str>,
}

impl Holder<'_> {
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.words.iter().chain(&self.besides).copied()
    }
}

/// The records of these writers that were removed, while a file of their evidence was not: that is still to be done.
pub fn unfinished(incident: &Incident, target: &Target, writers: &[String]) -> Vec<RecordId> {
    let Target::Event(id) = target else {
        return Vec::new();
    };
    let steps = incident.event(*id).into_iter().flat_map(Event::history);
    steps
        .filter(|step| writers.contains(&step.provenance.stamp.writer.to_string()))
        .map(|step| step.id)
        .filter(|record| !incident.unremoved_evidence(*record).is_empty())
        .collect()
}

impl Target {
    /// Its name in a sentence.
    pub fn named(&self, incident: &Incident) -> String {
        match self {
            Target::Event(id) => match incident.event(*id) {
                Some(event) => format!("event {}", event.number),
                None => "the event".to_owned(),
            },
            Target::ActionItem(id) => match incident.subject(*id) {
                Some(Subject::ActionItem(item, _)) => format!("todo {}", item.number),
                Some(_) | None => "the todo".to_owned(),
            },
            Target::Field(FieldName::Title) => "the title".to_owned(),
            Target::Field(field) => format!("the field {}", field.wire()),
            Target::Silence(rule) => format!("the reason for accepting {rule}"),
        }
    }

    /// The words behind `redact` that name it.
    pub fn as_typed(&self, incident: &Incident) -> String {
        match self {
            Target::Event(id) => match incident.event(*id) {
                Some(event) => event.number.to_string(),
                None => id.to_string(),
            },
            Target::ActionItem(_) => self.named(incident),
            Target::Field(FieldName::Title) => "title".to_owned(),
            Target::Field(field) => format!("field {}", field.wire()),
            Target::Silence(rule) => format!("silence {rule}"),
        }
    }

    /// The records that hold its words, those taken back too.
    pub fn holders<'a>(&self, incident: &'a Incident) -> Vec<Holder<'a>> {
        match self {
            Target::Event(id) => incident.event(*id).map(of_event).unwrap_or_default(),
            Target::ActionItem(id) => of_item(incident, *id),
            Target::Field(field) => of_field(incident, *field),
            Target::Silence(rule) => {
                let all = incident.silence_history();
                let of_rule = all.filter(|version| version.value.rule == *rule);
                let holder = of_rule.map(|version| Holder {
                    record: version.id,
                    by: &version.provenance,
                    words: vec![version.value.why.as_str()],
                    besides: Vec::new(),
                });
                holder
                    .filter(|holder| !incident.is_removed(holder.record))
                    .collect()
            }
        }
    }
}

/// Everything in an incident that can be removed, but for the reasons of silenced findings.
fn targets(incident: &Incident) -> impl Iterator<Item = Target> {
    let events = incident.events().iter().map(|event| Target::Event(event.id));
    let items = incident.all_action_items().iter();
    let items = items.map(|item| Target::ActionItem(item.id));
    let fields = FieldName::ROWS.iter().map(|row| Target::Field(row.name));
    events.chain(items).chain(fields)
}

/// The rules whose reasons hold these words in records of these writers: one pass, however many rules are named.
fn silences_holding(incident: &Incident, words: &Words, writers: &[String]) -> BTreeSet<String> {
    let history = incident.silence_history();
    let holding = history.filter(|version| {
        !incident.is_removed(version.id)
            && is_of(writers, &version.provenance)
            && words.are_in(version.value.why.as_bytes())
    });
    holding.map(|version| version.value.rule.clone()).collect()
}

fn is_of(writers: &[String], by: &Provenance) -> bool {
    writers.iter().any(|writer| **writer == *by.stamp.writer)
}

/// The other places of an incident that hold these words in records of these writers, and can be removed by itself.
pub fn holding(incident: &Incident, words: &Words, writers: &[String]) -> Vec<Target> {
    let holds = |target: &Target| {
        let holders = target.holders(incident);
        holders.iter().any(|holder| {
            is_of(writers, holder.by) && holder.texts().any(|text| words.are_in(text.as_bytes()))
        })
    };
    let silences = silences_holding(incident, words, writers);
    let silences = silences.into_iter().map(Target::Silence);
    targets(incident).filter(holds).chain(silences).collect()
}

/// The records of these writers that give these words as a reason, of a strike or for a silenced finding. Nobody
/// thinks of them, so they go along with whatever else is removed.
pub fn reasons(incident: &Incident, words: &Words, writers: &[String]) -> Vec<RecordId> {
    let struck = incident.events().iter().flat_map(Event::history);
    let struck = struck.filter_map(|step| match step.said {
        Said::Struck(Some(why)) => Some((step.id, step.provenance, why)),
        Said::Struck(None) | Said::First(_) | Said::Amended(_) | Said::Removed(_) => None,
    });
    let silenced = incident.silence_history();
    let silenced = silenced.map(|version| (version.id, &version.provenance, version.value.why.as_str()));
    struck
        .chain(silenced)
        .filter(|(_, by, why)| is_of(writers, by) && words.are_in(why.as_bytes()))
        .map(|(record, ..)| record)
        .collect()
}

/// Says whether one of these writers, who are one person's, has records that hold the words and may be rewritten.
///
/// # Errors
/// When there are none: they were removed already, or they are another writer's.
pub fn decide_redaction(incident: &Incident, target: &Target, writers: &[String]) -> Result<(), Refusal> {
    let holders = target.holders(incident);
    if holders.iter().any(|holder| is_of(writers, holder.by))
        || !unfinished(incident, target, writers).is_empty()
    {
        return Ok(());
    }
    let what = target.named(incident);
    Err(match (holders.first(), target) {
        (Some(holder), _) => Refusal::NotYours {
            what,
            by: holder.by.by.to_string(),
        },
        (None, Target::Event(id)) if incident.event(*id).is_none() => Refusal::NoSuchEvent,
        (None, Target::Event(_) | Target::ActionItem(_) | Target::Field(_) | Target::Silence(_)) => {
            Refusal::Redacted(what)
        }
    })
}

fn of_event(event: &Event) -> Vec<Holder<'_>> {
    let holders = event.history().filter_map(|step| {
        let (words, besides) = match step.said {
            Said::First(_) if event.redacted => return None,
            Said::Removed(_) => return None,
            Said::First(body) | Said::Amended(body) => (of_body(body), besides_of(body)),
            // A reason is seldom the secret: as a whole it is found in too much.
            Said::Struck(why) => (likely_secrets(why?), Vec::new()),
        };
        Some(Holder {
            record: step.id,
            by: step.provenance,
            words,
            besides,
        })
    });
    holders.collect()
}

fn of_body(body: &EventBody) -> Vec<&str> {
    std::iter::once(body.text.as_str())
        .chain(body.typed.as_deref())
        .collect()
}

fn besides_of(body: &EventBody) -> Vec<&str> {
    let names = body.evidence.iter().filter_map(|piece| piece.name.as_deref());
    let tags = body.tags.iter().map(String::as_str);
    tags.chain(body.source.as_deref()).chain(names).collect()
}

fn of_item(incident: &Incident, id: RecordId) -> Vec<Holder<'_>> {
    let Some(Subject::ActionItem(item, _)) = incident.subject(id) else {
        return Vec::new();
    };
    let versions = item.history();
    let standing = versions.filter(|version| !incident.is_removed(version.id));
    let holders = standing.map(|version| {
        let ActionItemBody {
            text,
            typed,
            owner,
            priority,
            ..
        } = &version.value;
        Holder {
            record: version.id,
            by: &version.provenance,
            words: std::iter::once(text.as_str()).chain(typed.as_deref()).collect(),
            besides: owner.as_deref().into_iter().chain(priority.as_deref()).collect(),
        }
    });
    holders.collect()
}

fn of_field(incident: &Incident, field: FieldName) -> Vec<Holder<'_>> {
    // How bad it is and in which zone are no words.
    if matches!(field, FieldName::Severity | FieldName::Zone) {
        return Vec::new();
    }
    let opened = (field == FieldName::Title).then(|| {
        let (record, by) = incident.opened_by()?;
        let words = vec![incident.opening_title()?];
        Some(Holder {
            record,
            by,
            words,
            besides: Vec::new(),
        })
    });
    let changes = incident.whole_field_history(field);
    let changes = changes.filter_map(|version| {
        let words = match &version.value {
            FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Remove(text) => {
                vec![text.as_str()]
            }
            FieldChange::Amend { entry, to } => vec![entry.as_str(), to.as_str()],
            FieldChange::Clear => return None,
        };
        Some(Holder {
            record: version.id,
            by: &version.provenance,
            words,
            besides: Vec::new(),
        })
    });
    let all = opened.flatten().into_iter().chain(changes);
    all.filter(|holder| !incident.is_removed(holder.record)).collect()
}

#[cfg(test)]
mod tests;
