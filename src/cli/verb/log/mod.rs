//! `log`: records what happened, one entry or many.

mod args;
mod attached;
mod options;
mod piece;
mod source;
mod suspicions;

use std::ffi::OsString;

use serde::Serialize;

use crate::cli::args::late_option;
use crate::cli::json::{ActionItemJson, EventJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::prompt::Prompt;
use crate::cli::session::Session;
use crate::cli::table;
use crate::domain::command::{Command, When};
use crate::domain::decide::Refusal;
use crate::domain::entry::{self, EntryTime, Reading, Remark, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Status;
use crate::domain::time::Zone;
use crate::import::Why;
use crate::import::notes::{Notes, NotesReader};
use crate::incidents::closing;
use crate::incidents::scribe::{MAX_INLINE, Scribe, Step};
pub(in crate::cli) use args::LogArgs;
use attached::Attached;
use options::Options;
use piece::InputLine;
use source::{EntrySource, GivenEntries};

pub(in crate::cli) fn run(args: LogArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let from_input = args.text == ["-"] && !session.is_guarded_dash();
    let (source, attached) = match &args.evidence[..] {
        [] => {
            let is_terminal = session.world.input.is_terminal;
            let source = EntrySource::of(&args.text, from_input, is_terminal);
            (source, Attached::default())
        }
        names => with_evidence(names, &args.text, from_input, session)?,
    };
    let scribe = session.scribe();
    let prepared = scribe.and_then(|scribe| {
        let scribe = if args.keep_secrets {
            scribe.masking(None)
        } else {
            scribe
        };
        let mut options = Options::read(&args, &scribe, session)?;
        options.take_as_it_is(args.text.is_empty() && !attached.pieces.is_empty());
        let zone = session.shown_zone(scribe.incident().zone())?;
        Ok((scribe, options, zone))
    });
    match prepared {
        Ok((scribe, options, zone)) => Log {
            session,
            scribe,
            options,
            attached,
            zone,
            list: None,
            recorded: Vec::new(),
            step: Step::default(),
            worst: Exit::Done,
        }
        .all(source),
        Err(problem) => {
            source.give_back(session, &problem);
            attached.give_back(session, &problem);
            Err(problem)
        }
    }
}

/// One event with evidence. Without a text, the evidence's names are its text.
fn with_evidence(
    names: &[OsString],
    text: &[String],
    from_input: bool,
    session: &mut Session<'_>,
) -> Result<(EntrySource, Attached), Problem> {
    if from_input {
        return Err(
            Problem::usage("--evidence attaches to one event, so its text cannot be read with -")
                .next("give the text itself, or none"),
        );
    }
    let attached = Attached::read(names, session)?;
    let words = match text {
        [] => vec![attached.names()],
        words => words.to_vec(),
    };
    Ok((EntrySource::Words(words), attached))
}

/// The answer of `log --json`: everything recorded, in the order it was given.
#[derive(Debug, Serialize)]
struct LogJson<'a> {
    events: Vec<EventJson<'a>>,
    action_items: Vec<ActionItemJson<'a>>,
}

struct Log<'s, 'w> {
    session: &'s mut Session<'w>,
    scribe: Scribe,
    options: Options,
    attached: Attached,
    /// The zone that times are answered in.
    zone: Zone,
    /// The point up to which a list from standard input was read.
    list: Option<NotesReader>,
    recorded: Vec<RecordId>,
    /// However many lines come through a pipe: one undo takes them back.
    step: Step,
    worst: Exit,
}

impl Log<'_, '_> {
    fn all(mut self, mut source: EntrySource) -> Result<Exit, Problem> {
        if let EntrySource::Words(words) = &source {
            self.mention_late_options(words);
        }
        let typed = source.is_typed(self.session.world.input.is_terminal);
        let _editing = typed.then(Prompt::begin);
        while let Some(given) = source.next(self.session)? {
            match given {
                GivenEntries::One(text) => {
                    let recorded = self.record(&text);
                    self.done(None, &text, recorded)?;
                }
                GivenEntries::Lines(lines) => self.lines(lines)?,
            }
        }
        if self.recorded.is_empty() && self.worst == Exit::Done {
            let problem = Problem::usage("there is nothing to record");
            return Err(problem.next("hotwash log 09:30 Users cannot log in"));
        }
        self.answer_json()?;
        self.mention_draft();
        Ok(self.worst)
    }

    /// Says how to write the draft anew: what is added after the closing is not in it.
    fn mention_draft(&mut self) {
        let is_closed = self.scribe.incident().status() != Status::Open;
        let draft = closing::newest_draft(self.scribe.path());
        if let (true, false, Some(draft)) = (is_closed, self.recorded.is_empty(), draft) {
            let draft = draft.display().to_string();
            let words = ["export", "--output", &draft];
            let anew = self.session.command_for(self.scribe.path(), &words);
            let output = self.session.output();
            output
                .say("its draft is older and does not have this; unless it was edited, this writes it anew:");
            output.say(&format!("  {anew}"));
        }
    }

    /// Records the lines that came together, as the list that they are.
    fn lines(&mut self, lines: Vec<InputLine>) -> Result<(), Problem> {
        if self.options.is_plain() {
            return lines.into_iter().try_for_each(|line| self.plain_line(line));
        }
        let context = self.session.time_context(&self.scribe.incident());
        let list = self.list.get_or_insert_with(|| NotesReader::new(context));
        list.set_now(&context);
        // A line that is no text is a line all the same.
        let text: Vec<&str> = lines
            .iter()
            .map(|line| line.text.as_deref().unwrap_or_default())
            .collect();
        let Notes { proposals, skipped } = list.read(&text.join("\n"));
        let mut proposals = proposals.into_iter().peekable();
        let mut skipped = skipped.into_iter().peekable();
        let first = list.lines_before(lines.len());
        for (nth, line) in lines.into_iter().enumerate() {
            let place = first + nth + 1;
            let number = Some(line.number);
            if let Err(problem) = line.text {
                self.done(number, &line.raw, Err(problem))?;
            } else if let Some(left_out) = skipped.next_if(|skipped| skipped.line == place) {
                self.left_out(line.number, &left_out.text, &left_out.why)?;
            } else if let Some(proposal) = proposals.next_if(|proposal| proposal.line == place) {
                let raw = proposal.raw.clone();
                let Some(reading) = proposal.reading() else {
                    continue;
                };
                let recorded = self.record_reading(number, reading);
                self.done(number, &raw, recorded)?;
            }
        }
        Ok(())
    }

    /// With options that take the text as it is, each line is an entry of its own.
    fn plain_line(&mut self, line: InputLine) -> Result<(), Problem> {
        let (text, recorded) = match line.text {
            Ok(text) => {
                let recorded = self.record(&text);
                (text, recorded)
            }
            Err(problem) => (line.raw, Err(problem)),
        };
        self.done(Some(line.number), &text, recorded)
    }

    /// A line of a list that is no entry.
    fn left_out(&mut self, number: u64, text: &str, why: &Why) -> Result<(), Problem> {
        if *why == Why::NoText {
            return self.done(Some(number), text, Err(Refusal::NoText.into()));
        }
        let words = format!("line {number} is no entry, {why}: {text}");
        self.session.output().say(&words);
        Ok(())
    }

    /// Answers for one entry. What cannot be recorded is said with its text, and is no reason to stop: the next lines
    /// may be sound.
    fn done(
        &mut self,
        number: Option<u64>,
        text: &str,
        recorded: Result<Option<RecordId>, Problem>,
    ) -> Result<(), Problem> {
        match recorded {
            Ok(None) => Ok(()),
            Ok(Some(id)) => {
                self.recorded.push(id);
                if self.session.common.json {
                    Ok(())
                } else {
                    self.answer(id)
                }
            }
            Err(problem) => {
                let problem = match number {
                    Some(number) => problem.of_option(&format!("line {number}")),
                    None => problem,
                };
                self.session.output().problem(&problem);
                self.session.output().say(&format!("not recorded: {text}"));
                self.attached.give_back(self.session, &problem);
                self.worst = self.worst.max(problem.exit);
                Ok(())
            }
        }
    }

    /// `None`: the line is empty.
    fn record(&mut self, text: &str) -> Result<Option<RecordId>, Problem> {
        let context = self.session.time_context(&self.scribe.incident());
        let read = entry::read(text, &context);
        if !self.options.is_plain() {
            return self.record_reading(None, read);
        }
        self.mention_prefix(&read);
        self.record_reading(None, entry::plain(text))
    }

    fn record_reading(&mut self, number: Option<u64>, reading: Reading) -> Result<Option<RecordId>, Problem> {
        match reading.what {
            What::Empty => return Ok(None),
            What::Day(day) => {
                let problem = Problem::usage("that is only a day, and nothing that happened on it");
                return Err(problem.next(format!(
                    "hotwash log --at {day} 'what happened', for something of that day"
                )));
            }
            What::Event(_) | What::ActionItem(_) => {}
        }
        let mut remarks = reading.remarks.clone();
        // A longer text becomes evidence, in which secrets are masked or kept on purpose.
        if reading.typed.len() <= MAX_INLINE {
            remarks.extend(reading.likely_secret());
        }
        let receipt = match self.command(reading)? {
            Command::Record(new) => {
                let pieces = &self.attached.pieces;
                self.scribe.record_with_in(&mut self.step, new, pieces)?
            }
            other => self.scribe.record_in(&mut self.step, other)?,
        };
        self.mention_remarks(number, &remarks);
        let id = receipt.id;
        self.session.mention(receipt);
        let incident = self.scribe.incident();
        if let Some(event) = incident.event(id) {
            suspicions::tell_open(event, &incident, self.session.output());
        }
        drop(incident);
        Ok(Some(id))
    }

    fn mention_remarks(&mut self, number: Option<u64>, remarks: &[Remark]) {
        for remark in remarks {
            let words = match number {
                Some(number) => format!("line {number}: {remark}"),
                None => remark.to_string(),
            };
            self.session.output().say(&words);
        }
    }

    /// Says which words the options keep from being read: whoever typed them may have meant them.
    fn mention_prefix(&mut self, read: &Reading) {
        let text = match &read.what {
            What::Event(event) if event.kind_given || event.time != EntryTime::Now => &event.text,
            What::ActionItem(item) => &item.text,
            What::Empty | What::Day(_) | What::Event(_) => return,
        };
        let typed = read.typed.trim();
        if let Some(prefix) = typed.strip_suffix(text.as_str()) {
            let words = format!(
                "'{}' is kept as text: with these options the text is taken as it is",
                prefix.trim()
            );
            self.session.output().say(&words);
        }
    }

    fn command(&self, reading: Reading) -> Result<Command, Problem> {
        let attached = (!self.attached.pieces.is_empty()).then_some("--evidence");
        let only_for_events = attached.or(self.options.only_for_events());
        if let (What::ActionItem(_), Some(option)) = (&reading.what, only_for_events) {
            return Err(
                Problem::usage(format!("{option} is for events, and this is an action item"))
                    .next("leave it out, or write a backslash before todo to record a note"),
            );
        }
        match reading.command(When::Now) {
            Some(Command::Record(new)) => Ok(Command::Record(self.options.given_to(new))),
            Some(other) => Ok(other),
            None => Err(Problem::usage("there is nothing to record")),
        }
    }

    fn answer(&mut self, id: RecordId) -> Result<(), Problem> {
        let incident = self.scribe.incident();
        let today = self.zone.now(self.session.world.machine.now()).wall().date();
        let event = incident.event(id);
        let item = incident.action_items().find(|(item, _)| item.id == id);
        let line = match (event, item) {
            (Some(event), _) => table::one_line(event, self.zone, today),
            (None, Some((item, body))) => {
                let line = table::action_item(
                    item.number,
                    body,
                    incident.today(self.session.world.machine.now()),
                );
                format!("todo {}{}", line.trim_start(), table::late(&incident))
            }
            // It is on the disk, but could not be read back: another process replaced the file meanwhile.
            (None, None) => id.to_string(),
        };
        drop(incident);
        self.session.output().answer(&format!("recorded {line}"))
    }

    fn answer_json(&mut self) -> Result<(), Problem> {
        let incident = self.scribe.incident();
        let events = self.recorded.iter().filter_map(|id| incident.event(*id));
        let items = incident
            .action_items()
            .filter(|(item, _)| self.recorded.contains(&item.id));
        let document = LogJson {
            events: events.map(|event| EventJson::of(event, self.zone)).collect(),
            action_items: items
                .map(|(item, body)| ActionItemJson::of(item.id, item.number, body))
                .collect(),
        };
        // In words each was answered for when it was recorded.
        self.session.answer(|_| Ok(document), |_| Ok(())).map(|_| ())
    }

    /// Options behind the text are text. Whoever did not mean that should know.
    fn mention_late_options(&mut self, words: &[String]) {
        if let Some(word) = late_option(&(self.session.tree)(), "log", words) {
            let words = format!("'{word}' is kept as text: options stand before the text");
            self.session.output().say(&words);
        }
    }
}
