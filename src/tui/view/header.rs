//! The header: what it is, how long it has been going on, which milestones are passed, what is due.

use ratatui::style::Style;

use super::paint::Canvas;
use crate::app::drafted;
use crate::app::geometry::{Area, Live};
use crate::app::model::{Current, Model};
use crate::app::screen::live::shown_zone;
use crate::domain::counted::{counted, counted_as};
use crate::domain::harmless;
use crate::domain::incident::{Incident, Status};
use crate::domain::kind::Milestone;
use crate::domain::mark::Mark;
use crate::domain::time::{Point, Zone, span};
use crate::domain::update_clock::UpdateClock;
use crate::tui::theme::{Sign, Theme};

/// Draws as much of the header as there is room for.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let area = Live::of(model).header;
    let Some(current) = &model.current else { return };
    if area.height >= 1 {
        title(canvas, area, model, incident);
    }
    if area.height >= 2 {
        milestones(
            canvas,
            Area {
                y: area.y + 1,
                ..area
            },
            model,
            incident,
        );
    }
    if area.height >= 3 {
        due(
            canvas,
            Area {
                y: area.y + 2,
                ..area
            },
            model,
            incident,
            current,
        );
    }
}

fn title(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: &Incident) {
    let theme = canvas.theme;
    let (word, style) = standing(theme, model, incident);
    let clock = clock(model, incident);
    let taken = canvas.text_right(area.width.saturating_sub(1), area.y, &clock, Style::new());
    let room = area.width.saturating_sub(taken + 4);
    let gap = if area.width >= 60 { "  " } else { " " };
    let severity = incident
        .severity()
        .map(|level| format!("SEV{level}{gap}"))
        .unwrap_or_default();
    canvas.pieces(
        area.x + 1,
        area.y,
        room,
        &[
            (word, style),
            (gap, Style::new()),
            (&severity, theme.strong()),
            (incident.title(), theme.strong()),
        ],
    );
}

/// Open, with something recorded in the last day: live.
fn standing(theme: Theme, model: &Model, incident: &Incident) -> (&'static str, Style) {
    match incident.status() {
        Status::Closed { .. } => ("CLOSED", theme.dim()),
        Status::Open if incident.is_live(model.now.instant) => ("LIVE", theme.alarm()),
        Status::Open => ("OPEN", theme.caution()),
    }
}

/// Says how long it has been going on, and what time it is where the incident is.
fn clock(model: &Model, incident: &Incident) -> String {
    let zone = shown_zone(model, incident);
    let now = zone.now(model.now);
    let running = model
        .current
        .as_ref()
        .and_then(|current| current.derived.running(incident, model.now));
    let over = model
        .current
        .as_ref()
        .is_some_and(|current| current.derived.is_over());
    let over = if over { "resolved " } else { "" };
    let running = running
        .map(|length| format!("{over}{}   ", length.short()))
        .unwrap_or_default();
    let wall = zone.shown(&now);
    let offset = match (wall.offset, model.size.0) {
        (_, 0..60) => String::new(),
        (Some(_), _) if zone == Zone::Utc => " UTC".to_owned(),
        (Some(offset), _) => format!(" {offset}"),
        (None, _) => " zone?".to_owned(),
    };
    format!("{running}{}{offset}", wall.clock.format("%H:%M"))
}

/// A milestone in the header.
struct Passing {
    milestone: Milestone,
    /// The day, where it is not on that of the one shown before it, or of the clock.
    day: Option<String>,
    time: String,
    passed: bool,
}

impl Passing {
    /// Says when it was passed, with its day where that is another one; in few columns with the day alone.
    fn when(&self, tight: bool) -> String {
        match &self.day {
            Some(day) if tight => day.clone(),
            Some(day) => format!("{day} {}", self.time),
            None => self.time.clone(),
        }
    }
}

type MilestoneName = fn(Milestone) -> &'static str;

/// The relapse that the milestones are of, where users were affected again.
fn relapse(model: &Model) -> Option<String> {
    let current = model.current.as_ref()?;
    match current.derived.windows.relapses().len() {
        0 => None,
        1 => Some("relapse: ".to_owned()),
        nth => Some(format!("relapse {nth}: ")),
    }
}

/// The milestones with their times; the words shrink before anything is left out.
fn milestones(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: &Incident) {
    let theme = canvas.theme;
    let all = passings(theme, model, incident);
    let then = format!(" {} ", theme.sign(Sign::Then));
    let forms: [(MilestoneName, &str, bool); 6] = [
        (Milestone::name, &then, false),
        (Milestone::name, "  ", false),
        (short, &then, false),
        (short, "  ", false),
        (tiny, " ", false),
        (tiny, " ", true),
    ];
    let room = usize::from(area.width.saturating_sub(2));
    let fitting = |room: usize| {
        let fits =
            |(name, gap, tight): &(MilestoneName, &str, bool)| columns(&all, *name, gap, *tight) <= room;
        forms.iter().find(|form| fits(form))
    };
    let relapse = relapse(model).unwrap_or_default();
    let beside = fitting(room.saturating_sub(relapse.len()));
    let (name, gap, tight) = *beside.or_else(|| fitting(room)).unwrap_or(&forms[5]);
    let mut x = area.x + 1;
    if beside.is_some() {
        x += canvas.text(x, area.y, area.width, &relapse, theme.caution());
    }
    for (nth, passing) in all.iter().enumerate() {
        let style = if passing.passed {
            theme.strong()
        } else {
            theme.dim()
        };
        let gap = if nth == 0 { "" } else { gap };
        let word = format!("{} ", name(passing.milestone));
        let pieces = [
            (gap, theme.dim()),
            (word.as_str(), theme.dim()),
            (&*passing.when(tight), style),
        ];
        x += canvas.pieces(x, area.y, area.width.saturating_sub(x), &pieces);
    }
}

/// All of them; but an impact only where it was recorded: often its window begins with the detection.
fn passings(theme: Theme, model: &Model, incident: &Incident) -> Vec<Passing> {
    let zone = shown_zone(model, incident);
    let Some(current) = &model.current else {
        return Vec::new();
    };
    let mut day = zone.shown(&zone.now(model.now)).clock.date();
    let mut passing = |milestone| {
        let mark = current.derived.milestones.get(milestone);
        let time = mark.map(|mark| passed_at(mark, zone));
        let passed = time.is_some();
        let own = mark
            .filter(|mark| !mark.is_day_only())
            .map(|mark| zone.shown(&mark.at).clock.date());
        let other = own.filter(|own| *own != day);
        day = other.unwrap_or(day);
        let unsaid = milestone == Milestone::Mitigated && current.derived.milestones.undetermined().is_some();
        // There are several, and nobody said which one it was.
        let time = time.or_else(|| unsaid.then(|| "?".to_owned()));
        let time = time.unwrap_or_else(|| theme.sign(Sign::None).to_owned());
        (passed || milestone != Milestone::Impact).then_some(Passing {
            milestone,
            day: other.map(|day| day.format("%-d %b").to_string()),
            time,
            passed,
        })
    };
    Milestone::ALL.into_iter().filter_map(&mut passing).collect()
}

/// `09:30`, `~09:30`, `25 Mar` where only the day is known.
fn passed_at(mark: &Mark, zone: Zone) -> String {
    let clock = zone.shown(&mark.at).clock;
    match mark.is_day_only() {
        true => clock.format("%-d %b").to_string(),
        false if mark.approximate => clock.format("~%H:%M").to_string(),
        false => clock.format("%H:%M").to_string(),
    }
}

fn columns(all: &[Passing], name: MilestoneName, gap: &str, tight: bool) -> usize {
    let words: usize = all
        .iter()
        .map(|passing| name(passing.milestone).len() + 1 + harmless::width(&passing.when(tight)))
        .sum();
    words + harmless::width(gap) * all.len().saturating_sub(1)
}

fn short(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Impact => "impact",
        Milestone::Detected => "detect",
        Milestone::Acknowledged => "ack",
        Milestone::Escalated => "escal",
        Milestone::Cause => "cause",
        Milestone::Mitigated => "mitig",
        Milestone::Resolved => "resolv",
    }
}

fn tiny(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Impact => "imp",
        Milestone::Detected => "det",
        Milestone::Acknowledged => "ack",
        Milestone::Escalated => "esc",
        Milestone::Cause => "cau",
        Milestone::Mitigated => "mit",
        Milestone::Resolved => "res",
    }
}

/// Draws what waits for somebody: an update, a suspicion, work; and what could not be read.
fn due(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: &Incident, current: &Current) {
    let theme = canvas.theme;
    let mut open = Vec::new();
    open.extend(withdrawn(incident, area.width));
    let hypotheses = current.derived.open_hypotheses.len();
    let items = current.derived.open_action_items;
    if hypotheses > 0 {
        open.push(counted_as(hypotheses, "hypothesis", "hypotheses") + " open");
    }
    if items > 0 {
        open.push(counted(items, "todo"));
    }
    let mut open = open.join("   ");
    if current.damage > 0 && usize::from(area.width) < harmless::width(&open) + LEAST_OF_DAMAGE + 4 {
        open.clear();
    }
    let taken = canvas.text_right(area.width.saturating_sub(1), area.y, &open, theme.dim());
    let room = area.width.saturating_sub(taken + 3);
    if current.damage > 0 {
        let text = damaged(current.damage, room);
        canvas.text(area.x + 1, area.y, room, &text, theme.alarm());
        return;
    }
    let now = Point::now(incident.zone(), model.now);
    let (text, style) = match current.derived.updates {
        _ if current.draft_is_old => (drafted::elsewhere(), theme.caution()),
        Some(clock) => next_update(theme, clock, now, room),
        None => (since_update(incident, current, now), theme.dim()),
    };
    canvas.text(area.x + 1, area.y, room, &text, style);
}

/// Columns that the shortest words for damage take; what else there is to say stands back for them.
const LEAST_OF_DAMAGE: usize = 24;

/// That lines of the journal cannot be read, and what names them, in as many words as there is room for.
fn damaged(count: usize, room: u16) -> String {
    let lines = counted(count, "line");
    let forms = [
        format!("{lines} of the journal cannot be read: see hotwash verify"),
        format!("{lines} cannot be read: hotwash verify"),
        "damaged: hotwash verify".to_owned(),
    ];
    let fits = |form: &&String| harmless::width(form) <= usize::from(room);
    forms.iter().find(fits).unwrap_or(&forms[2]).clone()
}

/// Counts the events, and those withdrawn, where any are: the filter `struck` shows them.
fn withdrawn(incident: &Incident, width: u16) -> Option<String> {
    let timeline = incident.timeline();
    let count = timeline.withdrawn().len();
    let gone = format!("{count} withdrawn");
    let events = if width >= 76 {
        counted(timeline.len(), "event") + ", "
    } else {
        String::new()
    };
    (count > 0).then(|| events + &gone)
}

/// Says when the next update is due, or for how long nobody was told: in as many words as there is room for.
fn next_update(theme: Theme, clock: UpdateClock, now: Point, room: u16) -> (String, Style) {
    let (waited, every) = (clock.waited(now).short(), every(clock));
    let (forms, style) = match clock.left(now) {
        left @ 1.. => {
            let left = span::short(left);
            let forms = vec![format!("next update in {left}"), format!("update {left}")];
            (forms, theme.dim())
        }
        // For a minute: nobody is late yet.
        -59..=0 => {
            let forms = vec![format!("update due (every {every})"), "update due".to_owned()];
            (forms, theme.caution())
        }
        _ => {
            let forms = vec![
                format!("no update sent for {waited} (every {every})"),
                format!("no update for {waited}"),
                format!("late {waited}"),
            ];
            (forms, theme.caution())
        }
    };
    let fits = |form: &&String| harmless::width(form) <= usize::from(room);
    let text = forms.iter().find(fits).or(forms.last());
    (text.cloned().unwrap_or_default(), style)
}

/// The rhythm as people say it: full hours without their minutes.
fn every(clock: UpdateClock) -> String {
    let text = span::short(clock.every);
    text.strip_suffix(" 0m").map_or(text.clone(), str::to_owned)
}

/// Says when somebody was told last, where there is no rhythm.
fn since_update(incident: &Incident, current: &Current, now: Point) -> String {
    if current.derived.windows.open().is_none() || incident.status() != Status::Open {
        return String::new();
    }
    match current.derived.last_update {
        Some(at) => format!("last update {} ago", at.to(&now).or_zero().short()),
        None => "no update sent yet".to_owned(),
    }
}
