//! `stats`.

use std::fs;

use crate::stage::Stage;

/// Six incidents of three months, each noticed and resolved; one with a cause, names and an overdue action item more
/// than the others, and one that says nothing.
fn seven() -> Stage {
    let stage = Stage::new();
    let rows = [
        ("2023-01-05", "1", "09:02", "09:40", "alert"),
        ("2023-01-19", "2", "09:04", "09:50", "alert"),
        ("2023-03-01", "2", "09:01", "10:10", "report"),
        ("2023-03-02", "3", "09:45", "12:30", "report"),
        ("2023-03-03", "2", "09:10", "09:31", "alert"),
        ("2023-03-04", "2", "09:20", "09:35", "alert"),
    ];
    for (nth, (day, severity, noticed, resolved, by)) in rows.into_iter().enumerate() {
        let title = format!("Login {nth}");
        stage.answer(&[
            "new",
            &title,
            "--severity",
            severity,
            "--at",
            &format!("{day} 09:00"),
        ]);
        let incident = format!("login-{nth}");
        let of = |words: &[&str]| stage.answer(&[&["--incident", incident.as_str()], words].concat());
        of(&["log", "--at", &format!("{day} 09:00"), "--kind", "impact", "down"]);
        of(&[
            "log",
            "--at",
            &format!("{day} {noticed}"),
            "--kind",
            by,
            "noticed",
        ]);
        of(&[
            "log",
            "--at",
            &format!("{day} {resolved}"),
            "--kind",
            "resolution",
            "up",
        ]);
        of(&[
            "set",
            "affected",
            "--add",
            if nth < 3 { "Login" } else { "mail \u{1b}[31m" },
        ]);
        if nth % 2 == 0 {
            of(&[
                "set",
                "cause",
                "The connection pool was exhausted by slow queries",
            ]);
            of(&[
                "todo",
                "add",
                "Raise the limit",
                "--owner",
                "bo",
                "--due",
                "2023-03-20",
            ]);
        }
    }
    stage.answer(&["new", "Quiet", "--at", "2023-03-24 09:00"]);
    stage
}

#[test]
fn in_words() {
    let told = seven().answer(&["stats"]);
    for line in [
        "7 incidents, from 2023-01-05 to 2023-03-24",
        "1 SEV1, 4 SEV2, 1 SEV3, 1 not recorded",
        "2023-02    0",
        "Time to detect        6       4 min      45 min ████████  ████",
        "Time to acknowledge  too few to say (n = 0)",
        "4 of 6 (66 %); of 1 more it is not recorded",
        "   3  The connection pool was exhausted by slow queries",
        "   3  Login",
        "   3  @bo",
    ] {
        assert!(told.lines().any(|told| told == line), "no {line:?} in\n{told}");
    }
    assert!(!told.contains('\u{1b}'), "{told}");
}

#[test]
fn json_is_the_contract() {
    let told = seven().run(&["stats", "--json"]).status(0).json();
    let detect = &told["intervals"][0];
    assert_eq!(detect["name"], "time_to_detect");
    assert_eq!((&detect["count"], &detect["median"]), (&6.into(), &240.into()));
    assert_eq!(detect["p90"], 2700);
    assert_eq!(
        detect["histogram"][0],
        serde_json::json!({ "upto": 60, "count": 1 })
    );
    assert_eq!(
        detect["histogram"][14],
        serde_json::json!({ "upto": null, "count": 0 })
    );
    let acknowledge = &told["intervals"][1];
    assert_eq!(acknowledge["count"], 0);
    assert!(acknowledge["median"].is_null() && acknowledge["histogram"].is_null());
    assert_eq!((&told["schema"], &told["incidents"]), (&1.into(), &7.into()));
    assert_eq!(told["overdue"][0]["owner"], "bo");
}

#[test]
fn as_a_table() {
    let stage = seven();
    let table = stage.answer(&["stats", "--format", "csv"]);
    for row in [
        "section,name,measure,value",
        "severity,SEV2,incidents,4",
        "month,2023-03,incidents,5",
        "interval,time_to_detect,median_seconds,240",
        "interval,time_to_acknowledge,median_seconds,",
        "affected,Login,incidents,3",
        "overdue,bo,items,3",
    ] {
        assert!(table.lines().any(|line| line == row), "no {row:?} in\n{table}");
    }
    // In either way it is the same document.
    let json = stage.answer(&["stats", "--format", "json"]);
    assert_eq!(json, stage.answer(&["stats", "--json"]));
}

#[test]
fn since_a_month_fewer_count() {
    let stage = seven();
    let told = stage.answer(&["stats", "--since", "2023-03"]);
    assert!(
        told.starts_with("5 incidents since 2023-03-01, from 2023-03-01 to 2023-03-24\n"),
        "{told}"
    );
    assert!(
        told.contains("Time to detect       too few to say (n = 4)"),
        "{told}"
    );
    let told = stage.answer(&["stats", "--since", "22d"]);
    assert!(told.starts_with("3 incidents since 2023-03-03,"), "{told}");
    stage
        .run(&["stats", "--since", "lately"])
        .status(2)
        .says("write 2026-01-15, 2026-01, 2026, 90d or 12w");
}

#[test]
fn without_blocks_it_is_ascii() {
    let mut stage = seven();
    stage.env.insert("LC_ALL".to_owned(), "C".to_owned());
    let told = stage.answer(&["stats"]);
    assert!(!told.contains(['█', '▁']), "{told}");
    assert!(told.contains('#'), "{told}");
}

#[test]
fn no_incident_is_said() {
    let stage = Stage::new();
    assert_eq!(stage.answer(&["stats"]), "no incident\n");
    assert_eq!(
        fs::read_dir(stage.home.path()).unwrap().count(),
        0,
        "reading makes nothing"
    );
}

#[test]
fn a_damaged_journal_counts_as_far_as_it_reads_and_is_named() {
    let stage = Stage::live();
    stage.answer(&["log", "--kind", "impact", "down"]);
    let folder = fs::read_dir(stage.home.path().join("data/incidents")).unwrap();
    let incident = folder.map(|entry| entry.unwrap().path()).next().unwrap();
    let segment = fs::read_dir(incident.join("journal")).unwrap();
    let segment = segment
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .unwrap();
    let text = fs::read_to_string(&segment).unwrap();
    fs::write(&segment, text.replacen("\"impact\"", "\"imp\u{0}act\"", 1)).unwrap();
    let told = stage.answer(&["stats"]);
    assert!(told.starts_with("1 incident, on 2023-03-25\n"), "{told}");
    assert!(told.contains("1 journal counts as far as it reads"), "{told}");
    let name = incident.file_name().unwrap().to_str().unwrap();
    assert!(told.contains(name), "{told}");
}
