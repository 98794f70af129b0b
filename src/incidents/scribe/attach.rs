//! Evidence, stored beside the journal before the record that names it: attached bytes, and texts too long for a line.

use std::borrow::Cow;
use std::fs::File;
use std::io;

use super::{Receipt, RecordError, Scribe, Step};
use crate::domain::command::{Command, NewEvent};
use crate::domain::decide::decide;
use crate::domain::long_text::{MAX_INLINE, first_of};
use crate::domain::secrets::{self, Rules};
use crate::journal::{Capture, Captured, MAX_PIECE};

/// The name of a text that became evidence.
pub const TEXT_NAME: &str = "text.txt";

/// Bytes to be attached to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The name they have at their source.
    pub name: Option<String>,
    /// The bytes; of more than [`MAX_PIECE`], head and tail.
    pub bytes: Vec<u8>,
    /// The number of bytes between head and tail that were left out.
    pub left_out: u64,
}

impl Piece {
    /// Of bytes that are at hand.
    pub fn of(name: Option<String>, bytes: &[u8]) -> Self {
        Self::kept(name, Capture::of(bytes))
    }

    /// Of all that there is to read, however much.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(name: Option<String>, reader: &mut dyn io::Read) -> io::Result<Self> {
        let mut capture = Capture::default();
        io::copy(reader, &mut capture)?;
        Ok(Self::kept(name, capture.finish()))
    }

    /// Of a file that is open at its beginning.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(name: Option<String>, file: &File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self::kept(name, Capture::of_file(file, length)?))
    }

    /// Of what was captured while it came.
    pub fn captured(name: Option<String>, captured: Captured) -> Self {
        Self::kept(name, captured)
    }

    fn kept(name: Option<String>, kept: Captured) -> Self {
        let Captured { bytes, left_out } = kept;
        Self {
            name,
            bytes,
            left_out,
        }
    }

    /// A notice for people who believe that all of it is kept.
    fn notice(&self) -> Option<String> {
        let name = self.name.as_deref().unwrap_or(TEXT_NAME);
        let most = MAX_PIECE / (1024 * 1024);
        (self.left_out > 0).then(|| {
            format!(
                "of {name} the first and the last part are kept, {} bytes between them are left out: evidence holds \
                 {most} MiB at most",
                self.left_out
            )
        })
    }
}

/// A command whose evidence is stored.
pub(super) struct Prepared {
    pub(super) command: Command,
    /// Notices for people on how it is kept.
    pub(super) notices: Vec<String>,
}

impl Scribe {
    /// Records an event with these pieces attached to it: first they are on the disk, then the event is. Secrets in them
    /// are masked, and the receipt says how many.
    ///
    /// # Errors
    /// When the event is refused, or it or a piece was not saved. Nothing is recorded then.
    pub fn record_with(&self, new: NewEvent, pieces: &[Piece]) -> Result<Receipt, RecordError> {
        self.record_with_in(&mut Step::default(), new, pieces)
    }

    /// Does as [`record_with`](Self::record_with) does, as a part of this step.
    ///
    /// # Errors
    /// When the event is refused, or it or a piece was not saved. The step goes on without it.
    pub fn record_with_in(
        &self,
        step: &mut Step,
        new: NewEvent,
        pieces: &[Piece],
    ) -> Result<Receipt, RecordError> {
        let prepared = self.prepared(*step, Command::Record(new), pieces)?;
        self.record_prepared(step, prepared)
    }

    /// The command with all of it on the disk that does not stand in the record itself.
    pub(super) fn prepared(
        &self,
        step: Step,
        command: Command,
        pieces: &[Piece],
    ) -> Result<Prepared, RecordError> {
        let (command, attached) = match command {
            Command::Record(new) if !pieces.is_empty() => self.attached(step, new, pieces)?,
            command => (command, Vec::new()),
        };
        let (command, shortened) = self.shortened(step, command)?;
        let notices = shortened.into_iter().chain(attached).collect();
        Ok(Prepared { command, notices })
    }

    /// The command with these pieces stored as evidence, and what to tell of that.
    fn attached(
        &self,
        step: Step,
        mut new: NewEvent,
        pieces: &[Piece],
    ) -> Result<(Command, Vec<String>), RecordError> {
        self.check(Command::Record(new.clone()))?;
        let mut notices = Vec::new();
        let mut masked = 0;
        for piece in pieces {
            let (bytes, count) = self.masked(step, &piece.bytes);
            masked += count;
            let stored = self.cabinet.store(piece.name.clone(), &bytes)?;
            new.evidence.push(stored.piece);
            notices.extend(stored.notice);
            notices.extend(piece.notice());
        }
        notices.extend(told_masked(masked));
        Ok((Command::Record(new), notices))
    }

    /// The command with a text that is too long for a line of the journal stored as evidence, and what to tell of
    /// that.
    fn shortened(&self, step: Step, command: Command) -> Result<(Command, Option<String>), RecordError> {
        let Command::Record(mut new) = command else {
            return Ok((command, None));
        };
        let bytes = new.text.len();
        if bytes <= MAX_INLINE {
            return Ok((Command::Record(new), None));
        }
        self.check(Command::Record(new.clone()))?;
        let masked = self.mask_texts(step, &mut new);
        let name = Some(TEXT_NAME.to_owned());
        let stored = self.cabinet.store(name, new.text.as_bytes())?;
        new.evidence.push(stored.piece);
        new.text = first_of(&new.text);
        new.typed = new.typed.as_deref().map(first_of);
        let elsewhere = stored.notice.map_or(String::new(), |why| format!("; {why}"));
        let notice = format!(
            "the text has {bytes} bytes: it is kept whole as evidence ({TEXT_NAME}), and shown by its first \
             lines{elsewhere}"
        );
        let notice = match told_masked(masked) {
            Some(told) => format!("{notice}; {told}"),
            None => notice,
        };
        Ok((Command::Record(new), Some(notice)))
    }

    /// The forms of secrets that are masked in evidence of this step.
    fn masks_in(&self, step: Step) -> Option<&Rules> {
        self.secrets.as_ref().filter(|_| !step.keeps_secrets)
    }

    /// The bytes without their secrets, and how many there were.
    fn masked<'b>(&self, step: Step, bytes: &'b [u8]) -> (Cow<'b, [u8]>, usize) {
        match self.masks_in(step) {
            Some(rules) => secrets::mask_bytes(bytes, rules),
            None => (Cow::Borrowed(bytes), 0),
        }
    }

    /// Masks the secrets of a text that becomes evidence, and of the line as it was typed. Returns their number.
    fn mask_texts(&self, step: Step, new: &mut NewEvent) -> usize {
        let Some(rules) = self.masks_in(step) else {
            return 0;
        };
        let (text, count) = secrets::mask(&new.text, rules);
        new.text = text.into_owned();
        if count > 0 {
            new.typed = new
                .typed
                .as_deref()
                .map(|typed| secrets::mask(typed, rules).0.into_owned());
        }
        count
    }

    /// Checks the command first, so that a refused one leaves nothing on the disk.
    fn check(&self, command: Command) -> Result<(), RecordError> {
        decide(&self.incident(), command, &self.author.writer, self.machine.now())?;
        Ok(())
    }
}

/// The words for people who believe that evidence is kept as it was.
fn told_masked(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 secret in the evidence was masked".to_owned()),
        many => Some(format!("{many} secrets in the evidence were masked")),
    }
}
