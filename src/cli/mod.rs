//! The command line face: arguments in, an answer and an exit status out.

mod args;
mod change;
mod editor;
mod event;
mod interface;
mod json;
pub mod manual;
mod outcome;
mod output;
mod owner;
mod problem;
mod prompt;
mod select;
mod session;
mod table;
mod times;
mod verb;
mod world;

use std::ffi::OsString;
use std::io;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Arguments, Verb};
use problem::{Exit, Problem};
use session::Session;

use crate::incidents::closing::apart;

pub use output::Output;
pub use world::{Input, World};

/// Does what the arguments say; the first is the program's name. Returns the exit status: 0 done, 1 refused, 2 usage,
/// 3 a journal is damaged, 74 it could not be saved.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World) -> u8 {
    let words: Vec<OsString> = args.into_iter().collect();
    if words.get(1).is_some_and(|word| word == apart::ARGUMENT) {
        return apart::answer(&mut world.input.reader, &mut io::stdout());
    }
    let ended = parsed(words, world).and_then(|exit| world.output.finish().map(|()| exit));
    ended
        .unwrap_or_else(|problem| {
            // What was answered before it went wrong is still of use.
            let _ = world.output.finish();
            world.output.problem(&problem);
            problem.exit
        })
        .status()
}

fn parsed(words: Vec<OsString>, world: &mut World) -> Result<Exit, Problem> {
    match Arguments::try_parse_from(args::shielded(&words)) {
        Ok(arguments) => dispatch(arguments, words.into_iter().skip(1).collect(), world),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            world.output.raw(&error.render().to_string()).map(|()| Exit::Done)
        }
        Err(error) => Err(error.into()),
    }
}

fn dispatch(arguments: Arguments, words: Vec<OsString>, world: &mut World) -> Result<Exit, Problem> {
    let mut session = Session::begin(world, arguments.common, words)?;
    let Some(verb) = arguments.verb else {
        return interface::run(&mut session);
    };
    match verb {
        Verb::New(args) => verb::new::run(args, &mut session),
        Verb::Log(args) => verb::log::run(args, &mut session),
        Verb::Edit(args) => verb::edit::run(args, &mut session),
        Verb::Strike(args) => verb::strike::run(args, &mut session),
        Verb::Hide(args) => verb::hide::run(&args, true, &mut session),
        Verb::Unhide(args) => verb::hide::run(&args, false, &mut session),
        Verb::Redo => verb::redo::run(&mut session),
        Verb::Undo => verb::undo::run(&mut session),
        Verb::Redact(args) => verb::redact::run(&args, &mut session),
        Verb::Show(args) => verb::show::run(args, &mut session),
        Verb::Set(args) => verb::set::run(args, &mut session),
        Verb::Todo(verb) => verb::todo::run(verb, &mut session),
        Verb::Review(args) => verb::review::run(args, &mut session),
        Verb::List => verb::list::run(&mut session),
        Verb::Status(args) => verb::status::run(args, &mut session),
        Verb::Close(args) => verb::close::run(args, &mut session),
        Verb::Reopen => verb::reopen::run(&mut session),
        Verb::Export(args) => verb::export::run(args, &mut session),
        Verb::Update(args) => verb::update::run(args, &mut session),
        Verb::Handover => verb::handover::run(&mut session),
        Verb::Verify(args) => verb::verify::run(args, &mut session),
        Verb::Demo => verb::demo::run(&mut session),
        Verb::Completions(args) => verb::complete::completions(&args, &mut session),
        Verb::Man => verb::man::run(&mut session),
        Verb::Complete(args) => verb::complete::values(&args, &mut session),
    }
}
