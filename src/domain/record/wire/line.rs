//! The fields of a line of the journal, flat.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::VERSION;
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::record::stamped::Stamped;
use crate::domain::record::{EvidenceRef, Purpose, Record};
use crate::domain::time::{Moment, Precision};

pub(super) type Text<'a> = Cow<'a, str>;

macro_rules! line {
    ($($(#[$meta:meta])* $field:ident: $type:ty,)+) => {
        /// Every field that any record has, flat: serde's own flattening would cost twice the time.
        /// Absent means "not recorded"; a reader ignores what it does not know.
        #[derive(Serialize, Deserialize)]
        pub(super) struct Line<'a> {
            pub(super) v: u64,
            pub(super) id: RecordId,
            pub(super) seq: u64,
            pub(super) lc: u64,
            pub(super) recorded_at: Stamped,
            pub(super) by: Text<'a>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub(super) batch: Option<RecordId>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub(super) incident: Option<IncidentId>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub(super) writer: Option<Text<'a>>,
            pub(super) op: Text<'a>,
            $($(#[$meta])* #[serde(default, skip_serializing_if = "Option::is_none")] pub(super) $field: Option<$type>,)+
        }

        impl<'a> Line<'a> {
            /// The envelope of a record, with nothing of what it says.
            pub(super) fn enveloped(record: &'a Record, op: &'static str) -> Self {
                Line {
                    v: VERSION,
                    id: record.id,
                    seq: record.seq,
                    lc: record.lc,
                    recorded_at: Stamped(record.recorded_at),
                    by: Cow::Borrowed(&record.by),
                    batch: record.batch,
                    incident: record.head.as_ref().map(|head| head.incident),
                    writer: record.head.as_ref().map(|head| Cow::Borrowed(head.writer.as_str())),
                    op: Cow::Borrowed(op),
                    $($field: None,)+
                }
            }
        }
    };
}

line! {
    event: RecordId,
    item: RecordId,
    replaces: RecordId,
    kind: Text<'a>,
    via: Text<'a>,
    title: Text<'a>,
    severity: u8,
    zone: Text<'a>,
    text: Text<'a>,
    at: Moment,
    until: Moment,
    approximate: bool,
    precision: Precision,
    ends: RecordId,
    tags: Cow<'a, [String]>,
    evidence: Cow<'a, [EvidenceRef]>,
    source: Text<'a>,
    field: Text<'a>,
    value: Text<'a>,
    add: Text<'a>,
    owner: Text<'a>,
    due: NaiveDate,
    #[serde(rename = "type")]
    purpose: Purpose,
    priority: Text<'a>,
    done: bool,
    rule: Text<'a>,
    events: Cow<'a, [RecordId]>,
    why: Text<'a>,
    was: Text<'a>,
    redacted_by: Text<'a>,
    redacted_at: Stamped,
    typed: Text<'a>,
}
