//! The choice of the incident that a verb is about: the one that is named, the one that is live, or, to read, the latest.

use super::problem::{Exit, Problem};
use super::session::Session;
use super::shell_word::quoted;
use crate::domain::command::NewIncident;
use crate::domain::counted::counted;
use crate::domain::harmless;
use crate::domain::id::SHORT;
use crate::domain::incident::{Incident, Status, is_live};
use crate::domain::outside::Outside;
use crate::domain::quoted::quoted as said;
use crate::domain::time::Now;
use crate::incidents::catalog::{Catalog, Summary};
use crate::incidents::closing::inspection;
use crate::incidents::scribe::Scribe;
use crate::journal::{Found, IncidentPath, IncidentReading, Patience};

/// More names than these are only counted.
const MOST_NAMES: usize = 3;

/// More candidates than these are only counted.
const MOST_CANDIDATES: usize = 8;

/// An incident that was read to be shown.
pub(super) struct Chosen {
    pub(super) path: IncidentPath,
    pub(super) reading: IncidentReading,
}

/// The incident that a verb is about, before it is opened.
struct Choice {
    path: IncidentPath,
    /// Its journal, where it was read on the way.
    read: Option<IncidentReading>,
    /// The time at which it was looked for, where nobody named it.
    unnamed: Option<Now>,
}

impl Session<'_> {
    /// The incident to read.
    pub(super) fn reading(&mut self) -> Result<Chosen, Problem> {
        let Choice { path, read, .. } = self.choose(Intent::Read)?;
        let reading = match read {
            Some(reading) => reading,
            None => self.shelf().read(&path, &self.reader())?,
        };
        self.mention_damage(reading.damage.len());
        Ok(Chosen { path, reading })
    }

    /// The facts of the disk that the review needs, of an incident that is written in.
    pub(super) fn outside_of(&self, scribe: &Scribe) -> Outside {
        self.outside(scribe.path(), &scribe.incident(), scribe.damage().len())
    }

    /// The facts of the disk that the review needs.
    pub(super) fn outside(&self, path: &IncidentPath, incident: &Incident, damaged: usize) -> Outside {
        Outside {
            damaged,
            exposed: inspection::exposed(&self.shelf(), path, &inspection::attached(incident)),
        }
    }

    /// The number of incidents that are live.
    pub(super) fn live_count(&self) -> Result<usize, Problem> {
        let (catalog, now) = self.read_catalog()?;
        Ok(catalog.live(now).len())
    }

    /// Starts an incident.
    pub(super) fn start(&mut self, new: NewIncident) -> Result<Scribe, Problem> {
        let author = self.author()?;
        let machine = self.world.machine.clone();
        let (scribe, receipt) = Scribe::create(&self.shelf(), new, author, machine, Patience::second())?;
        self.mention(receipt);
        Ok(scribe)
    }

    /// The incident to write in.
    pub(super) fn scribe(&mut self) -> Result<Scribe, Problem> {
        self.scribe_for(Intent::Write)
    }

    /// The closed incident to write in: where none is named, no live one is meant.
    pub(super) fn scribe_of_closed(&mut self) -> Result<Scribe, Problem> {
        self.scribe_for(Intent::Reopen)
    }

    fn scribe_for(&mut self, intent: Intent) -> Result<Scribe, Problem> {
        self.open_to_write(intent).map_err(Problem::saving)
    }

    fn open_to_write(&mut self, intent: Intent) -> Result<Scribe, Problem> {
        let Choice { path, read, unnamed } = self.choose(intent)?;
        let machine = self.world.machine.clone();
        let author = self.author()?;
        let scribe = Scribe::open_read(&self.shelf(), path, read, author, machine, Patience::second())?
            .masking(Some(self.config.secrets.clone()));
        self.mention_damage(scribe.damage().len());
        self.mention_trouble();
        if let Some(now) = unnamed {
            self.mention_others(&scribe, now);
        }
        Ok(scribe)
    }

    /// Says whose incident it is that nobody named and that is live only by what others recorded: it may not be the one
    /// that is meant.
    fn mention_others(&mut self, scribe: &Scribe, now: Now) {
        let incident = scribe.incident();
        let own = incident.last_recorded_by(&scribe.author().writer);
        if is_live(incident.status(), own, now.instant) {
            return;
        }
        let own = own.map_or("you have recorded nothing yet".to_owned(), |at| {
            let day = at.format("%Y-%m-%d");
            format!("you have recorded nothing since {day}")
        });
        let names = incident.recorders();
        let more = match names.len().saturating_sub(MOST_NAMES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let names = names[..names.len().min(MOST_NAMES)].join(", ");
        let words = format!(
            "{own} in {} ({}), the only live incident; in it: {}{more}. hotwash new TITLE \
             starts another",
            scribe.path().short(),
            said(incident.title()),
            if names.is_empty() { "nobody" } else { &names },
        );
        drop(incident);
        self.output().say(&words);
    }

    /// Its journal comes along where it was read on the way.
    fn choose(&mut self, intent: Intent) -> Result<Choice, Problem> {
        match self.common.incident.clone() {
            Some(selector) => Ok(Choice {
                path: self.named(&selector)?,
                read: None,
                unnamed: None,
            }),
            None => self.unnamed(intent),
        }
    }

    /// The incident that this names.
    pub(super) fn named(&mut self, selector: &str) -> Result<IncidentPath, Problem> {
        match self.shelf().find(selector)? {
            Found::One(path) => Ok(path),
            Found::None => Err(Problem::refused(format!("no incident is called '{selector}'"))
                .next("hotwash list shows them all; give a part of the slug, or the end of the id")),
            Found::Several(paths) => {
                let reader = self.reader();
                let (shelf, now) = (self.shelf(), self.world.machine.now());
                let summaries = paths.into_iter().filter_map(|path| {
                    let reading = shelf.read(&path, &reader).ok()?;
                    Some(Summary::of(path, &reading, now))
                });
                let summaries: Vec<Summary> = summaries.collect();
                let message = format!("{} incidents fit '{selector}'", summaries.len());
                Err(self.candidates(&message, &summaries.iter().collect::<Vec<_>>()))
            }
        }
    }

    fn unnamed(&mut self, intent: Intent) -> Result<Choice, Problem> {
        let (mut catalog, now) = self.catalog()?;
        let is_closed = |summary: &&Summary| summary.status != Status::Open;
        let closed: Vec<&Summary> = catalog.incidents.iter().filter(is_closed).collect();
        if intent == Intent::Reopen && !closed.is_empty() {
            return Err(self.candidates("a closed incident is reopened by its name", &closed));
        }
        let live = catalog.live(now);
        if let [only] = live[..] {
            let path = only.path.clone();
            let read = catalog.take_reading(&path);
            return Ok(Choice {
                path,
                read,
                unnamed: Some(now),
            });
        }
        if !live.is_empty() {
            let message = format!("{} incidents are live", live.len());
            return Err(self.candidates(&message, &live));
        }
        let Some(latest) = catalog.most_recent() else {
            if !catalog.unreadable.is_empty() {
                return Err(Problem::new(Exit::Unread, "no incident can be read")
                    .next("repair what is named above, or start another one with hotwash new TITLE"));
            }
            return Err(Problem::refused("there is no incident yet").next("hotwash new TITLE starts one"));
        };
        match intent {
            Intent::Read => {
                let name = latest.path.name();
                self.output()
                    .say(&format!("no incident is live; this is the latest, {name}"));
                Ok(Choice {
                    path: latest.path.clone(),
                    read: None,
                    unnamed: Some(now),
                })
            }
            Intent::Write | Intent::Reopen => {
                let all: Vec<&Summary> = catalog.incidents.iter().collect();
                Err(self.candidates("no incident is live", &all))
            }
        }
    }

    /// Every incident. Those that cannot be read are named on standard error.
    pub(super) fn catalog(&mut self) -> Result<(Catalog, Now), Problem> {
        let (catalog, now) = self.read_catalog()?;
        for (path, error) in &catalog.unreadable {
            self.output()
                .say(&format!("{} is left out: {error}", path.name()));
        }
        Ok((catalog, now))
    }

    /// Every incident that can be read.
    pub(super) fn read_catalog(&self) -> Result<(Catalog, Now), Problem> {
        let now = self.world.machine.now();
        let catalog = Catalog::read(&self.shelf(), &self.reader(), now)?;
        Ok((catalog, now))
    }

    /// Says on standard error why this machine does not know what it saw first of each incident, where it cannot.
    pub(super) fn mention_trouble(&mut self) {
        if let Some(trouble) = self.shelf().trouble() {
            self.output().say(&trouble);
        }
    }

    /// Says on standard error that a journal is damaged.
    pub(super) fn mention_damage(&mut self, count: usize) {
        if count > 0 {
            let places = counted(count, "place");
            let words = format!("the journal is damaged in {places}; hotwash verify names them");
            self.output().say(&words);
        }
    }

    fn candidates(&self, message: &str, summaries: &[&Summary]) -> Problem {
        let mut problem = Problem::refused(format!("{message}; say which:"));
        for summary in summaries.iter().take(MOST_CANDIDATES) {
            let opened = summary.opened_at.map(|at| summary.zone.shown(&at).clock);
            let opened = opened.map_or("not recorded".to_owned(), |at| {
                at.format("%Y-%m-%d %H:%M").to_string()
            });
            problem = problem.detail(format!(
                "{}  {:6}  opened {opened}  {}",
                summary.path.short(),
                summary.status.word(),
                harmless::fit(&harmless::line(&summary.title), 60)
            ));
        }
        if summaries.len() > MOST_CANDIDATES {
            problem = problem.detail("hotwash list shows them all".to_owned());
        }
        let first = summaries
            .first()
            .map_or_else(|| "x".repeat(SHORT), |summary| summary.path.short().into());
        problem.next(self.repeated(&first))
    }

    /// A command line for this incident in the same home.
    pub(super) fn command_for(&self, path: &IncidentPath, words: &[&str]) -> String {
        let home = self.common.home.as_ref().map(|home| home.display().to_string());
        let home = home.iter().flat_map(|home| ["--home", home]);
        let named = ["--incident", path.short()];
        let words = home.chain(named).chain(words.iter().copied());
        words.fold("hotwash".to_owned(), |line, word| line + " " + &quoted(word))
    }

    /// The command line that was given, with an incident named.
    fn repeated(&self, incident: &str) -> String {
        let mut words = vec!["hotwash".to_owned(), "--incident".to_owned(), incident.to_owned()];
        let mut named = false;
        let mut given = self.words.iter().map(|word| word.to_string_lossy());
        while let Some(word) = given.next() {
            match &*word {
                "--incident" if !named => {
                    named = true;
                    given.next();
                }
                word if word.starts_with("--incident=") && !named => named = true,
                word => words.push(quoted(word)),
            }
        }
        words.join(" ")
    }
}

/// The use that a verb makes of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Intent {
    Read,
    Write,
    Reopen,
}
