//! The person's editor: it gets the terminal, a draft or a text to write further, and what it leaves is taken in.

use std::io::Write;
use std::path::Path;
use std::process::Command as Program;

use super::Shell;
use crate::app::model::Msg;

impl Shell {
    pub(super) fn edit(&mut self, path: &Path) {
        let Some(editor) = self.setup.editor.clone() else {
            return self.tell("Set VISUAL or EDITOR to open the draft here.");
        };
        if !self.run_editor(&editor, path) {
            self.tell(format!(
                "{editor} did not run well; the draft is in {}",
                path.display()
            ));
        }
    }

    /// Has a text written further in the editor, in a file that only this user can read. It is gone afterwards, unless
    /// it holds something that could not be taken over.
    pub(super) fn write(&mut self, text: &str) {
        let Some(editor) = self.setup.editor.clone() else {
            return self.tell("Set VISUAL or EDITOR to write it there.");
        };
        let file = match scratch(&self.setup.state, text) {
            Ok(file) => file,
            Err(error) => return self.tell(format!("No file could be made for {editor}: {error}.")),
        };
        let ran = self.run_editor(&editor, file.path());
        let bytes = match std::fs::read(file.path()) {
            Ok(bytes) => bytes,
            Err(error) => {
                let place = kept(file);
                return self.send(Msg::NotOpened(format!(
                    "What {editor} wrote cannot be read: {error}. It is in {place}"
                )));
            }
        };
        let written = String::from_utf8_lossy(&bytes).into_owned();
        let told = if ran {
            self.send(Msg::Written(written));
            None
        } else {
            // Whoever leaves an editor with an error may mean "take none of it"; nothing typed is lost all the same.
            if written.trim_end() != text.trim_end() {
                self.send(Msg::NotTaken(written));
            }
            Some(format!(
                "{editor} ended with an error: the text is as it was; Alt-P has the other."
            ))
        };
        if std::str::from_utf8(&bytes).is_err() {
            let place = kept(file);
            self.send(Msg::NotOpened(format!(
                "{editor} did not write UTF-8: some letters are lost here. As written it is in {place}"
            )));
        }
        if let Some(told) = told {
            self.tell(told);
        }
    }

    /// Hands the terminal over to the editor and takes it back. Says whether the editor ended well.
    fn run_editor(&mut self, editor: &str, path: &Path) -> bool {
        self.keep();
        // Through the shell, as git does it: an editor may be given with its arguments.
        let mut program = Program::new("sh");
        program
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(editor)
            .arg(path);
        let outcome = self.guard.with_terminal_handed_over(|| program.status());
        let ran = matches!(&outcome, Ok(Ok(status)) if status.success());
        self.after_hand_over(outcome.map(|_| ()));
        ran
    }

    /// The terminal was somebody else's: everything is drawn anew. Should it be gone, the next wait says so.
    pub(super) fn after_hand_over(&mut self, outcome: std::io::Result<()>) {
        self.handed_over = true;
        let outcome = outcome.and_then(|()| self.fit());
        if let Err(error) = outcome {
            self.tell(format!("The terminal did not come back as it was: {error}"));
        }
    }
}

/// A new file in the state folder that holds a text.
fn scratch(state: &Path, text: &str) -> std::io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().suffix(".md").tempfile_in(state)?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file)
}

/// Leaves the file where it is, and says where.
fn kept(mut file: tempfile::NamedTempFile) -> String {
    file.disable_cleanup(true);
    file.path().display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_further_is_gone_unless_it_is_kept() {
        let state = tempfile::tempdir().unwrap();
        let file = scratch(state.path(), "half a line").unwrap();
        let place = file.path().to_owned();
        assert_eq!(std::fs::read(&place).unwrap(), b"half a line");
        drop(file);
        assert!(!place.exists());
        let place = kept(scratch(state.path(), "caf\u{e9}").unwrap());
        assert_eq!(std::fs::read_to_string(place).unwrap(), "caf\u{e9}");
    }
}
