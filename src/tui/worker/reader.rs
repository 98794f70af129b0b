//! The thread that reads what the screen can do without for a while: a piece of evidence, the journals of all incidents.
//! It is not the one that writes: that one may hang in a sync.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::model::{Excerpt, Msg};
use crate::domain::record::EvidenceRef;
use crate::domain::time::Now;
use crate::incidents::catalog::agenda::Agenda;
use crate::journal::{IncidentPath, JournalError, Shelf, evidence};
use crate::tui::input::events::Waker;

/// So many bytes of a piece of evidence are shown at the most.
const SHOWN: usize = 64 * 1024;

/// Something to be read.
pub enum Wanted {
    /// A piece of evidence of this incident.
    Evidence(IncidentPath, EvidenceRef),
    /// The action items of all incidents, as they stand now.
    ActionItems(Now),
}

/// What the thread reads with.
pub struct Desk {
    /// Where incidents are.
    pub shelf: Shelf,
    /// In whose name.
    pub writer: String,
}

/// The thread's two ends. What is wanted is read one after the other.
pub struct Reader {
    wanted: Sender<Wanted>,
    read: Receiver<Msg>,
}

impl Reader {
    /// Starts the thread. It ends with the program: nobody waits for a disk that hangs.
    pub fn start(desk: Desk, waker: Waker) -> Self {
        let (wanted, queue) = channel::<Wanted>();
        let (answers, read) = channel();
        thread::spawn(move || {
            for wanted in queue {
                if desk
                    .read(wanted)
                    .into_iter()
                    .any(|msg| answers.send(msg).is_err())
                {
                    break;
                }
                waker.wake();
            }
        });
        Reader { wanted, read }
    }

    /// Asks for something. Says whether there is still a thread to read it.
    pub fn ask(&self, wanted: Wanted) -> bool {
        self.wanted.send(wanted).is_ok()
    }

    /// What has been read since the last call.
    pub fn read(&self) -> Vec<Msg> {
        self.read.try_iter().collect()
    }
}

impl Desk {
    fn read(&self, wanted: Wanted) -> Vec<Msg> {
        match wanted {
            Wanted::Evidence(path, piece) => {
                let excerpt = match evidence::read(&**self.shelf.storage(), &path, &piece) {
                    Ok(bytes) => excerpt(&bytes),
                    Err(error) => Excerpt::Unreadable(error.to_string()),
                };
                let sha256 = piece.sha256;
                vec![Msg::Evidence { sha256, excerpt }]
            }
            Wanted::ActionItems(now) => match Agenda::read(&self.shelf, &self.writer, now) {
                Ok(agenda) => {
                    let unreadable = unreadable(&agenda.unreadable).map(Msg::NotOpened);
                    [Msg::ActionItems(agenda.items)]
                        .into_iter()
                        .chain(unreadable)
                        .collect()
                }
                Err(error) => vec![Msg::NotOpened(format!("{error}. {}", error.hint()))],
            },
        }
    }
}

/// Which incidents could not be read, in words.
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
    use std::sync::Arc;

    use super::*;
    use crate::domain::time::Zone;
    use crate::journal::Disk;

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
        let desk = Desk {
            shelf,
            writer: "ana-laptop-7k3q".to_owned(),
        };
        let piece = EvidenceRef {
            sha256: "ab".repeat(32),
            bytes: 3,
            name: None,
        };
        let [Msg::Evidence { sha256, excerpt }] = &desk.read(Wanted::Evidence(path.clone(), piece))[..]
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
        let answers = desk.read(Wanted::ActionItems(now));
        assert!(
            matches!(&answers[..], [Msg::ActionItems(items), Msg::NotOpened(why)]
                if items.is_empty() && why.contains("login-is-down") && why.contains("cannot be read")),
            "{answers:?}"
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
