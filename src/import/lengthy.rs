//! Entries too long for one line of a timeline: the first line stays, all of it becomes an attachment.

use super::proposal::{Attachment, Proposal};

/// The most bytes of an entry that stand in the text of an event.
const MOST: usize = 4 * 1024;

/// So much of a longer one stays, in characters: the first line, and no more of it.
const FIRST: usize = 1000;

/// Cuts a proposal whose text is long; all of it is attached under this name. The entry as it stood is cut too: what
/// begins it is enough to know it again.
pub(super) fn attach(proposal: &mut Proposal, name: &str) {
    if proposal.raw.len() > MOST {
        proposal.raw = first_of(&proposal.raw);
    }
    let Some(text) = proposal.text_mut().filter(|text| text.len() > MOST) else {
        return;
    };
    let first = first_of(text);
    let text = std::mem::replace(text, first);
    proposal.attachment = Some(Box::new(Attachment {
        name: name.to_owned(),
        text,
    }));
}

/// The first line, up to a limit, with a sign that there is more.
fn first_of(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let end = line.char_indices().nth(FIRST).map_or(line.len(), |(end, _)| end);
    format!("{}…", line[..end].trim_end())
}
