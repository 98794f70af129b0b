//! Modules of one folder that import each other in a circle: none, but that the screens of `app` know the model and it
//! knows them, so that floor is not looked into.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::{all, code, is_for_tests};

/// A module, as the parts of its path below `crate`.
type Module = Vec<String>;

/// For a module, the modules beside it that it or what is below it imports.
type Imports = BTreeMap<Module, BTreeSet<Module>>;

fn module(path: &Path) -> Module {
    let parts = path.with_extension("");
    let parts = parts.iter().map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

/// The paths that a text names from `start` on, groups in braces taken apart: `a::{b, c::D}` is `a::b` and `a::c::D`.
fn paths(text: &str, before: &[String], found: &mut Vec<Module>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let (mut depth, mut from) = (0, 0);
        for (nth, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    paths(&group[from..nth], before, found);
                    from = nth + 1;
                    if letter == '}' {
                        return;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        return;
    }
    let end = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(text.len());
    let mut path = before.to_vec();
    if end == 0 {
        return;
    }
    path.push(text[..end].to_owned());
    match text[end..].strip_prefix("::") {
        Some(rest) => paths(rest, &path, found),
        None => found.push(path),
    }
}

/// All paths of a file that begin with `crate` or `super`.
fn named(own: &[String], text: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        paths(&text[at + "crate::".len()..], &[], &mut found);
    }
    for (at, _) in text.match_indices("super::") {
        if text[..at].ends_with("super::") {
            continue;
        }
        let mut rest = &text[at..];
        let mut base = own;
        while let Some(above) = rest.strip_prefix("super::") {
            (rest, base) = (above, &base[..base.len().saturating_sub(1)]);
        }
        paths(rest, base, &mut found);
    }
    found
}

/// The two modules of one folder in which these lie; none where one lies in the other.
fn beside(own: &[String], other: &[String]) -> Option<(Module, Module)> {
    let same = own
        .iter()
        .zip(other)
        .take_while(|(own, other)| own == other)
        .count();
    (same > 0 && own.len() > same && other.len() > same)
        .then(|| (own[..=same].to_vec(), other[..=same].to_vec()))
}

fn imports() -> Imports {
    let files: Vec<(Module, String)> = all()
        .iter()
        .filter(|(path, _)| !is_for_tests(path) && !path.starts_with("app"))
        .map(|(path, text)| {
            let lines: Vec<&str> = code(text).into_iter().map(|(_, line)| line).collect();
            (module(path), lines.join("\n"))
        })
        .collect();
    let is_module = |path: &Module| files.iter().any(|(file, _)| file.starts_with(path));
    let mut imports = Imports::new();
    for (own, text) in &files {
        let pairs = named(own, text)
            .into_iter()
            .filter_map(|other| beside(own, &other));
        for (from, to) in pairs.filter(|(_, to)| is_module(to)) {
            imports.entry(from).or_default().insert(to);
        }
    }
    imports
}

/// What is imported by a module, by what that imports, and so on.
fn reached(from: &Module, imports: &Imports) -> BTreeSet<Module> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        for next in imports.get(module).into_iter().flatten() {
            if reached.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    reached
}

/// The circles, each as its folder and the modules in it.
fn circles(imports: &Imports) -> BTreeSet<(String, Vec<String>)> {
    let reach: BTreeMap<&Module, BTreeSet<Module>> = imports
        .keys()
        .map(|module| (module, reached(module, imports)))
        .collect();
    let reaches = |a: &Module, b: &Module| reach.get(a).is_some_and(|reached| reached.contains(b));
    let mut circles = BTreeSet::new();
    for module in reach.keys().filter(|module| reaches(module, module)) {
        let members = reach
            .keys()
            .filter(|other| reaches(module, other) && reaches(other, module));
        let names = members.filter_map(|other| other.last().cloned()).collect();
        circles.insert((module[..module.len() - 1].join("/"), names));
    }
    circles
}

#[test]
fn modules_do_not_import_each_other_in_a_circle() {
    let circles = circles(&imports());
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn a_circle_is_found_through_groups_and_parents() {
    let own = ["draft", "update", "a"].map(str::to_owned);
    let text = "use crate::draft::{\n    Draft, update::b::{B, C},\n};\nuse super::super::text::wrap;";
    let found: Vec<String> = named(&own, text).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "draft::Draft",
            "draft::update::b::B",
            "draft::update::b::C",
            "draft::text::wrap"
        ]
    );
    let module = |path: &str| path.split('/').map(str::to_owned).collect::<Module>();
    let imports = Imports::from([
        (module("x/a"), BTreeSet::from([module("x/b")])),
        (module("x/b"), BTreeSet::from([module("x/c")])),
        (module("x/c"), BTreeSet::from([module("x/b")])),
    ]);
    assert_eq!(
        circles(&imports),
        BTreeSet::from([("x".to_owned(), vec!["b".to_owned(), "c".to_owned()])])
    );
}
