//! The draft as one page of HTML that can be sent: no script, nothing from outside, every text of a record escaped.
//!
//! The page has a layout of its own, in the order of the template `classic`; the page for the public has that of
//! `public`. Both are templates in `assets/page`, which see what the templates of Markdown see.

mod context;
mod environment;
mod text;

#[cfg(test)]
mod tests;

use super::context::{Draft, Seen};
use super::render::TemplateError;
use super::trailer::{self, Trailer};
use context::Page;

const WHOLE: (&str, &str) = ("page.html", include_str!("../../../assets/page/page.html"));
const PUBLIC: (&str, &str) = ("public.html", include_str!("../../../assets/page/public.html"));

/// The beginning of every page.
const DOCTYPE: &str = "<!doctype html>";

/// The mark of a place that is left for people to fill in: a recorded text cannot hold it, since its quotes are escaped.
const PLACE: &str = "class=\"place\"";

/// The draft as a page, with a drawing of the incident for it where there is one. A page for the public has none.
///
/// # Errors
/// When the layout names what is not in the context.
pub fn page(draft: &Draft, drawing: Option<&str>) -> Result<String, TemplateError> {
    let seen = draft.seen();
    let (name, source) = match seen {
        Seen::Whole(_) => WHOLE,
        Seen::Public(_) => PUBLIC,
    };
    let body = environment::rendered(&Page::of(draft, drawing), name, source)?;
    let cited = Trailer {
        citation: draft.citation.clone(),
        incident: Some(draft.id),
        // Nobody fills in a page: it is made anew as a whole.
        parts: Vec::new(),
        form: None,
        body: trailer::body_hash(&body),
        has_more: false,
    };
    Ok(trailer::attach(&body, &cited))
}

/// True if a text is a page that nobody has edited since it was written.
pub fn is_untouched(text: &str) -> bool {
    text.starts_with(DOCTYPE) && trailer::is_untouched(text)
}

/// The number of places of a page that are left for people to fill in.
pub fn unfinished(page: &str) -> usize {
    page.matches(PLACE).count()
}
