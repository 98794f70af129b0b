//! The stamp: a comment at the end of a drawing, by which a file that hotwash wrote is told from one that somebody edited.

use crate::draft::trailer::body_hash;

const OPENING: &str = "<!-- hotwash drawing 1 ";
const CLOSING: &str = " -->";

/// The drawing with its stamp.
pub(super) fn stamped(svg: &str) -> String {
    format!("{svg}\n{OPENING}{}{CLOSING}\n", body_hash(svg))
}

/// True if nobody has edited a drawing since it was written: it is still the one that its stamp names.
pub fn is_untouched(text: &str) -> bool {
    let parts = text
        .trim_end()
        .strip_suffix(CLOSING)
        .and_then(|text| text.rsplit_once(OPENING));
    parts.is_some_and(|(svg, hash)| body_hash(svg) == hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_noticed_and_a_change_of_line_ends_is_not() {
        let drawing = stamped("<svg>\n<path/>\n</svg>");
        let cases = [
            (drawing.clone(), true),
            (drawing.replace('\n', "\r\n"), true),
            (drawing.replace("path", "rect"), false),
            (format!("{drawing}<!-- mine -->"), false),
            ("<svg/>".to_owned(), false),
            (String::new(), false),
        ];
        for (text, untouched) in cases {
            assert_eq!(is_untouched(&text), untouched, "{text}");
        }
    }
}
