//! The loop: every seed of a corpus as it stands, then mutations of them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::mutate::{Chance, mutated};

/// The files of a corpus, by name.
pub fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.collect();
    paths.sort();
    assert!(!paths.is_empty(), "there is a corpus of {name}");
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Holds every seed and `rounds` mutations against a rule, which panics where it is broken. `finish` gives a mutation
/// the form that it needs to get past the first check of what is tested.
pub fn run(seeds: &[Vec<u8>], rounds: u32, finish: impl Fn(&mut Vec<u8>, &mut Chance), rule: impl Fn(&[u8])) {
    let given = std::env::var("HOTWASH_FUZZ_ROUNDS").ok();
    let rounds = given.map_or(rounds, |rounds| rounds.parse().unwrap());
    let mut chance = Chance::fixed();
    for seed in seeds {
        hold(seed, &rule);
    }
    for _ in 0..rounds {
        let mut input = mutated(seeds, &mut chance);
        finish(&mut input, &mut chance);
        hold(&input, &rule);
    }
}

/// Where the rule is broken, tells by how little.
fn hold(input: &[u8], rule: &impl Fn(&[u8])) {
    let breaks = |input: &[u8]| catch_unwind(AssertUnwindSafe(|| rule(input))).is_err();
    if breaks(input) {
        let least = cut_down(input.to_vec(), breaks);
        panic!("broken by b\"{}\"", least.escape_ascii());
    }
}

/// Leaves out parts, ever smaller ones, as long as the rest still breaks the rule.
fn cut_down(mut input: Vec<u8>, breaks: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut part = input.len() / 2;
    while part > 0 {
        let mut at = 0;
        while at < input.len() {
            let end = (at + part).min(input.len());
            let less = [&input[..at], &input[end..]].concat();
            if breaks(&less) {
                input = less;
            } else {
                at = end;
            }
        }
        part /= 2;
    }
    input
}

#[test]
fn what_breaks_a_rule_is_cut_down() {
    assert_eq!(
        cut_down(b"....a.....b...".to_vec(), |input| input.contains(&b'b')),
        b"b"
    );
}
