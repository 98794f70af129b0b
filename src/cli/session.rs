//! The session that a verb works in: the world, the common options, and what follows from both.

use std::ffi::OsString;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Common;
use super::json;
use super::output::Output;
use super::owner::check;
use super::problem::{Exit, Problem};
use super::world::World;
use crate::domain::time::Zone;
use crate::incidents::scribe::{Author, Receipt};
use crate::journal::{self, FirstLooks, Origin, Patience, Shelf, Writer, named_file};
use crate::system::config::{self, Color, Config};
use crate::system::home::Home;
use crate::system::{machine, owner};

/// One run of the program.
pub(super) struct Session<'w> {
    pub(super) world: &'w mut World,
    pub(super) common: Common,
    pub(super) config: Config,
    /// The mistakes of the configuration; told already, but not in the interface.
    pub(super) mistakes: Vec<String>,
    pub(super) home: Home,
    /// The folder whose templates may be used: none where root would use another's.
    pub(super) templates: Option<PathBuf>,
    /// The words after the program's name, to be repeated in advice.
    pub(super) words: Vec<OsString>,
    /// Makes the whole command line as clap knows it, for the manual and the completions.
    pub(super) tree: fn() -> clap::Command,
}

impl<'w> Session<'w> {
    /// Finds the home and reads the configuration, whose mistakes are told and are no reason to stop.
    pub(super) fn begin(
        world: &'w mut World,
        mut common: Common,
        words: Vec<OsString>,
        tree: fn() -> clap::Command,
    ) -> Result<Self, Problem> {
        let variable = |name| world.var(name).map(str::to_owned);
        common.incident = common.incident.or_else(|| variable("HOTWASH_INCIDENT"));
        common.author = common.author.or_else(|| variable("HOTWASH_AUTHOR"));
        let folder = common
            .home
            .clone()
            .or_else(|| variable("HOTWASH_HOME").map(Into::into));
        let home = match folder {
            Some(folder) => Home::below(&folder),
            None => Home::of_platform().ok_or_else(|| {
                Problem::usage("this user has no home folder")
                    .next("give a folder with --home or HOTWASH_HOME")
            })?,
        };
        let foreign = owner::foreign(&home.config, world.machine.uid);
        let (config, mistakes) = match foreign {
            None => configuration(&home.config_file(), world.machine.local),
            Some(owner) => (Config::default(), vec![not_of_root(&home.config, owner)]),
        };
        for mistake in &mistakes {
            world.output.say(mistake);
        }
        Ok(Session {
            world,
            common,
            config,
            mistakes,
            templates: foreign.is_none().then(|| home.config.clone()),
            home,
            words,
            tree,
        })
    }

    /// True where the last word is a dash that `--` stands before: then it is text, and names no stream.
    pub(super) fn is_guarded_dash(&self) -> bool {
        matches!(&self.words[..], [.., guard, dash] if guard == "--" && dash == "-")
    }

    pub(super) fn output(&mut self) -> &mut Output {
        &mut self.world.output
    }

    /// Answers with the document where `--json` is given, else in words.
    pub(super) fn answer<D: Serialize>(
        &mut self,
        document: impl FnOnce(&mut Self) -> Result<D, Problem>,
        words: impl FnOnce(&mut Self) -> Result<(), Problem>,
    ) -> Result<Exit, Problem> {
        if self.common.json {
            let document = json::versioned(document(self)?);
            self.output().json(&document)?;
        } else {
            words(self)?;
        }
        Ok(Exit::Done)
    }

    pub(super) fn shelf(&self) -> Shelf {
        let shelf = Shelf::new(&self.home.data, self.world.storage.clone());
        // Root leaves nothing in a home that is another user's, not even what it saw.
        let looks = match check(&self.home, self.world.machine.uid) {
            Ok(()) => FirstLooks::kept_in(&self.home.state),
            Err(_) => FirstLooks::default(),
        };
        shelf.read_by(&self.known_writer(), looks)
    }

    /// In whose name this run writes. The writer is minted when it is asked for the first time.
    pub(super) fn author(&mut self) -> Result<Author, Problem> {
        let Writer { name, notice } = self.mint()?;
        if let Some(notice) = notice {
            self.output().say(&notice);
        }
        Ok(Author {
            writer: name,
            by: self.name(),
        })
    }

    /// The name of whoever runs this, for texts that say so.
    pub(super) fn name(&self) -> String {
        let given = self.common.author.as_ref().or(self.config.author.as_ref());
        let given = given.map(|name| name.trim()).filter(|name| !name.is_empty());
        given.map_or_else(|| self.world.machine.author(), str::to_owned)
    }

    /// The writer as far as there is one: whoever only reads mints none.
    pub(super) fn reader(&self) -> String {
        let minted = !self.known_writer().is_empty();
        // It tells our own torn lines from arriving ones, so it can be done without.
        let writer = minted.then(|| self.mint().ok()).flatten();
        writer.map(|writer| writer.name).unwrap_or_default()
    }

    /// The writer that was minted before; empty where none was.
    fn known_writer(&self) -> String {
        let (storage, state) = (&*self.world.storage, &self.home.state);
        journal::known_writer(storage, state, self.origin(0)).unwrap_or_default()
    }

    fn origin(&self, random: u128) -> Origin<'_> {
        let machine = &self.world.machine;
        Origin {
            user: &machine.user,
            host: &machine.host,
            machine: machine.machine_id.as_deref(),
            random,
        }
    }

    fn mint(&self) -> Result<Writer, Problem> {
        check(&self.home, self.world.machine.uid)?;
        let origin = self.origin((self.world.machine.ids)().as_u128());
        let writer = journal::writer(
            &*self.world.storage,
            &self.home.state,
            origin,
            &Patience::second(),
        )?;
        Ok(writer)
    }

    /// The zone that `--zone` names.
    pub(super) fn zone_option(&self) -> Result<Option<Zone>, Problem> {
        let name = self.common.zone.as_deref();
        let zone = name.map(|name| Zone::parse(name, self.world.machine.local));
        zone.transpose()
            .map_err(|error| Problem::from(error).of_option("--zone"))
    }

    /// The zone of a new incident: that of `--zone`, or the configuration's, or the system's.
    pub(super) fn new_zone(&self) -> Result<Zone, Problem> {
        let given = self.zone_option()?.or(self.config.zone);
        Ok(given.unwrap_or(self.world.machine.local))
    }

    /// The zone to show an incident's times in: its own, or that of `--zone`. Times without offset stay so.
    pub(super) fn shown_zone(&mut self, own: Zone) -> Result<Zone, Problem> {
        match self.zone_option()? {
            Some(_) if own == Zone::Unknown => {
                let words =
                    "the incident's zone is not recorded, so its times are shown as they were written";
                self.output().say(words);
                Ok(own)
            }
            Some(zone) => Ok(zone),
            None => Ok(own),
        }
    }

    /// Says what people should know of how a record was saved.
    pub(super) fn mention(&mut self, receipt: Receipt) {
        if let Some(notice) = receipt.notice {
            self.output().say(&notice);
        }
    }

    /// Prints back what was typed where it could not be saved, so that it is not lost.
    pub(super) fn give_back(&mut self, problem: &Problem, typed: &str) {
        if problem.exit == Exit::NotSaved {
            self.output().say(&format!("not recorded: {typed}"));
        }
    }

    /// Asks whoever sits at the terminal. No answer is no consent.
    pub(super) fn consents(&mut self, question: &str) -> bool {
        let answer = self.reply(&format!("{question} [y/N] "));
        matches!(&*answer, "y" | "yes")
    }

    /// The reply of whoever sits at the terminal, in lower case; nothing where nobody does.
    pub(super) fn reply(&mut self, question: &str) -> String {
        self.output().ask(question);
        let mut answer = String::new();
        let _ = self.world.input.reader.read_line(&mut answer);
        answer.trim().to_ascii_lowercase()
    }

    /// True where the terminal shows Unicode, as the locale says; where it says nothing, nearly all do.
    pub(super) fn shows_unicode(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| self.world.var(name));
        locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
    }

    /// True where answers are coloured.
    pub(super) fn colored(&self) -> bool {
        match self.common.color.unwrap_or(self.config.color) {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let world = &self.world;
                let dumb = world.var("TERM").is_none_or(|term| term == "dumb");
                world.output.width.is_some() && world.var("NO_COLOR").is_none() && !dumb
            }
        }
    }
}

/// Far more than anybody configures, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// Says that root uses nothing of another user's: an editor, a template could be anything.
fn not_of_root(config: &Path, owner: u32) -> String {
    format!(
        "this is root, and {} is {}'s: the defaults are used",
        config.display(),
        machine::user_name(owner)
    )
}

/// The configuration as far as it can be used, and every mistake in it.
fn configuration(file: &Path, local: Zone) -> (Config, Vec<String>) {
    let text = match named_file::read(file, LARGEST) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if is_absent(&error) => return (Config::default(), Vec::new()),
        Err(error) => {
            let mistake = format!("{}: {error}; the defaults are used", file.display());
            return (Config::default(), vec![mistake]);
        }
    };
    let (config, mistakes) = config::read(&text, local);
    let place = file.display();
    let told = mistakes.into_iter().map(|mistake| {
        let config::Mistake {
            line,
            column,
            message,
        } = mistake;
        format!("{place}:{line}:{column}: {message}")
    });
    (config, told.collect())
}

/// Also where what should be a folder is a file: whoever writes there is told, with more to say.
fn is_absent(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
    )
}
