//! Tells a paste from typing where the terminal does not say: inputs that were read together and hold
//! a line end with more text behind it were not typed by hand, and pasted lines must never be recorded
//! one by one. Text and one closing Enter (a script, `tmux send-keys 'text' Enter`) stay what they are. Arrows up or down
//! that were read together are the mouse's wheel: nobody presses them that fast.

use crate::app::input::{Input, Key, KeyCode, Mods};

/// True where these inputs, read together, hold an unbracketed paste of several lines.
pub(in crate::tui) fn is_paste(inputs: &[Input]) -> bool {
    inputs
        .chunk_by(|a, b| pastable(a) && pastable(b))
        .any(spans_lines)
}

/// Joins each unbracketed paste into one `Paste`, runs of characters into one `Text`, and arrows that came together
/// into one `Wheel`.
pub(in crate::tui) fn join(inputs: Vec<Input>) -> Vec<Input> {
    let mut joined = Vec::with_capacity(inputs.len());
    for run in inputs.chunk_by(|a, b| pastable(a) && pastable(b)) {
        if spans_lines(run) {
            let mut text = String::new();
            run.iter().for_each(|input| push_content(input, &mut text));
            joined.push(Input::Paste(text));
        } else {
            joined.extend(run.chunk_by(|a, b| is_text(a) && is_text(b)).map(join_text));
        }
    }
    let runs = joined.chunk_by(|a, b| arrow(a).is_some() && arrow(b).is_some());
    runs.flat_map(|run| wheel(run).map_or_else(|| run.to_vec(), |wheel| vec![wheel]))
        .collect()
}

/// The wheel that two or more arrows up or down come from.
fn wheel(run: &[Input]) -> Option<Input> {
    let rows: Option<isize> = run.iter().map(arrow).sum();
    rows.filter(|_| run.len() > 1).map(|rows| Input::Wheel { rows })
}

/// Rows that an arrow goes down.
fn arrow(input: &Input) -> Option<isize> {
    let Input::Key(key) = input else { return None };
    match key.code {
        KeyCode::Up if key.mods == Mods::NONE => Some(-1),
        KeyCode::Down if key.mods == Mods::NONE => Some(1),
        _ => None,
    }
}

/// A line end with text behind it. One Enter and one character are two quick keys that a slow moment
/// brought together.
fn spans_lines(run: &[Input]) -> bool {
    let Some(first_end) = run.iter().position(is_enter) else {
        return false;
    };
    let two_keys = matches!(run, [_, Input::Key(_)]);
    !two_keys && run[first_end..].iter().any(is_text)
}

fn join_text(run: &[Input]) -> Input {
    match run {
        [only] => only.clone(),
        several => {
            let mut text = String::new();
            several.iter().for_each(|input| push_content(input, &mut text));
            Input::Text(text)
        }
    }
}

fn is_enter(input: &Input) -> bool {
    *input == Input::Key(Key::plain(KeyCode::Enter))
}

fn is_text(input: &Input) -> bool {
    match input {
        Input::Key(key) => key.typed().is_some(),
        Input::Text(_) => true,
        Input::Paste(_) | Input::Wheel { .. } | Input::Resize { .. } => false,
    }
}

fn pastable(input: &Input) -> bool {
    is_text(input) || is_enter(input) || *input == Input::Key(Key::plain(KeyCode::Tab))
}

fn push_content(input: &Input, text: &mut String) {
    match input {
        Input::Key(_) if is_enter(input) => text.push('\n'),
        Input::Key(key) => text.push(key.typed().unwrap_or('\t')),
        Input::Text(content) | Input::Paste(content) => text.push_str(content),
        Input::Wheel { .. } | Input::Resize { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::decode::Decoder;

    fn read(bytes: &str) -> Vec<Input> {
        join(Decoder::new().feed(bytes.as_bytes()))
    }

    fn key(code: KeyCode) -> Input {
        Input::Key(Key::plain(code))
    }

    #[test]
    fn lines_read_together_are_one_paste() {
        for (bytes, pasted) in [
            ("one\rtwo", "one\ntwo"),
            ("one\r\ntwo\r\n", "one\ntwo\n"),
            ("one\n\n\ttwo\r", "one\n\n\ttwo\n"),
            ("\rtwo", "\ntwo"),
            ("a\rb", "a\nb"),
        ] {
            assert_eq!(read(bytes), [Input::Paste(pasted.into())], "{bytes:?}");
        }
    }

    #[test]
    fn a_line_and_its_enter_are_typed() {
        assert_eq!(read("one\r"), [Input::Text("one".into()), key(KeyCode::Enter)]);
        assert_eq!(read("\r\r"), [key(KeyCode::Enter), key(KeyCode::Enter)]);
        assert_eq!(read("\rn"), [key(KeyCode::Enter), key(KeyCode::Char('n'))]);
        assert_eq!(
            read("/de\tx"),
            [
                Input::Text("/de".into()),
                key(KeyCode::Tab),
                key(KeyCode::Char('x'))
            ]
        );
    }

    #[test]
    fn other_keys_part_what_they_stand_between() {
        assert_eq!(
            read("one\r\x1b[Atwo"),
            [
                Input::Text("one".into()),
                key(KeyCode::Enter),
                key(KeyCode::Up),
                Input::Text("two".into())
            ]
        );
    }

    #[test]
    fn arrows_that_come_together_are_the_wheel() {
        assert_eq!(read("\x1b[A\x1b[A\x1b[A"), [Input::Wheel { rows: -3 }]);
        assert_eq!(read("\x1bOB\x1bOB"), [Input::Wheel { rows: 2 }]);
        assert_eq!(read("\x1b[A\x1b[B\x1b[A"), [Input::Wheel { rows: -1 }]);
        assert_eq!(read("\x1b[A"), [key(KeyCode::Up)]);
        let up = Input::Key(Key::new(KeyCode::Up, Mods::CTRL));
        assert_eq!(read("\x1b[1;5A\x1b[1;5A"), [up.clone(), up]);
        assert_eq!(
            read("a\x1b[A\x1b[C\x1b[A"),
            [
                key(KeyCode::Char('a')),
                key(KeyCode::Up),
                key(KeyCode::Right),
                key(KeyCode::Up)
            ]
        );
    }

    #[test]
    fn characters_of_several_reads_are_one_text() {
        let mut decoder = Decoder::new();
        let mut inputs = decoder.feed(b"ab");
        inputs.extend(decoder.feed(b"c"));
        assert_eq!(join(inputs), [Input::Text("abc".into())]);
    }
}
