//! Arguments to the command line face, and its exit code back. Nothing else.

fn main() {}
