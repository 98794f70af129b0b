//! Arguments to the command line face, and its exit code back. Nothing else.

use std::process::ExitCode;

use hotwash::cli::{self, World};

fn main() -> ExitCode {
    ExitCode::from(cli::run(std::env::args_os(), &mut World::real()))
}
