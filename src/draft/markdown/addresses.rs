//! Finds the addresses of the web in a text, as renderers that link them by themselves would.

use std::ops::Range;

/// The places of bare `http` and `https` addresses, without the punctuation that ends a sentence.
pub(in crate::draft) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (at, slashes) in text.match_indices("://") {
        let Some(start) = scheme(&text[..at]).filter(|start| *start >= from) else {
            continue;
        };
        let host = at + slashes.len();
        let rest = &text[host..];
        let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"`".contains(c));
        let rest = &rest[..end.unwrap_or(rest.len())];
        from = host + rest.len();
        let rest = without_stops(rest);
        if rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
            found.push(start..host + rest.len());
        }
    }
    found
}

/// The place of `http` or `https` at the end of a text.
fn scheme(before: &str) -> Option<usize> {
    let letters = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let start = before.len() - letters;
    let scheme = &before[start..];
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(start)
}

/// Without the marks that end a sentence, and brackets that were opened before the address.
fn without_stops(address: &str) -> &str {
    let excess = |open, close| {
        let count = |wanted| address.chars().filter(|c| *c == wanted).count();
        count(close).saturating_sub(count(open))
    };
    let mut spare = [
        (')', excess('(', ')')),
        (']', excess('[', ']')),
        ('}', excess('{', '}')),
    ];
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        let bracket = spare
            .iter_mut()
            .find(|(close, count)| *close == last && *count > 0);
        match bracket {
            Some((_, count)) => *count -= 1,
            None if "?!.,:;*_~'".contains(last) => {}
            None => break,
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_a_reader_would_end_them() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "see http://es:9200/_cluster/health.",
                &["http://es:9200/_cluster/health"],
            ),
            ("(HTTPS://a.example/x_(y))", &["HTTPS://a.example/x_(y)"]),
            ("\"https://a/b\" and <http://c>", &["https://a/b", "http://c"]),
            ("**http://a/b** 'http://c'", &["http://a/b", "http://c"]),
            (
                "https://a/?x=1&y=2, https://b",
                &["https://a/?x=1&y=2", "https://b"],
            ),
            ("http://[::1]:80/ [http://a]", &["http://[::1]:80/", "http://a"]),
            ("http:// ftp://a xhttp://a http://*", &[]),
            ("http://a/http://b", &["http://a/http://b"]),
            ("1http://a", &["http://a"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = addresses(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
