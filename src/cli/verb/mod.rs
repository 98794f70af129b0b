//! The verbs, one file each.

pub(super) mod close;
pub(super) mod export;
pub(super) mod handover;
pub(super) mod list;
pub(super) mod log;
pub(super) mod new;
pub(super) mod set;
pub(super) mod show;
pub(super) mod status;
pub(super) mod update;
pub(super) mod verify;
