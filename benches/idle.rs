//! What the live screen does while nobody touches it: how often it wakes, what it writes, what it costs.

mod figures;
mod journals;
mod pty;

use std::path::Path;
use std::time::{Duration, Instant};

use figures::show;
use pty::Running;

const WATCHED: Duration = Duration::from_secs(10);

fn main() {
    let home = tempfile::tempdir().expect("a folder of one's own");
    journals::incident(&home.path().join("data"), 100);
    let running = Running::start(Path::new(env!("CARGO_BIN_EXE_hotwash")), &[], home.path());
    let drawn = running.watched();
    // Past the first frame, and all that comes right after it.
    std::thread::sleep(Duration::from_millis(2500));
    let before = Costs::of(running.process());
    drawn.try_iter().for_each(drop);
    let bytes = bytes_within(&drawn, WATCHED);
    let (Some(before), Some(after)) = (before, Costs::of(running.process())) else {
        return println!("what an idle program costs is told on Linux only");
    };
    show(
        "idle for 10 s: times it woke",
        (after.wakes - before.wakes) as f64,
        "",
        11.0,
    );
    show(
        "idle for 10 s: processor",
        (after.nanos - before.nanos) as f64 / 1e6,
        "ms",
        5.0,
    );
    show("idle for 10 s: bytes written", bytes as f64, "B", 600.0);
}

fn bytes_within(drawn: &std::sync::mpsc::Receiver<usize>, time: Duration) -> usize {
    let end = Instant::now() + time;
    let mut bytes = 0;
    while let Ok(count) = drawn.recv_timeout(end.saturating_duration_since(Instant::now())) {
        bytes += count;
    }
    bytes
}

/// What all threads of a process have cost so far.
struct Costs {
    wakes: u64,
    nanos: u64,
}

impl Costs {
    fn of(process: u32) -> Option<Self> {
        let mut costs = Costs { wakes: 0, nanos: 0 };
        for task in std::fs::read_dir(format!("/proc/{process}/task")).ok()? {
            let task = task.ok()?.path();
            let status = std::fs::read_to_string(task.join("status")).ok()?;
            let mut lines = status.lines();
            let wakes = lines.find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            let schedule = std::fs::read_to_string(task.join("schedstat")).ok()?;
            costs.wakes += wakes.trim().parse::<u64>().ok()?;
            costs.nanos += schedule.split_whitespace().next()?.parse::<u64>().ok()?;
        }
        Some(costs)
    }
}
