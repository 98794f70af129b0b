//! Judges of what may be a secret by its form: a value, and no word of a sentence.

/// True of every value: its form says it all.
pub(super) fn any(_: &str) -> bool {
    true
}

/// True if a digit is in it.
pub(super) fn has_digit(value: &str) -> bool {
    value.bytes().any(|b| b.is_ascii_digit())
}

/// True if the value is one, and no name of a variable, placeholder or mask.
pub(super) fn is_value(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'', '`', ')', ']', '}', '.']);
    let lower = value.to_ascii_lowercase();
    let stands_for_one = value.starts_with(['$', '<', '{', '%', '[', '(', '@'])
        || value.chars().all(|c| "*x.•-_?#".contains(c.to_ascii_lowercase()))
        || PLACEHOLDERS.contains(&&*lower)
        || lower.starts_with("your")
        || lower.contains("redacted")
        || lower.contains("masked");
    let is_path = value.starts_with('/') && !value.bytes().any(|b| b.is_ascii_digit() || b"+=".contains(&b));
    value.chars().any(char::is_alphanumeric) && !stands_for_one && !is_path
}

/// True if a value is more than a word of a sentence: small letters and others together.
pub(super) fn looks_coded(value: &str) -> bool {
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
pub(super) fn looks_random(value: &str) -> bool {
    let is = |kind: fn(&u8) -> bool| value.bytes().any(|b| kind(&b));
    let letters = is(u8::is_ascii_alphabetic);
    let digits = is(u8::is_ascii_digit);
    let is_address = value.contains("://") || value.starts_with('/');
    is_value(value) && letters && digits && !is_address
}

/// True if a value stands behind an option, and no word of a sentence about that option.
pub(super) fn is_given(value: &str) -> bool {
    let is_word = WORDS.iter().any(|word| value.eq_ignore_ascii_case(word));
    let names_place = ["env:", "file:", "fd:"]
        .iter()
        .any(|place| value.starts_with(place));
    is_value(value) && !is_word && !names_place && !value.starts_with('-')
}

/// The same, where a number is a count: of passes, or of tests that pass.
pub(super) fn is_no_count(value: &str) -> bool {
    is_given(value) && !value.bytes().all(|b| b.is_ascii_digit() || b"/.%".contains(&b))
}

/// Words of a sentence in the place of a value.
const WORDS: [&str; 27] = [
    "and", "are", "argument", "before", "can", "cannot", "does", "fails", "flag", "for", "from", "has",
    "have", "into", "must", "not", "now", "option", "options", "should", "that", "the", "was", "were",
    "with", "yes", "you",
];

/// True if one of these cookies holds more than a setting.
pub(super) fn has_long_cookie(cookies: &str) -> bool {
    let mut values = cookies.split(';').filter_map(|cookie| cookie.split_once('='));
    values.any(|(_, value)| value.len() >= 8 && is_value(value))
}

/// True if what a sentence says of a password is the password: "is Tr0ub4dor", and not "is wrong", "is 8-characters".
pub(super) fn looks_said(value: &str) -> bool {
    let value = value.trim_matches(|c: char| "\"'`.,;:!?)]}".contains(c));
    let is = |kind: fn(u8) -> bool| value.bytes().any(kind);
    let letters = is(|b| b.is_ascii_alphabetic());
    let digits = is(|b| b.is_ascii_digit());
    let marks = is(|b| b"!#$%^&*+=@".contains(&b));
    let has_form =
        (letters && (digits || marks)) || (value.len() >= 6 && value.bytes().all(|b| b.is_ascii_digit()));
    let lower = value.to_ascii_lowercase();
    let is_coding = CODINGS.iter().any(|coding| lower.starts_with(coding));
    let is_mail = value.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    let is_address = value.contains("://") || value.starts_with('/');
    is_given(value)
        && value.len() >= 4
        && has_form
        && !is_coding
        && !is_measure(value)
        && !is_mail
        && !is_address
}

/// True of a number with its unit: `120ms`, `12-character`.
fn is_measure(value: &str) -> bool {
    let behind = value.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = behind.strip_prefix('-').unwrap_or(behind);
    let is_short = unit.len() < behind.len() || unit.len() <= 2;
    behind.len() < value.len() && !unit.is_empty() && is_short && unit.bytes().all(|b| b.is_ascii_lowercase())
}

/// Ways in which a password is kept, which a sentence may say of it.
const CODINGS: [&str; 10] = [
    "argon2", "base64", "bcrypt", "md5", "pbkdf2", "scrypt", "sha1", "sha2", "sha5", "utf-",
];
