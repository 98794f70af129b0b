//! A draft as a screen shows it: headings, bold words, lists and tables in lines of so many columns, without the signs
//! that Markdown writes them with.

mod lines;
mod reading;
mod table;

/// The look of some words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// As all others.
    #[default]
    Plain,
    /// Of a heading.
    Heading,
    /// Standing out.
    Bold,
    /// Standing back: emphasis, rules, the borders of tables, what is quoted.
    Quiet,
    /// A place for people to fill in, or a question.
    Place,
}

/// Words of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Their look.
    pub face: Face,
}

impl Span {
    fn new(text: impl Into<String>, face: Face) -> Self {
        Span {
            text: text.into(),
            face,
        }
    }
}

/// A line on the screen.
pub type Line = Vec<Span>;

/// The lines of a draft, none wider than so many columns.
pub fn rendered(draft: &str, columns: usize) -> Vec<Line> {
    reading::read(draft, columns.max(1))
}

#[cfg(test)]
mod tests;
