//! For how long users have been affected, and how it ended: every window is told.

use super::Briefing;
use super::deeds::Reduction;
use super::when::roughly;
use crate::domain::counted::counted;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::record::ActionItemBody;
use crate::domain::windows::Window;
use crate::draft::said::{capital, stop};

/// Words that join an ending to the sentence before it.
const JOINING: &[&str] = &["after ", "as ", "once ", "when "];

impl Briefing<'_> {
    /// `Since 09:30 (UTC-05:00), 2 h 6 min.`, with the windows before it; `From 09:30 to 20:00 (UTC-05:00), 10 h 30 min.`
    pub(super) fn lasting(&self) -> String {
        let Some(window) = self.open() else {
            return if self.is_over() {
                format!("{}.", capital(&self.was_affected()))
            } else {
                self.not_begun()
            };
        };
        let length = roughly(&self.since(&window.start), window.start.approximate);
        let zone = self.zone_behind(window.start.at);
        let before = self
            .before()
            .map_or_else(String::new, |before| format!(" {before}"));
        format!("Since {}{zone}, {length}.{before}", self.began(window))
    }

    /// `from 2 to 5 June and from 9 to 30 June 2026 (UTC), 24 days in all`
    pub(super) fn was_affected(&self) -> String {
        let windows = self.facts.windows.all();
        let is_approximate = windows.iter().any(Window::is_approximate);
        let total = self.facts.windows.total();
        let length = total.map(|total| self.length(&total, is_approximate));
        let length = length.map_or_else(String::new, |length| format!(", {length}"));
        let all = if windows.len() > 1 && !length.is_empty() {
            " in all"
        } else {
            ""
        };
        format!(
            "{} ({}){length}{all}",
            self.stretches(windows),
            self.offsets_of(windows)
        )
    }

    /// The windows before the open one in a sentence; `None` without any.
    pub(super) fn before(&self) -> Option<String> {
        let stretches = self.stretches_before()?;
        Some(format!("Before that {stretches}."))
    }

    /// The windows before the last: `from 08:00 to 08:30`; `None` without any.
    pub(in crate::draft) fn stretches_before(&self) -> Option<String> {
        let earlier = self.earlier();
        (!earlier.is_empty()).then(|| self.stretches(earlier))
    }

    pub(super) fn impact_or_title(&self) -> String {
        self.impact().unwrap_or_else(|| self.title())
    }

    fn not_begun(&self) -> String {
        let opened = self.incident().opened_at().map(|at| {
            let zone = self.zone_behind(at);
            format!(" Opened {}{zone}.", self.clock_at(at))
        });
        format!("Since when is not recorded.{}", opened.unwrap_or_default())
    }

    /// `Cause, found on 11 June: ...` and `Reduced on 11 June, fix deployed on 12 June, over on 30 June when ...`.
    pub(super) fn over_in_words(&self) -> Vec<String> {
        let cause = match self.cause() {
            (Some(text), Some(event)) => {
                format!("Cause, found {}: {}", self.at(&event.body().timing), stop(&text))
            }
            (Some(text), None) => format!("Cause: {}", stop(&text)),
            (None, _) => "The cause is not known.".to_owned(),
        };
        vec![cause, self.ending()]
    }

    /// The reduction, the fix and the end of the last window: those of another one did not end it.
    fn ending(&self) -> String {
        let end = self.facts.windows.all().last().and_then(|window| window.end);
        let ended = end.and_then(|end| self.incident().event(end.event));
        let is_end = |event: &Event| ended.is_some_and(|ended| ended.id == event.id);
        let fixed = self.newest(Kind::Fix).filter(|event| !is_end(event));
        let mut parts: Vec<String> = Vec::new();
        parts.extend(match self.reduction() {
            Reduction::Helped(event) if is_end(event) => None,
            Reduction::Helped(event) => Some(format!("reduced {}", self.at(&event.body().timing))),
            Reduction::WorseSince(event, worse) => Some(format!(
                "reduced {}, worse {}",
                self.at(&event.body().timing),
                self.at(&self.timing(&worse))
            )),
            Reduction::None | Reduction::Unsaid(_) | Reduction::Failed(_) => None,
        });
        parts.extend(fixed.map(|event| {
            let deployed = event.body().text.to_lowercase().contains("deploy");
            let deed = if deployed { "fix deployed" } else { "fix" };
            format!("{deed} {}", self.at(&event.body().timing))
        }));
        parts.extend(ended.map(|event| {
            let text = self.said(&event.body().text);
            let joins = JOINING.iter().any(|word| text.to_lowercase().starts_with(word));
            let colon = if joins { "" } else { ":" };
            format!("over {}{colon} {text}", self.at(&event.body().timing))
        }));
        stop(&capital(&parts.join(", ")))
    }

    /// `A first all-clear on 5 June did not hold.`; `None` where the first one did.
    pub(super) fn all_clears_before(&self) -> Option<String> {
        let earlier = self.earlier();
        let last = earlier.last().and_then(|window| window.end)?;
        let at = self.at(&self.timing(&last));
        Some(match earlier.len() {
            1 => format!("A first all-clear {at} did not hold."),
            count => format!("{count} all-clears before, the last {at}, did not hold."),
        })
    }

    /// `6 action items are recorded, 2 without an owner.`; `None` without any.
    pub(super) fn action_items(&self) -> Option<String> {
        let items = || self.incident().action_items();
        let is_unowned = |body: &ActionItemBody| body.owner.is_none() && !body.done;
        let (count, unowned) = (
            items().count(),
            items().filter(|(_, body)| is_unowned(body)).count(),
        );
        let verb = if count == 1 { "is" } else { "are" };
        let behind = match unowned {
            0 => String::new(),
            unowned => format!(", {unowned} without an owner"),
        };
        (count > 0).then(|| {
            format!(
                "{} {verb} recorded{behind}.",
                counted(count as u64, "action item")
            )
        })
    }
}
