//! The verbs, one file each.

pub(super) mod close;
pub(super) mod complete;
pub(super) mod demo;
pub(super) mod edit;
pub(super) mod export;
pub(super) mod handover;
pub(super) mod hide;
pub(super) mod list;
pub(super) mod log;
pub(super) mod man;
pub(super) mod new;
pub(super) mod redact;
pub(super) mod redo;
pub(super) mod reopen;
pub(super) mod review;
pub(super) mod set;
pub(super) mod show;
pub(super) mod status;
pub(super) mod strike;
pub(super) mod todo;
pub(super) mod undo;
pub(super) mod update;
pub(super) mod verify;
