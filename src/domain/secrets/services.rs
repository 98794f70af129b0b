//! Rules of tokens that a service makes: forms that are nothing else than a secret.

use super::judges::{any, has_digit};
use super::rule::Row;

/// The rules, the forms of one service each.
pub(super) const ROWS: &[Row] = &[
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
];
