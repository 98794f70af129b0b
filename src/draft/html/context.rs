//! The context of a page: the draft's, and what only a page shows.

use serde::Serialize;

use crate::domain::kind::Kind;
use crate::draft::context::{Draft, EntryTold, Seen};

const STYLE: &str = include_str!("../../../assets/page/style.css");

/// All that the layout of a page sees.
#[derive(Debug, Serialize)]
pub(super) struct Page<'a> {
    /// The fields of the draft.
    #[serde(flatten)]
    seen: Seen<'a>,
    /// The rest.
    page: Besides<'a>,
}

/// The parts of a page that a draft does not have.
#[derive(Debug, Serialize)]
struct Besides<'a> {
    style: &'static str,
    /// The drawing as an element; null where nothing is drawn.
    drawing: Option<&'a str>,
    /// The kinds that occur, in the order of their table.
    kinds: Vec<KindShown>,
    /// The number of entries.
    entries: usize,
    /// The number of those that are milestones.
    milestones: usize,
}

/// A kind that entries can be filtered by.
#[derive(Debug, Serialize)]
struct KindShown {
    /// Its name in JSON, and its class.
    name: &'static str,
    title: &'static str,
    /// The number of its entries.
    entries: usize,
}

impl<'a> Page<'a> {
    /// The context of a draft's page; of one for the public nothing but what its template sees.
    pub(super) fn of(draft: &'a Draft, drawing: Option<&'a str>) -> Self {
        let seen = draft.seen();
        let page = match seen {
            Seen::Whole(draft) => Besides::of(draft, drawing),
            Seen::Public(_) => Besides::none(),
        };
        Page { seen, page }
    }
}

impl<'a> Besides<'a> {
    fn of(draft: &Draft, drawing: Option<&'a str>) -> Self {
        let entries: Vec<&EntryTold> = draft.days.iter().flat_map(|day| &day.events).collect();
        let kinds = Kind::ROWS.iter().map(|row| KindShown {
            name: row.wire,
            title: row.title,
            entries: entries.iter().filter(|entry| entry.kind == row.wire).count(),
        });
        Besides {
            drawing,
            kinds: kinds.filter(|kind| kind.entries > 0).collect(),
            milestones: entries.iter().filter(|entry| entry.is_milestone).count(),
            entries: entries.len(),
            ..Besides::none()
        }
    }

    fn none() -> Self {
        Besides {
            style: STYLE,
            drawing: None,
            kinds: Vec::new(),
            entries: 0,
            milestones: 0,
        }
    }
}
