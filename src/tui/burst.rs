//! Tells a paste from typing where the terminal does not say: inputs that were read together and hold
//! a line end with more text behind it were not typed by hand, and pasted lines must never be recorded
//! one by one. Text and one closing Enter (a script, `tmux send-keys 'text' Enter`) stay what they are.

use crate::app::input::{Input, Key, KeyCode};

/// Whether these inputs, read together, hold an unbracketed paste of several lines.
pub(super) fn is_paste(inputs: &[Input]) -> bool {
    inputs
        .chunk_by(|a, b| pastable(a) && pastable(b))
        .any(spans_lines)
}

/// Joins each unbracketed paste into one `Paste`, and runs of characters into one `Text`.
pub(super) fn join(inputs: Vec<Input>) -> Vec<Input> {
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
    joined
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
        Input::Paste(_) | Input::Resize { .. } => false,
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
        Input::Resize { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::decode::Decoder;

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
    fn characters_of_several_reads_are_one_text() {
        let mut decoder = Decoder::new();
        let mut inputs = decoder.feed(b"ab");
        inputs.extend(decoder.feed(b"c"));
        assert_eq!(join(inputs), [Input::Text("abc".into())]);
    }
}
