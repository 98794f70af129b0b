//! What hotwash knows about incidents and text, without a terminal, a clock or a disk.

pub mod harmless;
