//! The urgency of an action item: the one order in which they are listed, and its due date in words.

use chrono::NaiveDate;

use super::record::ActionItemBody;

/// The place of an action item among others: the smaller, the more pressing. What is overdue has the earliest dates,
/// so the dates alone put it first; then come those without a date, and last what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgency {
    done: bool,
    undated: bool,
    due: Option<NaiveDate>,
}

impl ActionItemBody {
    /// Its place among others.
    pub fn urgency(&self) -> Urgency {
        Urgency {
            done: self.done,
            undated: self.due.is_none(),
            due: self.due,
        }
    }

    /// For how many days it has been overdue, on a day in the incident's zone; `None` where it is not.
    pub fn days_overdue(&self, today: NaiveDate) -> Option<i64> {
        let days = today.signed_duration_since(self.due?).num_days();
        (days > 0 && !self.done).then_some(days)
    }

    /// The due date: `due 2026-12-01`, `due today`, `overdue 3 days (2026-11-28)`; `None` where no day is known.
    pub fn due_in_words(&self, today: NaiveDate) -> Option<String> {
        let due = self.due?;
        Some(match self.days_overdue(today) {
            Some(1) => format!("overdue 1 day ({due})"),
            Some(days) => format!("overdue {days} days ({due})"),
            None if due == today && !self.done => "due today".to_owned(),
            None => format!("due {due}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(due: Option<&str>, done: bool) -> ActionItemBody {
        ActionItemBody {
            due: due.map(|day| day.parse().expect("a test names real days")),
            done,
            ..ActionItemBody::default()
        }
    }

    #[test]
    fn being_overdue_is_said_in_words() {
        let today = "2026-11-30".parse().expect("a day");
        for (due, done, words) in [
            (None, false, None),
            (Some("2026-12-01"), false, Some("due 2026-12-01")),
            (Some("2026-11-30"), false, Some("due today")),
            (Some("2026-11-29"), false, Some("overdue 1 day (2026-11-29)")),
            (Some("2026-10-30"), false, Some("overdue 31 days (2026-10-30)")),
            (Some("2026-10-30"), true, Some("due 2026-10-30")),
        ] {
            assert_eq!(item(due, done).due_in_words(today).as_deref(), words);
        }
    }

    #[test]
    fn the_earliest_date_comes_first_and_what_is_done_last() {
        let in_order = [
            item(Some("2026-10-30"), false),
            item(Some("2026-12-01"), false),
            item(None, false),
            item(Some("2026-01-01"), true),
            item(None, true),
        ];
        assert!(in_order.is_sorted_by_key(ActionItemBody::urgency));
    }
}
