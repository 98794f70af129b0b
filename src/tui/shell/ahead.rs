//! Type-ahead: keys typed while an incident is being read wait, and are for that incident. Esc and leaving are not.

use std::time::{Duration, Instant};

use super::AppShell;
use crate::app::input::{Input, Key, KeyCode};
use crate::app::keymap::{self, Action, Context};
use crate::app::model::{Effect, Msg};

/// Before this time nothing is drawn: most journals are read by then, and the question would only flash up.
const UNSEEN: Duration = Duration::from_millis(150);

/// After this time it is said what is waited for.
const TOLD: Duration = Duration::from_millis(400);

/// The reading that is waited for, and the keys typed meanwhile.
pub(super) struct Ahead {
    /// The opening; `None` for what the interface begins with.
    ticket: Option<u64>,
    since: Instant,
    told: bool,
    inputs: Vec<Input>,
}

impl Ahead {
    /// Typed before anything is on the screen.
    pub(super) fn of_beginning() -> Self {
        Ahead {
            ticket: None,
            since: Instant::now(),
            told: false,
            inputs: Vec::new(),
        }
    }

    /// Typed for this opening.
    pub(super) fn of_opening(ticket: u64) -> Self {
        Ahead {
            ticket: Some(ticket),
            ..Ahead::of_beginning()
        }
    }

    /// True where it waits for this opening.
    pub(super) fn is_for(&self, ticket: u64) -> bool {
        self.ticket == Some(ticket)
    }

    /// Takes what was typed, which waits, or else wishes not to.
    fn take(&mut self, input: Input) -> Option<Wish> {
        let wish = wish(&input).filter(|wish| *wish == Wish::Leave || self.ticket.is_some());
        if wish.is_none() {
            self.inputs.push(input);
        }
        wish
    }

    /// The text among the keys.
    fn text(&self) -> String {
        self.inputs.iter().filter_map(written).collect()
    }

    /// Time for which nothing is to be drawn yet.
    fn unseen(&self) -> Option<Duration> {
        let left = UNSEEN.checked_sub(self.since.elapsed());
        left.filter(|left| self.ticket.is_none() && !left.is_zero())
    }

    /// Time until the notice says what is waited for; `None` once it did.
    fn until_told(&self) -> Option<Duration> {
        (!self.told).then(|| TOLD.saturating_sub(self.since.elapsed()))
    }
}

impl AppShell {
    /// Takes what was typed: at once, or once the incident is there that it is for.
    pub(super) fn take_input(&mut self, input: Input) {
        let Some(ahead) = &mut self.ahead else {
            return self.send(Msg::Input(input));
        };
        match ahead.take(input) {
            Some(Wish::Leave) => {
                // What was typed until then is text, to be found again.
                self.take_last(Vec::new());
                self.perform(vec![Effect::Leave]);
            }
            Some(Wish::Back) => {
                self.put_ahead_by();
                self.tell("Not opened.");
            }
            None => {}
        }
    }

    /// Puts away that something is being read, once it is.
    pub(super) fn stop_telling(&mut self) {
        if self.ahead.as_ref().is_some_and(|ahead| ahead.told) {
            self.model.passing = None;
        }
    }

    /// Takes what was typed for an incident that is there now.
    pub(super) fn take_ahead(&mut self) {
        let Some(ahead) = self.ahead.take() else { return };
        let mut inputs = ahead.inputs.into_iter();
        while let Some(input) = inputs.next().filter(|_| !self.leaving) {
            self.take_input(input);
        }
    }

    /// Puts into the history what was typed for an incident that is not opened: on another screen it would mean
    /// something else.
    pub(super) fn put_ahead_by(&mut self) {
        let Some(ahead) = self.ahead.take() else { return };
        let text = ahead.text();
        if !text.trim().is_empty() {
            self.model.composer_mut().keep_aside(text.trim());
        }
    }

    /// Takes keys typed before anything was on the screen, to be saved as text; those typed for an incident go to the
    /// history.
    pub(super) fn left_ahead(&mut self) -> Vec<Input> {
        match &mut self.ahead {
            Some(ahead) if ahead.ticket.is_none() => std::mem::take(&mut ahead.inputs),
            Some(_) => {
                self.put_ahead_by();
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Time for which nothing is to be drawn, at the beginning.
    pub(super) fn unseen(&self) -> Option<Duration> {
        self.ahead.as_ref().and_then(Ahead::unseen)
    }

    /// Time until there is more to say or to draw of what is being read.
    pub(super) fn until_told(&self) -> Option<Duration> {
        let until_told = self.ahead.as_ref().and_then(Ahead::until_told);
        self.unseen().or(until_told)
    }

    /// Says what is waited for, once that takes long. Says whether it did so just now.
    pub(super) fn tell_of_reading(&mut self) -> bool {
        let Some(ahead) = &mut self.ahead else {
            return false;
        };
        if ahead.until_told() != Some(Duration::ZERO) {
            return false;
        }
        ahead.told = true;
        let words = match ahead.ticket {
            None => "Reading the journals... What you type waits; Ctrl-C leaves.",
            Some(_) => "Opening... What you type is for that incident; Esc stays here.",
        };
        self.tell(words);
        true
    }
}

/// A wish that does not wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// Leave hotwash.
    Leave,
    /// Stay where one is.
    Back,
}

/// Finds the wish behind an input that is done at once whatever is being read.
fn wish(input: &Input) -> Option<Wish> {
    let Input::Key(key) = input else { return None };
    if *key == Key::plain(KeyCode::Esc) {
        return Some(Wish::Back);
    }
    let row = keymap::find(Context::Everywhere, *key)?;
    let leaves = matches!(row.action, Action::Everywhere(action) if action.leaves());
    leaves.then_some(Wish::Leave)
}

/// The keys typed last, as text: nothing of them is done any more.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LastTyped {
    /// The inputs that go on with the text being written.
    pub(super) goes_on: Vec<Input>,
    /// The text behind them, a line each: an Enter or another key stands between.
    pub(super) lines: Vec<String>,
}

impl LastTyped {
    /// Takes inputs apart. `writes`: keys are text where the keyboard is; where they are not, the first one ends it.
    pub(super) fn of(inputs: impl IntoIterator<Item = Input>, writes: bool) -> Self {
        let mut inputs = inputs.into_iter().peekable();
        let is_text = |input: &Input| match input {
            Input::Key(_) | Input::Text(_) => writes && written(input).is_some(),
            Input::Paste(_) => true,
            Input::Wheel { .. } | Input::Resize { .. } => false,
        };
        let goes_on = std::iter::from_fn(|| inputs.next_if(is_text)).collect();
        // A key that was no text could have changed what those behind it mean: they are text of their own.
        let mut lines = vec![String::new()];
        for input in inputs.filter(|_| writes) {
            match (written(&input), lines.last_mut()) {
                (Some(text), Some(line)) => line.push_str(&text),
                (Some(_), None) | (None, _) => lines.push(String::new()),
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        LastTyped { goes_on, lines }
    }
}

fn written(input: &Input) -> Option<String> {
    match input {
        Input::Key(key) => key.typed().map(String::from),
        Input::Text(text) | Input::Paste(text) => Some(text.clone()),
        Input::Wheel { .. } | Input::Resize { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(ahead: &mut Ahead, inputs: impl IntoIterator<Item = Input>) -> Vec<Wish> {
        inputs.into_iter().filter_map(|input| ahead.take(input)).collect()
    }

    fn key(code: KeyCode) -> Input {
        Input::Key(Key::plain(code))
    }

    #[test]
    fn what_is_typed_for_an_incident_waits_but_for_going_back_and_leaving() {
        let line = || {
            [
                Input::Text("i: loo".to_owned()),
                key(KeyCode::Char('k')),
                key(KeyCode::Enter),
            ]
        };
        let mut ahead = Ahead::of_opening(7);
        assert!(ahead.is_for(7) && !ahead.is_for(6));
        assert_eq!(typed(&mut ahead, line()), []);
        assert_eq!(ahead.text(), "i: look");
        assert_eq!(typed(&mut ahead, [key(KeyCode::Esc)]), [Wish::Back]);
        assert_eq!(
            typed(&mut ahead, ['q', 'c'].map(|c| Input::Key(Key::ctrl(c)))),
            [Wish::Leave, Wish::Leave]
        );
        assert_eq!(ahead.inputs, line());
    }

    #[test]
    fn no_line_is_lost_that_was_typed_before_the_end() {
        let text = |text: &str| Input::Text(text.to_owned());
        let typed = || {
            let one = [text("login"), key(KeyCode::Char('s')), key(KeyCode::Enter)];
            let more = [text("i: looking"), key(KeyCode::Enter), key(KeyCode::Enter)];
            one.into_iter().chain(more).chain([text("e: half a")])
        };
        let last = LastTyped::of(typed(), true);
        assert_eq!(last.goes_on, [text("login"), key(KeyCode::Char('s'))]);
        assert_eq!(last.lines, ["i: looking", "e: half a"]);
        assert_eq!(LastTyped::of(typed(), false), LastTyped::default());
    }

    #[test]
    fn at_the_beginning_there_is_nothing_to_go_back_to() {
        let mut ahead = Ahead::of_beginning();
        assert_eq!(typed(&mut ahead, [key(KeyCode::Esc)]), []);
        assert_eq!(typed(&mut ahead, [Input::Key(Key::ctrl('c'))]), [Wish::Leave]);
    }
}
