//! Rules of secrets that somebody made up, known by what stands before them: a name, an option, a command, a URL.

use super::judges::{
    any, has_digit, has_long_cookie, is_given, is_no_count, is_value, looks_coded, looks_random, looks_said,
};
use super::rule::Row;

/// The quote around a name or a value, or none; behind backslashes where the text is quoted itself.
macro_rules! quote {
    () => {
        r#"\\*["']?"#
    };
}

/// One character of a value that no quotes enclose. A backslash before a quote is no part of it.
macro_rules! letter {
    () => {
        r#"(?:[^\s"'&;,\\]|\\+[^\s"'\\])"#
    };
}

/// The same of a word: all of it belongs to a command's option.
macro_rules! word_letter {
    () => {
        r#"(?:[^\s"'\\]|\\+[^\s"'\\])"#
    };
}

/// A value in quotes, which may hold spaces.
macro_rules! quoted {
    () => {
        r#""((?:[^"\s\\]|\\.)(?:[^"\\\n]|\\.)*)"|'([^'\s][^'\n]*)'|\\+"([^"\s\\][^"\\\n]*)\\+""#
    };
}

/// A value in quotes, or one of at least so many characters without.
macro_rules! value {
    ($least:literal) => {
        concat!(
            "(?:",
            quoted!(),
            "|",
            quote!(),
            "(",
            letter!(),
            "{",
            $least,
            ",}))"
        )
    };
}

/// A word of a command in quotes, or one of at least so many characters without.
macro_rules! word {
    ($least:literal) => {
        concat!(
            "(?:",
            quoted!(),
            "|",
            quote!(),
            "(",
            word_letter!(),
            "{",
            $least,
            ",}))"
        )
    };
}

/// The words between a command and its option; its line may go on over a backslash.
macro_rules! between {
    () => {
        r"(?:[^\n]|\\\r?\n)*?"
    };
}

/// One cookie and its value.
macro_rules! cookie {
    () => {
        r#"[^\s=;,"'\\]+=[^\s;,"'\\]*"#
    };
}

/// A name in quotes, as JSON has it.
macro_rules! names_in_quotes {
    () => {
        "(?:[A-Za-z0-9_.-]*(?:password|passwd|passphrase|passwort|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|[_.-]pass)|pass)"
    };
}

/// Words for a password in a sentence.
macro_rules! passwords {
    () => {
        r"\b(?:[A-Za-z0-9_.-]*(?:password|passwd|passphrase|passwort|kennwort)|passcode|pass|pw)\b"
    };
}

/// The rules. Those that need a look at the value stand last.
pub(super) const ROWS: &[Row] = &[
    (
        "password in a URL",
        &["://"],
        // As far as the last @ before a path: a password may hold one.
        r#"[A-Za-z][A-Za-z0-9+.-]*://[^\s/:"']*:([^\s/"']+)@"#,
        is_value,
    ),
    (
        "signature in a URL",
        &["sig"],
        r"[?&](?:X-Amz-Signature|X-Goog-Signature|Signature|sig)=([A-Za-z0-9%+/=_-]{16,})",
        any,
    ),
    (
        "authorization header",
        &["authorization"],
        concat!(
            r#"(?i)\bauthorization"#,
            quote!(),
            r#"\s*[:=]\s*"#,
            quote!(),
            "(?:(?:bearer|basic|token|digest|apikey)\\s+)?(",
            letter!(),
            "{6,})"
        ),
        looks_coded,
    ),
    (
        "bearer token",
        &["bearer"],
        r"(?i)\bbearer\s+([A-Za-z0-9._~+/=-]{16,})",
        has_digit,
    ),
    (
        "cookie",
        &["cookie"],
        // All of them: which one is the session's is not said.
        concat!(
            r#"(?i)(?:\b(?:set-)?cookie"#,
            quote!(),
            r#"\s*:|\s--cookie[=\s])\s*"#,
            quote!(),
            "(",
            cookie!(),
            r"(?:;\s*",
            cookie!(),
            ")*)"
        ),
        has_long_cookie,
    ),
    (
        "password of a command",
        &["curl"],
        concat!(
            r"\bcurl\b",
            between!(),
            r"\s(?:-u|--user)[\s=]*",
            r#"(?:"[^\s:"]+:([^"\n]+)"|'[^\s:']+:([^'\n]+)'|"#,
            quote!(),
            r#"[^\s:"'\\]+:("#,
            word_letter!(),
            "+))"
        ),
        is_value,
    ),
    (
        "password of a command",
        &["mysql", "mariadb"],
        concat!(
            r"\b(?:mysql|mysqldump|mysqladmin|mariadb)\b",
            between!(),
            r"\s-p",
            r#"(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'-][^\s"']*))"#
        ),
        is_value,
    ),
    (
        "password of a command",
        &["sshpass"],
        concat!(r"\bsshpass\s+-p\s*", word!("1")),
        is_value,
    ),
    (
        "password of a command",
        &["redis-cli"],
        concat!(r"\bredis-cli\b", between!(), r"\s-a\s+", word!("1")),
        is_value,
    ),
    (
        "password of a command",
        &["login"],
        concat!(
            r"\b(?:docker|podman|helm|oras)\b[^\n]*?\blogin\b",
            between!(),
            r"\s-p\s+",
            word!("3")
        ),
        is_given,
    ),
    (
        "password of a command",
        &["identified", "password"],
        r"(?i)\b(?:identified\s+by|with\s+(?:encrypted\s+)?password)\s+'([^'\n]+)'",
        is_value,
    ),
    (
        "secret option",
        &["pass", "token", "secret", "key"],
        concat!(
            r"(?i)(?:^|\s)--?[a-z0-9-]*(?:password|passwd|passphrase|token|secret|api-?key|access-?key|secret-?key|private-?key)",
            r"(?:=\s*|\s+(?:\\\r?\n\s*)?)",
            word!("3")
        ),
        is_given,
    ),
    (
        "secret option",
        &["pass"],
        // A pass has a number, too: the first of two.
        concat!(
            r"(?i)(?:^|\s)--?(?:[a-z0-9-]*-)?pass(?:in|out)?(?:=\s*|\s+(?:\\\r?\n\s*)?)(?:pass:)?",
            word!("3")
        ),
        is_no_count,
    ),
    (
        "secret value",
        NAMES,
        concat!(
            r"(?i)(?:password|passwd|passphrase|passwort|kennwort|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|secret[_-]?key|private[_-]?key|credentials?|[a-z0-9][_.-]pass|(?:db|my|pg|redis|root|sql|ssh|user)pass)",
            quote!(),
            r"\s*=\s*",
            value!("3")
        ),
        is_value,
    ),
    (
        "secret value",
        &["pass"],
        concat!(
            r"(?i)(?:^|[^A-Za-z0-9_.-])pass",
            quote!(),
            r"\s*=\s*",
            value!("3")
        ),
        is_no_count,
    ),
    (
        "secret value",
        NAMES,
        concat!(
            r#"(?i)["']"#,
            names_in_quotes!(),
            r#"["']\s*:\s*(?:"((?:[^"\\\n]|\\.){3,})"|'((?:[^'\\\n]|\\.){3,})')"#
        ),
        is_value,
    ),
    (
        "secret value",
        &["\\\""],
        // The same within a text that is quoted itself, once.
        concat!(
            r#"(?i)\\""#,
            names_in_quotes!(),
            r#"\\"\s*:\s*\\"((?:[^"\\\n]|\\{4}|\\{3}"|\\{1,2}[^"\\\n]){3,})"#
        ),
        is_value,
    ),
    (
        "secret value",
        &[r"\\"],
        // And more than once.
        concat!(
            r#"(?i)\\{2,}["']"#,
            names_in_quotes!(),
            r#"\\{2,}["']\s*:\s*\\{2,}["']((?:[^"'\\\n]|\\+[^"'\\\n]){3,})"#
        ),
        is_value,
    ),
    (
        "secret value",
        NAMES,
        concat!(
            r"(?i)\b[A-Za-z0-9_.-]*(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key)\s*:\s*",
            quote!(),
            "(",
            letter!(),
            "{8,})"
        ),
        looks_random,
    ),
    (
        "secret value",
        PASSWORDS,
        concat!(
            "(?i)",
            passwords!(),
            r"\s*:\s*",
            r#"(?:"([^"\s\\][^"\\\n]{2,})"|'([^'\s][^'\n]{2,})'|\\+"([^"\s\\][^"\\\n]{2,})\\+")"#
        ),
        is_value,
    ),
    (
        "secret value",
        PASSWORDS,
        // "the password for the db is x", "Password: x"
        concat!(
            "(?i)",
            passwords!(),
            r"(?:\s+(?:for|of|to|on|at|in|für|von)(?:\s+[^\s:]+){1,3}?)?",
            r"\s*(?:\s(?:is|was|ist|war|lautet)|:)(?:\s+(?:now|set\s+to))?\s*:?\s*",
            value!("4")
        ),
        looks_said,
    ),
];

/// Words that stand before a secret.
const NAMES: &[&str] = &["pass", "pwd", "secret", "token", "key", "credential", "kennwort"];

/// The same, of passwords alone.
const PASSWORDS: &[&str] = &["pass", "pw", "kennwort"];
