//! The real program, killed and failed at every system call that touches its home: what it acknowledged is there.
//!
//! Needs `strace`, and to be allowed to use it. Where that is not so, nothing is swept, and a line on standard error
//! says it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "../harness/mod.rs"]
mod harness;
mod strace;
mod swept;

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use harness::Ran;
use strace::{Call, Fault};
use swept::{SweptHome, VERBS, Verb};

/// The calls that change something, and those that could not.
const CALLS: &[&str] = &[
    "openat",
    "write",
    "fdatasync",
    "fsync",
    "flock",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
];

/// Those of them that a disk fails.
const FAILING: &[&str] = &[
    "openat",
    "write",
    "fdatasync",
    "fsync",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat",
    "renameat2",
];

/// Does something at every place of a sweep, on all cores, and gathers what is wrong.
fn at_each(cases: &[(Verb, Call, Fault)], judge: impl Fn(Verb, &Call, Fault) -> Vec<String> + Sync) {
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                while let Some((verb, call, fault)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = judge(*verb, call, *fault);
                    let told = found
                        .into_iter()
                        .map(|what| format!("{} at {call}, {fault}: {what}", verb.name));
                    wrong.lock().unwrap().extend(told);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} of {} places:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

/// Every call of every verb, with the faults that are to be met there.
fn sweep(swept: &SweptHome, faults: impl Fn(&Call) -> Vec<Fault>) -> Vec<(Verb, Call, Fault)> {
    let mut cases = Vec::new();
    for verb in VERBS {
        let calls = swept.calls_of(*verb, CALLS);
        assert!(calls.len() >= 5, "{} touches its home: {calls:?}", verb.name);
        for call in calls {
            cases.extend(
                faults(&call)
                    .into_iter()
                    .map(|fault| (*verb, call.clone(), fault)),
            );
        }
    }
    cases
}

#[test]
fn killed_anywhere_it_loses_nothing_that_it_acknowledged() {
    let Some(swept) = SweptHome::swept() else { return };
    let cases = sweep(&swept, |_| vec![Fault::Kill]);
    at_each(&cases, |verb, call, fault| {
        let copy = swept.copy();
        let ran = copy.run_at(verb, call, fault);
        let mut wrong = Vec::new();
        if ran.status.is_some() {
            wrong.push(format!("it was not killed: {ran:?}"));
        }
        wrong.extend(copy.wrong(verb, false));
        wrong
    });
}

#[test]
fn whatever_fails_it_acknowledges_only_what_is_on_disk() {
    let Some(swept) = SweptHome::swept() else { return };
    let cases = sweep(&swept, |call| {
        let once = ["EIO", "ENOSPC"].map(Fault::Once);
        // Words on standard error are written too.
        let onward = (call.name != "write").then_some(Fault::Onward("EIO"));
        let faults = once.into_iter().chain(onward);
        faults.filter(|_| FAILING.contains(&&*call.name)).collect()
    });
    at_each(&cases, |verb, call, fault| {
        let copy = swept.copy();
        let ran = copy.run_at(verb, call, fault);
        let mut wrong = copy.wrong(verb, ran.is_success());
        wrong.extend(unclear(verb, &ran));
        if call.name == "fdatasync" && call.names(".jsonl") && !copy.has_file(".jsonl.bad") {
            wrong.push("the segment was not left alone".to_owned());
        }
        wrong
    });
}

#[test]
fn where_nothing_can_be_looked_at_any_more_it_ends_in_words() {
    let Some(swept) = SweptHome::swept() else { return };
    let new = VERBS[0];
    let calls = swept.calls_of(new, &["statx", "newfstatat", "lstat", "stat"]);
    let cases: Vec<_> = calls
        .into_iter()
        .map(|call| (new, call, Fault::Onward("EACCES")))
        .collect();
    at_each(&cases, |verb, call, fault| {
        unclear(verb, &swept.copy().run_at(verb, call, fault))
    });
}

/// What is wrong with how it ended, and with what it said.
fn unclear(verb: Verb, ran: &Ran) -> Vec<String> {
    let mut wrong = Vec::new();
    match ran.status {
        Some(0) => {}
        Some(1 | 2 | 74) if ran.err.contains("error: ") => {}
        _ => wrong.push(format!("it did not end as it should: {ran:?}")),
    }
    let typed = verb.typed.filter(|_| ran.status == Some(74));
    if typed.is_some_and(|typed| !ran.err.contains(&format!("not recorded: {typed}"))) {
        wrong.push(format!("what was typed is not handed back: {ran:?}"));
    }
    wrong
}
