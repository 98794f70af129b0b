//! Slack's markup as plain text: mentions, channels, links, escaped characters.

use super::names::Names;
use crate::domain::mentions::mention;

/// The text as people see it.
pub(super) fn plain(text: &str, names: &Names) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        plain.push_str(&unescaped(&rest[..start]));
        let behind = &rest[start + 1..];
        match behind.find(['<', '>']) {
            Some(end) if behind[end..].starts_with('>') => {
                plain.push_str(&token(&behind[..end], names));
                rest = &behind[end + 1..];
            }
            Some(_) | None => {
                plain.push('<');
                rest = behind;
            }
        }
    }
    plain.push_str(&unescaped(rest));
    plain
}

/// The part between two angle brackets, as people see it.
fn token(token: &str, names: &Names) -> String {
    let (target, label) = match token.split_once('|') {
        Some((target, label)) => (target, Some(unescaped(label)).filter(|label| !label.is_empty())),
        None => (token, None),
    };
    if let Some(user) = target.strip_prefix('@') {
        let name = names.known(user).map(str::to_owned);
        let name = name.or(label).unwrap_or_else(|| user.to_owned());
        return mention(&name).unwrap_or(name);
    }
    if let Some(channel) = target.strip_prefix('#') {
        return format!("#{}", label.as_deref().unwrap_or(channel));
    }
    if let Some(command) = target.strip_prefix('!') {
        let word = command.split('^').next().unwrap_or(command);
        return label.unwrap_or_else(|| format!("@{word}"));
    }
    link(&unescaped(target), label)
}

/// A link with the words that stand for it, where they say more than the address.
fn link(address: &str, label: Option<String>) -> String {
    let bare = |text: &str| {
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let text = text.strip_prefix("tel:").unwrap_or(text);
        let text = text.trim_start_matches("https://").trim_start_matches("http://");
        text.trim_end_matches('/').to_owned()
    };
    match label {
        Some(label) if bare(&label) == bare(address) => {
            if address.starts_with("http") {
                address.to_owned()
            } else {
                label
            }
        }
        Some(label) => format!("{label} ({address})"),
        None => address.to_owned(),
    }
}

/// The three characters that Slack escapes, as they are. The ampersand comes last: `&amp;lt;` stands for `&lt;`.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Bundle;

    #[test]
    fn markup_is_read_as_people_see_it() {
        let users = "[{\"id\":\"U1\",\"name\":\"bo\",\"profile\":{\"display_name\":\"Bo Li\"}}]";
        let names = Names::of(&Bundle::of("users.json", users));
        for (text, seen) in [
            ("<@U1> look", "@Bo-Li look"),
            ("<@U1|bo> <@U9|eve> <@U8>", "@Bo-Li @eve @U8"),
            ("see <#C1|ops>, <#C2>", "see #ops, #C2"),
            (
                "<https://x.io/a?b=1&amp;c=2|the graph>",
                "the graph (https://x.io/a?b=1&c=2)",
            ),
            ("<https://x.io> <http://x.io|x.io>", "https://x.io http://x.io"),
            ("<mailto:a@x.io|a@x.io>", "a@x.io"),
            (
                "<!here> <!subteam^S1|@oncall> <!date^1^{time}|14:02>",
                "@here @oncall 14:02",
            ),
            ("a &lt; b &amp;&amp; c &gt; d &amp;lt;", "a < b && c > d &lt;"),
            ("a < b <<@U1>", "a < b <@Bo-Li"),
            ("<", "<"),
            ("<>", ""),
        ] {
            assert_eq!(plain(text, &names), seen, "{text:?}");
        }
        assert_eq!(plain(&"<".repeat(100_000), &names).len(), 100_000);
    }
}
