//! Shows one grapheme cluster, replacing in it whatever is hidden or piled too high.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use super::table::{
    ZWJ, ZWNJ, has_presentations, is_hidden, is_mark, is_pictograph, is_presentation_selector, takes_joiner,
};

/// Combining marks shown on one base; living languages need fewer.
const MAX_MARKS: usize = 4;
/// Characters shown in one cluster: above the longest emoji, below what spoils a row.
const MAX_CHARS: usize = 32;
/// Carries marks that have no base of their own.
const DOTTED_CIRCLE: char = '◌';

/// Shows one grapheme cluster of a text as [`line`](super::line) shows the whole.
///
/// ZWJ stays between two emoji; ZWJ and ZWNJ stay, once, after a character of a script that
/// needs them. VS15 and VS16 stay after a character that has two presentations.
#[must_use]
pub fn cluster(g: &str) -> Cow<'_, str> {
    match g {
        "\n" | "\r\n" => return Cow::Borrowed("⏎"),
        "\t" => return Cow::Borrowed(" "),
        _ if is_plain(g) => return Cow::Borrowed(g),
        _ => {}
    }
    let shown = reveal(g);
    if shown == g {
        Cow::Borrowed(g)
    } else {
        Cow::Owned(shown)
    }
}

/// True if `g` is a lone visible character, as nearly every cluster is.
fn is_plain(g: &str) -> bool {
    let mut chars = g.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => !is_hidden(c) && c.width().is_some_and(|columns| columns > 0),
        _ => false,
    }
}

fn reveal(g: &str) -> String {
    let mut shown = ShownCluster::default();
    let mut chars = g.chars().peekable();
    if chars
        .peek()
        .is_some_and(|&c| judge(c, None, None) == Treatment::Stack)
    {
        shown.keep(DOTTED_CIRCLE);
    }
    while let Some(c) = chars.next() {
        match judge(c, shown.last, chars.peek().copied()) {
            Treatment::Stack => shown.stack(c),
            Treatment::Keep => shown.keep(c),
            Treatment::Replace => shown.replace(c),
        }
    }
    shown.finish()
}

/// The treatment of one character of a cluster.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// Show it, if the pile on its base is not yet too high.
    Stack,
    /// Show it as it is.
    Keep,
    /// Show a stand-in.
    Replace,
}

/// Judges `c` between the shown character before it and the source character after it.
fn judge(c: char, before: Option<char>, after: Option<char>) -> Treatment {
    let keep = match c {
        ZWJ | ZWNJ => before.is_some_and(|b| takes_joiner(b) || joins_emoji(c, after)),
        _ if is_presentation_selector(c) => before.is_some_and(has_presentations),
        _ if is_hidden(c) => false,
        _ if is_mark(c) => return Treatment::Stack,
        // Half a Hangul syllable, or a prefix: alone it would take no column and vanish.
        _ => before.is_some() || c.width() != Some(0),
    };
    if keep { Treatment::Keep } else { Treatment::Replace }
}

/// Segmentation puts an emoji behind a ZWJ in one cluster only when another precedes it.
fn joins_emoji(joiner: char, after: Option<char>) -> bool {
    joiner == ZWJ && after.is_some_and(is_pictograph)
}

/// The visible form of a cluster while it is being built.
#[derive(Default)]
struct ShownCluster {
    text: String,
    /// The character last kept, if no stand-in came after it.
    last: Option<char>,
    /// Characters kept since the last stand-in.
    run: usize,
    /// Marks kept on the present base.
    marks: usize,
    /// Marks left out on the present base and not yet told.
    left_out: usize,
}

impl ShownCluster {
    fn stack(&mut self, mark: char) {
        if self.marks == MAX_MARKS || self.run >= MAX_CHARS {
            self.left_out += 1;
        } else {
            self.text.push(mark);
            self.last = Some(mark);
            self.marks += 1;
            self.run += 1;
        }
    }

    fn keep(&mut self, c: char) {
        let told = self.tell_left_out();
        if self.run >= MAX_CHARS || (told && c.width() == Some(0)) {
            self.replace(c);
            return;
        }
        // A joiner or selector belongs to the base, so it must not allow it more marks.
        if c.width() != Some(0) {
            self.marks = 0;
        }
        self.text.push(c);
        self.last = Some(c);
        self.run += 1;
    }

    fn replace(&mut self, c: char) {
        self.tell_left_out();
        push_stand_in(&mut self.text, c);
        self.end_run();
    }

    /// Writes how many marks were left out, if any were.
    fn tell_left_out(&mut self) -> bool {
        let count = std::mem::take(&mut self.left_out);
        if count > 0 {
            // Writing to a String cannot fail.
            let _ = write!(self.text, "<+{count} marks>");
            self.end_run();
        }
        count > 0
    }

    fn end_run(&mut self) {
        self.last = None;
        self.run = 0;
        self.marks = 0;
    }

    fn finish(mut self) -> String {
        self.tell_left_out();
        self.text
    }
}

/// Appends the stand-in of `c`: a control picture, `<9b>` for C1, `<U+202E>` for the rest.
fn push_stand_in(out: &mut String, c: char) {
    let code = u32::from(c);
    // Writing to a String cannot fail.
    let _ = match code {
        // The control pictures stand in the order of the controls.
        0..0x20 => write!(out, "{}", char::from_u32(0x2400 + code).unwrap_or('␀')),
        0x7F => write!(out, "␡"),
        0x80..0xA0 => write!(out, "<{code:02x}>"),
        _ => write!(out, "<U+{code:04X}>"),
    };
}
