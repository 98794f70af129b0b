//! The words of raw HTML in a draft: only templates have any, around what they fold in.

/// The words outside tags and comments, in one line. What is not closed is left out.
pub(super) fn words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let end = if rest[start..].starts_with("<!--") {
            rest[start..].find("-->").map(|end| start + end + "-->".len())
        } else {
            rest[start..].find('>').map(|end| start + end + 1)
        };
        out.push(' ');
        rest = end.map_or("", |end| &rest[end..]);
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
