//! How long `hotwash import FILE --dry-run` takes as a whole process, and how much memory it has at most above an import of
//! one line, beside the size of the file: exports of 2,000, 20,000 and 200,000 lines in the formats that grow long.

mod figures;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use figures::{ratio, show, tell};

const SIZES: [usize; 3] = [2_000, 20_000, 200_000];

/// The most seconds that the longest may take.
const SECONDS: f64 = 2.0;

/// The most memory, in sizes of the file.
const TIMES_THE_FILE: f64 = 10.0;

/// Ten times the lines may take so many times as long.
const LINEAR: f64 = 15.0;

/// The memory of the child is looked at so often: it only misses what grows between the last look and the end.
const LOOK: Duration = Duration::from_millis(2);

/// A format: its name, its file's, and what writes so many lines of it.
type Export = (&'static str, &'static str, fn(usize) -> String);

const EXPORTS: [Export; 4] = [
    ("a Slack export", "2023-03-25.json", slack),
    ("a Markdown timeline", "timeline.md", timeline),
    ("a chat", "chat.txt", chat),
    ("a table", "table.csv", table),
];

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder of one's own");
    for (what, name, write) in EXPORTS {
        for answer in [&["--dry-run"][..], &["--dry-run", "--json"]] {
            let what = format!("{what}, {}", answer.join(" "));
            growing(&what, &folder.path().join(name), write, answer);
        }
    }
}

/// Imports ever longer files of one format. Of the short ones the program itself is the larger part, so that only the
/// longest has targets.
fn growing(what: &str, path: &Path, write: fn(usize) -> String, answer: &[&str]) {
    let of_program = measured(path, &write(1), answer).memory.unwrap_or(0);
    let mut before: Option<Duration> = None;
    for lines in SIZES {
        let is_longest = Some(&lines) == SIZES.last();
        let target = |most: f64| if is_longest { most } else { f64::INFINITY };
        let text = write(lines);
        let used = measured(path, &text, answer);
        let what = format!("{what}, {lines} lines");
        show(&what, used.time.as_secs_f64(), "s", target(SECONDS));
        match used.memory {
            Some(memory) => {
                let sizes = memory.saturating_sub(of_program) as f64 / text.len() as f64;
                show(
                    &format!("{what}: memory to file"),
                    sizes,
                    "x",
                    target(TIMES_THE_FILE),
                );
            }
            None => tell(&format!("{what}: memory is not known here"), f64::NAN, ""),
        }
        if let Some(before) = before.replace(used.time) {
            show(
                &format!("{what}: to a tenth"),
                ratio(used.time, before),
                "x",
                LINEAR,
            );
        }
    }
}

/// What a run took.
struct Used {
    time: Duration,
    /// The most bytes that it held in memory; `None` where the system does not say.
    memory: Option<u64>,
}

/// Imports a file of this text in a home that has nothing.
fn measured(path: &Path, text: &str, answer: &[&str]) -> Used {
    fs::write(path, text).expect("room on the disk");
    let home = path.with_file_name("home");
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hotwash"))
        .arg("--home")
        .arg(&home)
        .arg("import")
        .arg(path)
        .args(answer)
        .env_clear()
        .env("TZ", "UTC")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program was built");
    let memory = most_memory(&mut child);
    let time = started.elapsed();
    let status = child.wait().expect("it was started");
    assert!(
        status.success(),
        "the import of {} ended with {status}",
        path.display()
    );
    Used { time, memory }
}

/// Waits for the end of a program, and returns the most bytes that it held in memory.
fn most_memory(child: &mut Child) -> Option<u64> {
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut most = None;
    while child.try_wait().expect("it was started").is_none() {
        most = peak(&status).or(most);
        thread::sleep(LOOK);
    }
    most
}

/// The peak of a process, as the kernel counts it.
fn peak(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Words as people write them during an outage; always the same for one line.
fn words(nth: usize) -> String {
    const PARTS: [&str; 12] = [
        "checkout is slow",
        "p99 latency rises",
        "the pool is exhausted",
        "rolled back api to v2.3.1",
        "restarted the worker",
        "looking at the dashboard",
        "paged the database team",
        "it was not the cache",
        "customers report failures",
        "failed over to the replica",
        "the disk is at 91%",
        "all green again",
    ];
    let at = |step: usize| PARTS[(nth * step + nth / 7) % PARTS.len()];
    format!("{}, {}", at(5), at(7))
}

fn clock(nth: usize) -> String {
    let second = nth / 4;
    format!(
        "{:02}:{:02}:{:02}",
        second / 3600 % 24,
        second / 60 % 60,
        second % 60
    )
}

fn slack(lines: usize) -> String {
    let message = |nth: usize| {
        format!(
            r#"{{"type":"message","user":"U0{}","ts":"{}.{:06}","text":"{}"}}"#,
            nth % 5,
            1_679_756_400 + nth / 4,
            nth % 1_000_000,
            words(nth)
        )
    };
    format!("[{}]", (0..lines).map(message).collect::<Vec<_>>().join(",\n"))
}

fn timeline(lines: usize) -> String {
    let mut text = "# Checkout is slow\n\n## Timeline 2023-03-25 (UTC)\n\n".to_owned();
    for nth in 0..lines {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "- {} {}", clock(nth), words(nth));
    }
    text
}

/// Two lines a message: who and when, and what.
fn chat(lines: usize) -> String {
    let mut text = String::new();
    for nth in 0..lines.div_ceil(2) {
        let minute = nth / 40;
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        let half = if hour < 12 { "AM" } else { "PM" };
        let name = ["ana", "bo", "carla"][nth % 3];
        let _ = writeln!(
            text,
            "{name}  {}:{minute:02} {half}\n{}",
            (hour + 11) % 12 + 1,
            words(nth)
        );
    }
    text
}

fn table(lines: usize) -> String {
    let mut text = "time,author,message\n".to_owned();
    for nth in 0..lines {
        let _ = writeln!(text, "2023-03-25T{}Z,ana,\"{}\"", clock(nth), words(nth));
    }
    text
}
