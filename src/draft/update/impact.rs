//! For how long users have been affected, and how it ended: every window is told.

use super::Briefing;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::mitigations::MitigationOutcome;
use crate::domain::time::Zone;
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
        let length = self.since(&window.start).long();
        let zone = self.zone_behind(window.start.at);
        let before = self
            .before()
            .map_or_else(String::new, |before| format!(" {before}"));
        format!("Since {}{zone}, {length}.{before}", self.began(window))
    }

    /// `Mobile app unreachable for all users since 08:00 UTC (10 h).`
    pub(super) fn affected_since(&self) -> String {
        let impact = capital(&self.impact_or_title());
        let Some(window) = self.open() else {
            return stop(&impact);
        };
        let (began, length) = (self.began(window), self.length(&self.since(&window.start)));
        let behind = match self.incident().zone() {
            Zone::Utc => format!("UTC ({length})"),
            Zone::Iana(_) | Zone::Fixed(_) | Zone::Unknown => {
                format!("({}, {length})", self.offsets([window.start.at]))
            }
        };
        let before = self
            .before()
            .map_or_else(String::new, |before| format!(" {before}"));
        format!("{impact} since {began} {behind}.{before}")
    }

    /// `from 2 to 5 June and from 9 to 30 June 2026 (UTC), 24 days in all`
    pub(super) fn was_affected(&self) -> String {
        let windows = self.facts.windows.all();
        let length = self.facts.windows.total().map(|total| self.length(&total));
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

    /// The windows before the open one; `None` without any.
    pub(super) fn before(&self) -> Option<String> {
        let earlier = self.earlier();
        (!earlier.is_empty()).then(|| format!("Before that {}.", self.stretches(earlier)))
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

    fn ending(&self) -> String {
        let newest =
            |wanted: &dyn Fn(&Event) -> bool| self.events().iter().rev().copied().find(|event| wanted(event));
        let helped = newest(&|event| MitigationOutcome::of(event) == Some(MitigationOutcome::Helped));
        let fixed = newest(&|event| event.body().kind == Kind::Fix);
        let end = self.facts.windows.all().last().and_then(|window| window.end);
        let ended = end.and_then(|end| self.incident().event(end.event));
        let mut parts: Vec<String> = Vec::new();
        parts.extend(
            helped
                .filter(|event| ended.is_none_or(|ended| ended.id != event.id))
                .map(|event| format!("reduced {}", self.at(&event.body().timing))),
        );
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
}
