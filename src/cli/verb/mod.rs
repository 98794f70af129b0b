//! The verbs. Each has a file or a folder of its own, with its arguments, its answer and its JSON, and three rows here.

pub(super) mod close;
pub(super) mod complete;
pub(super) mod demo;
pub(super) mod edit;
pub(super) mod export;
pub(super) mod handover;
pub(super) mod hide;
pub(super) mod import;
pub(super) mod list;
pub(super) mod log;
pub(super) mod man;
pub(super) mod new;
pub(super) mod redact;
pub(super) mod redo;
pub(super) mod reopen;
pub(super) mod review;
pub(super) mod run;
pub(super) mod search;
pub(super) mod set;
pub(super) mod show;
pub(super) mod stats;
pub(super) mod status;
pub(super) mod strike;
pub(super) mod todo;
pub(super) mod undo;
pub(super) mod update;
pub(super) mod verify;

use clap::Subcommand;

use super::problem::{Exit, Problem};
use super::session::Session;

/// A verb as typed, with its arguments.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Start an incident; prints its id
    New(new::NewArgs),
    /// Record what happened
    Log(log::LogArgs),
    /// Bring in what was recorded elsewhere: notes, chats, alerts, histories, logs
    Import(import::ImportArgs),
    /// Run a program and record that it ran, with its output as evidence; exits as the program did
    Run(run::RunArgs),
    /// Correct an event; the original stays in the journal
    Edit(edit::EditArgs),
    /// Withdraw an event from the timeline; it stays in the journal
    Strike(strike::StrikeArgs),
    /// Leave an event out of drafts; it stays in the timeline, marked
    Hide(hide::HideArgs),
    /// Let an event stand in drafts again
    Unhide(hide::HideArgs),
    /// Take back what you recorded last and have not taken back yet
    Undo,
    /// Bring back what you took back last with undo
    Redo,
    /// Remove words from your files for good, because they hold a secret; names what still holds them
    Redact(redact::RedactArgs),
    /// Show the timeline
    Show(show::ShowArgs),
    /// Set a field of the incident
    Set(set::SetArgs),
    /// Action items: work to do afterwards
    #[command(subcommand)]
    Todo(todo::TodoVerb),
    /// Say what is missing and where the incident contradicts itself; exit 1 when an error stands
    Review(review::ReviewArgs),
    /// List the incidents, open ones first
    List,
    /// Say what all incidents have in common: counts and distributions, never a mean
    Stats(stats::StatsArgs),
    /// Search all incidents: which of them say all these words, and what the cause and the fix were
    Search(search::SearchArgs),
    /// Tell the live incident in one line, for a shell prompt or a status bar
    Status(status::StatusArgs),
    /// Close the incident and write its postmortem draft; prints the draft's path
    Close(close::CloseArgs),
    /// Let a closed incident go on; --incident names it
    Reopen,
    /// Print the postmortem draft
    Export(export::ExportArgs),
    /// Print a status update to paste
    Update(update::UpdateArgs),
    /// Print the state of play for the next shift
    Handover(handover::HandoverArgs),
    /// Check every journal, or with --incident that one, or a draft against the journal that it cites; changes nothing
    Verify(verify::VerifyArgs),
    /// Try everything on a throw-away incident
    Demo,
    /// Print the completions for a shell
    Completions(complete::CompletionsArgs),
    /// Print the manual page
    Man,
    /// Answer the completions
    #[command(name = "__complete", hide = true)]
    Complete(complete::CompleteArgs),
}

impl Verb {
    /// Does it, and answers.
    pub(super) fn run(self, session: &mut Session<'_>) -> Result<Exit, Problem> {
        match self {
            Verb::New(args) => new::run(args, session),
            Verb::Log(args) => log::run(args, session),
            Verb::Import(args) => import::run(args, session),
            Verb::Run(args) => run::run(&args, session),
            Verb::Edit(args) => edit::run(args, session),
            Verb::Strike(args) => strike::run(args, session),
            Verb::Hide(args) => hide::run(&args, true, session),
            Verb::Unhide(args) => hide::run(&args, false, session),
            Verb::Redo => redo::run(session),
            Verb::Undo => undo::run(session),
            Verb::Redact(args) => redact::run(&args, session),
            Verb::Show(args) => show::run(args, session),
            Verb::Set(args) => set::run(args, session),
            Verb::Todo(verb) => todo::run(verb, session),
            Verb::Review(args) => review::run(args, session),
            Verb::List => list::run(session),
            Verb::Stats(args) => stats::run(&args, session),
            Verb::Search(args) => search::run(&args, session),
            Verb::Status(args) => status::run(args, session),
            Verb::Close(args) => close::run(args, session),
            Verb::Reopen => reopen::run(session),
            Verb::Export(args) => export::run(args, session),
            Verb::Update(args) => update::run(args, session),
            Verb::Handover(args) => handover::run(&args, session),
            Verb::Verify(args) => verify::run(args, session),
            Verb::Demo => demo::run(session),
            Verb::Completions(args) => complete::completions(&args, session),
            Verb::Man => man::run(session),
            Verb::Complete(args) => complete::values(&args, session),
        }
    }
}
