//! The structure of a draft, as a Markdown parser reads it: plain text and Slack's markup are both written from it.

mod html;
mod reader;
#[cfg(test)]
mod tests;

pub(super) use reader::read;

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading; 1 is the title's level.
    Heading { level: u8, words: Words },
    /// A paragraph.
    Paragraph(Words),
    /// A list, with its first number where it is numbered.
    List {
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// Code or a quoted text, letter for letter.
    Code(String),
    /// A quotation.
    Quote(Vec<Block>),
    /// A line across.
    Rule,
}

/// A table: its rows may have fewer cells than its head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The cells of the first row.
    pub(super) head: Vec<Words>,
    /// The other rows.
    pub(super) rows: Vec<Vec<Words>>,
    /// By column: true where its cells stand to the right.
    pub(super) is_right: Vec<bool>,
}

/// Words in a row, of one look or several.
pub(super) type Words = Vec<Span>;

/// Words of one look. A newline in them breaks the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    /// The words: harmless, without any markup.
    pub(super) text: String,
    /// Their look.
    pub(super) look: Look,
    /// The address that they link to.
    pub(super) link: Option<String>,
}

/// The look of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Strong emphasis.
    pub(super) is_bold: bool,
    /// Emphasis.
    pub(super) is_italic: bool,
    /// Code.
    pub(super) is_code: bool,
}

/// The address of a link, where it leads into the web or to a mailbox: elsewhere the reader of a message gets nothing
/// from it.
pub(super) fn web_address(span: &Span) -> Option<&str> {
    let link = span.link.as_deref()?;
    let schemes = ["https://", "http://", "mailto:"];
    let leads = schemes.iter().any(|scheme| {
        let start = link.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    leads.then_some(link)
}
