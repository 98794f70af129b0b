//! Texts of other people's making, wherever a text can stand, through every verb: what would mean something to a
//! terminal is shown and never sent, and JSON says exactly what was typed.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use hotwash::domain::kind::Kind;
use hotwash::domain::record::FieldName;

use crate::harness::Ran;
use crate::stage::Stage;

/// So many texts are put into one incident.
const TOGETHER: usize = 24;

/// Longer ones go into one place of each incident only.
const LONG: usize = 1000;

/// The texts, each with its name.
fn texts() -> Vec<(String, String)> {
    let file: serde_json::Value = serde_json::from_str(include_str!("../hostile.json")).unwrap();
    let text = |case: &serde_json::Value| {
        let times = case["repeat"].as_u64().unwrap_or(1);
        let text = case["text"].as_str().unwrap();
        let name = case["name"].as_str().unwrap().to_owned();
        (name, text.repeat(usize::try_from(times).unwrap()))
    };
    file["texts"].as_array().unwrap().iter().map(text).collect()
}

/// Whether a character steers a terminal or the eye, or cannot be seen: by plain ranges, independently of the program.
fn steers(c: char) -> bool {
    let n = u32::from(c);
    let control = n < 0x20 || (0x7f..0xa0).contains(&n) || n == 0x2028 || n == 0x2029;
    let direction = n == 0x61c || n == 0x200e || n == 0x200f || (0x202a..=0x202e).contains(&n);
    let unseen = [0xad, 0x200b, 0xfeff, 0x115f, 0x1160, 0x3164, 0xffa0, 0x180e].contains(&n);
    let operator = (0x2060..0x2070).contains(&n) || (0xfff9..=0xfffb).contains(&n);
    let selector = (0xfe00..0xfe0e).contains(&n) || (0xe0000..0xe1000).contains(&n);
    let private = (0xe000..0xf900).contains(&n) || n >= 0xf0000;
    control || direction || unseen || operator || selector || private || n % 0x10000 >= 0xfffe
}

/// The text without the colours that the program itself has: foreground colours, bold, dim, reverse.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part
            .find(|c: char| !c.is_ascii_digit() && c != ';')
            .unwrap_or(part.len());
        let (codes, rest) = part.split_at(end);
        let own = |code: &str| {
            matches!(
                code.parse::<u8>(),
                Ok(0..=2 | 4 | 7 | 22..=24 | 27 | 30..=39 | 90..=97)
            )
        };
        match rest.strip_prefix('m') {
            Some(rest) if codes.split(';').all(|code| code.is_empty() || own(code)) => plain += rest,
            _ => plain += &format!("\x1b[{part}"),
        }
    }
    plain
}

#[track_caller]
fn harmless(words: &[&str], ran: Ran) -> Ran {
    for output in [&ran.out, &ran.err] {
        for line in uncoloured(output).split('\n') {
            let steering = line.chars().find(|c| steers(*c));
            assert_eq!(steering, None, "{words:?} wrote {line:?}");
        }
    }
    ran
}

/// Every verb that reads an incident, in each of its forms; `{draft}` is where the draft is.
const READING: &[&str] = &[
    "show",
    "show 1",
    "show --kind note",
    "show --struck",
    "list",
    "stats",
    "stats --format csv",
    "search 1",
    "status",
    "status --format {severity}|{elapsed}|{title}|{slug}|{id}|{events}",
    "update",
    "update --audience public",
    "handover",
    "review",
    "todo list --all",
    "verify",
    "verify {draft}",
    "export",
    "export --format html",
    "export --format html --template public",
    "export --format text",
    "export --format slack",
    "__complete incidents",
    "__complete events",
];

/// Every other verb that only reads.
const OTHERS: &[&str] = &[
    "export --list-templates",
    "completions bash",
    "completions zsh",
    "completions fish",
    "man",
    "help log",
    "__complete kinds",
    "__complete fields",
    "__complete types",
    "__complete templates",
];

/// The verbs that write, each of which a test below runs; and the one that needs a real terminal.
const WRITING: &[&str] = &[
    "new", "log", "import", "run", "edit", "strike", "hide", "unhide", "undo", "redo", "redact", "set",
    "todo", "close", "reopen", "demo",
];

#[test]
fn no_verb_is_forgotten() {
    let help = Stage::new().run(&["--help"]).out;
    let (_, verbs) = help.split_once("Commands:\n").unwrap();
    let (verbs, _) = verbs.split_once("\n\n").unwrap();
    // A verb stands two columns in; what is wrapped stands further in.
    let verbs = verbs.lines().filter(|line| !line.starts_with("   "));
    let verbs: BTreeSet<&str> = verbs.filter_map(|line| line.split_whitespace().next()).collect();
    let tried = READING
        .iter()
        .chain(OTHERS)
        .chain(WRITING)
        .filter_map(|words| words.split(' ').next());
    let tried: BTreeSet<&str> = tried.collect();
    let forgotten: Vec<_> = verbs.difference(&tried).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

/// Writes a text as an event's, and in one more place. What is refused is told harmlessly too.
fn write(stage: &Stage, nth: usize, text: &str) {
    let run = |words: &[&str]| harmless(words, stage.run(words));
    let kind = Kind::ROWS[nth % Kind::ROWS.len()].wire;
    run(&["--author", text, "log", "--kind", kind, "--", text]);
    if text.len() > LONG {
        return;
    }
    let fields: Vec<_> = FieldName::ROWS.iter().collect();
    let lists: Vec<_> = FieldName::ROWS.iter().filter(|field| field.list).collect();
    match nth % 8 {
        0 => _ = run(&["todo", "add", "--owner", text, "--priority", text, "--", text]),
        1 => _ = run(&["todo", "edit", "1", "--text", text, "--owner", text]),
        2 => _ = run(&["set", lists[nth / 8 % lists.len()].wire, "--add", text]),
        3 => _ = run(&["set", fields[nth / 8 % fields.len()].wire, "--", text]),
        4 => _ = run(&["edit", "1", "--text", text]),
        5 => {
            run(&["strike", "2", "--why", text]);
            run(&["--author", text, "redact", "3", "--yes"]);
        }
        6 => _ = run(&["review", "--silence", "severity", "--why", text]),
        _ => {
            let name = text.replace(['/', '\0'], "_");
            let file = stage
                .home
                .path()
                .join(std::ffi::OsStr::from_bytes(name.as_bytes()));
            if !name.is_empty() && fs::write(&file, text).is_ok() {
                run(&["log", "--evidence", file.to_str().unwrap(), "--", "x"]);
            }
        }
    }
}

/// Has every verb that reads say what it has to say: to a pipe, in JSON, and in colour on a narrow terminal.
fn read(stage: &mut Stage, draft: &str) {
    for words in READING {
        let words: Vec<&str> = words
            .split(' ')
            .map(|word| if word == "{draft}" { draft } else { word })
            .collect();
        harmless(&words, stage.run(&words));
        let json = [&["--json"], &words[..]].concat();
        let ran = harmless(&json, stage.run(&json));
        if ran.out.starts_with('{') {
            ran.json();
        }
        stage.terminal = Some(23);
        let coloured = [&["--color", "always"], &words[..]].concat();
        harmless(&coloured, stage.run(&coloured));
        stage.terminal = None;
    }
    harmless(&["export"], stage.run(&["export", "--format", "json"])).json();
    let issues = harmless(&["export"], stage.run(&["export", "--format", "github-issues"]));
    for issue in issues.out.lines() {
        serde_json::from_str::<serde_json::Value>(issue).unwrap();
    }
    for form in ["csv", "jira-csv"] {
        let ran = stage.run(&["export", "--format", form]);
        let out = ran.out.replace("\r\n", "\n");
        harmless(&["export", form], Ran { out, ..ran });
    }
}

#[test]
fn every_text_is_harmless_in_every_place_and_every_verb() {
    for group in texts().chunks(TOGETHER) {
        let mut stage = Stage::new();
        stage.answer(&["new", "A title"]);
        for (nth, (_, text)) in group.iter().enumerate() {
            write(&stage, nth, text);
        }
        let lines: Vec<&str> = group.iter().map(|(_, text)| text.as_str()).collect();
        let lines = lines
            .into_iter()
            .filter(|text| text.len() <= LONG)
            .collect::<Vec<_>>()
            .join("\n");
        harmless(&["log -"], stage.run_with(&["log", "-"], lines));
        harmless(&["hide"], stage.run(&["hide", "1"]));
        harmless(&["unhide"], stage.run(&["unhide", "1"]));
        harmless(&["undo"], stage.run(&["undo"]));
        harmless(&["redo"], stage.run(&["redo"]));
        let closed = harmless(&["close"], stage.run(&["close", "--yes"])).status(0);
        let draft = closed
            .out
            .trim()
            .replace("[home]", stage.home.path().to_str().unwrap());
        harmless(&["reopen"], stage.run(&["reopen", "--incident", "title"])).status(0);
        read(&mut stage, &draft);
    }
}

#[test]
fn every_text_is_a_title_and_a_selector() {
    let stage = Stage::new();
    for (name, text) in texts() {
        let words = ["--json", "new", "--", &text];
        let ran = harmless(&words, stage.run(&words));
        if ran.is_success() {
            let slug = ran.json()["slug"].as_str().unwrap().to_owned();
            let portable = slug
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(portable && slug.len() <= 64, "{name}: {slug}");
        }
        let words = ["--incident", &text, "show"];
        harmless(&words, stage.run(&words));
    }
    for words in OTHERS {
        let words: Vec<&str> = words.split(' ').collect();
        harmless(&words, stage.run(&words));
    }
    for words in [
        &["list"][..],
        &["--json", "list"],
        &["status"],
        &["log", "x"],
        &["verify"],
        &["__complete", "incidents"],
    ] {
        harmless(words, stage.run(words));
    }
    // Wherever a title led, nothing stands outside the folder of incidents.
    let home: BTreeSet<_> = fs::read_dir(stage.home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(home.into_iter().collect::<Vec<_>>(), ["data", "state"]);
}

#[test]
fn json_says_exactly_what_was_typed() {
    let stage = Stage::live();
    let mut typed = Vec::new();
    for (_, text) in texts() {
        let ran = stage.run(&["log", "--kind", "note", "--", &text]);
        // A long text becomes evidence, and its first line stays.
        if ran.is_success() && text.len() <= 4096 {
            typed.push(text);
        }
    }
    let shown = stage.run(&["show", "--json"]).json();
    let shown: BTreeSet<&str> = shown["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["text"].as_str().unwrap())
        .collect();
    for text in &typed {
        assert!(shown.contains(text.as_str()), "{text:?}");
    }
    assert!(typed.len() > 100);
}

#[test]
fn every_error_is_harmless_and_short() {
    let stage = Stage::live();
    let places: &[&[&str]] = &[
        &["{}"],
        &["--{}"],
        &["--color", "{}", "list"],
        &["--zone", "{}", "show"],
        &["--incident", "{}", "log", "x"],
        &["show", "{}"],
        &["show", "--kind", "{}"],
        &["show", "--as-of", "{}"],
        &["new", "--severity", "{}", "x"],
        &["new", "--at", "{}", "x"],
        &["log", "--at", "{}", "x"],
        &["log", "--until", "{}", "x"],
        &["log", "--kind", "{}", "x"],
        &["log", "--ends", "{}", "x"],
        &["log", "--evidence", "{}", "x"],
        &["edit", "{}", "--text", "x"],
        &["edit", "1", "--at", "{}"],
        &["hide", "{}"],
        &["unhide", "{}"],
        &["strike", "{}"],
        &["redact", "{}", "--yes"],
        &["set", "{}", "x"],
        &["set", "severity", "{}"],
        &["set", "zone", "{}"],
        &["set", "affected", "--remove", "{}"],
        &["todo", "{}"],
        &["todo", "done", "{}"],
        &["todo", "add", "x", "--due", "{}"],
        &["todo", "add", "x", "--type", "{}"],
        &["status", "--format", "{{}}"],
        &["close", "--at", "{}"],
        &["export", "--template", "{}"],
        &["export", "--format", "{}"],
        &["update", "--audience", "{}"],
        &["verify", "{}"],
        &["completions", "{}"],
        &["__complete", "{}"],
    ];
    let texts = texts().into_iter().filter(|(_, text)| text.len() <= LONG);
    for (nth, (name, text)) in texts.enumerate() {
        // Each text in every other place: the neighbours take turns.
        for place in places.iter().skip(nth % 2).step_by(2) {
            let words: Vec<String> = place.iter().map(|word| word.replace("{}", &text)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let ran = harmless(&words, stage.run(&words));
            assert!(ran.err.lines().count() < 16, "{name}: {words:?}: {ran:#?}");
        }
    }
}

#[test]
fn the_names_of_files_are_harmless() {
    let mut stage = Stage::live();
    let (journal, shelf) = (
        stage.home.incident().join("journal"),
        stage.home.path().join("data/incidents"),
    );
    let closed = stage.run(&["close", "--yes"]).status(0);
    let draft = closed
        .out
        .trim()
        .replace("[home]", stage.home.path().to_str().unwrap());
    stage.answer(&["--incident", "login", "reopen"]);
    for (_, text) in texts() {
        let name = text.replace(['/', '\0'], "_");
        if name.is_empty() || name.len() > 200 || name == "." || name == ".." {
            continue;
        }
        // The beginning of a record, in a name that nobody gave.
        let torn = format!("{{\"v\":1,\"by\":{}\n", serde_json::to_string(&text).unwrap());
        fs::write(journal.join(format!("{name}.jsonl")), torn).unwrap();
        fs::create_dir(shelf.join(&name)).unwrap();
    }
    read(&mut stage, &draft);
}

#[test]
fn what_the_configuration_says_is_harmless() {
    let stage = Stage::live();
    let config = stage.home.path().join("config");
    fs::create_dir(&config).unwrap();
    for (nth, (_, text)) in texts().iter().enumerate() {
        let value = toml::Value::String(text.clone());
        let key = toml::Value::String(text.replace('\n', " "));
        let says = match nth % 4 {
            0 => format!("author = {value}\n"),
            1 => format!("zone = {value}\ncolor = {value}\nbell = {value}\nupdates = {value}\n"),
            2 => format!("{} = 1\n", key.to_string().replace("'''", "'")),
            _ => text.clone(),
        };
        fs::write(config.join("config.toml"), &says).unwrap();
        for words in [&["list"][..], &["log", "x"]] {
            harmless(&[words[0], &says], stage.run(words));
        }
    }
}

/// A journal of others: sealed records with hostile words in every string, and lines of which some bits were flipped.
fn of_others(chance: &mut impl FnMut(usize) -> usize, texts: &[(String, String)]) -> Vec<u8> {
    let sound = include_str!("../corpus/lines/every-op.jsonl");
    let mut bytes = Vec::new();
    for line in sound.lines() {
        let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
        let fields = record.as_object_mut().unwrap();
        fields.remove("sum");
        for (name, value) in fields.iter_mut() {
            let free = !matches!(
                &**name,
                "id" | "incident" | "event" | "replaces" | "item" | "recorded_at" | "op"
            );
            if value.is_string() && free && chance(2) == 0 {
                let (_, text) = &texts[chance(texts.len())];
                *value = serde_json::Value::String(text.clone());
            }
        }
        let order = ["v", "id", "seq", "lc", "recorded_at", "by"];
        let said = |name: &&str| fields.get(*name).map(|value| format!("\"{name}\":{value}"));
        let rest = fields.iter().filter(|(name, _)| !order.contains(&name.as_str()));
        let rest = rest.map(|(name, value)| format!("\"{name}\":{value}"));
        let all: Vec<String> = order.iter().filter_map(said).chain(rest).collect();
        let mut said = format!("{{{}", all.join(",")).into_bytes();
        let sum = format!(",\"sum\":\"{:08x}\"}}\n", crc32fast::hash(&said));
        if chance(8) == 0 {
            let at = chance(said.len());
            said[at] ^= 1 << chance(8);
        }
        bytes.extend(said);
        bytes.extend(sum.into_bytes());
    }
    bytes
}

#[test]
fn whatever_a_journal_of_others_holds_only_text_is_shown() {
    let texts: Vec<_> = texts()
        .into_iter()
        .filter(|(_, text)| text.len() <= LONG)
        .collect();
    let mut seed = 1_u64;
    let mut chance = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let stage = Stage::new();
    let journal = stage
        .home
        .path()
        .join("data/incidents/2023-03-25-checkout-down-0c0ffe/journal");
    fs::create_dir_all(&journal).unwrap();
    let mut shown = String::new();
    for round in 0..12 {
        fs::write(
            journal.join("ana-laptop-7k3q.jsonl"),
            of_others(&mut chance, &texts),
        )
        .unwrap();
        for words in READING.iter().filter(|words| !words.contains("{draft}")) {
            let words: Vec<&str> = words.split(' ').collect();
            let words = if round % 2 == 0 {
                words
            } else {
                [&["--json"], &words[..]].concat()
            };
            shown += &harmless(&words, stage.run(&words)).out;
        }
    }
    assert!(
        shown.contains('␛') && shown.contains("\\u001b"),
        "they are shown, and not left out"
    );
}
