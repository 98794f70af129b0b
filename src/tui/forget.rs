//! Takes words that were removed from the journal out of the state folder: lines that are kept, texts for editors, and
//! what a running interface has in memory, which would write them back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::autosave::KeptLine;
use crate::domain::redaction::Words;
use crate::tui::autosave::{finish_left_over, lock, place, read, request};
use crate::tui::terminal::sheet::Sheet;

/// Time that a running interface has to answer: it looks each second.
const PATIENCE: Duration = Duration::from_secs(3);
const STEP: Duration = Duration::from_millis(50);

/// The outcome of forgetting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Number of lines and texts that were removed.
    pub lines: usize,
    /// Number of interfaces that run.
    pub running: usize,
    /// Number of those that gave no answer: they may write back what they have in memory.
    pub deaf: usize,
}

/// Removes these words from the state folder, and has every interface that runs forget them.
pub fn forget(state: &Path, words: &Words) -> Forgotten {
    let lines = state.join("lines");
    // What a killed interface had no time to put in its place may hold them too.
    finish_left_over(state, None);
    let mut told = Forgotten::default();
    for sheet in Sheet::holding(state, words) {
        sheet.remove();
        told.lines += 1;
    }
    let mut asked = Vec::new();
    for (slot, files) in by_slot(&lines) {
        match lock(&lines, slot) {
            Some(_free) => told.lines += files.iter().map(|file| without(file, words)).sum::<usize>(),
            None => asked.push(request(&lines, slot)),
        }
    }
    told.running = asked.len();
    told.deaf = ask(&asked, words);
    told
}

/// The kept lines, by the slot of the interface that keeps them.
fn by_slot(lines: &Path) -> BTreeMap<u32, Vec<PathBuf>> {
    let mut slots: BTreeMap<u32, Vec<PathBuf>> = BTreeMap::new();
    for file in std::fs::read_dir(lines).into_iter().flatten().flatten() {
        let name = file.file_name();
        let name = name.to_string_lossy();
        let kept = name
            .strip_suffix(".json")
            .and_then(|name| name.rsplit_once('.'))
            .and_then(|(_, slot)| slot.parse().ok());
        // An interface in which nothing was typed yet has its lock alone.
        let held = name
            .strip_prefix("slot-")
            .and_then(|name| name.strip_suffix(".lock"))
            .and_then(|slot| slot.parse().ok());
        if let Some(slot) = held {
            slots.entry(slot).or_default();
        }
        if let Some(slot) = kept {
            slots.entry(slot).or_default().push(file.path());
        }
    }
    slots
}

/// Takes the words out of one file; how many lines there were. A request that a killed process left goes whole.
fn without(file: &Path, words: &Words) -> usize {
    let Some(mut kept) = read::<KeptLine>(file) else {
        if read::<Words>(file).is_some() {
            let _ = std::fs::remove_file(file);
        }
        return 0;
    };
    let dropped = kept.drop_lines(|line| words.are_of(line));
    let bytes = serde_json::to_vec(&kept).ok().filter(|_| dropped > 0);
    // Where it cannot be written, whoever looks for the words afterwards names the file.
    match bytes.map(|bytes| place(file, &bytes)) {
        Some(Ok(())) => dropped,
        Some(Err(_)) | None => 0,
    }
}

/// Asks running interfaces to forget the words; how many gave no answer in time.
fn ask(requests: &[PathBuf], words: &Words) -> usize {
    let bytes = serde_json::to_vec(words).unwrap_or_default();
    for request in requests {
        let _ = place(request, &bytes);
    }
    let mut waited = Duration::ZERO;
    let unanswered = || requests.iter().filter(|request| request.exists()).count();
    while unanswered() > 0 && waited < PATIENCE {
        std::thread::sleep(STEP);
        waited += STEP;
    }
    let deaf = unanswered();
    for request in requests {
        // It holds the words itself.
        let _ = std::fs::remove_file(request);
    }
    deaf
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn kept(line: &str) -> KeptLine {
        KeptLine {
            line: line.to_owned(),
            aside: vec!["hunter2 is it".to_owned(), "safe".to_owned()],
            history: vec!["d: down".to_owned(), "n: the password is hunter2".to_owned()],
            ..KeptLine::default()
        }
    }

    #[test]
    fn kept_lines_and_texts_for_editors_lose_the_words() {
        let state = tempfile::tempdir().unwrap();
        let lines = state.path().join("lines");
        fs::create_dir(&lines).unwrap();
        let write = |name: &str, kept: &KeptLine| {
            fs::write(lines.join(name), serde_json::to_vec(kept).unwrap()).unwrap();
        };
        write("start.1.json", &kept("The PASSWORD is hunter2!"));
        write("start.2.json", &kept("being written"));
        fs::write(state.path().join("text-1234.md"), "so hunter2").unwrap();
        fs::write(state.path().join("text-5678.md"), "other").unwrap();
        let words = Words::of(["the password is hunter2"]);
        fs::write(lines.join("forget.1.json"), serde_json::to_vec(&words).unwrap()).unwrap();
        let told = forget(state.path(), &words);
        assert_eq!((told.lines, told.running, told.deaf), (6, 0, 0));
        let left: KeptLine = read(&lines.join("start.2.json")).unwrap();
        assert_eq!((left.line.as_str(), left.aside.len()), ("being written", 1));
        assert_eq!(left.history, ["d: down"]);
        let all: Vec<_> = fs::read_dir(&lines).unwrap().flatten().collect();
        for file in all {
            let text = fs::read_to_string(file.path()).unwrap();
            assert!(!text.contains("hunter2"), "{:?}: {text}", file.path());
        }
        assert!(!state.path().join("text-1234.md").exists());
        assert!(state.path().join("text-5678.md").exists());
    }

    #[test]
    fn what_killed_programs_left_loses_the_words_too() {
        let state = tempfile::tempdir().unwrap();
        let lines = state.path().join("lines");
        fs::create_dir(&lines).unwrap();
        let whole = serde_json::to_vec(&kept("The PASSWORD is hunter2!")).unwrap();
        fs::write(lines.join(".start.1.json.1.tmp"), whole).unwrap();
        fs::write(lines.join(".start.2.json.2.tmp"), "{\"line\":\"hunter2").unwrap();
        fs::write(
            state.path().join(".text-0123456789abcdef.md.swp"),
            b"\0\xffhunter2\0",
        )
        .unwrap();
        fs::write(state.path().join("#text-0123456789abcdef.md#"), "so hunter2").unwrap();
        let words = Words::of(["hunter2"]);
        forget(state.path(), &words);
        for folder in [state.path(), &lines] {
            for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap()) {
                let is_file = file.file_type().unwrap().is_file();
                let bytes = if is_file {
                    fs::read(file.path()).unwrap()
                } else {
                    Vec::new()
                };
                assert!(!words.are_in(&bytes), "{file:?}");
            }
        }
        assert!(
            lines.join("start.1.json").exists(),
            "the rest of the line is kept"
        );
    }
}
