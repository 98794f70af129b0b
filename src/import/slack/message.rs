//! One message: its words with what is attached to it, who said it, and what it proposes.

use serde::Deserialize;
use serde_json::Value;

use super::SLACK;
use super::markup::plain;
use super::names::{Names, Profile};
use crate::domain::entry::{self, What};
use crate::domain::kind::Kind;
use crate::domain::time::typed::TimeGiven;
use crate::import::building::said;
use crate::import::json::{Entry, list, text_of};
use crate::import::options::ImportOptions;
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Proposed, Why};
use crate::import::stamp;

/// Reactions with which teams mark what belongs to the timeline.
const MARKS: [&str; 3] = ["pushpin", "stopwatch", "floppy_disk"];

/// Subtypes of messages in which somebody says something; any other is the channel's own bookkeeping.
const SAID: [&str; 6] = [
    "bot_message",
    "me_message",
    "file_share",
    "file_comment",
    "thread_broadcast",
    "slackbot_response",
];

/// A message, as far as it is read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Message {
    ts: String,
    text: Option<String>,
    subtype: Option<String>,
    user: Option<String>,
    username: Option<String>,
    bot_id: Option<String>,
    bot_profile: Option<Profile>,
    user_profile: Option<Profile>,
    #[serde(deserialize_with = "list")]
    reactions: Vec<Value>,
    #[serde(deserialize_with = "list")]
    pinned_to: Vec<Value>,
    #[serde(deserialize_with = "list")]
    files: Vec<Value>,
    #[serde(deserialize_with = "list")]
    attachments: Vec<Value>,
    blocks: Value,
}

impl Message {
    /// True if somebody marked it as a part of the timeline.
    pub(super) fn is_marked(&self) -> bool {
        let is_mark =
            |reaction: &Value| text_of(reaction, &["name"]).is_some_and(|name| MARKS.contains(&name));
        !self.pinned_to.is_empty() || self.reactions.iter().any(is_mark)
    }

    /// Proposes it, or passes over it.
    pub(super) fn propose(
        &self,
        entry: &Entry<'_>,
        channel: &str,
        names: &Names,
        options: &ImportOptions,
        import: &mut Import,
    ) {
        let text = self.words(names);
        if let Some(subtype) = &self.subtype
            && !SAID.contains(&&**subtype)
        {
            let why = Why::Bookkeeping(subtype.replace('_', " "));
            return import.pass_over(entry.place, &text, why);
        }
        let raw = self.text.as_deref().filter(|text| !text.trim().is_empty());
        let time = micros(&self.ts).and_then(|micros| stamp::epoch_micros(micros, options));
        let event = Proposal::exported(entry.place, Kind::Note, said(time), &text, raw.unwrap_or(&text));
        let proposal = action_item(&event, &text, options).unwrap_or_else(|| event.of_guessed_kind());
        let key = format!("{channel}/{}", self.ts);
        let key = time.map(|_: TimeGiven| key);
        let proposal = proposal.identified(SLACK, key.as_deref(), entry.document);
        import.propose(proposal.by(self.author(names)));
    }

    fn author(&self, names: &Names) -> Option<String> {
        let of_user = self.user.as_deref();
        let known = of_user.and_then(|user| names.known(user));
        let profiles = [&self.user_profile, &self.bot_profile];
        let mut shown = profiles.into_iter().flatten().filter_map(Profile::shown);
        let name = known
            .or_else(|| shown.next())
            .or(self.username.as_deref().filter(|name| !name.is_empty()))
            .or(of_user.map(|user| names.get(user)))
            .or(self.bot_id.as_deref());
        name.map(str::to_owned)
    }

    /// Its words, and below them what is attached to it.
    fn words(&self, names: &Names) -> String {
        let mut lines: Vec<String> = Vec::new();
        match self.text.as_deref().filter(|text| !text.trim().is_empty()) {
            Some(text) => lines.push(plain(text, names)),
            None => texts_of_blocks(&self.blocks, names, &mut lines),
        }
        for attachment in &self.attachments {
            // What a link shows of its page is not what anybody said.
            if text_of(attachment, &["from_url"]).is_none() {
                lines.extend(words_of_attachment(attachment, names));
            }
        }
        lines.extend(self.files.iter().filter_map(file));
        lines.dedup();
        lines.join("\n")
    }
}

/// The words of an attachment: those of its parts, else those that stand in for them.
fn words_of_attachment(attachment: &Value, names: &Names) -> Option<String> {
    let part = |key: &str| text_of(attachment, &[key]).map(|text| plain(text, names));
    let title = match (part("title"), part("title_link")) {
        (Some(title), Some(link)) => Some(format!("{title} ({link})")),
        (title, link) => title.or(link),
    };
    let mut lines: Vec<String> = [part("pretext"), title, part("text")]
        .into_iter()
        .flatten()
        .collect();
    let fields = attachment
        .get("fields")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    lines.extend(fields.filter_map(|field| {
        let value = plain(text_of(field, &["value"])?, names);
        Some(match text_of(field, &["title"]) {
            Some(title) => format!("{}: {value}", plain(title, names)),
            None => value,
        })
    }));
    if lines.is_empty() {
        lines.extend(part("fallback"));
    }
    if lines.is_empty() {
        texts_of_blocks(
            attachment.get("blocks").unwrap_or(&Value::Null),
            names,
            &mut lines,
        );
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The texts of blocks, one a line: each block has them at a place of its own. Nesting is bounded by the JSON reader.
fn texts_of_blocks(blocks: &Value, names: &Names, lines: &mut Vec<String>) {
    for block in blocks.as_array().into_iter().flatten() {
        let mut line = String::new();
        gather(block, names, &mut line);
        if !line.trim().is_empty() {
            lines.push(line.trim().to_owned());
        }
    }
}

fn gather(value: &Value, names: &Names, line: &mut String) {
    match value {
        Value::Array(parts) => parts.iter().for_each(|part| gather(part, names, line)),
        Value::Object(part) => {
            match part.get("text") {
                Some(Value::String(text)) => line.push_str(&plain(text, names)),
                Some(inner) => gather(inner, names, line),
                None => line.push_str(&unnamed(value, names)),
            }
            for field in part.get("fields").and_then(Value::as_array).into_iter().flatten() {
                line.push(' ');
                gather(field, names, line);
            }
            if let Some(elements) = part.get("elements") {
                gather(elements, names, line);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A part of rich text that has no text of its own: a mention, a link, an emoji.
fn unnamed(part: &Value, names: &Names) -> String {
    let text = |key: &str| text_of(part, &[key]);
    match (text("type"), text("user_id"), text("url"), text("name")) {
        (Some("user"), Some(user), _, _) => plain(&format!("<@{user}>"), names),
        (Some("link"), _, Some(url), _) => url.to_owned(),
        (Some("emoji"), _, _, Some(name)) => format!(":{name}:"),
        (Some("broadcast"), ..) => format!("@{}", text("range").unwrap_or("channel")),
        _ => String::new(),
    }
}

/// A file that was shared: its name and where it lies.
fn file(file: &Value) -> Option<String> {
    let name = text_of(file, &["title"]).or_else(|| text_of(file, &["name"]));
    let link = text_of(file, &["permalink"]).or_else(|| text_of(file, &["url_private"]));
    match (name, link) {
        (Some(name), Some(link)) => Some(format!("file: {name} ({link})")),
        (Some(only), None) | (None, Some(only)) => Some(format!("file: {only}")),
        (None, None) => None,
    }
}

/// The action item of a message that begins with `TODO`.
fn action_item(event: &Proposal, text: &str, options: &ImportOptions) -> Option<Proposal> {
    let (first, more) = text.split_once('\n').unwrap_or((text, ""));
    let (word, rest) = first.trim_start().split_at_checked(4)?;
    let is_todo = word.eq_ignore_ascii_case("todo") && rest.starts_with([':', ' ']);
    let rest = rest.trim_start_matches([':', ' ']);
    if !is_todo || rest.is_empty() {
        return None;
    }
    let What::ActionItem(mut item) = entry::read(&format!("todo: {rest}"), &options.time_context(None)).what
    else {
        return None;
    };
    if !more.is_empty() {
        item.text = format!("{}\n{more}", item.text);
    }
    let mut proposal = Proposal::new(event.line, Proposed::ActionItem(item), event.raw.clone());
    proposal.last_line = event.last_line;
    Some(proposal)
}

/// The microseconds of the epoch that a message's `ts` says: `1355517523.000005`.
pub(super) fn micros(ts: &str) -> Option<i64> {
    let (seconds, micros) = ts.split_once('.')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if seconds.len() != 10 || micros.len() != 6 || !is_number(seconds) || !is_number(micros) {
        return None;
    }
    Some(seconds.parse::<i64>().ok()? * 1_000_000 + micros.parse::<i64>().ok()?)
}
