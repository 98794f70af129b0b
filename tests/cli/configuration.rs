//! The configuration and its templates: what they give, and mistakes in them.

use std::fs;

use crate::stage::Stage;

#[test]
fn every_mistake_in_the_configuration_is_told_and_none_stops() {
    let stage = Stage::live();
    let config = stage.home.path().join("config");
    fs::create_dir(&config).unwrap();
    fs::write(
        config.join("config.toml"),
        "zone = \"Mars\"\ncolour = \"never\"\nauthor = 7\n",
    )
    .unwrap();
    let ran = stage.run(&["list"]).status(0);
    for place in [
        "config.toml:1:8: ",
        "config.toml:2:1: unknown key 'colour'",
        "config.toml:3:10: ",
    ] {
        assert!(ran.err.contains(place), "{place}: {ran:?}");
    }
    fs::write(config.join("config.toml"), b"\xff\x00\x1b[31m=").unwrap();
    let ran = stage.run(&["list"]).status(0);
    assert!(!ran.err.contains('\u{1b}') && !ran.err.is_empty(), "{ran:?}");
}

#[test]
fn the_configuration_gives_defaults() {
    let stage = Stage::new();
    fs::create_dir(stage.home.path().join("config")).unwrap();
    fs::write(
        stage.home.path().join("config/config.toml"),
        "zone = \"UTC\"\nauthor = \"Ana B\"\n",
    )
    .unwrap();
    stage.answer(&["new", "x"]);
    stage.answer(&["log", "y"]);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["incident"]["zone"], "UTC");
    assert_eq!(shown["events"][0]["by"], "Ana B");
}

#[test]
fn the_next_step_fits_a_template_of_any_kind() {
    let stage = Stage::live();
    let templates = stage.home.path().join("config/templates");
    fs::create_dir_all(&templates).unwrap();
    let own = templates.join("own.md");
    let told = |step: &str| {
        let ran = stage.run(&["export", "--template", "own"]).status(1).says(step);
        assert!(
            !ran.err.contains("ulimit") && !ran.err.contains("--home"),
            "{ran:?}"
        );
        fs::remove_file(&own).unwrap();
    };
    fs::write(&own, "x".repeat(300 * 1024)).unwrap();
    told("make it smaller");
    fs::write(&own, b"caf\xe9").unwrap();
    told("save it as UTF-8");
    std::os::unix::fs::symlink("own.md", &own).unwrap();
    told("remove the link");
}
