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
        // The head is short, and ends in its own line.
        let head = text[begin..].lines().next().unwrap_or_default();
        let Some(end_of_head) = head.find(DASHES) else {
            continue;
        };
        let label = &head[..end_of_head];
        if !label.contains(PRIVATE) {
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
    let mut end = body;
    for line in text[body..].split_inclusive('\n') {
        if let Some(dashes) = line.find(DASHES) {
            return end + dashes;
        }
        let words = line.trim();
        let is_of_key = |c: char| c.is_ascii_alphanumeric() || "+/=\\-: ,".contains(c);
        if !words.chars().all(is_of_key) {
            break;
        }
        end += line.len();
    }
    end
}
