//! Entries too long for one line of a timeline: the first lines stay, all of it becomes an attachment.

use super::proposal::{Attachment, Proposal};
use crate::domain::long_text::{MAX_INLINE, first_of};

/// Cuts a proposal whose text is long; all of it is attached under this name. The entry as it stood is cut too: what
/// begins it is enough to know it again.
pub(super) fn attach(proposal: &mut Proposal, name: &str) {
    if proposal.raw.len() > MAX_INLINE {
        proposal.raw = first_of(&proposal.raw);
    }
    let Some(text) = proposal.text_mut().filter(|text| text.len() > MAX_INLINE) else {
        return;
    };
    let first = first_of(text);
    let text = std::mem::replace(text, first);
    proposal.attachment = Some(Box::new(Attachment {
        name: name.to_owned(),
        text,
    }));
}
