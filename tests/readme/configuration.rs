//! The configuration that the document shows is read as it says.

use hotwash::domain::secrets::{Rule, Rules};
use hotwash::domain::time::Zone;
use hotwash::system::config::{Config, read};

use crate::{document, fenced};

#[test]
fn the_configuration_shown_has_no_mistake_and_the_defaults() {
    let shown = fenced(&document("docs/configuration.md"), "toml");
    let (config, mistakes) = read(&shown, Zone::Utc);
    assert_eq!(mistakes, []);
    let expected = Config {
        zone: Zone::parse("Europe/Paris", Zone::Utc).ok(),
        author: Some("Ana".to_owned()),
        editor: Some("code --wait".to_owned()),
        template: Some("classic".to_owned()),
        secrets: Rules::with(Rule::of_user("badge", "badge ([0-9]{4})").into_iter().collect()),
        ..Config::default()
    };
    assert_eq!(config, expected);
}

#[test]
fn every_key_of_the_configuration_is_shown() {
    let shown = fenced(&document("docs/configuration.md"), "toml");
    for text in ["nokey = 1", "[updates]\nnokey = 1", "[secrets]\nnokey = 1"] {
        let (_, mistakes) = read(text, Zone::Utc);
        let message = &mistakes.first().expect("a mistake").message;
        let (_, keys) = message.split_once("the keys are ").expect("it lists them");
        for key in keys.split(", ") {
            let is_key =
                |line: &str| line.starts_with(&format!("{key} =")) || line.starts_with(&format!("[{key}]"));
            assert!(shown.lines().any(is_key), "{key}");
        }
    }
}
