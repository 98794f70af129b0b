//! `log`: records what happened, one entry or many.

mod attached;
mod options;
mod source;

use crate::cli::args::{LogArgs, late_option};
use crate::cli::json::{self, ActionItemJson, EventJson, LogJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::cli::table;
use crate::closing;
use crate::domain::command::{Command, NewActionItem};
use crate::domain::entry::{self, Reading, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Status;
use crate::domain::time::Zone;
use crate::scribe::{Scribe, Step};
use attached::Attached;
use options::Options;
use source::{Line, Source};

pub(in crate::cli) fn run(args: LogArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let (source, attached) = match &args.evidence[..] {
        [] => (
            Source::of(&args.text, session.world.input.is_terminal),
            Attached::default(),
        ),
        names => with_evidence(names, &args.text, session)?,
    };
    let scribe = session.scribe();
    let prepared = scribe.and_then(|scribe| {
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
    names: &[String],
    text: &[String],
    session: &mut Session<'_>,
) -> Result<(Source, Attached), Problem> {
    if text == ["-"] {
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
    Ok((Source::Words(words), attached))
}

struct Log<'s, 'w> {
    session: &'s mut Session<'w>,
    scribe: Scribe,
    options: Options,
    attached: Attached,
    /// The zone that times are answered in.
    zone: Zone,
    recorded: Vec<RecordId>,
    /// However many lines come through a pipe: one undo takes them back.
    step: Step,
    worst: Exit,
}

impl Log<'_, '_> {
    fn all(mut self, mut source: Source) -> Result<Exit, Problem> {
        if let Source::Words(words) = &source {
            self.mention_late_options(words);
        }
        while let Some(line) = source.next(self.session)? {
            self.line(&line)?;
        }
        if self.recorded.is_empty() && self.worst == Exit::Done {
            let problem = Problem::usage("there is nothing to record");
            return Err(problem.next("hotwash log 09:30 Users cannot log in"));
        }
        if self.session.common.json {
            self.answer_json()?;
        }
        self.mention_draft();
        Ok(self.worst)
    }

    /// What is added after the closing is not in the draft that the closing wrote.
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

    /// Records one line. What cannot be recorded is told with its text, and is no reason to stop: the next lines
    /// may be sound.
    fn line(&mut self, line: &Line) -> Result<(), Problem> {
        let recorded = match &line.text {
            Ok(text) => self.record(text),
            Err(problem) => Err(problem.clone()),
        };
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
                let problem = match line.number {
                    Some(number) => problem.of_option(&format!("line {number}")),
                    None => problem,
                };
                self.session.output().problem(&problem);
                let text = line.text.as_ref().unwrap_or(&line.raw);
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
        let reading = if self.options.is_plain() {
            entry::plain(text)
        } else {
            entry::read(text, &context)
        };
        if reading.what == What::Empty {
            return Ok(None);
        }
        let remarks = reading.remarks.clone();
        let receipt = match self.command(reading)? {
            Command::Record(new) => {
                let pieces = &self.attached.pieces;
                self.scribe.record_with_in(&mut self.step, new, pieces)?
            }
            other => self.scribe.record_in(&mut self.step, other)?,
        };
        for remark in remarks {
            self.session.output().say(&remark.to_string());
        }
        let id = receipt.id;
        self.session.mention(receipt);
        Ok(Some(id))
    }

    fn command(&self, reading: Reading) -> Result<Command, Problem> {
        let typed = Some(reading.typed);
        Ok(match reading.what {
            What::Event(event) => Command::Record(self.options.event(event, typed)),
            What::ActionItem(item) => {
                let attached = (!self.attached.pieces.is_empty()).then_some("--evidence");
                if let Some(option) = attached.or(self.options.only_for_events()) {
                    return Err(Problem::usage(format!(
                        "{option} is for events, and this is an action item"
                    ))
                    .next("leave it out, or write a backslash before todo to record a note"));
                }
                Command::AddActionItem(NewActionItem {
                    text: item.text,
                    owner: item.owner,
                    due: item.due,
                    purpose: None,
                    priority: None,
                    typed,
                })
            }
            What::Empty => return Err(Problem::usage("there is nothing to record")),
        })
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
        let document = LogJson::of(
            events.map(|event| EventJson::of(event, self.zone)).collect(),
            items
                .map(|(item, body)| ActionItemJson::of(item.id, item.number, body))
                .collect(),
        );
        let text = json::text(&document);
        self.session.output().raw(&text)
    }

    /// Options behind the text are text. Whoever did not mean that should know.
    fn mention_late_options(&mut self, words: &[String]) {
        if let Some(word) = late_option("log", words) {
            let words = format!("'{word}' is kept as text: options stand before the text");
            self.session.output().say(&words);
        }
    }
}
