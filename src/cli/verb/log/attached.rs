//! The evidence that `log --evidence` attaches: the bytes of files and of standard input.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::record::MAX_TEXT;
use crate::incidents::scribe::Piece;
use crate::journal::named_file;

/// The name of bytes from standard input.
const STDIN: &str = "standard input";

/// The pieces to be attached to the one event, in the order they were given.
#[derive(Debug, Default)]
pub(super) struct Attached {
    pub(super) pieces: Vec<Piece>,
    /// The one that nobody else has kept: it came through a pipe.
    piped: Option<usize>,
}

impl Attached {
    /// Reads all of it. Files go first, so that nothing is taken from a pipe when one of them is missing.
    pub(super) fn read(names: &[OsString], session: &mut Session<'_>) -> Result<Self, Problem> {
        let piped = names.iter().position(|name| name == "-");
        if names.iter().filter(|name| *name == "-").count() > 1 {
            return Err(Problem::usage("--evidence: standard input can be attached once")
                .next("give --evidence - one time"));
        }
        let mut pieces = Vec::with_capacity(names.len());
        for name in names {
            pieces.push(if name == "-" {
                Piece::of(Some(STDIN.to_owned()), b"")
            } else {
                of_file(Path::new(name))?
            });
        }
        if let Some(nth) = piped {
            let read = Piece::read(Some(STDIN.to_owned()), &mut session.world.input.reader);
            pieces[nth] = read.map_err(|error| {
                Problem::refused(format!("cannot read standard input: {error}")).next("nothing was recorded")
            })?;
        }
        Ok(Attached { pieces, piped })
    }

    /// The text of an event that was given none.
    pub(super) fn names(&self) -> String {
        let names = self.pieces.iter().filter_map(|piece| piece.name.as_deref());
        // A name of spaces is one, and says nothing.
        let names: Vec<&str> = names.filter(|name| !name.trim().is_empty()).collect();
        if names.is_empty() {
            return "evidence".to_owned();
        }
        names.join(", ")
    }

    /// Nothing was recorded: what came through a pipe is printed back, as far as it is a text of some length.
    pub(super) fn give_back(&self, session: &mut Session<'_>, problem: &Problem) {
        let Some(piece) = self.piped.and_then(|nth| self.pieces.get(nth)) else {
            return;
        };
        if problem.exit == Exit::Usage {
            return;
        }
        match std::str::from_utf8(&piece.bytes) {
            Ok(text) if text.len() <= MAX_TEXT => {
                for line in text.lines() {
                    session.output().say(&format!("not recorded: {line}"));
                }
            }
            Ok(_) | Err(_) => {
                let words = format!("not recorded: {} bytes of standard input", piece.bytes.len());
                session.output().say(&words);
            }
        }
    }
}

fn of_file(path: &Path) -> Result<Piece, Problem> {
    let name = Some(named_file::called(path));
    let read = match handed_over(path) {
        Some(opened) => opened.and_then(|mut pipe| Piece::read(name, &mut pipe)),
        None => named_file::open(path).and_then(|file| Piece::of_file(name, &file)),
    };
    read.map_err(|error| {
        Problem::usage(format!("--evidence: cannot read {}: {error}", path.display()))
            .next("give the path of a file, or - for standard input")
    })
}

/// A pipe that a shell opened for this program, as for `<(kubectl get pods)`: it is read to its end, as standard input
/// is.
fn handed_over(path: &Path) -> Option<io::Result<File>> {
    let is_in = |folder| path.parent() == Some(Path::new(folder));
    let is_handed_over = path == "/dev/stdin" || ["/dev/fd", "/proc/self/fd"].into_iter().any(is_in);
    let is_pipe = |about: std::fs::Metadata| about.file_type().is_fifo();
    (is_handed_over && path.metadata().is_ok_and(is_pipe)).then(|| File::open(path))
}
