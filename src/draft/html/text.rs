//! The one place where texts are escaped for a page.

use crate::domain::harmless;
use crate::draft::markdown::addresses;

/// A text as an element of its own, so that letters which read from right to left take no others with them. Addresses
/// of the web in it are links.
pub(super) fn linked(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut out = "<bdi>".to_owned();
    let mut from = 0;
    for range in addresses(text) {
        let address = &text[range.clone()];
        // What a reader could take for another address stays a text.
        if !address.bytes().all(|byte| byte.is_ascii_graphic()) {
            continue;
        }
        out.push_str(&block(&text[from..range.start]));
        let address = escaped(address);
        out.push_str(&format!(
            "<a href=\"{address}\" rel=\"noreferrer noopener\">{address}</a>"
        ));
        from = range.end;
    }
    out.push_str(&block(&text[from..]));
    out.push_str("</bdi>");
    out
}

/// A text whose lines stay lines; what nobody could see in it is shown.
pub(super) fn block(text: &str) -> String {
    escaped(&harmless::block(text))
}

/// A text that no parser takes for more than a text, in an element or in the quotes of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let link = |address: &str| format!("<a href=\"{address}\" rel=\"noreferrer noopener\">{address}</a>");
        let plain = "see <a>, \"b\" & 'c'";
        let cases = [
            (plain, "see &lt;a&gt;, &quot;b&quot; &amp; &#39;c&#39;".to_owned()),
            (
                "(https://a.example/?x=1&y='2') and <http://b>.",
                format!(
                    "({}) and &lt;{}&gt;.",
                    link("https://a.example/?x=1&amp;y=&#39;2"),
                    link("http://b")
                )
                .replace("2</a>)", "2</a>&#39;)"),
            ),
            ("javascript:alert(1) data:text/html,x ftp://a", {
                "javascript:alert(1) data:text/html,x ftp://a".to_owned()
            }),
            (
                "https://b\u{430}nk.example",
                "https://b\u{430}nk.example".to_owned(),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(linked(text), format!("<bdi>{expected}</bdi>"), "{text}");
        }
    }
}
