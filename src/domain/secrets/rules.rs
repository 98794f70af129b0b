//! The table of rules, and the user's own beside it.

use std::sync::OnceLock;

use super::hints::Hints;
use super::rule::Rule;

/// The rules that a text is looked into with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The user's own.
    own: Vec<Rule>,
}

impl Rules {
    /// The table, and these.
    pub fn with(own: Vec<Rule>) -> Self {
        Rules { own }
    }

    /// The rules without which nothing of a line needs to be looked at: those of the table that have a word in it, and the
    /// user's own.
    pub(super) fn that_may_fit(&self, line: &str) -> impl Iterator<Item = &Rule> {
        let BuiltIn { rules, hints } = built_in();
        let may_fit = hints.in_line(line);
        let rules = rules.iter().enumerate();
        let of_table = rules.filter(move |(nth, _)| may_fit & (1 << nth) != 0);
        of_table.map(|(_, rule)| rule).chain(&self.own)
    }
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
        r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@]*:([^\s/@]+)@",
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
        r#"(?i)\bauthorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token|digest|apikey)\s+)?([^\s"',;]{6,})"#,
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
        r#"(?i)\b(?:set-)?cookie["']?\s*:\s*["']?[^\s=;,"']+=([^\s;,"']{8,})"#,
        is_value,
    ),
    (
        "password of a command",
        &["curl"],
        r#"\bcurl\b[^\n]*?\s(?:-u|--user)[\s=]?["']?[^\s:"']+:([^\s"']+)"#,
        is_value,
    ),
    (
        "password of a command",
        &["mysql", "mariadb"],
        r#"\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]*?\s-p["']?([^\s"'-][^\s"']*)"#,
        is_value,
    ),
    (
        "password of a command",
        &["sshpass"],
        r#"\bsshpass\s+-p\s+["']?([^\s"']+)"#,
        is_value,
    ),
    (
        "password of a command",
        &["redis-cli"],
        r#"\bredis-cli\b[^\n]*?\s-a\s+["']?([^\s"']+)"#,
        is_value,
    ),
    (
        "secret option",
        &["pass", "token", "secret", "key"],
        r#"(?i)(?:^|\s)--?[a-z0-9-]*(?:password|passwd|passphrase|token|secret|api-?key|access-?key|secret-?key|private-?key)[=\s]\s*["']?([^\s"']{4,})"#,
        is_value,
    ),
    (
        "secret value",
        NAMES,
        r#"(?i)[A-Za-z0-9_.-]*(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|secret[_-]?key|private[_-]?key|credentials?)(?:["'])?\s*=\s*["']?([^\s"'&;,]{4,})"#,
        is_value,
    ),
    (
        "secret value",
        NAMES,
        r#"(?i)["'][A-Za-z0-9_.-]*(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key)["']\s*:\s*["']([^"'\n]{4,})["']"#,
        is_value,
    ),
    (
        "secret value",
        NAMES,
        r#"(?i)\b[A-Za-z0-9_.-]*(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key)\s*:\s*["']?([^\s"',;]{8,})"#,
        looks_random,
    ),
];

/// Words that stand before a secret.
const NAMES: &[&str] = &["pass", "pwd", "secret", "token", "key", "credential"];

/// The table, compiled.
struct BuiltIn {
    rules: Vec<Rule>,
    hints: Hints,
}

fn built_in() -> &'static BuiltIn {
    static BUILT_IN: OnceLock<BuiltIn> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        // A test compiles all of them, so that none is left out.
        let compiled = TABLE
            .iter()
            .filter_map(|row| Some((Rule::built_in(row.0, row.2, row.3)?, row.1)));
        let (rules, hints): (Vec<Rule>, Vec<&[&str]>) = compiled.unzip();
        BuiltIn {
            rules,
            hints: Hints::of(hints.into_iter()),
        }
    })
}

fn any(_: &str) -> bool {
    true
}

fn has_digit(value: &str) -> bool {
    value.bytes().any(|b| b.is_ascii_digit())
}

/// True if the value is one, and no name of a variable, placeholder or mask.
fn is_value(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'', '`', ')', ']', '}', '.']);
    let lower = value.to_ascii_lowercase();
    let stands_for_one = value.starts_with(['$', '<', '{', '%', '[', '(', '@'])
        || value.chars().all(|c| "*x.•-_?#".contains(c.to_ascii_lowercase()))
        || PLACEHOLDERS.contains(&&*lower)
        || lower.starts_with("your")
        || lower.contains("redacted")
        || lower.contains("masked");
    let is_path = value.starts_with('/') && !value.bytes().any(|b| b.is_ascii_digit() || b"+=".contains(&b));
    !value.is_empty() && !stands_for_one && !is_path
}

/// True if a value is more than a word of a sentence: small letters and others together.
fn looks_coded(value: &str) -> bool {
    is_value(value)
        && value
            .bytes()
            .any(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Words in the place of a secret that are none.
const PLACEHOLDERS: [&str; 16] = [
    "null",
    "none",
    "nil",
    "true",
    "false",
    "undefined",
    "empty",
    "hidden",
    "secret",
    "password",
    "token",
    "changeme",
    "example",
    "required",
    "optional",
    "missing",
];

/// True if a value after a colon is more than a word of a sentence: letters and digits together, or marks among them.
fn looks_random(value: &str) -> bool {
    let is = |kind: fn(&u8) -> bool| value.bytes().any(|b| kind(&b));
    let letters = is(u8::is_ascii_alphabetic);
    let digits = is(u8::is_ascii_digit);
    let is_address = value.contains("://") || value.starts_with('/');
    is_value(value) && letters && digits && !is_address
}
