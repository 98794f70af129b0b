//! `set`.

use crate::stage::Stage;

#[test]
fn fields_are_set_added_to_and_cleared() {
    let stage = Stage::live();
    for (words, answer) in [
        (&["set", "severity", "1"][..], "severity: 1\n"),
        (
            &["set", "summary", "Nobody", "could", "log", "in"],
            "summary: Nobody could log in\n",
        ),
        (&["set", "impact", "-5% of", "users"], "impact: -5% of users\n"),
        (&["set", "zone", "-05:00"], "zone: -05:00\n"),
        (&["set", "zone", "UTC-5"], "zone: -05:00\n"),
        (&["set", "zone", "GMT+2"], "zone: +02:00\n"),
        (&["set", "severity", "sev2"], "severity: 2\n"),
        (&["set", "severity", "SEV 3"], "severity: 3\n"),
        (
            &["set", "--", "summary", "--verbose was on"],
            "summary: --verbose was on\n",
        ),
        (&["set", "summary", "-5", "pods"], "summary: -5 pods\n"),
        (&["set", "summary", "x", "--incident", "login"], "summary: x\n"),
        (&["set", "roles", "--add", "scribe: bo"], "roles: scribe: bo\n"),
        (&["set", "roles", "--add", "-x"], "roles: scribe: bo\nroles: -x\n"),
        (&["set", "roles", "--remove", "-x"], "roles: scribe: bo\n"),
        (&["set", "roles", "only"], "roles: only\n"),
        (&["set", "roles", "--remove", "only"], "roles: not recorded\n"),
        (&["set", "roles", "--clear"], "roles: not recorded\n"),
        (&["set", "summary", "--clear"], "summary: not recorded\n"),
        (&["set", "Went_Well", "the alert"], "went-well: the alert\n"),
        (&["set", "title", "Login is down"], "title: Login is down\n"),
    ] {
        let ran = stage.run(words).status(0);
        assert_eq!(ran.out, answer, "{words:?}");
    }
}

#[test]
fn json_tells_the_field_as_it_is_now() {
    let stage = Stage::live();
    let set = |words: &[&str]| stage.run(words).status(0).json();
    let json = serde_json::json!({ "schema": 1, "field": "links", "value": ["a"] });
    assert_eq!(set(&["set", "--json", "links", "a"]), json);
    let json = serde_json::json!({ "schema": 1, "field": "cause", "value": null });
    assert_eq!(set(&["set", "--json", "cause", "--clear"]), json);
}

#[test]
fn what_cannot_be_is_refused() {
    let stage = Stage::live();
    for (words, told) in [
        (&["set", "sevrity", "1"][..], "the fields are title severity"),
        (&["set", "severity", "9"], "use 1 to 5"),
        (&["set", "zone", "Mars"], "IANA"),
        (&["set", "title", "--clear"], "cannot be cleared"),
        (&["set", "cause", "--add", "x"], "holds one value"),
        (&["set", "cause", "--remove", "x"], "leave out --add or --remove"),
        (&["set", "roles", "--remove", "x"], "roles has no entry 'x'"),
        (
            &["set", "roles", "--remove", "x", "--add", "y"],
            "cannot be used with",
        ),
        (&["set", "cause"], "there is no value for cause"),
        (&["set", "cause", " "], "hotwash set cause VALUE, or --clear"),
        (&["set", "cause", "--clear", "x"], "cannot be used with"),
        (&["set", "cause", "x", "--clear"], "cannot be used with"),
        (
            &["set", "cause", "--clera"],
            "a similar argument exists: '--clear'",
        ),
        (&["set", "sevrity", "1"], "did you mean 'severity'?"),
        (&["set", "zone", "Bogotta"], "did you mean America/Bogota?"),
    ] {
        stage.run(words).status(2).says(told).answers_nothing();
    }
}

/// The zone, and the clock time with offset of each event.
fn times(stage: &Stage) -> Vec<String> {
    let shown = stage.run(&["show", "--json"]).status(0).json();
    let events = shown["events"].as_array().unwrap().iter();
    let times = events.map(|event| event["at"].as_str().unwrap()[11..].to_owned());
    [shown["incident"]["zone"].as_str().unwrap().to_owned()]
        .into_iter()
        .chain(times)
        .collect()
}

#[test]
fn another_zone_keeps_the_instants_or_the_clock_times_as_it_is_told() {
    let stage = || {
        let stage = Stage::live();
        for line in [
            "09:10 d: down",
            "09:20-09:25 i: looked",
            "now",
            "-10m rolled back",
        ] {
            stage.answer(&["log", line]);
        }
        stage
    };
    let asked = stage();
    asked
        .run(&["set", "zone", "UTC"])
        .status(2)
        .says("2 times were typed in the present zone")
        .says("event 1: 09:10 becomes 14:10")
        .says("hotwash set zone UTC --keep instants, or --keep clocks")
        .answers_nothing();
    let as_before = times(&asked);
    assert_eq!(as_before[..2], ["America/Bogota", "09:10:00-05:00"]);
    for (words, input, expected) in [
        (
            &["set", "zone", "UTC", "--keep", "instants"][..],
            "",
            "14:10:00+00:00",
        ),
        (&["set", "--keep", "clocks", "zone", "UTC"], "", "09:10:00+00:00"),
        (&["set", "zone", "UTC"], "i\n", "14:10:00+00:00"),
        (&["set", "zone", "UTC"], "clocks\n", "09:10:00+00:00"),
    ] {
        let mut stage = stage();
        stage.terminal = (!input.is_empty()).then_some(80);
        let ran = stage.run_with(words, input).status(0);
        assert_eq!(ran.out, "zone: UTC\n");
        let now = times(&stage);
        assert_eq!((&*now[0], &*now[1]), ("UTC", expected), "{words:?}");
        // What was the machine's clock is the same instant, whatever the zone.
        assert!(
            now[3].starts_with("14:20:") && now[4].starts_with("14:30:"),
            "{now:?}"
        );
    }
    let mut unanswered = stage();
    unanswered.terminal = Some(80);
    unanswered
        .run_with(&["set", "zone", "UTC"], "\n")
        .status(1)
        .says("nothing was changed");
    assert_eq!(times(&unanswered), as_before);
    // No clock shows another time: there is nothing to ask.
    unanswered.answer(&["set", "zone", "-05:00"]);
    unanswered
        .run(&["set", "cause", "x", "--keep", "clocks"])
        .status(2)
        .says("--keep is for the zone");
    unanswered
        .run(&["set", "zone", "UTC", "--keep", "clock"])
        .status(2)
        .says("'clocks'");
}

#[test]
fn a_list_has_each_entry_once() {
    let stage = Stage::live();
    stage.answer(&["set", "affected", "--add", "logins"]);
    stage
        .run(&["set", "affected", "--add", "logins"])
        .status(1)
        .says("affected has 'logins' already")
        .answers_nothing();
    stage.answer(&["set", "affected", "--add", "mail"]);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(
        shown["incident"]["fields"]["affected"],
        serde_json::json!(["logins", "mail"])
    );
}

#[test]
fn a_closed_incident_that_is_named_takes_values_and_they_are_marked() {
    let stage = Stage::live();
    stage.answer(&["close"]);
    stage
        .run(&["set", "summary", "x"])
        .status(1)
        .says("no incident is live");
    let ran = stage
        .run(&["set", "--incident", "login", "summary", "x"])
        .status(0);
    assert_eq!(ran.out, "summary: x\n");
    ran.says("marked as after close");
}
