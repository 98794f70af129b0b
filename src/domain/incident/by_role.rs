//! An incident with roles in place of names: whatever is made of it names nobody.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Cast, Cell, Correction, Event, Incident, Opened, Provenance, Removal};
use crate::domain::record::{
    ActionItemBody, EventBody, EvidenceRef, FieldChange, FieldName, Opening, UNDERSTOOD,
};

impl Incident {
    /// The incident with the names of people, or with their roles.
    pub fn told_by_role_or_name(&self, by_role: bool) -> Cow<'_, Incident> {
        match by_role {
            true => Cow::Owned(self.by_role(&Cast::of(self))),
            false => Cow::Borrowed(self),
        }
    }

    /// The same incident as it is told by roles. It is for reading: no record fits behind it.
    #[must_use]
    pub fn by_role(&self, cast: &Cast) -> Incident {
        let mut told = self.clone();
        told.slug = cast.told(&self.slug).replace(' ', "-");
        told.opening
            .iter_mut()
            .for_each(|opening| tell_opening(opening, cast));
        if let Some((_, by)) = &mut told.opened {
            tell_writer(by, cast);
        }
        for Opened {
            provenance, opening, ..
        } in &mut told.openings
        {
            tell_writer(provenance, cast);
            tell_opening(opening, cast);
        }
        told.events.iter_mut().for_each(|event| tell_event(event, cast));
        for (field, cell) in &mut told.fields {
            tell_each(cell, cast, |change| tell_change(change, *field, cast));
        }
        for item in &mut told.action_items {
            tell_each(&mut item.versions, cast, |body| tell_item(body, cast));
        }
        tell_each(&mut told.status, cast, |_| {});
        tell_each(&mut told.silences, cast, |silence| tell(&mut silence.why, cast));
        for refused in &mut told.refused {
            tell_writer(&mut refused.provenance, cast);
        }
        for Removal { by, file, .. } in &mut told.removals {
            *by = cast.person(by).to_string();
            "a segment".clone_into(file);
        }
        let recorders = std::mem::take(&mut told.recorders).into_iter();
        told.recorders = recorders
            .map(|(writer, recorder)| (cast.writer(&writer), recorder.called(|name| cast.person(name))))
            .collect();
        told.names = HashSet::new();
        told
    }
}

fn tell(text: &mut String, cast: &Cast) {
    *text = cast.told(text);
}

fn tell_writer(provenance: &mut Provenance, cast: &Cast) {
    provenance.by = cast.person(&provenance.by);
    provenance.stamp.writer = cast.writer(&provenance.stamp.writer);
}

fn tell_each<T>(cell: &mut Cell<T>, cast: &Cast, mut tell_value: impl FnMut(&mut T)) {
    for version in cell.each_mut() {
        tell_writer(&mut version.provenance, cast);
        tell_value(&mut version.value);
    }
}

fn tell_opening(opening: &mut Opening, cast: &Cast) {
    tell(&mut opening.title, cast);
}

fn tell_event(event: &mut Event, cast: &Cast) {
    tell_writer(&mut event.provenance, cast);
    tell_body(&mut event.first, cast);
    if let Some(left) = &mut event.left {
        tell_body(left, cast);
    }
    if let Some(corrections) = &mut event.corrections {
        tell_each(corrections, cast, |correction| match correction {
            Correction::Amended(body) | Correction::Removed(body) => tell_body(body, cast),
            Correction::Struck { why } => why.iter_mut().for_each(|why| tell(why, cast)),
        });
    }
}

fn tell_body(body: &mut EventBody, cast: &Cast) {
    tell(&mut body.text, cast);
    let others = body.typed.iter_mut().chain(&mut body.source);
    others.for_each(|text| tell(text, cast));
    let tags = body.tags.iter_mut();
    tags.filter(|tag| !UNDERSTOOD.contains(&tag.as_str()))
        .for_each(|tag| tell(tag, cast));
    for EvidenceRef { name, .. } in &mut body.evidence {
        name.iter_mut().for_each(|name| tell(name, cast));
    }
}

fn tell_item(body: &mut ActionItemBody, cast: &Cast) {
    tell(&mut body.text, cast);
    let others = body.typed.iter_mut().chain(&mut body.priority);
    others.for_each(|text| tell(text, cast));
    if let Some(owner) = &mut body.owner {
        *owner = cast.person(owner).to_string();
    }
}

fn tell_change(change: &mut FieldChange, field: FieldName, cast: &Cast) {
    let tell = |text: &mut String| {
        *text = match field {
            FieldName::Zone | FieldName::Severity => return,
            FieldName::Commander => cast.person(text).to_string(),
            FieldName::Roles => cast.entry(text),
            FieldName::Title
            | FieldName::Summary
            | FieldName::Impact
            | FieldName::Trigger
            | FieldName::Cause
            | FieldName::Resolution
            | FieldName::Lessons
            | FieldName::Affected
            | FieldName::Factors
            | FieldName::WentWell
            | FieldName::WentWrong
            | FieldName::Lucky
            | FieldName::Links
            | FieldName::PublicImpact
            | FieldName::PublicCause => cast.told(text),
        };
    };
    match change {
        FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Remove(text) => tell(text),
        FieldChange::Amend { entry, to } => {
            tell(entry);
            tell(to);
        }
        FieldChange::Clear => {}
    }
}
