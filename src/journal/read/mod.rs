//! Reading never fails: bytes to lines, lines to records, the files of an incident to one union, and what is damaged.

pub(super) mod damage;
pub(super) mod file_stamp;
pub(super) mod lines;
pub(super) mod opening;
pub(super) mod ownership;
pub(super) mod prefix;
pub(super) mod reader;
pub(super) mod sequence;
pub(super) mod tail;
pub(super) mod union;
