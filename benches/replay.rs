//! How long a journal takes to become an incident, beside what decoding its lines takes; and the memory of both.

mod figures;
mod journals;

use std::path::Path;
use std::sync::Arc;

use figures::{in_turn, millis, ratio, show, tell, timed};
use hotwash::domain::record::decode;
use hotwash::incidents::scribe::Scribe;
use hotwash::journal::{Disk, IncidentPath, Shelf};

const EVENTS: usize = 100_000;
const ROUNDS: usize = 15;

/// With this argument the program opens one journal, and says the most memory that it ever had.
const OPEN_ONE: &str = "--open-one";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, data] = &arguments[..]
        && flag == OPEN_ONE
    {
        return open_one(Path::new(data));
    }
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let path = journals::incident(folder.path(), EVENTS);
    time(folder.path(), &path);
    memory(folder.path(), &path);
}

fn time(data: &Path, path: &IncidentPath) {
    let file = path.journal().join(format!("{}.jsonl", journals::WRITER));
    let decoded = || {
        timed(|| {
            let bytes = std::fs::read(&file).expect("it was just written");
            let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
            lines
                .map(|line| decode(line).expect("a record"))
                .collect::<Vec<_>>()
                .len()
        })
    };
    let replayed = || timed(|| open(data, path).incident().events().len());
    let (replay, floor) = in_turn(ROUNDS, replayed, decoded);
    tell("decoding 100,000 lines", millis(floor), "ms");
    tell("100,000 lines to an incident", millis(replay), "ms");
    show(
        "100,000 lines to an incident, to decoding them",
        ratio(replay, floor),
        "x",
        1.5,
    );
}

/// In a process of its own: the most that it ever had is what opening took.
fn memory(data: &Path, path: &IncidentPath) {
    let file = path.journal().join(format!("{}.jsonl", journals::WRITER));
    let size = std::fs::metadata(file).expect("it was just written").len() as f64;
    let this = std::env::current_exe().expect("this program has a path");
    let told = std::process::Command::new(this)
        .arg(OPEN_ONE)
        .arg(data)
        .output()
        .expect("it ran before");
    let peak: Option<f64> = String::from_utf8_lossy(&told.stdout).trim().parse().ok();
    let Some(peak) = peak else {
        return println!("the most memory is told on Linux only");
    };
    tell("the file", size / 1e6, "MB");
    tell("the most memory while it is opened", peak / 1e6, "MB");
    show("the most memory, to the file", peak / size, "x", 1.8);
}

fn open_one(data: &Path) {
    let listing = Shelf::new(data, Arc::new(Disk)).list().expect("a shelf");
    let scribe = open(data, &listing.incidents[0]);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    let peak: Option<u64> = peak.and_then(|peak| peak.parse().ok());
    println!(
        "{}",
        peak.map(|peak| (peak * 1024).to_string()).unwrap_or_default()
    );
    drop(scribe);
}

fn open(data: &Path, path: &IncidentPath) -> Scribe {
    let shelf = Shelf::new(data, Arc::new(Disk));
    let patience = hotwash::journal::Patience::second();
    Scribe::open(
        &shelf,
        path.clone(),
        journals::author(),
        journals::machine(),
        patience,
    )
    .expect("a sound journal")
}
