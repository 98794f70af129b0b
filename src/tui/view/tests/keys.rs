//! Keys by chance at sizes by chance: nothing panics, and nothing typed is lost.

use proptest::prelude::*;

use super::*;

/// Keys that do something somewhere, and some that do not.
const KEYS: &[&str] = &[
    "<enter>",
    "<esc>",
    "<tab>",
    "<up>",
    "<down>",
    "<pgup>",
    "<pgdn>",
    "<home>",
    "<end>",
    "<f1>",
    "<f3>",
    "<f4>",
    "<ctrl-p>",
    "<ctrl-c>",
    "<ctrl-u>",
    "<ctrl-w>",
    "<ctrl-y>",
    "<ctrl-_>",
    "<alt-p>",
    "<alt-n>",
    "<alt-t>",
    "<alt-enter>",
    "/",
    "n",
    "N",
    "]",
    "[",
    "z",
    "y",
    "k",
    "j",
    "G",
    "?",
    "e",
    "d: ",
    "09:30 ",
    "火",
    "é",
    "close",
    "todo: x due 2023-13-01",
    "-999999d ",
    "\\",
    "@bo #auth",
    "<f12>",
    "<insert>",
    "<f2>",
    "<delete>",
    "a",
    "u",
    "E",
    "3",
    "/impact",
    "<f5>",
    "x",
    "t",
    "A",
];

/// The first of the keys that cut text on purpose: Ctrl-Y brings that back.
const CUTTING: usize = 14;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_pressed_at_whatever_size_nothing_panics(
        started in any::<bool>(),
        steps in prop::collection::vec((0..KEYS.len(), 0u16..130, 0u16..50), 0..60),
    ) {
        let mut stage = if started { Stage::live((80, 24)) } else { Stage::new((80, 24)) };
        for (nth, (key, cols, rows)) in steps.into_iter().enumerate() {
            stage.press(KEYS[key]);
            if nth % 4 == 0 {
                stage.send(Msg::Input(Input::Resize { cols, rows }));
            }
            stage.screen();
        }
    }

    #[test]
    fn nothing_typed_is_ever_lost(line in "[a-zé火 ]{1,40}", keys in prop::collection::vec(0..CUTTING, 0..6)) {
        let mut stage = Stage::live((80, 24));
        stage.send(Msg::Input(Input::Text(line.clone())));
        for key in keys {
            stage.press(KEYS[key]);
        }
        let line = line.trim();
        let sample = stage.sample.as_ref().unwrap();
        let composer = &stage.model.composers[&Desk::Incident(sample.incident.id())];
        let recorded = sample.texts().contains(&line);
        let kept = composer.field.text().contains(line) || composer.history().iter().any(|old| old.contains(line));
        prop_assert!(recorded || kept);
    }
}
