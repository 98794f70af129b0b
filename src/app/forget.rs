//! Words that were removed from the journal leave the interface too: what it has in memory it would keep again.

use super::model::{Model, Overlay};
use crate::domain::redaction::Words;

/// Takes the lines out of every history that hold removed words, and what is being written with them.
pub fn forget(model: &mut Model, words: &Words) {
    let gone: usize = model
        .composers
        .values_mut()
        .map(|composer| composer.drop_lines(|line| words.are_of(line)))
        .sum();
    let holds = |over: &Overlay| over.typed().any(|text| words.are_of(text));
    let covered = model.overlay.take_if(|over| holds(over)).is_some();
    let edited = &mut model.paper.edited;
    if edited.take_if(|field| words.are_of(field.text())).is_some() {
        model.paper.is_edited = false;
    }
    if model
        .lasting
        .as_ref()
        .is_some_and(|notice| words.are_of(&notice.text))
    {
        model.lasting = None;
    }
    if let Some(current) = &mut model.current {
        current.excerpts.clear();
    }
    model.seen_before.forget();
    if let Some(Overlay::Find(find)) = &mut model.overlay {
        find.forget();
    }
    if gone > 0 || covered {
        model.tell(
            "Words were removed for good (hotwash redact): the lines that held them are gone here too.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::autosave::Unsent;
    use crate::app::model::{Desk, Msg};
    use crate::app::sample::{model, press};
    use crate::app::update::update;

    #[test]
    fn nothing_of_it_is_kept_again() {
        let mut m = model((80, 24));
        for line in ["the password is hunter2", "something else"] {
            press(&mut m, None, line);
            m.composer_mut().put_aside();
        }
        press(&mut m, None, "and hunter2 once more");
        let words = Words::of(["the password is hunter2"]);
        update(&mut m, None, Msg::Forget(words));
        let kept = serde_json::to_string(&Unsent::of(&m, Desk::Start)).unwrap();
        assert!(!kept.contains("hunter2"), "{kept}");
        assert!(kept.contains("something else"), "{kept}");
        assert!(m.passing.as_ref().is_some_and(|told| told.contains("removed")));
    }
}
