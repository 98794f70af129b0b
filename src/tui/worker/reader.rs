//! The thread that reads: journals, whatever their size, and pieces of evidence. The screen and the keys never wait for
//! it; and it is not the one that writes, which may hang in a sync.

use std::sync::Arc;
use std::sync::mpsc::channel;

use super::{Access, OpenedIncident, Worker};
use crate::app::model::{Excerpt, Msg};
use crate::app::preview::Rereading;
use crate::domain::facts::Facts;
use crate::domain::findings::Review;
use crate::domain::id::IncidentId;
use crate::domain::outside::Outside;
use crate::domain::record::EvidenceRef;
use crate::domain::time::Now;
use crate::incidents::catalog::Catalog;
use crate::incidents::catalog::agenda::Agenda;
use crate::incidents::catalog::tally::Tally;
use crate::incidents::closing;
use crate::incidents::scribe::Scribe;
use crate::journal::{IncidentPath, IncidentReading, JournalError, Patience, evidence};
use crate::tui::input::wait::Waker;

/// The most bytes of a piece of evidence that are shown.
const SHOWN: usize = 64 * 1024;

/// Something to be read.
pub enum ReadJob {
    /// A piece of evidence of this incident.
    Evidence(IncidentPath, EvidenceRef),
    /// The files of a preview, once more.
    Import(Rereading),
    /// The action items of all incidents, as they stand now.
    ActionItems(Now),
    /// The statistics of all incidents.
    Statistics(Now),
    /// The draft of an incident as it stands, by the template of this name, with what is known of it besides.
    Preview(Arc<Scribe>, String, Outside),
    /// All incidents, as they stand now.
    List(Now),
    /// All incidents, and the one to begin with: the one that was named, or else the only one that is live.
    Begin {
        /// The incident that was named.
        named: Option<IncidentPath>,
        /// The present.
        now: Now,
    },
    /// An incident, to be shown.
    Open {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        id: IncidentId,
        /// The present.
        now: Now,
    },
    /// A closed incident that is to go on.
    Reopen(IncidentId, Now),
}

/// The outcome of a job.
pub enum ReadAnswer {
    /// A message for the interface.
    Tell(Msg),
    /// All incidents; or why they cannot be listed.
    List(Result<Catalog, String>),
    /// All incidents and the one to begin with, where there is one.
    Begin {
        /// All incidents; or why they cannot be listed.
        catalog: Result<Catalog, String>,
        /// The one to begin with; or why it cannot be opened.
        opened: Option<Result<OpenedIncident, String>>,
    },
    /// An incident, to be shown; or why it cannot be opened.
    Open {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        opened: Result<OpenedIncident, String>,
    },
    /// A closed incident that is to go on; or why it cannot be opened.
    Reopen(Result<OpenedIncident, String>),
}

/// Starts the thread.
pub fn start(access: Access, waker: Waker) -> Worker<ReadJob, ReadAnswer> {
    Worker::start(channel(), waker, move |job, link| {
        for answer in access.read(job) {
            link.answer(answer);
        }
    })
}

impl Access {
    fn read(&self, job: ReadJob) -> Vec<ReadAnswer> {
        match job {
            ReadJob::Evidence(path, piece) => {
                let excerpt = match evidence::read(&**self.shelf.storage(), &path, &piece) {
                    Ok(bytes) => excerpt(&bytes),
                    Err(error) => Excerpt::Unreadable(error.to_string()),
                };
                let sha256 = piece.sha256;
                vec![ReadAnswer::Tell(Msg::Evidence { sha256, excerpt })]
            }
            ReadJob::Import(of) => {
                let read = of.read().map(Box::new);
                vec![ReadAnswer::Tell(Msg::ImportRead { of, read })]
            }
            ReadJob::ActionItems(now) => {
                let told = match Agenda::read(&self.shelf, &self.author.writer, now) {
                    Ok(agenda) => {
                        let unreadable = unreadable(&agenda.unreadable).map(Msg::Warn);
                        [Msg::ActionItems(agenda.items)]
                            .into_iter()
                            .chain(unreadable)
                            .collect()
                    }
                    Err(error) => vec![Msg::Warn(in_words(&error))],
                };
                told.into_iter().map(ReadAnswer::Tell).collect()
            }
            ReadJob::Statistics(now) => {
                let told = match Tally::read(&self.shelf, &self.author.writer, now, None) {
                    Ok(tally) => {
                        let unreadable = unreadable(&tally.unreadable).map(Msg::Warn);
                        let statistics = Msg::Statistics(Box::new(tally.statistics));
                        [statistics].into_iter().chain(unreadable).collect()
                    }
                    Err(error) => vec![Msg::Warn(in_words(&error))],
                };
                told.into_iter().map(ReadAnswer::Tell).collect()
            }
            ReadJob::Preview(scribe, template, outside) => {
                let incident = scribe.incident();
                let layout = self
                    .layout
                    .renamed(&template)
                    .unwrap_or_else(|| self.layout.clone());
                let review = Review::of(Facts::of(&incident).knowing(outside), layout.policy());
                let text = closing::preview(&review, &layout).unwrap_or_else(|error| error.to_string());
                let id = incident.id();
                vec![ReadAnswer::Tell(Msg::Previewed { id, template, text })]
            }
            ReadJob::List(now) => vec![ReadAnswer::List(self.list(now))],
            ReadJob::Begin { named, now } => vec![self.begin(named, now)],
            ReadJob::Open { ticket, id, now } => {
                let opened = self.find(id, now);
                vec![ReadAnswer::Open { ticket, opened }]
            }
            ReadJob::Reopen(id, now) => vec![ReadAnswer::Reopen(self.find(id, now))],
        }
    }

    fn list(&self, now: Now) -> Result<Catalog, String> {
        Catalog::read(&self.shelf, &self.author.writer, now).map_err(|error| in_words(&error))
    }

    fn begin(&self, named: Option<IncidentPath>, now: Now) -> ReadAnswer {
        let mut catalog = self.list(now);
        let only_live = catalog
            .as_ref()
            .ok()
            .and_then(|catalog| match catalog.live(now)[..] {
                [only] => Some(only.path.clone()),
                [] | [_, _, ..] => None,
            });
        let opened = named.or(only_live).map(|path| {
            let read = catalog
                .as_mut()
                .ok()
                .and_then(|catalog| catalog.take_reading(&path));
            self.open(path, read)
        });
        ReadAnswer::Begin { catalog, opened }
    }

    fn find(&self, id: IncidentId, now: Now) -> Result<OpenedIncident, String> {
        let mut catalog = self.list(now)?;
        let found = catalog.incidents.iter().find(|summary| summary.id == id);
        let path = found.ok_or("That incident's folder is gone.")?.path.clone();
        let read = catalog.take_reading(&path);
        self.open(path, read)
    }

    fn open(&self, path: IncidentPath, read: Option<IncidentReading>) -> Result<OpenedIncident, String> {
        let (author, machine) = (self.author.clone(), Arc::clone(&self.machine));
        Scribe::open_read(&self.shelf, path, read, author, machine, Patience::second())
            .map(|scribe| OpenedIncident::of(Arc::new(scribe.masking(Some(self.secrets.clone())))))
            .map_err(|error| in_words(&error))
    }
}

fn in_words(error: &JournalError) -> String {
    format!("{error}. {}", error.hint())
}

/// Says which incidents could not be read.
pub fn unreadable(incidents: &[(IncidentPath, JournalError)]) -> Option<String> {
    let [(path, error), rest @ ..] = incidents else {
        return None;
    };
    let more = if rest.is_empty() {
        String::new()
    } else {
        format!(" (and {} more)", rest.len())
    };
    Some(format!("{} cannot be read{more}: {error}", path.name()))
}

fn excerpt(bytes: &[u8]) -> Excerpt {
    let first = &bytes[..bytes.len().min(SHOWN)];
    if first.contains(&0) {
        return Excerpt::Binary;
    }
    Excerpt::Text {
        text: String::from_utf8_lossy(first).into_owned(),
        cut: first.len() < bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::findings::Policy;
    use crate::domain::secrets::Rules;
    use crate::domain::time::Zone;
    use crate::incidents::closing::Layout;
    use crate::incidents::scribe::Author;
    use crate::journal::{Disk, Shelf};
    use crate::system::machine::Machine;

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_is_there() {
        let data = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(data.path(), Arc::new(Disk));
        let instant = "2023-03-25T14:44:00Z".parse().unwrap();
        let path = shelf
            .create(
                "Login is down",
                "2023-03-25".parse().unwrap(),
                crate::domain::id::IncidentId::new(uuid::Uuid::from_u128(1)),
            )
            .unwrap();
        let access = Access {
            shelf,
            author: Author {
                writer: "ana-laptop-7k3q".to_owned(),
                by: "ana".to_owned(),
            },
            machine: Arc::new(Machine::fixed(instant, Zone::Utc)),
            layout: Layout::standard(None, Policy::default()),
            secrets: Rules::default(),
        };
        let piece = EvidenceRef {
            sha256: "ab".repeat(32),
            bytes: 3,
            name: None,
        };
        let [ReadAnswer::Tell(Msg::Evidence { sha256, excerpt })] =
            &access.read(ReadJob::Evidence(path.clone(), piece))[..]
        else {
            panic!("one answer");
        };
        assert_eq!(*sha256, "ab".repeat(32));
        assert!(matches!(excerpt, Excerpt::Unreadable(why) if why.contains("missing")));
        std::fs::remove_dir_all(path.journal()).unwrap();
        std::fs::write(path.journal(), "no folder").unwrap();
        let now = Now {
            instant,
            local: Zone::Utc,
        };
        let answers = access.read(ReadJob::ActionItems(now));
        assert!(
            matches!(&answers[..], [ReadAnswer::Tell(Msg::ActionItems(items)), ReadAnswer::Tell(Msg::Warn(why))]
                if items.is_empty() && why.contains("login-is-down") && why.contains("cannot be read"))
        );
    }

    #[test]
    fn of_a_piece_the_first_is_shown_and_nothing_of_what_is_no_text() {
        assert_eq!(excerpt(b"a\0b"), Excerpt::Binary);
        let text = |bytes: &[u8]| match excerpt(bytes) {
            Excerpt::Text { text, cut } => (text, cut),
            other => panic!("{other:?}"),
        };
        assert_eq!(text(b"caf\xe9"), ("caf\u{fffd}".to_owned(), false));
        assert_eq!(text(&[b'x'; SHOWN + 1]), ("x".repeat(SHOWN), true));
    }
}
