//! What must not hold up the screen, on threads of its own: recording, drafts, reading.

pub(super) mod drafter;
pub(super) mod reader;
pub(super) mod recorder;
