//! `export --format svg`.

use crate::stage::Stage;

#[test]
fn the_drawing_is_the_answer() {
    let stage = Stage::live();
    stage.answer(&["log", "b: users cannot log in"]);
    let ran = stage.run(&["export", "--format", "svg"]).status(0);
    assert!(ran.out.starts_with("<svg xmlns"), "{}", ran.out);
    assert!(ran.out.contains(">Login down</text>"), "{}", ran.out);
    assert!(ran.out.trim_end().ends_with(" -->"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn without_a_time_there_is_nothing_to_draw() {
    let stage = Stage::live();
    stage.answer(&["log", "--at", "none", "somebody restarted it"]);
    stage
        .run(&["export", "--format", "svg"])
        .status(1)
        .answers_nothing()
        .says("No entry has a time");
}

#[test]
fn a_drawing_is_replaced_only_while_nobody_edited_it() {
    let stage = Stage::live();
    stage.answer(&["log", "b: users cannot log in"]);
    let file = stage.home.path().join("drawing.svg");
    let export = ["export", "--format", "svg", "--output", file.to_str().unwrap()];
    stage
        .run(&export)
        .status(0)
        .answers_nothing()
        .says("written to [home]/drawing.svg");
    stage.answer(&["log", "f: the cable is in"]);
    stage.answer(&export);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("the cable is in"), "{written}");
    for own in [written.replace("the cable", "my cable"), "<svg/>".to_owned()] {
        std::fs::write(&file, &own).unwrap();
        stage
            .run(&export)
            .status(1)
            .says("is no drawing of hotwash, or was edited since");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), own);
    }
}
