//! Private keys: blocks of several lines between a beginning and an end.

use super::Secret;

const BEGIN: &str = "-----BEGIN ";
const PRIVATE: &str = "PRIVATE KEY";
const DASHES: &str = "-----";

/// The bodies of private keys. One whose end was cut off goes on as far as lines of its letters do.
pub(super) fn private_keys(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(place) = text[from..].find(BEGIN) {
        let begin = from + place + BEGIN.len();
        from = begin;
        // Only as far as the next dashes, behind which the next beginning stands: a line may have many.
        let Some(end_of_head) = text[begin..].find(DASHES) else {
            break;
        };
        let label = &text[begin..begin + end_of_head];
        if label.contains('\n') || !label.contains(PRIVATE) {
            continue;
        }
        let body = begin + end_of_head + DASHES.len();
        let end = end_of_body(text, body);
        if !text[body..end].trim().is_empty() {
            found.push(Secret {
                range: body..end,
                name: "private key".to_owned(),
            });
        }
        from = end;
    }
    found
}

/// The end of the body: before the next dashes, or at the first line that is no part of a key.
fn end_of_body(text: &str, body: usize) -> usize {
    let dashes = text[body..].find(DASHES).map(|place| body + place);
    let limit = dashes.unwrap_or(text.len());
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || "+/=\\-: ,".contains(c);
    let mut end = body;
    for line in text[body..limit].split_inclusive('\n') {
        // A line with the dashes in it is one of the key, whatever stands before them.
        let has_dashes = dashes == Some(end + line.len());
        if !has_dashes && !line.trim().chars().all(is_of_key) {
            break;
        }
        end += line.len();
    }
    end
}
