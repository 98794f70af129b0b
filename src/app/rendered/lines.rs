//! Words of several looks into lines: broken at spaces where they can be, within a word where they must.

use super::{Face, Line, Span};
use crate::domain::harmless::{self, wrap};

/// Breaks a text into lines of at most so many columns. A line break in it begins another line.
pub(super) fn broken(text: &[Span], columns: usize) -> Vec<Line> {
    let columns = columns.max(1);
    let mut lines: Vec<Line> = vec![Vec::new()];
    let mut used = 0;
    for word in words(text) {
        match word {
            Word::Break => {
                lines.push(Vec::new());
                used = 0;
            }
            Word::Pieces(pieces) => {
                let wide: usize = pieces.iter().map(|piece| harmless::width(&piece.text)).sum();
                let gap = usize::from(used > 0);
                if used > 0 && used + gap + wide > columns {
                    lines.push(Vec::new());
                    used = 0;
                } else if gap > 0 {
                    let face = pieces.first().map(|piece| piece.face);
                    // Between two looks stands neither.
                    let face = face.filter(|face| last_face(&lines) == Some(*face));
                    add(&mut lines, Span::new(" ", face.unwrap_or(Face::Plain)));
                    used += 1;
                }
                for piece in pieces {
                    used = place(&mut lines, used, &piece, columns);
                }
            }
        }
    }
    lines
}

/// Puts a piece behind the last line, and on further ones where it is wider than a line; returns the columns used.
fn place(lines: &mut Vec<Line>, used: usize, piece: &Span, columns: usize) -> usize {
    let wide = harmless::width(&piece.text);
    if used + wide <= columns {
        add(lines, piece.clone());
        return used + wide;
    }
    let mut used = used;
    for part in wrap(&piece.text, columns) {
        if used > 0 {
            lines.push(Vec::new());
        }
        used = harmless::width(&part);
        add(lines, Span::new(part, piece.face));
    }
    used
}

/// The look of what was added last.
fn last_face(lines: &[Line]) -> Option<Face> {
    lines.last()?.last().map(|span| span.face)
}

/// Adds to the last line; words of one look become one.
fn add(lines: &mut [Line], span: Span) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut().filter(|last| last.face == span.face) {
        Some(last) => last.text.push_str(&span.text),
        None => line.push(span),
    }
}

enum Word {
    /// Pieces with no space between them.
    Pieces(Vec<Span>),
    /// The end of a line.
    Break,
}

fn words(text: &[Span]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut pieces: Vec<Span> = Vec::new();
    let end = |pieces: &mut Vec<Span>, words: &mut Vec<Word>| {
        if !pieces.is_empty() {
            words.push(Word::Pieces(std::mem::take(pieces)));
        }
    };
    for span in text {
        for (nth, line) in span.text.split('\n').enumerate() {
            if nth > 0 {
                end(&mut pieces, &mut words);
                words.push(Word::Break);
            }
            for (nth, part) in line.split(' ').enumerate() {
                if nth > 0 {
                    end(&mut pieces, &mut words);
                }
                if !part.is_empty() {
                    pieces.push(Span::new(part, span.face));
                }
            }
        }
    }
    end(&mut pieces, &mut words);
    words
}
