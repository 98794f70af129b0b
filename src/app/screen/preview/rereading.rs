//! A reading of the files of a preview that was done elsewhere, taken in the place of the one before.

use super::{is_for, recording};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::preview::{Preview, Reread, Rereading};
use crate::domain::incident::Incident;
use crate::import::{Import, ImportError};

/// Asks for a reading, where one is to be done.
pub(super) fn wanted(reading: Option<Rereading>) -> Vec<Effect> {
    reading.map(Effect::ReadImport).into_iter().collect()
}

/// Takes a reading in, wherever its preview is by now; the Enter that waited for it is pressed.
pub(in crate::app) fn take_reading(
    model: &mut Model,
    shown: Option<&Incident>,
    of: &Rereading,
    read: Result<Box<Import>, ImportError>,
) -> Vec<Effect> {
    let incident = shown.filter(|incident| is_for(model, incident));
    let Some(preview) = wherever(model) else {
        return Vec::new();
    };
    match preview.take_reading(of, read.map(|import| *import), incident) {
        Reread::Other => {}
        Reread::Again(reading) => return wanted(Some(reading)),
        Reread::Taken { stayed, enter_waits } => {
            if stayed {
                model.tell("No time moved: each says its own day. t gives one row another time.");
            }
            let is_in_sight = model.preview().is_some_and(|preview| preview.over.is_none());
            if enter_waits && is_in_sight {
                // It waits no more.
                model.passing = None;
                return recording::enter(model, shown);
            }
        }
        Reread::Failed(error) => model.tell(format!("It stays as it is: {error}.")),
    }
    Vec::new()
}

/// The preview, in sight or below what is looked at meanwhile.
fn wherever(model: &mut Model) -> Option<&mut Preview> {
    let over = match &mut model.overlay {
        Some(Overlay::Import(preview)) => Some(preview),
        Some(Overlay::Paste(pasted)) => pasted.preview.as_mut(),
        Some(_) | None => None,
    };
    over.or(model.beneath.as_mut()).map(|preview| &mut **preview)
}
