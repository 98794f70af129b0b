//! The person's editor: it gets the terminal, a draft or a text to write further, and what it leaves is taken in.

use std::path::Path;
use std::process::Command as Program;
use std::time::{Duration, Instant};

use super::AppShell;
use crate::app::model::Msg;
use crate::app::written::{EditorTarget, Later};
use crate::domain::redaction::Words;
use crate::tui::terminal::sheet::Sheet;

/// An editor that comes back within this time has not been written in by a person.
const AT_ONCE: Duration = Duration::from_secs(2);

/// Notice where there is no editor.
const NONE: &str = "No editor was found: set VISUAL or EDITOR, or editor = \"...\" in config.toml.";

/// The status of a shell that finds no such program.
const NOT_FOUND: i32 = 127;

/// The end of an editor's run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ran {
    Well,
    Badly,
    NotFound,
}

/// Something that an editor was given, which came back and may still write it.
pub(super) struct Out {
    sheet: Sheet,
    /// The field or line that it was; not known of an earlier run.
    place: Option<EditorTarget>,
    by: String,
}

impl Out {
    /// True where the text holds these words.
    pub(super) fn holds(&self, words: &Words) -> bool {
        self.sheet.holds(words)
    }

    /// Takes the file away.
    pub(super) fn remove(self) {
        self.sheet.remove();
    }
}

impl AppShell {
    pub(super) fn edit_file(&mut self, path: &Path) {
        let Some(editor) = self.setup.editor.clone() else {
            return self.tell(NONE);
        };
        let how = match self.run_editor(&editor, path) {
            Ran::Well => return,
            Ran::Badly => "did not run well",
            Ran::NotFound => "was not found",
        };
        self.tell(format!(
            "{} {how}; the draft is in {}",
            called(&editor),
            path.display()
        ));
    }

    /// Has a text written further in the editor, in a file that only this user can read. It is gone afterwards, unless
    /// it holds something that could not be taken over, or may still be written.
    pub(super) fn edit_text(&mut self, text: &str) {
        let Some(editor) = self.setup.editor.clone() else {
            return self.tell(NONE);
        };
        let by = called(&editor).to_owned();
        let place = Some(EditorTarget::of(&self.model));
        let sheet = match Sheet::new(&self.setup.state, text) {
            Ok(sheet) => sheet,
            Err(error) => return self.tell(format!("No file could be made for {by}: {error}.")),
        };
        let begun = Instant::now();
        let ran = self.run_editor(&editor, sheet.path());
        let bytes = match sheet.read() {
            Ok(bytes) => bytes,
            Err(error) => {
                let place = sheet.path().display();
                return self.send(Msg::Warn(format!(
                    "What {by} wrote cannot be read: {error}. It is in {place}"
                )));
            }
        };
        let written = String::from_utf8_lossy(&bytes).into_owned();
        let unchanged = written.trim_end() == text.trim_end();
        if ran == Ran::Well && unchanged {
            if begun.elapsed() < AT_ONCE {
                self.tell(format!(
                    "{by} came back at once: does it need --wait? What it writes is taken in."
                ));
            }
            return self.out.push(Out { sheet, place, by });
        }
        let told = if ran == Ran::Well {
            self.send(Msg::Written(written));
            None
        } else {
            // Whoever leaves an editor with an error may mean "take none of it"; nothing typed is lost all the same.
            if !unchanged {
                self.send(Msg::NotTaken(written));
            }
            Some(match (ran, unchanged) {
                (Ran::NotFound, _) => format!("{by} was not found: the text is as it was."),
                (_, true) => format!("{by} ended with an error: the text is as it was."),
                (_, false) => {
                    format!("{by} ended with an error: the text is as it was; Alt-P has the other.")
                }
            })
        };
        if std::str::from_utf8(&bytes).is_ok() {
            sheet.remove();
        } else {
            let place = sheet.path().display();
            self.send(Msg::Warn(format!(
                "{by} did not write UTF-8: some letters are lost here. As written it is in {place}"
            )));
        }
        if let Some(told) = told {
            self.tell(told);
        }
    }

    /// Takes in what editors wrote that had come back. Says whether there was anything.
    pub(super) fn take_written_later(&mut self) -> bool {
        let mut out = std::mem::take(&mut self.out);
        let mut any = false;
        for Out { sheet, place, by } in &mut out {
            if let Some((given, text)) = sheet.news() {
                any = true;
                self.send(Msg::WrittenLater(Later {
                    place: place.clone(),
                    given,
                    text,
                    by: by.clone(),
                }));
            }
        }
        self.out = out;
        any
    }

    /// Takes in what editors wrote after the interface that had given it to them was left.
    pub(super) fn take_left_over(&mut self) {
        for (sheet, text) in Sheet::written_later(&self.setup.state) {
            let by = "your editor".to_owned();
            self.send(Msg::WrittenLater(Later {
                place: None,
                given: String::new(),
                text,
                by: by.clone(),
            }));
            let place = None;
            self.out.push(Out { sheet, place, by });
        }
        for path in Sheet::left_by_editors(&self.setup.state) {
            self.tell(format!(
                "An editor that was ended left what may not be saved: vi -r {}",
                path.display()
            ));
        }
    }

    /// Takes the files away whose text is known. What is written to them from now on is found by the next run.
    pub(super) fn clear_away(&mut self) {
        for out in std::mem::take(&mut self.out) {
            out.sheet.remove_if_known();
        }
    }

    /// Hands the terminal over to the editor and takes it back. Says how the editor ended.
    fn run_editor(&mut self, editor: &str, path: &Path) -> Ran {
        self.autosave();
        // Through the shell, as git does it: an editor may be given with its arguments.
        let mut program = Program::new("sh");
        program
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(editor)
            .arg(path);
        let outcome = self.guard.with_terminal_handed_over(|| program.status());
        let ran = match &outcome {
            Ok(Ok(status)) if status.success() => Ran::Well,
            Ok(Ok(status)) if status.code() == Some(NOT_FOUND) => Ran::NotFound,
            Ok(Ok(_) | Err(_)) | Err(_) => Ran::Badly,
        };
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

/// The name of an editor, without its folder and its arguments.
fn called(editor: &str) -> &str {
    let program = editor.split_whitespace().next().unwrap_or(editor);
    program.rsplit('/').next().unwrap_or(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_called_by_its_name_alone() {
        for (editor, name) in [
            ("vi", "vi"),
            ("code --wait", "code"),
            ("/usr/bin/gvim -f", "gvim"),
            ("", ""),
        ] {
            assert_eq!(called(editor), name);
        }
    }
}
