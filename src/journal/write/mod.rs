//! Writing: one synced line at the end of a segment, whole files, and the one sanctioned rewrite, redaction.

pub(super) mod redact;
pub(super) mod segment;
pub(super) mod share;
pub(super) mod whole_file;
