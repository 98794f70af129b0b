//! Chats as they are copied out of a window, and logs of chats: who said it, and what is only about the channel.

use super::spelling::Habits;
use super::trailing::only_time;
use crate::domain::kind::Kind;

/// The line above a message, which says who wrote it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChatHead<'a> {
    pub(super) author: &'a str,
    /// The time, as the grammar of times has it.
    pub(super) time: String,
}

/// Names are no longer, in bytes.
const LONGEST_NAME: usize = 40;

/// Words before a colon that name a thing and nobody.
const NO_NAMES: &[&str] = &[
    "action",
    "alert",
    "alerts",
    "cause",
    "decision",
    "details",
    "end",
    "error",
    "event",
    "findings",
    "fix",
    "http",
    "https",
    "impact",
    "info",
    "issue",
    "link",
    "mitigation",
    "next",
    "next steps",
    "note",
    "notes",
    "output",
    "reason",
    "result",
    "root cause",
    "severity",
    "started",
    "start",
    "status",
    "summary",
    "symptom",
    "timeline",
    "trigger",
    "update",
    "warning",
];

/// The words that a window of a chat shows around the messages.
const AROUND: &[&str] = &[
    "(edited)",
    "last reply",
    "view thread",
    "view newer replies",
    "also sent to the channel",
    "new messages",
    "new",
    "jump to",
    "this message was deleted",
    "saved for later",
    "pinned by",
    "pinned a message",
    "add reaction",
    "edited",
    "app",
    "bot",
];

/// The words with which a log of a chat tells of the channel itself.
const OF_CHANNEL: &[&str] = &[
    " has joined",
    " has left",
    " has quit",
    " joined #",
    " joined the channel",
    " left the channel",
    " is now known as",
    " changed the topic",
    " set the channel topic",
    " set the topic",
    " was added to #",
    " sets mode",
    " changed mode",
    " pinned a message",
];

/// The head of a message: `Ana  10:32 AM`, `ana — Today at 10:32 AM`, `Ana Lima [10:32]`.
pub(super) fn head<'a>(words: &'a str, habits: &Habits) -> Option<ChatHead<'a>> {
    let ends_in_time = words.ends_with(|c: char| c.is_ascii_digit() || "mM])".contains(c));
    if words.len() > 120 || !ends_in_time || !words.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let places = words
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || ['[', '(', ','].contains(c));
    places.take(8).find_map(|(at, _)| {
        let author =
            words[..at].trim_end_matches(|c: char| c.is_whitespace() || ",-\u{2013}\u{2014}".contains(c));
        let time =
            words[at..].trim_matches(|c: char| c.is_whitespace() || ",-\u{2013}\u{2014}[]()".contains(c));
        let time = time.strip_prefix("at ").unwrap_or(time);
        let author = is_name(author).then_some(author)?;
        Some(ChatHead {
            author,
            time: only_time(time, habits)?,
        })
    })
}

/// The time of a line that is nothing else, but for the badge of a program.
pub(super) fn time_line(words: &str, habits: &Habits) -> Option<String> {
    let badge = ["APP ", "BOT ", "WORKFLOW "]
        .iter()
        .find_map(|badge| words.strip_prefix(badge));
    let time = badge.unwrap_or(words).trim_matches(['[', ']', '(', ')', ' ']);
    only_time(time, habits)
}

/// The time and the full name of a head such as `[25/03/2023 10:32] Ana Lima`.
pub(super) fn time_and_name<'a>(words: &'a str, habits: &Habits) -> Option<(String, &'a str)> {
    let (time, name) = words.strip_prefix('[')?.split_once(']')?;
    let name = name.trim();
    let is_full = name.split_whitespace().count() >= 2 && is_name(name);
    only_time(time, habits)
        .filter(|_| is_full)
        .map(|time| (time, name))
}

/// True if this can be a name in a chat: a handle, or a few words with capitals.
pub(super) fn is_name(text: &str) -> bool {
    let words = || text.split_whitespace().filter(|word| !is_shortcode(word));
    let is_letter = |c: char| c.is_alphanumeric() || "._-'()@ :+".contains(c);
    let is_plain = text.len() <= LONGEST_NAME && text.chars().all(is_letter) && !text.ends_with([':', '.']);
    let is_capital = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '(')
            || ["de", "van", "von", "da", "der"].contains(&word)
    };
    let count = words().count();
    let begins = text.trim_start_matches('@').starts_with(char::is_alphabetic);
    let is_thing = count == 1 && Kind::from_typed(text).is_some() && text.chars().count() > 1;
    is_plain
        && begins
        && !is_thing
        && !NO_NAMES.contains(&&*text.to_lowercase())
        && (count == 1 || ((2..=4).contains(&count) && words().all(is_capital)))
}

fn is_shortcode(word: &str) -> bool {
    word.len() > 2 && word.starts_with(':') && word.ends_with(':')
}

/// The author in angle brackets that a text begins with, as logs of IRC have it, and the words behind it.
pub(super) fn nick(text: &str) -> Option<(&str, &str)> {
    let (nick, rest) = text.strip_prefix('<')?.split_once('>')?;
    let nick = nick.trim_start_matches(['@', '+', '%', '~', '&', ' ']);
    let is_nick = !nick.is_empty() && nick.len() <= LONGEST_NAME && !nick.contains(char::is_whitespace);
    is_nick.then(|| (nick, rest.trim_start()))
}

/// The one who does something, as logs of IRC have it: `* bo restarts the proxy`.
pub(super) fn acting(text: &str) -> Option<(&str, &str)> {
    let (nick, rest) = text.strip_prefix("* ")?.trim_start().split_once(' ')?;
    (nick.len() <= LONGEST_NAME).then(|| (nick, rest.trim_start()))
}

/// The author before a colon, and the words behind it: `bo: text`, `From Ana to Everyone: text`.
pub(super) fn named(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    if !rest.starts_with(' ') || rest.trim().is_empty() {
        return None;
    }
    let name = name.trim();
    let name = name
        .strip_prefix("From ")
        .map_or(name, |from| from.split(" to ").next().unwrap_or(from).trim());
    (name.chars().count() > 1 && is_name(name) && Kind::from_typed(name).is_none())
        .then(|| (name, rest.trim_start()))
}

/// True if a log tells here who came and went.
pub(super) fn is_of_channel(text: &str) -> bool {
    let starts = ["-!-", "***", "-->", "<--", "\u{2190}", "\u{2192} "];
    let end = text.char_indices().nth(160).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    starts.iter().any(|start| text.starts_with(start))
        || (OF_CHANNEL.iter().any(|words| head.contains(words)) && !head.contains(": "))
}

/// The thing that a window of a chat shows here, where it is no part of a message.
pub(super) fn around(line: &str) -> Option<&'static str> {
    let lower = line.to_lowercase();
    let replies = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_count =
        replies.len() < lower.len() && ["reply", "replies"].iter().any(|word| replies.starts_with(word));
    if is_count || lower.starts_with("last reply") {
        return Some("replies");
    }
    if is_reactions(line) {
        return Some("reactions");
    }
    let known = AROUND.iter().find(|words| {
        let begins = lower.starts_with(**words);
        begins && (lower.len() <= words.len() + 1 || words.contains(' '))
    });
    known.map(|_| "the window of the chat")
}

/// `:eyes: 2 :tada: 1`, `👀 2`: pictures, and how often.
fn is_reactions(line: &str) -> bool {
    let picture =
        |word: &str| is_shortcode(word) || word.chars().all(|c| !c.is_alphanumeric() && !c.is_ascii());
    let count = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let mut words = line.split_whitespace();
    words.clone().take(40).any(picture) && words.all(|word| picture(word) || count(word))
}

/// A line of a message without the remark that it was changed.
pub(super) fn unedited(line: &str) -> &str {
    line.strip_suffix("(edited)").map_or(line, str::trim_end)
}
