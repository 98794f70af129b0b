//! Reads `git log` of a repository: commits, merges and tags, as changes.
//!
//! Three forms: the one that [`LOG_FORMAT`] and [`TAG_FORMAT`] ask git for, plain `git log`, and a line a commit with
//! tabs (`git log --format=%cI%x09%h%x09%s`).

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::{Proposal, Proposed, Skipped, Why};
use super::stamp;
use crate::domain::entry::EntryTime;
use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::domain::time::typed::TimeGiven;

/// The first bytes of what hotwash itself asked git for.
pub const HEAD: &str = "hotwash git 1\0";

/// The fields of a commit, as git is asked for them: a `c`, hash, short hash, commit time, author, parents, subject.
/// With `-z`, a NUL ends each.
pub const LOG_FORMAT: &str = "c%x00%H%x00%h%x00%cI%x00%an%x00%P%x00%s";

/// The fields of a tag: a `t`, hash, short hash, time, tagger, name, subject.
pub const TAG_FORMAT: &str = "t%00%(objectname)%00%(objectname:short)%00%(creatordate:iso-strict)%00%(taggername)%00\
                              %(refname:short)%00%(contents:subject)%00";

/// Every record has so many fields.
const FIELDS: usize = 7;

/// True if it is a log of git.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    !bundle.documents.is_empty() && bundle.documents.iter().all(is_log)
}

fn is_log(document: &Document) -> bool {
    if document.bytes.starts_with(HEAD.as_bytes()) {
        return true;
    }
    let start = &document.bytes[..document.bytes.len().min(4096)];
    let text = String::from_utf8_lossy(start);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else { return false };
    is_commit_line(first) && lines.any(|line| line.starts_with("Date:")) || of_tabs(first).is_some()
}

fn is_commit_line(line: &str) -> bool {
    let hash = line
        .strip_prefix("commit ")
        .and_then(|rest| rest.split_whitespace().next());
    hash.is_some_and(is_hash)
}

fn is_hash(word: &str) -> bool {
    (7..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, _: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    for document in &bundle.documents {
        let text = document.text();
        match text.strip_prefix(HEAD) {
            Some(records) => asked(records, &mut import),
            None if text.lines().next().is_some_and(is_commit_line) => plain(&text, &mut import),
            None => tabs(&text, &mut import),
        }
    }
    // Git gives the newest first.
    import.proposals.sort_by_key(|proposal| match proposal.time() {
        EntryTime::Given(given) => Zone::Utc.micros(&given.at),
        EntryTime::Now => i64::MAX,
    });
    Ok(import)
}

/// One commit or tag.
struct Change<'a> {
    line: usize,
    repository: &'a str,
    /// The name of a tag; empty for a commit.
    tag: &'a str,
    hash: &'a str,
    short: &'a str,
    at: Option<TimeGiven>,
    author: &'a str,
    words: String,
}

impl Change<'_> {
    fn propose(self, import: &mut Import) {
        let Some(at) = self.at.filter(|_| !self.words.trim().is_empty()) else {
            import.skipped.push(Skipped {
                line: self.line,
                text: format!("{} {}", self.short, self.words),
                why: Why::Unreadable("it has no time that can be read, or no words".to_owned()),
            });
            return;
        };
        let text = format!("{} ({})", self.words.trim(), self.short);
        let mut proposal = Proposal::event(self.line, Kind::Change, EntryTime::Given(at), text);
        if let Proposed::Event(event) = &mut proposal.what {
            event.kind_given = true;
        }
        let author = self.author.trim();
        proposal.author = (!author.is_empty()).then(|| author.to_owned());
        // A light tag has the hash of its commit, so that its name is needed too.
        let key = match self.tag {
            "" => format!("{}@{}", self.repository, self.hash),
            tag => format!("{}@{tag}/{}", self.repository, self.hash),
        };
        import.proposals.push(proposal.keyed("git", &key));
    }
}

/// Reads what hotwash asked git for: the repository's name, then records.
fn asked(records: &str, import: &mut Import) {
    let mut fields = records.split('\0').map(|field| field.trim_start_matches('\n'));
    let repository = fields.next().unwrap_or_default();
    let fields: Vec<&str> = fields.collect();
    for (nth, record) in fields.chunks(FIELDS).enumerate() {
        let &[what, hash, short, at, author, more, subject] = record else {
            continue;
        };
        let words = match what {
            "t" if subject.is_empty() => format!("tag {more}"),
            "t" => format!("tag {more}: {subject}"),
            _ if more.contains(' ') => format!("merge: {subject}"),
            _ => subject.to_owned(),
        };
        let change = Change {
            line: nth + 1,
            repository,
            tag: if what == "t" { more } else { "" },
            hash,
            short,
            at: stamp::rfc3339(at),
            author,
            words,
        };
        change.propose(import);
    }
}

/// Plain `git log`: a head of `commit`, `Merge:`, `Author:`, `Date:`, an empty line, and words that are indented.
fn plain(text: &str, import: &mut Import) {
    let mut change: Option<Change<'_>> = None;
    let mut is_merge = false;
    for (nth, line) in text.lines().enumerate() {
        if is_commit_line(line) {
            if let Some(change) = change.take() {
                change.propose(import);
            }
            let hash = line["commit ".len()..]
                .split_whitespace()
                .next()
                .unwrap_or_default();
            let short = hash.get(..hash.len().min(8)).unwrap_or(hash);
            is_merge = false;
            change = Some(Change {
                line: nth + 1,
                repository: "",
                tag: "",
                hash,
                short,
                at: None,
                author: "",
                words: String::new(),
            });
            continue;
        }
        let Some(change) = &mut change else { continue };
        if let Some(author) = line.strip_prefix("Author:") {
            change.author = author.split('<').next().unwrap_or_default().trim();
        } else if let Some(date) = line
            .strip_prefix("Date:")
            .or_else(|| line.strip_prefix("CommitDate:"))
        {
            change.at = date_of_log(date.trim());
        } else if line.starts_with("Merge:") {
            is_merge = true;
        } else if let Some(words) = line
            .strip_prefix("    ")
            .map(str::trim)
            .filter(|words| !words.is_empty())
            && change.words.is_empty()
        {
            change.words = if is_merge {
                format!("merge: {words}")
            } else {
                words.to_owned()
            };
        }
    }
    if let Some(change) = change {
        change.propose(import);
    }
}

/// `Sat Mar 25 09:30:00 2023 -0500`, `2023-03-25 09:30:00 -0500` or RFC 3339.
fn date_of_log(text: &str) -> Option<TimeGiven> {
    let forms = [
        "%a %b %e %H:%M:%S %Y %z",
        "%Y-%m-%d %H:%M:%S %z",
        "%a, %e %b %Y %H:%M:%S %z",
    ];
    stamp::rfc3339(text).or_else(|| {
        let at = forms
            .iter()
            .find_map(|form| chrono::DateTime::parse_from_str(text, form).ok())?;
        stamp::rfc3339(&at.to_rfc3339())
    })
}

/// A line a commit: time, hash, and words or author and words, with tabs between.
fn tabs(text: &str, import: &mut Import) {
    for (nth, line) in text.lines().enumerate() {
        let Some((at, hash, author, words)) = of_tabs(line) else {
            if !line.trim().is_empty() {
                import.skipped.push(Skipped {
                    line: nth + 1,
                    text: line.to_owned(),
                    why: Why::Unreadable("it is no line of time, hash and words".to_owned()),
                });
            }
            continue;
        };
        let change = Change {
            line: nth + 1,
            repository: "",
            tag: "",
            hash,
            short: hash.get(..hash.len().min(8)).unwrap_or(hash),
            at: Some(at),
            author,
            words: words.to_owned(),
        };
        change.propose(import);
    }
}

fn of_tabs(line: &str) -> Option<(TimeGiven, &str, &str, &str)> {
    let mut fields = line.split('\t');
    let (first, second) = (fields.next()?, fields.next()?);
    let (at, hash) = match stamp::rfc3339(first) {
        Some(at) => (at, second),
        None => (stamp::rfc3339(second)?, first),
    };
    let third = fields.next()?;
    let (author, words) = match fields.next() {
        Some(words) => (third, words),
        None => ("", third),
    };
    is_hash(hash).then_some((at, hash, author, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::typed::{Anchor, TimeContext};
    use crate::domain::time::{Now, Zone};

    fn told(text: &str) -> Vec<String> {
        let context = TimeContext {
            now: Now {
                instant: "2023-03-26T14:00:00Z".parse().unwrap(),
                local: Zone::Utc,
            },
            zone: Zone::Utc,
            anchor: Anchor::Now,
        };
        let bundle = Bundle::of("log", text);
        assert!(recognises(&bundle), "{text}");
        let import = read(&bundle, &ImportOptions::new(context)).unwrap();
        let told = import.proposals.iter().map(|proposal| {
            let origin = proposal.origin.as_ref().unwrap();
            format!("{} {} [{origin}]", proposal.when(Zone::Utc), proposal.told())
        });
        let skipped = import
            .skipped
            .iter()
            .map(|skipped| format!("skipped {}: {}", skipped.line, skipped.why));
        told.chain(skipped).collect()
    }

    #[test]
    fn what_git_was_asked_for_comes_oldest_first() {
        let log = "hotwash git 1\0app\0c\0aaaaaaaaaa\0aaaaaaa\x002023-03-25T10:00:00+01:00\0Bo Li\0b c\0Merge branch 'x'\0\
                   c\0bbbbbbbbbb\0bbbbbbb\x002023-03-25T08:30:00+00:00\0ana\0d\0raise the limit\0\
                   t\0cccccccccc\0ccccccc\x002023-03-25T09:15:00+00:00\0ana\0v1.2\0release\0\
                   c\0dddddddddd\0ddddddd\0never\0ana\0d\0x\0";
        assert_eq!(
            told(log),
            [
                "2023-03-25  08:30:00 @ana: raise the limit (bbbbbbb) [git:app@bbbbbbbbbb]",
                "2023-03-25  09:00:00 @Bo-Li: merge: Merge branch 'x' (aaaaaaa) [git:app@aaaaaaaaaa]",
                "2023-03-25  09:15:00 @ana: tag v1.2: release (ccccccc) [git:app@v1.2/cccccccccc]",
                "skipped 4: it has no time that can be read, or no words",
            ]
        );
    }

    #[test]
    fn plain_logs_and_lines_with_tabs_are_read() {
        let plain = "commit 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 (HEAD -> main, tag: v2)\nMerge: 1 2\n\
                     Author: Bo Li <bo@example.org>\nDate:   Sat Mar 25 09:30:00 2023 -0500\n\n    deploy 42\n\n    more\n\n\
                     commit 1a1b2c3d4e5f60718293a4b5c6d7e8f901234567\nAuthor: ana <a@x>\nDate:   Sat Mar 25 09:00:00 2023 -0500\n\n    fix\n";
        assert_eq!(
            told(plain),
            [
                "2023-03-25  14:00:00 @ana: fix (1a1b2c3d) [git:@1a1b2c3d4e5f60718293a4b5c6d7e8f901234567]",
                "2023-03-25  14:30:00 @Bo-Li: merge: deploy 42 (0a1b2c3d) [git:@0a1b2c3d4e5f60718293a4b5c6d7e8f901234567]",
            ]
        );
        assert_eq!(
            told("2023-03-25T09:30:00-05:00\t0a1b2c3\tdeploy 42\nrubbish\n"),
            [
                "2023-03-25  14:30:00 deploy 42 (0a1b2c3) [git:@0a1b2c3]",
                "skipped 2: it is no line of time, hash and words",
            ]
        );
        assert!(!recognises(&Bundle::of("x", "commit to the plan\nDate: 1\n")));
    }
}
