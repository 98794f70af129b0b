//! The rows of the timeline: its rows, in which zone, in how much room.

use crate::app::filter::Filter;
use crate::app::geometry::Live;
use crate::app::model::{Current, Model};
use crate::app::rows::RowSource;
use crate::app::timeline::{ShownZone, TimelineView};
use crate::domain::incident::Incident;
use crate::domain::time::Zone;

/// From this width on, every row has its event's number; on a narrower screen the one selected has.
const NUMBERED: u16 = 100;

/// The zone that times are shown in.
pub fn shown_zone(model: &Model, incident: &Incident) -> Zone {
    let chosen = model
        .current
        .as_ref()
        .map_or(ShownZone::Incident, |current| current.timeline.shown_zone);
    match (chosen, incident.zone()) {
        // Nobody knows which instants these were: no other zone can show them.
        (_, Zone::Unknown) => Zone::Unknown,
        (ShownZone::Incident, zone) => zone,
        (ShownZone::Utc, _) => Zone::Utc,
        (ShownZone::Local, _) => model.now.local,
    }
}

/// Gathers what the timeline's rows are made from.
pub fn source<'a>(model: &'a Model, incident: &'a Incident) -> Option<RowSource<'a>> {
    let current = model.current.as_ref()?;
    let width = usize::from(Live::of(model).timeline.width);
    let zone = shown_zone(model, incident);
    Some(RowSource {
        incident,
        derived: &current.derived,
        zone,
        width,
        now: model.now,
        only: current
            .filter
            .as_ref()
            .filter(|_| model.timeline_focused)
            .map(Filter::places),
        numbered: numbered(model),
    })
}

/// Says whether there is room for a column of the events' numbers.
fn numbered(model: &Model) -> bool {
    model.size.0 >= NUMBERED
}

/// Changes the timeline's state with its rows and the height of its window at hand.
pub fn with_source<R: Default>(
    model: &mut Model,
    incident: &Incident,
    change: impl FnOnce(&mut TimelineView, &RowSource<'_>, usize) -> R,
) -> R {
    let area = Live::of(model).timeline;
    let zone = shown_zone(model, incident);
    let now = model.now;
    let focused = model.timeline_focused;
    let numbered = numbered(model);
    let Some(Current {
        derived,
        timeline,
        filter,
        ..
    }) = &mut model.current
    else {
        return R::default();
    };
    let source = RowSource {
        incident,
        derived,
        zone,
        width: usize::from(area.width),
        now,
        only: filter.as_ref().filter(|_| focused).map(Filter::places),
        numbered,
    };
    change(timeline, &source, usize::from(area.height))
}

pub(super) fn next_zone(model: &mut Model, incident: &Incident) {
    let (zone, local) = (incident.zone(), model.now.local);
    if zone == Zone::Unknown {
        return model.tell("The incident's zone is not recorded: its times cannot be shown in another.");
    }
    let Some(current) = &mut model.current else { return };
    current.timeline.shown_zone = match current.timeline.shown_zone {
        ShownZone::Incident if zone != Zone::Utc => ShownZone::Utc,
        ShownZone::Incident | ShownZone::Utc if local != zone && local != Zone::Utc => ShownZone::Local,
        ShownZone::Incident | ShownZone::Utc | ShownZone::Local => ShownZone::Incident,
    };
    let shown = shown_zone(model, incident);
    model.tell(format!("Times are shown in {shown}."));
}
