//! Incidents as teams record them, made up: windows and relapses, attempts, times of every exactness.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use hotwash::domain::command::{Command, NewActionItem, NewEvent, When};
use hotwash::domain::incident::Incident;
use hotwash::domain::kind::{Kind, Via};
use hotwash::domain::record::{FieldName, Purpose, Timing};
use hotwash::domain::sample::{Sample, event};
use hotwash::domain::time::Precision;
use proptest::collection::vec;
use proptest::prelude::*;

/// A relapse with five mitigations, of which one is marked as helping in each window.
pub fn five_mitigations() -> Incident {
    let mut s = Sample::new("Europe/Berlin", "2026-03-04T08:00:00Z");
    s.set(FieldName::Severity, "2");
    s.set(FieldName::Impact, "About 20% of parcels got no label");
    s.set(FieldName::Cause, "A full disk on the label printer's queue node");
    for (kind, at, text) in [
        (Kind::Change, "13:40", "Queue node moved to smaller machines"),
        (Kind::Impact, "14:00", "Every fifth parcel leaves without a label"),
        (Kind::Detection, "14:06", "Packers report blank labels"),
        (Kind::Acknowledgement, "14:10", "On it @bo"),
        (Kind::Hypothesis, "14:15", "Printer firmware?"),
        (Kind::Mitigation, "14:20", "Printers restarted #failed"),
        (Kind::RuledOut, "14:35", "Old and new firmware fail alike"),
        (Kind::Mitigation, "14:45", "Second queue node added #helped"),
        (Kind::Communication, "14:50", "Told the depots to print by hand"),
        (Kind::Resolution, "15:10", "Every parcel has a label"),
        (Kind::Detection, "16:30", "Alert: queue of labels grows again"),
        (Kind::Escalation, "16:40", "Called @storage in"),
        (Kind::Mitigation, "16:50", "Old jobs purged, queue still grows"),
        (
            Kind::Cause,
            "17:05",
            "The disk of the queue node is full of old jobs",
        ),
        (Kind::Mitigation, "17:10", "Retention cut to a day #helped"),
        (Kind::Mitigation, "17:20", "Disk enlarged"),
        (Kind::Fix, "17:30", "Clean-up job deployed"),
        (Kind::Communication, "17:40", "Told the depots that labels print"),
        (
            Kind::Resolution,
            "17:45",
            "Every parcel has a label, counted at three depots",
        ),
    ] {
        s.log(kind, Some(&format!("2026-03-03T{at}:00+01:00")), text);
    }
    s.command(Command::Close { at: None }).expect("it is open");
    s.incident
}

/// A night of which somebody wrote notes, and nothing else.
pub fn nothing_but_notes() -> Incident {
    let mut s = Sample::new("Europe/Berlin", "2026-03-03T05:00:00Z");
    for (at, text) in [
        ("02:02", "Batch import slower than usual"),
        ("02:10", "Node 3 at 100% CPU, others idle"),
        ("02:15", "@cy asleep, no answer on the phone"),
        ("02:30", "Restarted the importer, no change"),
        ("03:00", "Queue down to 40 000"),
        ("03:20", "Looks fine, will watch until four"),
        ("04:05", "Going to bed"),
    ] {
        s.log(Kind::Note, Some(&format!("2026-03-03T{at}:00+01:00")), text);
    }
    s.incident
}

/// How a time was given.
#[derive(Clone, Copy, Debug)]
enum Given {
    Exact,
    About,
    Day,
    Never,
    Range,
    Seconds,
}

/// An entry: its kind, so many minutes after the one before.
#[derive(Clone, Debug)]
struct Step {
    kind: Kind,
    minutes: i64,
    given: Given,
    words: usize,
    tag: usize,
}

/// What happened in one window, from how it opens to how it ends, and the minutes before the next.
#[derive(Clone, Debug)]
struct Act {
    opens: (bool, bool),
    steps: Vec<Step>,
    ends: bool,
    pause: i64,
}

/// An incident to be recorded.
#[derive(Clone, Debug)]
pub struct Story {
    before: Vec<Step>,
    acts: Vec<Act>,
    fields: [bool; 7],
    items: Vec<(usize, bool, bool)>,
    is_closed: bool,
}

fn given() -> impl Strategy<Value = Given> {
    prop_oneof![
        12 => Just(Given::Exact),
        2 => Just(Given::About),
        1 => Just(Given::Day),
        1 => Just(Given::Never),
        1 => Just(Given::Range),
        1 => Just(Given::Seconds),
    ]
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![
        Kind::Impact,
        Kind::Detection,
        Kind::Acknowledgement,
        Kind::Escalation,
        Kind::Investigation,
        Kind::Investigation,
        Kind::Hypothesis,
        Kind::Hypothesis,
        Kind::RuledOut,
        Kind::RuledOut,
        Kind::Cause,
        Kind::Mitigation,
        Kind::Mitigation,
        Kind::Fix,
        Kind::Change,
        Kind::Communication,
        Kind::Note,
        Kind::Note,
    ])
}

fn step(kinds: impl Strategy<Value = Kind>) -> impl Strategy<Value = Step> {
    (kinds, 0i64..90, given(), 0usize..4, 0usize..8).prop_map(|(kind, minutes, given, words, tag)| Step {
        kind,
        minutes,
        given,
        words,
        tag,
    })
}

fn act() -> impl Strategy<Value = Act> {
    let opens = (prop::bool::weighted(0.7), prop::bool::weighted(0.8));
    (
        opens,
        vec(step(kinds()), 0..9),
        prop::bool::weighted(0.85),
        5i64..3_000,
    )
        .prop_map(|(opens, steps, ends, pause)| Act {
            opens,
            steps,
            ends,
            pause,
        })
}

/// Incidents of one to three windows.
pub fn stories() -> impl Strategy<Value = Story> {
    let before = prop::sample::select(vec![Kind::Change, Kind::Note, Kind::Detection]);
    (
        vec(step(before), 0..3),
        vec(act(), 1..4),
        prop::array::uniform7(any::<bool>()),
        vec((0usize..4, any::<bool>(), any::<bool>()), 0..4),
        any::<bool>(),
    )
        .prop_map(|(before, acts, fields, items, is_closed)| Story {
            before,
            acts,
            fields,
            items,
            is_closed,
        })
}

/// What people write in entries of a kind.
const fn texts(kind: Kind) -> [&'static str; 4] {
    match kind {
        Kind::Impact => [
            "Checkout refuses about 30% of orders",
            "Nobody in Lyon can log in",
            "Searches miss every tenth document",
            "Pages take 20 seconds, mobile only",
        ],
        Kind::Detection => [
            "Error rate of the gateway over 5%",
            "Three customers report empty carts",
            "Support sees twice the usual tickets",
            "Probe from Paris times out",
        ],
        Kind::Acknowledgement => ["On it", "Looking @ana", "Taking this one", "Joined the call"],
        Kind::Escalation => [
            "Paged @network",
            "Called the database team in",
            "Asked @storage for help",
            "Woke the vendor's hotline",
        ],
        Kind::Investigation => [
            "Connection pool at 40 of 200",
            "Logs of node 3 end at midnight",
            "Compared both releases, nothing odd",
            "[warn] disk sda1 at 91%",
        ],
        Kind::Hypothesis => [
            "The new terminal firmware?",
            "Database connections exhausted",
            "A full disk on the queue",
            "Certificate of the gateway expired?",
        ],
        Kind::RuledOut => [
            "Old and new firmware fail alike",
            "Pool is half empty",
            "Disk has room",
            "The certificate is good until June",
        ],
        Kind::Cause => [
            "The gateway lacks the intermediate certificate",
            "A migration locked the orders table",
            "Compaction drops open segments",
            "One node serves last year's prices",
        ],
        Kind::Mitigation => [
            "Took node 2 out of the pool",
            "Rolled back to 4.1",
            "Doubled the consumers, still slow",
            "Moved traffic to the other zone",
        ],
        Kind::Fix => [
            "Full chain on all gateways",
            "Patch deployed to production",
            "Began to rebuild the index",
            "Tested the patch on one node",
        ],
        Kind::Change => [
            "Certificate of the gateways renewed",
            "Search 4.2 deployed",
            "Feature flag for carts at 50%",
            "Kernel of the brokers updated",
        ],
        Kind::Communication => [
            "Status page: we are looking into it",
            "Told the branches to take cash",
            "Mail to all customers",
            "Told support what to say",
        ],
        Kind::Resolution => [
            "Orders pass again, counted on all gateways",
            "Logins work for everybody",
            "Counts of all tenants agree",
            "Error rate back at its usual level",
        ],
        Kind::Note => [
            "Bridge opened, seven people",
            "Coffee",
            "The vendor calls back in an hour",
            "Night shift takes over",
        ],
    }
}

/// The tag that an entry of a kind may have.
const fn tag(kind: Kind, tag: usize) -> &'static str {
    match (kind, tag) {
        (Kind::Mitigation, 0 | 1) => " #helped",
        (Kind::Mitigation, 2) => " #failed",
        (Kind::Mitigation, 3) => " #recovered",
        (Kind::Detection, 0) => " #warning",
        (_, 4) => " #decision",
        _ => "",
    }
}

impl Story {
    /// Records it.
    pub fn incident(&self) -> Incident {
        let opened: DateTime<Utc> = "2026-03-27T20:00:00Z".parse().expect("a time");
        let mut s = Sample::new("Europe/Berlin", "2026-04-20T08:00:00Z");
        let mut at = opened;
        for step in &self.before {
            at += TimeDelta::minutes(step.minutes);
            record(&mut s, step, at);
        }
        for act in &self.acts {
            at += TimeDelta::minutes(3);
            for (is_there, kind) in [(act.opens.0, Kind::Impact), (act.opens.1, Kind::Detection)] {
                if is_there {
                    record(&mut s, &exact(kind), at);
                    at += TimeDelta::minutes(4);
                }
            }
            for step in &act.steps {
                at += TimeDelta::minutes(step.minutes);
                record(&mut s, step, at);
            }
            if act.ends {
                at += TimeDelta::minutes(11);
                record(&mut s, &exact(Kind::Resolution), at);
            }
            at += TimeDelta::minutes(act.pause);
        }
        self.write_up(&mut s);
        s.incident
    }

    fn write_up(&self, s: &mut Sample) {
        let fields = [
            (FieldName::Severity, "2"),
            (
                FieldName::Impact,
                "About 30% of orders were refused in every shop",
            ),
            (
                FieldName::Cause,
                "The gateway lacked the intermediate certificate",
            ),
            (FieldName::Resolution, "The full chain stands on all gateways"),
            (FieldName::Summary, "Orders were refused after a renewal"),
            (FieldName::PublicImpact, "some orders could not be placed"),
            (FieldName::PublicCause, "a certificate was incomplete"),
        ];
        for ((field, value), is_set) in fields.into_iter().zip(self.fields) {
            if is_set {
                s.set(field, value);
            }
        }
        let texts = [
            "Alert two weeks before a certificate ends",
            "Add a check of the chain to the renewal",
            "Write the renewal down #public",
            "Rehearse the move to the other zone",
        ];
        for (text, has_owner, has_due) in &self.items {
            let item = NewActionItem {
                text: texts[*text].to_owned(),
                purpose: has_owner.then_some(Purpose::Prevent),
                owner: has_owner.then(|| "bo".to_owned()),
                due: has_due.then(|| "2026-05-30".parse().expect("a day")),
                ..NewActionItem::default()
            };
            s.command(Command::AddActionItem(item)).expect("a good item");
        }
        if self.is_closed {
            s.command(Command::Close { at: None }).expect("it is open");
        }
    }
}

fn exact(kind: Kind) -> Step {
    Step {
        kind,
        minutes: 0,
        given: Given::Exact,
        words: 0,
        tag: 7,
    }
}

fn record(s: &mut Sample, step: &Step, at: DateTime<Utc>) {
    let zone = s.incident.zone();
    let moment = |at: DateTime<Utc>| zone.moment_at(at, zone);
    let begin_of_day = |at: DateTime<Utc>| {
        let since = zone
            .shown_instant(at)
            .clock
            .time()
            .signed_duration_since(NaiveTime::MIN);
        at - since
    };
    let exact = Timing {
        at: Some(moment(at)),
        precision: Precision::Minute,
        ..Timing::default()
    };
    let timing = match step.given {
        Given::Exact => exact,
        Given::About => Timing {
            approximate: true,
            ..exact
        },
        Given::Day => Timing {
            at: Some(moment(begin_of_day(at))),
            precision: Precision::Day,
            ..exact
        },
        Given::Never => Timing::default(),
        Given::Range => Timing {
            until: Some(moment(at + TimeDelta::minutes(7))),
            ..exact
        },
        Given::Seconds => Timing {
            at: Some(moment(at + TimeDelta::seconds(12))),
            precision: Precision::Second,
            ..exact
        },
    };
    let text = format!("{}{}", texts(step.kind)[step.words], tag(step.kind, step.tag));
    let via = [None, Some(Via::Person), Some(Via::Monitor)][step.tag % 3];
    let new = NewEvent {
        when: When::Given(timing),
        via: via.filter(|_| step.kind == Kind::Detection),
        ..event(step.kind, None, &text)
    };
    s.command(Command::Record(new)).expect("a good entry");
}
