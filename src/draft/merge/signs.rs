//! The signs by which a file's own editor writes text: a byte order mark, and line ends of two characters.

use std::borrow::Cow;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The signs of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    has_mark: bool,
    /// True where every line ends so.
    has_returns: bool,
}

impl Signs {
    /// The signs of this text.
    pub(super) fn of(text: &str) -> Self {
        let lines = text.matches('\n').count();
        Signs {
            has_mark: text.starts_with(BYTE_ORDER_MARK),
            has_returns: lines > 0 && text.matches("\r\n").count() == lines,
        }
    }

    /// The text without them.
    pub(super) fn removed_from(self, text: &str) -> Cow<'_, str> {
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        match self.has_returns {
            true => Cow::Owned(text.replace("\r\n", "\n")),
            false => Cow::Borrowed(text),
        }
    }

    /// The text with them.
    pub(super) fn put_into(self, mut text: String) -> String {
        if self.has_returns {
            text = text.replace('\n', "\r\n");
        }
        if self.has_mark {
            text.insert(0, BYTE_ORDER_MARK);
        }
        text
    }
}
