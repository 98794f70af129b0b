//! Reading an import anew once more is known of it: marks and changes made by hand stay with the lines they were made
//! on. The reading itself is done elsewhere, since it takes long where the files are large; meanwhile the one before
//! stands.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::{Preview, ProposalMark, RowState};
use crate::domain::incident::Incident;
use crate::domain::time::Zone;
use crate::import::{
    self, Bundle, DateOrder, Import, ImportError, ImportOptions, ListDate, Proposal, Question,
};
use crate::incidents::importing::known::{Known, Standing, remark_on};

/// A reading that is wanted: of these files, with these options.
#[derive(Clone, Debug)]
pub struct Rereading {
    bundles: Arc<[Bundle]>,
    options: Box<ImportOptions>,
}

/// Two are the same where they are of the same preview's files: of each preview one is under way at most.
impl PartialEq for Rereading {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bundles, &other.bundles)
    }
}

impl Rereading {
    /// Reads the files.
    ///
    /// # Errors
    /// When one of them cannot be read any more.
    pub fn read(&self) -> Result<Import, ImportError> {
        let mut all = Import::default();
        for bundle in self.bundles.iter() {
            all.join(import::read(bundle, &self.options)?);
        }
        Ok(all)
    }
}

/// A reading that is under way.
#[derive(Clone, Debug)]
pub(super) struct UnderWay {
    /// The options in the end, which may have changed since it began.
    wanted: ImportOptions,
    /// The questions that it answers.
    answers: Vec<Question>,
    /// True if bare times were asked to move by days.
    moves: bool,
    /// True if the options have changed since it began.
    is_old: bool,
    /// True if Enter waits for it.
    enter_waits: bool,
}

/// The outcome of a reading.
#[derive(Debug, PartialEq)]
pub enum Reread {
    /// It was not of this preview.
    Other,
    /// It has to be read once more: its options have changed since.
    Again(Rereading),
    /// It stands in the place of the one before.
    Taken {
        /// True if times were to move and none did: each says its own day.
        stayed: bool,
        /// True if Enter waited for it.
        enter_waits: bool,
    },
    /// The one before stays.
    Failed(ImportError),
}

impl Preview {
    /// Wants its bare times so many days later; returns the reading to be done, unless one is under way that is to be
    /// done again.
    pub fn shift_days(&mut self, days: i64, incident: Option<&Incident>) -> Option<Rereading> {
        let shift = |options: &mut ImportOptions| options.shift = options.shift.saturating_add(days);
        let reading = self.want(incident, shift);
        if let Some(under_way) = &mut self.under_way {
            under_way.moves = true;
        }
        reading
    }

    /// Wants this day, or year, for times that say none; returns the reading to be done, as
    /// [`shift_days`](Self::shift_days) does.
    pub fn set_date(&mut self, date: ListDate, incident: Option<&Incident>) -> Option<Rereading> {
        self.want(incident, |options| {
            (options.date, options.shift) = (Some(date), 0)
        })
    }

    /// Wants this order of day and month where a date has two readings; returns the reading to be done, as
    /// [`shift_days`](Self::shift_days) does.
    pub fn set_order(&mut self, order: DateOrder, incident: Option<&Incident>) -> Option<Rereading> {
        self.want(incident, |options| options.order = Some(order))
    }

    /// Wants this zone for times that say none; returns the reading to be done, as [`shift_days`](Self::shift_days) does.
    pub fn set_zone(&mut self, zone: Zone, incident: Option<&Incident>) -> Option<Rereading> {
        self.want(incident, |options| options.zone = Some(zone))
    }

    /// Asks this no more, whatever a later reading says; while one is under way, once that is taken.
    pub fn answered(&mut self, question: Question) {
        if let Some(under_way) = &mut self.under_way {
            return under_way.answers.push(question);
        }
        self.answered.push(question);
        self.ask();
    }

    /// True while it is read anew.
    pub fn is_reading(&self) -> bool {
        self.under_way.is_some()
    }

    /// Has Enter wait for the reading that is under way, or wait no more.
    pub fn let_enter_wait(&mut self, waits: bool) {
        if let Some(under_way) = &mut self.under_way {
            under_way.enter_waits = waits;
        }
    }

    /// Takes a reading that was wanted in the place of the one before.
    pub fn take_reading(
        &mut self,
        of: &Rereading,
        read: Result<Import, ImportError>,
        incident: Option<&Incident>,
    ) -> Reread {
        if !Arc::ptr_eq(&self.bundles, &of.bundles) {
            return Reread::Other;
        }
        let Some(mut under_way) = self.under_way.take() else {
            return Reread::Other;
        };
        if std::mem::take(&mut under_way.is_old) {
            let options = under_way.wanted.clone();
            self.under_way = Some(under_way);
            return Reread::Again(self.rereading(options));
        }
        let import = match read {
            Ok(import) => import,
            Err(error) => return Reread::Failed(error),
        };
        let days = self.counted.days;
        let times: Vec<_> = self.import.proposals.iter().map(Proposal::time).collect();
        self.options = under_way.wanted;
        self.answered.append(&mut under_way.answers);
        self.take(import, incident);
        let same = self.import.proposals.iter().map(Proposal::time).eq(times);
        Reread::Taken {
            stayed: under_way.moves && same && self.counted.days == days,
            enter_waits: under_way.enter_waits,
        }
    }

    /// Marks what the incident holds already.
    pub fn mark_known(&mut self, incident: Option<&Incident>) {
        let Some(incident) = incident else { return };
        let known = Known::of(incident).in_import(&self.import);
        remark_on(&mut self.import, &known);
        for (state, standing) in self.rows.iter_mut().zip(&known) {
            state.know(standing);
        }
        self.count();
        self.select_first();
    }

    fn want(
        &mut self,
        incident: Option<&Incident>,
        change: impl FnOnce(&mut ImportOptions),
    ) -> Option<Rereading> {
        self.is_changed = true;
        let is_first = self.under_way.is_none();
        let under_way = self.under_way.get_or_insert_with(|| UnderWay {
            wanted: self.options.clone(),
            answers: Vec::new(),
            moves: false,
            is_old: false,
            enter_waits: false,
        });
        let options = &mut under_way.wanted;
        if let Some(incident) = incident.filter(|_| !options.has_incident) {
            options.has_incident = true;
            options.context.zone = incident.zone();
        }
        change(options);
        under_way.is_old = !is_first;
        let options = options.clone();
        is_first.then(|| self.rereading(options))
    }

    fn rereading(&self, options: ImportOptions) -> Rereading {
        let bundles = Arc::clone(&self.bundles);
        let options = Box::new(options);
        Rereading { bundles, options }
    }

    /// Takes a reading in the place of the one before; the selection stays where it was.
    pub(super) fn take(&mut self, mut import: Import, incident: Option<&Incident>) {
        self.give_title(&mut import);
        let known = incident.map(|incident| Known::of(incident).in_import(&import));
        let known = known.unwrap_or_default();
        remark_on(&mut import, &known);
        let mut known = known.iter();
        let before = std::mem::replace(&mut self.import, import);
        let mut kept = kept(before.proposals, std::mem::take(&mut self.rows));
        for proposal in &mut self.import.proposals {
            let mut state = kept
                .get_mut(&(proposal.line, proposal.raw.clone()))
                .and_then(VecDeque::pop_front)
                .unwrap_or_else(|| RowState::fresh(proposal));
            if let Some(standing) = known.next() {
                state.know(standing);
            }
            if let Some(edit) = &state.edit {
                edit.apply(proposal);
            }
            self.rows.push(state);
        }
        // What was sent is counted by its place, which may be another one now.
        self.sent.clear();
        self.ask();
        self.count();
    }

    /// Gathers the questions that are still open; the selection stays on its proposal.
    fn ask(&mut self) {
        let nth = self.selected.checked_sub(self.open.len());
        let is_open = |question: &&Question| !self.answered.contains(question);
        self.open = self.import.questions.iter().filter(is_open).cloned().collect();
        match nth {
            Some(nth) => self.select(self.open.len() + nth),
            None => self.select_first(),
        }
    }
}

impl RowState {
    fn fresh(proposal: &Proposal) -> Self {
        let mark = if proposal.is_chosen {
            ProposalMark::Yes
        } else {
            ProposalMark::No
        };
        RowState { mark, edit: None }
    }

    fn know(&mut self, standing: &Standing) {
        match standing {
            Standing::New => {}
            Standing::Recorded | Standing::Changed => self.mark = ProposalMark::Recorded,
            Standing::Differs(_) => self.mark = ProposalMark::Differs,
        }
    }
}

/// The states of a reading, by the line on which each begins and what stands there, in their order.
fn kept(proposals: Vec<Proposal>, rows: Vec<RowState>) -> HashMap<(usize, String), VecDeque<RowState>> {
    let mut kept: HashMap<_, VecDeque<_>> = HashMap::new();
    for (proposal, state) in proposals.into_iter().zip(rows) {
        let line = (proposal.line, proposal.raw);
        kept.entry(line).or_default().push_back(state);
    }
    kept
}
