//! The table of rules: the forms of secrets that hotwash knows.

use super::judges::{
    any, has_digit, has_long_cookie, is_given, is_no_count, is_value, looks_coded, looks_random, looks_said,
};

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

/// Name, hints, form, judge.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static str,
    fn(&str) -> bool,
);

/// Forms that are nothing else than a secret stand first; those that need a look at the value, last.
pub(super) const TABLE: &[Row] = &[
    (
        "AWS access key",
        &["akia", "asia"],
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
        any,
    ),
    (
        "GitHub token",
        &["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
        r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})",
        any,
    ),
    (
        "GitLab token",
        &["glpat-", "gldt-", "glrt-"],
        r"\bgl(?:pat|dt|rt)-[A-Za-z0-9_-]{16,}",
        any,
    ),
    (
        "Slack token",
        &["xox", "xapp-"],
        r"\b(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,}",
        any,
    ),
    (
        "Slack webhook",
        &["hooks.slack.com"],
        r"hooks\.slack\.com/(?:services|workflows)/([A-Za-z0-9_/-]{20,})",
        any,
    ),
    ("Google API key", &["aiza"], r"\bAIza[0-9A-Za-z_-]{30,}", any),
    (
        "Google access token",
        &["ya29."],
        r"\bya29\.[0-9A-Za-z_-]{20,}",
        any,
    ),
    (
        "Stripe key",
        &["k_live_", "k_test_"],
        r"\b[spr]k_(?:live|test)_[0-9A-Za-z]{16,}",
        any,
    ),
    ("npm token", &["npm_"], r"\bnpm_[A-Za-z0-9]{30,}", any),
    ("PyPI token", &["pypi-"], r"\bpypi-[A-Za-z0-9_-]{30,}", any),
    (
        "SendGrid key",
        &["sg."],
        r"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}",
        any,
    ),
    (
        "DigitalOcean token",
        &["_v1_"],
        r"\bdo[opr]_v1_[a-f0-9]{32,}",
        any,
    ),
    (
        "Vault token",
        &["hvs.", "hvb."],
        r"\bhv[sb]\.[A-Za-z0-9_-]{20,}",
        any,
    ),
    ("secret key", &["sk-"], r"\bsk-[A-Za-z0-9_-]{20,}", has_digit),
    (
        "JSON web token",
        &["eyj"],
        r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?",
        any,
    ),
    (
        "Telegram token",
        &[":aa"],
        r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{32,}",
        any,
    ),
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
        NAMES,
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
        NAMES,
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
