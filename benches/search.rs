//! How long it takes to search 1,000 incidents of 40 events: from cold, with every journal to be read, as a verb and as
//! the interface does it first; and warm, with all of it in memory.

mod figures;
mod journals;

use std::path::Path;
use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use figures::{median, millis, show, tell, timed};
use hotwash::domain::search::Query;
use hotwash::domain::time::{Now, Zone};
use hotwash::incidents::search::Index;
use hotwash::journal::{Disk, Shelf};

const INCIDENTS: i64 = 1000;
const EVENTS: usize = 40;
const ROUNDS: usize = 15;

/// Words that all incidents say, that none says, and that cost the most.
const TYPED: [&str; 4] = ["connections deploy", "nosuch", "e", "größ a d"];

fn main() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let newest = Utc::now() - TimeDelta::days(2);
    for nth in 0..INCIDENTS {
        journals::ending(folder.path(), EVENTS, newest - TimeDelta::hours(7 * nth));
    }
    let cold = (0..ROUNDS).map(|_| timed(|| read(folder.path()).find(&Query::of(TYPED[0]), 20)));
    show(
        "1,000 incidents of 40 events, cold",
        millis(median(cold.collect())),
        "ms",
        150.0,
    );
    let index = read(folder.path());
    for typed in TYPED {
        let warm = (0..ROUNDS).map(|_| timed(|| index.find(&Query::of(typed), 20)));
        let what = format!("the same, warm: \u{201c}{typed}\u{201d}");
        show(&what, millis(median(warm.collect())), "ms", 20.0);
    }
    let like = (0..ROUNDS).map(|_| {
        timed(|| {
            index
                .like("p99 of checkout is slow after the deploy", None)
                .is_some()
        })
    });
    tell(
        "the incident that a line is like",
        millis(median(like.collect())),
        "ms",
    );
}

fn read(data: &Path) -> Index {
    let shelf = Shelf::new(data, Arc::new(Disk));
    let now = Now {
        instant: Utc::now(),
        local: Zone::Utc,
    };
    Index::read(&shelf, journals::WRITER, now).expect("a shelf")
}
