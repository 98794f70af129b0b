//! The rules of the house, as tests: which floor may know which, what no pure floor may touch, and how code reads.

#[path = "house/cycles.rs"]
mod cycles;
#[path = "house/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// Modules at the top of `src`, from the ground up. Each may import only from floors below it, and from itself.
const FLOORS: &[&[&str]] = &[
    &["domain"],
    &["journal", "draft", "import", "system"],
    &["incidents"],
    &["app"],
    &["tui"],
    &["cli"],
];

/// Words that have no place in a pure module: clock, disk, randomness, terminal, printing.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::env",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "Uuid::now",
    "Uuid::new_v4",
    "println!",
    "eprintln!",
    "crossterm",
    "ratatui",
    "std::io",
];

/// Words that are nowhere: unfinished work, and printing that panics on a closed pipe.
const NOWHERE: &[&str] = &[
    "todo!(",
    "unimplemented!(",
    "dbg!(",
    "println!(",
    "eprintln!(",
    "print!(",
    "eprint!(",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("a folder can be read").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn all() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let name = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("sources are text");
        (path.strip_prefix(&root).expect("it lies there").to_owned(), text)
    };
    sources(&root).into_iter().map(name).collect()
}

/// The module at the top of `src` that a file belongs to.
fn top(path: &Path) -> String {
    let first = path.iter().next().expect("a path has a part").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// Lines that count: no comments, no modules or functions that are for tests alone, and nothing from a file's own
/// tests on.
fn code(text: &str) -> Vec<(usize, &str)> {
    let mut lines = text.lines().enumerate().map(|(nth, line)| (nth + 1, line));
    let mut counted = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line == "#[cfg(test)]" {
            match lines.next() {
                None | Some((_, "mod tests {")) => break,
                Some((_, item)) if item.ends_with(';') => {}
                Some(_) => while lines.next().is_some_and(|(_, line)| line != "}") {},
            }
        } else if !line.trim_start().starts_with("//") {
            counted.push((number, line));
        }
    }
    counted
}

fn is_test(path: &Path) -> bool {
    path.iter().any(|part| part == "tests")
        || path.ends_with("tests.rs")
        || path.ends_with("sample.rs")
        || path.ends_with("fault.rs")
}

/// True of files that are for tests alone.
fn is_for_tests(path: &Path) -> bool {
    is_test(path) || path.iter().any(|part| part == "tests")
}

#[test]
fn every_module_has_a_floor() {
    for (path, _) in all() {
        let module = top(&path);
        assert!(
            matches!(&*module, "lib" | "main") || floor(&module).is_some(),
            "{module} stands on no floor"
        );
    }
}

#[test]
fn a_floor_knows_only_those_below() {
    let mut wrong = Vec::new();
    for (path, text) in all() {
        let own_module = top(&path);
        let Some(own) = floor(&own_module) else { continue };
        for (number, line) in code(&text) {
            for rest in line.split("crate::").skip(1) {
                let module: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if floor(&module).is_some_and(|other| other >= own) && module != own_module {
                    wrong.push(format!("{}:{number} imports {module}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lines_below_a_module_of_tests_count_and_the_tests_do_not() {
    let text = "one\n#[cfg(test)]\nmod tests;\ntwo\n// no\n#[cfg(test)]\nfn for_tests() {\n    no\n}\nthree\n\
                #[cfg(test)]\nmod tests {\n    no\n}\n";
    assert_eq!(code(text), [(1, "one"), (4, "two"), (10, "three")]);
}

#[test]
fn pure_floors_touch_nothing_outside() {
    let mut wrong = Vec::new();
    for (path, text) in all() {
        if !matches!(&*top(&path), "domain" | "draft" | "import" | "app") || is_test(&path) {
            continue;
        }
        for (number, line) in code(&text) {
            let found = IMPURE.iter().filter(|word| line.contains(**word));
            wrong.extend(found.map(|word| format!("{}:{number} has {word}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_unfinished_and_nothing_prints_carelessly() {
    let mut wrong = Vec::new();
    for (path, text) in all() {
        for (number, line) in code(&text) {
            let found = NOWHERE.iter().filter(|word| line.contains(**word));
            wrong.extend(found.map(|word| format!("{}:{number} has {word}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_says_its_job_first() {
    for (path, text) in all() {
        assert!(
            text.starts_with("//! "),
            "{} does not say what it is for",
            path.display()
        );
    }
}

#[test]
fn there_are_no_drawers() {
    for (path, _) in all() {
        let name = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        let drawer = ["utils", "util", "helpers", "common", "types", "misc", "prelude"].contains(&&*name);
        assert!(!drawer, "{} is a drawer, not a place", path.display());
    }
}
