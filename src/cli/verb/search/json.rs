//! The JSON of `search`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::id::IncidentId;
use crate::incidents::search::{Found, Hit};

/// The answer of `search --json`.
#[derive(Debug, Serialize)]
pub(super) struct SearchJson<'a> {
    /// The number of all incidents that say the words, also of those beyond the limit.
    found: usize,
    hits: Vec<HitJson<'a>>,
}

#[derive(Debug, Serialize)]
struct HitJson<'a> {
    id: IncidentId,
    slug: &'a str,
    title: &'a str,
    severity: Option<u8>,
    status: &'static str,
    /// The day it was opened.
    day: Option<NaiveDate>,
    /// The length of the impact in seconds.
    seconds: Option<i64>,
    cause: Option<&'a str>,
    fix: Option<&'a str>,
    score: u32,
    #[serde(rename = "where")]
    place: &'static str,
    line: &'a str,
}

impl<'a> SearchJson<'a> {
    pub(super) fn of(found: &'a Found) -> Self {
        SearchJson {
            found: found.count,
            hits: found.hits.iter().map(HitJson::of).collect(),
        }
    }
}

impl<'a> HitJson<'a> {
    fn of(hit: &'a Hit) -> Self {
        let precedent = &hit.precedent;
        HitJson {
            id: precedent.id,
            slug: hit.path.slug(),
            title: &precedent.title,
            severity: precedent.severity.map(|severity| severity.level()),
            status: precedent.status.word(),
            day: precedent.day,
            seconds: precedent.length.map(|length| length.seconds()),
            cause: precedent.cause.as_deref(),
            fix: precedent.fix.as_deref(),
            score: hit.score,
            place: hit.line.place.word(),
            line: &hit.line.text,
        }
    }
}
