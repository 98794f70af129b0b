//! Text from the person's editor: taken in where it was asked for, or kept in the history.

use super::model::{Desk, Model, Overlay};
use super::screen::ask::About;

/// The text that an editor was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditorTarget {
    /// The line at this desk.
    Line(Desk),
    /// The answer to this question.
    Answer(About),
}

/// Text that an editor wrote after it had come back.
#[derive(Clone, Debug)]
pub struct Later {
    /// The target; not known of an earlier run.
    pub place: Option<EditorTarget>,
    /// The text that the editor was given, or had written before.
    pub given: String,
    /// The text that it wrote.
    pub text: String,
    /// The editor.
    pub by: String,
}

impl EditorTarget {
    /// Names what a text is that an editor is given now.
    pub fn of(model: &Model) -> EditorTarget {
        if let Some(Overlay::Ask(ask)) = &model.overlay {
            EditorTarget::Answer(ask.about.clone())
        } else {
            EditorTarget::Line(model.desk())
        }
    }
}

/// Takes in what was written, as the answer being given or the line being written.
pub fn now(model: &mut Model, text: &str) {
    let text = text.trim_end();
    let writes = model.context().writes();
    match &mut model.overlay {
        Some(Overlay::Ask(ask)) => ask.field.set(text),
        None if writes => model.composer_mut().rewrite(text),
        _ => model.composer_mut().remember(text),
    }
}

/// Takes it in where what the editor was given still stands as it was; else it is offered in the history.
pub fn later(model: &mut Model, later: &Later) {
    let Later {
        place,
        given,
        text,
        by,
    } = later;
    let text = text.trim_end();
    let is_given = |there: &str| there.trim_end() == given.trim_end();
    let taken = match (place, &mut model.overlay) {
        (Some(EditorTarget::Answer(about)), Some(Overlay::Ask(ask)))
            if ask.about == *about && is_given(ask.field.text()) =>
        {
            ask.field.set(text);
            true
        }
        (Some(EditorTarget::Line(desk)), _) => {
            let composer = model.composers.entry(*desk).or_default();
            let as_given = is_given(composer.field.text());
            if as_given {
                composer.rewrite(text);
            }
            as_given
        }
        (Some(EditorTarget::Answer(_)) | None, _) => false,
    };
    if taken {
        model.tell(format!("What {by} wrote is in the line now."));
    } else {
        model.composer_mut().keep_aside(text);
        model.warn(format!(
            "What {by} wrote after it came back is in the history: Alt-P while writing."
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::model::{Effect, Msg};
    use crate::app::sample::{model, press};
    use crate::app::update::update;

    fn wrote(model: &mut Model, place: Option<EditorTarget>, given: &str, text: &str) {
        let later = Later {
            place,
            given: given.to_owned(),
            text: text.to_owned(),
            by: "code".to_owned(),
        };
        update(model, None, Msg::WrittenLater(later));
    }

    fn line(model: &Model) -> &str {
        model.composer().map_or("", |composer| composer.field.text())
    }

    #[test]
    fn the_line_goes_to_the_editor_and_comes_back() {
        let mut model = model((80, 24));
        assert_eq!(
            press(&mut model, None, "09:30 d: down<ctrl-o>"),
            [Effect::EditText("09:30 d: down".to_owned())]
        );
        update(
            &mut model,
            None,
            Msg::Written("09:30 d: down\n\nfor all of Europe\n".to_owned()),
        );
        assert_eq!(line(&model), "09:30 d: down\n\nfor all of Europe");
        assert_eq!(model.composer().unwrap().history(), ["09:30 d: down"]);
    }

    #[test]
    fn what_comes_later_is_taken_in_while_the_line_is_as_it_was_given() {
        let mut model = model((80, 24));
        press(&mut model, None, "down");
        let place = EditorTarget::of(&model);
        for (given, text) in [
            ("down", "down for all\n"),
            ("down for all\n", "down for all of Europe\n"),
        ] {
            wrote(&mut model, Some(place.clone()), given, text);
            assert_eq!(line(&model), text.trim_end());
            assert!(model.passing.as_ref().unwrap().contains("code"));
        }
        press(&mut model, None, "!");
        wrote(&mut model, Some(place), "down for all of Europe\n", "more\n");
        assert_eq!(line(&model), "down for all of Europe!");
        assert_eq!(model.composer().unwrap().history().last().unwrap(), "more");
        assert!(model.lasting.is_some());
    }

    #[test]
    fn what_comes_later_for_a_question_goes_into_no_other() {
        use crate::domain::record::FieldName;
        let mut model = model((80, 24));
        let ask = |model: &mut Model, field| crate::app::screen::ask::open(model, About::Value(field), "");
        ask(&mut model, FieldName::Impact);
        let place = EditorTarget::of(&model);
        wrote(&mut model, Some(place.clone()), "", "all users");
        assert!(matches!(&model.overlay, Some(Overlay::Ask(ask)) if ask.field.text() == "all users"));
        ask(&mut model, FieldName::Summary);
        wrote(&mut model, Some(place), "", "all users in Europe");
        assert!(matches!(&model.overlay, Some(Overlay::Ask(ask)) if ask.field.text().is_empty()));
        wrote(&mut model, None, "", "of an earlier run");
        let history = model.composer().unwrap().history();
        assert!(history.ends_with(&["all users in Europe".to_owned(), "of an earlier run".to_owned()]));
    }
}
