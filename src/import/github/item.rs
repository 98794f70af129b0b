//! An issue, a pull request, a comment, a review, a commit or an event of a timeline, and what each proposes.

use serde::Deserialize;
use serde_json::Value;

use super::GITHUB;
use crate::domain::entry::EntryTime;
use crate::domain::kind::Kind;
use crate::domain::long_text::beginning;
use crate::import::building::said;
use crate::import::json::{Entry, lenient, text_of};
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Why};
use crate::import::stamp;

/// The digits by which people name a commit.
const SHORT_COMMIT: usize = 9;

/// Any of these, as far as it is read: gh writes its names in one way, the API in another.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Item {
    author: Value,
    user: Value,
    actor: Value,
    #[serde(rename = "mergedBy")]
    merged_by: Value,
    id: Value,
    node_id: Option<String>,
    url: Option<String>,
    html_url: Option<String>,
    number: Option<u64>,
    #[serde(deserialize_with = "lenient")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient")]
    body: Option<String>,
    #[serde(deserialize_with = "lenient")]
    state: Option<String>,
    #[serde(deserialize_with = "lenient")]
    event: Option<String>,
    #[serde(deserialize_with = "lenient")]
    commit_id: Option<String>,
    #[serde(rename = "isMinimized")]
    is_minimized: bool,
    created_at: Option<String>,
    #[serde(rename = "createdAt")]
    created: Option<String>,
    submitted_at: Option<String>,
    #[serde(rename = "submittedAt")]
    submitted: Option<String>,
    merged_at: Option<String>,
    #[serde(rename = "mergedAt")]
    merged: Option<String>,
    closed_at: Option<String>,
    #[serde(rename = "closedAt")]
    closed: Option<String>,
    // Of commits.
    oid: Option<String>,
    sha: Option<String>,
    #[serde(deserialize_with = "lenient")]
    message: Option<String>,
    #[serde(rename = "messageHeadline")]
    headline: Option<String>,
    #[serde(rename = "committedDate")]
    committed: Option<String>,
}

impl Item {
    /// Its title, where it has one.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref().filter(|title| !title.trim().is_empty())
    }

    /// Proposes all that it says happened, or passes over it.
    pub(super) fn propose(&self, entry: &Entry<'_>, import: &mut Import) {
        match (entry.key, self.event.as_deref(), self.title()) {
            (Some("commits"), ..) | (_, Some("committed"), _) => self.propose_commit(entry, import),
            (_, Some(event), _) if event != "commented" && event != "reviewed" => {
                self.propose_event(event, entry, import);
            }
            (_, None, Some(title)) => self.propose_issue(title, entry, import),
            (_, _, _) => self.propose_comment(entry, import),
        }
    }

    /// An issue or a pull request: opened, merged, closed.
    fn propose_issue(&self, title: &str, entry: &Entry<'_>, import: &mut Import) {
        let name = match self.number {
            Some(number) => format!("#{number} {title}"),
            None => title.to_owned(),
        };
        if let Some(created) = self.created() {
            let text = format!("opened: {name}\n{}", self.body.as_deref().unwrap_or_default());
            let opened = self.event(entry, Kind::Note, time(Some(created)), &text, "");
            // When an issue is opened says nothing of when what its title says began.
            import.propose(opened.by(self.person()));
        }
        let merged = self.merged.as_deref().or(self.merged_at.as_deref());
        if let Some(merged) = merged {
            let by = text_of(&self.merged_by, &["login"]).map(str::to_owned);
            let event = self.event(
                entry,
                Kind::Note,
                time(Some(merged)),
                &format!("merged: {name}"),
                "#merged",
            );
            import.propose(event.of_kind(Kind::Change, None).by(by));
        } else if let Some(closed) = self.closed.as_deref().or(self.closed_at.as_deref()) {
            let text = format!("closed: {name}");
            import.propose(self.event(entry, Kind::Note, time(Some(closed)), &text, "#closed"));
        }
    }

    /// A comment or a review.
    fn propose_comment(&self, entry: &Entry<'_>, import: &mut Import) {
        let body = self.body.as_deref().unwrap_or_default().trim();
        let person = self.person();
        if let Some(state) = self.state.as_deref()
            && body.is_empty()
        {
            let text = format!("{} {}", state.to_lowercase(), person.unwrap_or_default());
            return import.pass_over(
                entry.place,
                &text,
                Why::Bookkeeping("a review without words".to_owned()),
            );
        }
        let is_bot = [&self.author, &self.user].into_iter().any(|who| {
            let is_marked = text_of(who, &["type"]) == Some("Bot");
            is_marked || text_of(who, &["login"]).is_some_and(|login| login.ends_with("[bot]"))
        });
        let event = self
            .event(entry, Kind::Note, time(self.created()), body, "")
            .of_guessed_kind();
        import.propose(event.by(person).chosen(!is_bot && !self.is_minimized));
    }

    /// An event of the timeline that is no comment.
    fn propose_event(&self, event: &str, entry: &Entry<'_>, import: &mut Import) {
        let (kind, text) = match event {
            "merged" => (Kind::Change, "merged"),
            "deployed" => (Kind::Change, "deployed"),
            "closed" => (Kind::Note, "closed"),
            "reopened" => (Kind::Note, "reopened"),
            _ => {
                let who = self.person().unwrap_or_default();
                return import.pass_over(entry.place, &who, Why::Bookkeeping(event.replace('_', " ")));
            }
        };
        let commit = self
            .commit_id
            .as_deref()
            .map(|commit| beginning(commit, SHORT_COMMIT));
        let text = match commit {
            Some(commit) => format!("{text} ({commit})"),
            None => text.to_owned(),
        };
        let proposal = self.event(entry, Kind::Note, time(self.created()), &text, "");
        let proposal = if kind == Kind::Change {
            proposal.of_kind(kind, None)
        } else {
            proposal
        };
        import.propose(proposal.by(self.person()));
    }

    /// A commit: a change of the code, not yet one of what runs, and so only offered.
    fn propose_commit(&self, entry: &Entry<'_>, import: &mut Import) {
        let commit = self.oid.as_deref().or(self.sha.as_deref()).unwrap_or_default();
        let words = self
            .headline
            .as_deref()
            .or(self.message.as_deref())
            .unwrap_or_default();
        let text = format!("commit {} {words}", beginning(commit, SHORT_COMMIT));
        let date = ["date"].into_iter().find_map(|key| text_of(&self.author, &[key]));
        let at = time(self.committed.as_deref().or(date).or(self.created()));
        let proposal =
            Proposal::exported(entry.place, Kind::Note, at, &text, &text).of_kind(Kind::Change, None);
        let key = Some(commit)
            .filter(|commit| !commit.is_empty())
            .map(|commit| format!("commit/{commit}"));
        import.propose(
            proposal
                .identified(GITHUB, key.as_deref(), entry.document)
                .chosen(false),
        );
    }

    fn event(&self, entry: &Entry<'_>, kind: Kind, at: EntryTime, text: &str, part: &str) -> Proposal {
        let event = Proposal::exported(entry.place, kind, at, text, text);
        let key = self.key().map(|key| format!("{key}{part}"));
        event.identified(GITHUB, key.as_deref(), entry.document)
    }

    /// Its address for people, else its id.
    fn key(&self) -> Option<String> {
        let address = self
            .html_url
            .as_ref()
            .or(self.url.as_ref())
            .or(self.node_id.as_ref());
        address.cloned().or_else(|| match &self.id {
            Value::String(id) => Some(id.clone()),
            Value::Number(id) => Some(format!("id/{id}")),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        })
    }

    fn created(&self) -> Option<&str> {
        let times = [
            &self.created,
            &self.created_at,
            &self.submitted,
            &self.submitted_at,
        ];
        times.into_iter().flatten().map(String::as_str).next()
    }

    fn person(&self) -> Option<String> {
        let people = [&self.author, &self.user, &self.actor];
        let login = people
            .into_iter()
            .find_map(|person| text_of(person, &["login"]))?;
        Some(login.trim_end_matches("[bot]").to_owned())
    }
}

fn time(text: Option<&str>) -> EntryTime {
    said(text.and_then(stamp::rfc3339))
}
