//! The answer of `stats --json`.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::statistics::{
    BySeverity, Distribution, Month, OverdueItem, OwnerOverdue, Recurring, Statistics,
};

#[derive(Debug, Serialize)]
pub(super) struct StatisticsJson<'a> {
    incidents: usize,
    since: Option<NaiveDate>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    undated: usize,
    by_severity: Vec<SeverityJson>,
    by_month: Vec<MonthJson>,
    intervals: Vec<DistributionJson<'a>>,
    noticed_by_monitor: Option<f64>,
    noticed: NoticedJson,
    dead_ends: DeadEndsJson,
    causes: Vec<RecurringJson<'a>>,
    affected: Vec<RecurringJson<'a>>,
    overdue: Vec<OwnerJson<'a>>,
    damaged: &'a [String],
}

impl<'a> StatisticsJson<'a> {
    pub(super) fn of(statistics: &'a Statistics) -> Self {
        let (noticed, lost) = (statistics.noticed, statistics.lost);
        StatisticsJson {
            incidents: statistics.incidents,
            since: statistics.since,
            from: statistics.days.map(|(first, _)| first),
            to: statistics.days.map(|(_, last)| last),
            undated: statistics.undated,
            by_severity: severities(&statistics.by_severity),
            by_month: statistics.by_month.iter().map(MonthJson::of).collect(),
            intervals: statistics.intervals.iter().map(DistributionJson::of).collect(),
            noticed_by_monitor: noticed.share(),
            noticed: NoticedJson {
                monitor: noticed.monitor,
                person: noticed.person,
                not_recorded: noticed.unsaid,
            },
            dead_ends: DeadEndsJson {
                incidents: lost.incidents,
                seconds: lost.seconds,
            },
            causes: statistics.causes.iter().map(RecurringJson::of).collect(),
            affected: statistics.affected.iter().map(RecurringJson::of).collect(),
            overdue: statistics.overdue.iter().map(OwnerJson::of).collect(),
            damaged: &statistics.damaged,
        }
    }
}

/// The number of incidents of one severity; null: not recorded.
#[derive(Debug, Serialize)]
struct SeverityJson {
    severity: Option<u8>,
    incidents: usize,
}

fn severities(counts: &BySeverity) -> Vec<SeverityJson> {
    let levels = counts.levels().map(|(level, count)| (Some(level), count));
    let all = levels.chain([(None, counts.unsaid)]);
    all.map(|(severity, incidents)| SeverityJson { severity, incidents })
        .collect()
}

#[derive(Debug, Serialize)]
struct MonthJson {
    month: String,
    incidents: usize,
    by_severity: Vec<SeverityJson>,
}

impl MonthJson {
    fn of(month: &Month) -> Self {
        MonthJson {
            month: month.name(),
            incidents: month.count(),
            by_severity: severities(&month.by_severity),
        }
    }
}

/// The lengths of one interval, in seconds; null under five.
#[derive(Debug, Serialize)]
struct DistributionJson<'a> {
    name: &'a str,
    count: usize,
    median: Option<i64>,
    p90: Option<i64>,
    histogram: Option<Vec<BucketJson>>,
    formula: &'a Cow<'static, str>,
    from_detection: usize,
    negative: usize,
}

/// A bucket of a histogram; null: it has no upper border.
#[derive(Debug, Serialize)]
struct BucketJson {
    upto: Option<i64>,
    count: usize,
}

impl<'a> DistributionJson<'a> {
    fn of(distribution: &'a Distribution) -> Self {
        let histogram = distribution.histogram().map(|buckets| {
            let buckets = buckets.into_iter().map(|bucket| BucketJson {
                upto: bucket.upto,
                count: bucket.count,
            });
            buckets.collect()
        });
        DistributionJson {
            name: distribution.name,
            count: distribution.count(),
            median: distribution.median(),
            p90: distribution.p90(),
            histogram,
            formula: &distribution.formula,
            from_detection: distribution.from_detection,
            negative: distribution.negative,
        }
    }
}

#[derive(Debug, Serialize)]
struct NoticedJson {
    monitor: usize,
    person: usize,
    not_recorded: usize,
}

#[derive(Debug, Serialize)]
struct DeadEndsJson {
    incidents: usize,
    seconds: i64,
}

#[derive(Debug, Serialize)]
struct RecurringJson<'a> {
    text: &'a str,
    incidents: &'a [String],
}

impl<'a> RecurringJson<'a> {
    fn of(recurring: &'a Recurring) -> Self {
        RecurringJson {
            text: &recurring.text,
            incidents: &recurring.incidents,
        }
    }
}

/// The overdue action items of one owner; null: nobody has them.
#[derive(Debug, Serialize)]
struct OwnerJson<'a> {
    owner: Option<&'a str>,
    items: Vec<OverdueJson<'a>>,
}

impl<'a> OwnerJson<'a> {
    fn of(owned: &'a OwnerOverdue) -> Self {
        OwnerJson {
            owner: owned.owner.as_deref(),
            items: owned.items.iter().map(OverdueJson::of).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct OverdueJson<'a> {
    incident: &'a str,
    number: u32,
    text: &'a str,
    due: NaiveDate,
    days: i64,
}

impl<'a> OverdueJson<'a> {
    fn of(item: &'a OverdueItem) -> Self {
        OverdueJson {
            incident: &item.incident,
            number: item.number,
            text: &item.text,
            due: item.due,
            days: item.days,
        }
    }
}
