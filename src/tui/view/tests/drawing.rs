//! Rules of every screen: only text is drawn, and colours carry no meaning alone.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;

#[test]
fn hostile_text_is_only_text() {
    let mut stage = Stage::live((80, 24));
    let hostile = "x\u{1b}]52;c;Zm9v\u{7}\u{202e}evil\u{9b}2J";
    let sample = stage.sample.as_mut().unwrap();
    sample.set(FieldName::Title, hostile);
    sample.log(Kind::Note, None, hostile);
    stage.send(Msg::Changed { damage: 2 });
    for keys in ["", "<tab>", "<enter>", "<esc><esc>", "<f4>"] {
        stage.press(keys);
        let screen = stage.screen();
        let acting = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!screen.contains(acting), "{keys}: {screen}");
    }
}

#[test]
fn colours_carry_no_meaning_alone() {
    let stage = Stage::live((80, 24));
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let incident = stage.sample.as_ref().map(|s| &s.incident);
    let theme = Theme {
        color: false,
        unicode: false,
    };
    terminal
        .draw(|frame| draw(frame, &stage.model, incident, theme))
        .unwrap();
    let cells = &terminal.backend().buffer().content;
    assert!(
        cells
            .iter()
            .all(|cell| cell.fg == ratatui::style::Color::Reset && cell.symbol().is_ascii())
    );
}
