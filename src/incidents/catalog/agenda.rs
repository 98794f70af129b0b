//! Action items with the incident that each belongs to, of one incident or of all: the most pressing first.

use chrono::NaiveDate;

use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::Incident;
use crate::domain::record::ActionItemBody;
use crate::domain::time::Now;
use crate::journal::{IncidentPath, JournalError, Shelf};

/// An action item and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The incident.
    pub incident: IncidentId,
    /// The readable part of its folder's name.
    pub slug: String,
    /// Its title. May hold hostile text.
    pub title: String,
    /// The action item.
    pub item: RecordId,
    /// Its number within the incident.
    pub number: u32,
    /// As it reads now.
    pub body: ActionItemBody,
    /// The day, in the incident's zone.
    pub today: NaiveDate,
}

impl Listed {
    /// For how many days it has been overdue; `None` where it is not.
    pub fn days_overdue(&self) -> Option<i64> {
        self.body.days_overdue(self.today)
    }

    /// The day it is due, in words; `None` where no day is known.
    pub fn due_in_words(&self) -> Option<String> {
        self.body.due_in_words(self.today)
    }
}

/// The action items of an incident, the most pressing first, those done last.
pub fn of(incident: &Incident, now: Now) -> Vec<Listed> {
    let today = incident.today(now);
    let listed = incident.action_items().map(|(item, body)| Listed {
        incident: incident.id(),
        slug: incident.slug().to_owned(),
        title: incident.title().to_owned(),
        item: item.id,
        number: item.number,
        body: body.clone(),
        today,
    });
    by_urgency(listed.collect())
}

/// The same, the most pressing first; what is as pressing keeps its order.
pub fn by_urgency(mut items: Vec<Listed>) -> Vec<Listed> {
    items.sort_by_key(|listed| listed.body.urgency());
    items
}

/// The action items of every incident.
#[derive(Default)]
pub struct Agenda {
    /// The most pressing first.
    pub items: Vec<Listed>,
    /// Incidents that could not be read.
    pub unreadable: Vec<(IncidentPath, JournalError)>,
}

impl Agenda {
    /// Reads every incident. Writes nothing.
    ///
    /// # Errors
    /// When the shelf cannot be listed.
    pub fn read(shelf: &Shelf, writer: &str, now: Now) -> Result<Self, JournalError> {
        let mut agenda = Agenda::default();
        for path in shelf.list()?.incidents {
            match shelf.read(&path, writer) {
                Ok(reading) => agenda.items.extend(of(&reading.incident, now)),
                Err(error) => agenda.unreadable.push((path, error)),
            }
        }
        agenda.items = by_urgency(agenda.items);
        Ok(agenda)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{ActionItemChange, Command, NewActionItem};
    use crate::domain::sample::Sample;
    use crate::domain::time::Zone;

    fn sample(zone: &str, items: &[(&str, Option<&str>)]) -> Sample {
        let mut s = Sample::new(zone, "2023-03-25T14:30:00Z");
        for (text, due) in items {
            let new = NewActionItem {
                text: (*text).to_owned(),
                due: due.map(|day| day.parse().expect("a test names real days")),
                ..NewActionItem::default()
            };
            s.command(Command::AddActionItem(new)).expect("a good item");
        }
        s
    }

    #[test]
    fn the_most_pressing_comes_first_and_the_day_is_the_incidents_own() {
        let mut s = sample(
            "+14:00",
            &[
                ("undated", None),
                ("later", Some("2023-04-01")),
                ("late", Some("2023-03-25")),
            ],
        );
        let now = Now {
            instant: "2023-03-25T14:40:00Z".parse().expect("a time"),
            local: Zone::Utc,
        };
        let texts = |s: &Sample| {
            let items = of(&s.incident, now).into_iter();
            items
                .map(|listed| format!("{} {:?}", listed.body.text, listed.days_overdue()))
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&s), ["late Some(1)", "later None", "undated None"]);
        let item = of(&s.incident, now)[0].item;
        let change = ActionItemChange {
            done: Some(true),
            ..ActionItemChange::default()
        };
        s.command(Command::AmendActionItem { item, change })
            .expect("it is done");
        assert_eq!(texts(&s), ["later None", "undated None", "late None"]);
    }
}
