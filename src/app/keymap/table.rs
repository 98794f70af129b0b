//! The rows themselves.

use super::{Action, Context, Part, Row};
use crate::app::field::Edit;
use crate::app::input::{Key, KeyCode, Mods};
use crate::draft::update::Audience;

const fn plain(code: KeyCode) -> Key {
    Key {
        code,
        mods: Mods::NONE,
    }
}

const fn ch(c: char) -> Key {
    plain(KeyCode::Char(c))
}

const fn ctrl(c: char) -> Key {
    Key {
        code: KeyCode::Char(c),
        mods: Mods::CTRL,
    }
}

const fn alt(c: char) -> Key {
    Key {
        code: KeyCode::Char(c),
        mods: Mods::ALT,
    }
}

const fn with(mods: Mods, code: KeyCode) -> Key {
    Key { code, mods }
}

/// A row a line: where, which keys, what, how the help says it and how the footer does.
macro_rules! rows {
    ($($context:ident: [$($key:expr),+] $action:expr, $help:literal $(, footer $footer:literal)?;)+) => {
        &[$(Row {
            context: Context::$context,
            keys: &[$($key),+],
            action: $action,
            help: $help,
            footer: rows!(@footer $($footer)?),
        },)+]
    };
    (@footer $footer:literal) => { Some($footer) };
    (@footer) => { None };
}

use KeyCode as C;

/// The table. Within a context the order is that of the help, and of the footer.
pub static ROWS: &[Row] = rows! {
    Composer: [plain(C::Enter)] Action::Accept, "record the line", footer "record";
    Composer: [with(Mods::ALT, C::Enter)] Action::NewLine, "a line break in the text";
    Composer: [ctrl('o')] Action::OpenEditor, "write the line in your editor";
    Composer: [alt('t')] Action::TakeAsText, "take the line as text, whatever it looks like";
    Composer: [alt('1')] Action::Ends(1), "a dead end or a cause ends the first hypothesis offered below; again: none";
    Composer: [alt('2')] Action::Ends(2), "it ends the second";
    Composer: [alt('3')] Action::Ends(3), "it ends the third";
    Composer: [alt('4')] Action::Ends(4), "it ends the fourth";
    Composer: [alt('5')] Action::Ends(5), "it ends the fifth";
    Composer: [alt('6')] Action::Ends(6), "it ends the sixth";
    Composer: [alt('7')] Action::Ends(7), "it ends the seventh";
    Composer: [alt('8')] Action::Ends(8), "it ends the eighth";
    Composer: [alt('9')] Action::Ends(9), "it ends the ninth";
    Composer: [plain(C::Tab)] Action::FocusTimeline, "to the timeline", footer "timeline";
    Composer: [alt('p')] Action::Older, "an older line you typed";
    Composer: [alt('n')] Action::Newer, "a newer line you typed";
    Composer: [plain(C::Up)] Action::Up, "on an empty line: correct your last event; else a line up";
    Composer: [plain(C::Down)] Action::Down, "a line down in a long text";
    Composer: [plain(C::PageUp)] Action::PageUp, "scroll the timeline up";
    Composer: [plain(C::PageDown)] Action::PageDown, "scroll the timeline down";
    Composer: [plain(C::Left), ctrl('b')] Action::Edit(Edit::Left), "a character left";
    Composer: [plain(C::Right), ctrl('f')] Action::Edit(Edit::Right), "a character right";
    Composer: [alt('b'), with(Mods::CTRL, C::Left)] Action::Edit(Edit::WordLeft), "a word left";
    Composer: [alt('f'), with(Mods::CTRL, C::Right)] Action::Edit(Edit::WordRight), "a word right";
    Composer: [plain(C::Home), ctrl('a')] Action::Edit(Edit::Home), "to the start of the line";
    Composer: [plain(C::End), ctrl('e')] Action::Edit(Edit::End), "to the end of the line";
    Composer: [plain(C::Backspace)] Action::Edit(Edit::Backspace), "remove the character before the cursor";
    Composer: [plain(C::Delete), ctrl('d')] Action::Edit(Edit::Delete), "remove the character at the cursor";
    Composer: [ctrl('w')] Action::Edit(Edit::KillSpacedWordBack), "cut the word before the cursor";
    Composer: [with(Mods::ALT, C::Backspace)] Action::Edit(Edit::KillWordBack), "cut letters before the cursor";
    Composer: [alt('d')] Action::Edit(Edit::KillWordForward), "cut the word after the cursor";
    Composer: [ctrl('k')] Action::Edit(Edit::KillToEnd), "cut to the end of the line";
    Composer: [ctrl('u')] Action::Edit(Edit::KillToStart), "cut to the start of the line";
    Composer: [ctrl('y')] Action::Edit(Edit::Yank), "put back what was cut";
    Composer: [ctrl('t')] Action::Edit(Edit::Transpose), "swap two characters";
    Composer: [ctrl('_')] Action::Edit(Edit::Undo), "take back the last editing of the line";
    Composer: [plain(C::Esc)] Action::Back, "end a correction; put a notice away; follow the newest rows";
    Question: [plain(C::Enter)] Action::Accept, "start the incident", footer "start";
    Question: [plain(C::Tab)] Action::Incidents, "the list of incidents", footer "incidents";
    Question: [plain(C::Esc)] Action::Back, "back to the incident";
    Picker: [plain(C::Enter)] Action::Accept, "take what is highlighted", footer "take";
    Picker: [plain(C::Tab)] Action::Complete, "complete it", footer "complete";
    Picker: [plain(C::Up)] Action::Up, "up";
    Picker: [plain(C::Down)] Action::Down, "down", footer "next";
    Picker: [plain(C::Esc)] Action::Back, "close the list; the line stays", footer "keep as text";
    Timeline: [plain(C::Esc), ch('i'), plain(C::Tab)] Action::FocusComposer, "back to writing: a letter is no text here",
        footer "write";
    Timeline: [plain(C::Enter)] Action::Accept, "open the event whole", footer "open";
    Timeline: [ch('x')] Action::RuleOut, "rule out the hypothesis (asks first)", footer "rule out";
    Timeline: [ch('C')] Action::Confirm, "confirm the hypothesis as the cause (asks first)", footer "was the cause";
    Timeline: [ch('e')] Action::Correct, "correct the event", footer "edit";
    Timeline: [ch('t')] Action::Retime, "correct when it happened", footer "time";
    Timeline: [ch('c')] Action::ChangeKind, "correct its kind", footer "kind";
    Timeline: [plain(C::Delete)] Action::Strike, "withdraw the event (asks first)", footer "withdraw";
    Timeline: [ch('u')] Action::Undo, "take back what you recorded last (asks first)", footer "undo";
    Timeline: [ctrl('r')] Action::Redo, "bring back what you took back last (asks first)";
    Timeline: [ch('f')] Action::Filter, "show only some: d: (a kind), @person, #tag, words, struck (withdrawn)", footer "filter";
    Timeline: [ch('/')] Action::Search, "search", footer "search";
    Timeline: [ch('n')] Action::NextHit, "the next hit";
    Timeline: [ch('N')] Action::PreviousHit, "the hit before";
    Timeline: [ch(']')] Action::NextMilestone, "the next milestone", footer "milestone";
    Timeline: [ch('[')] Action::PreviousMilestone, "the milestone before";
    Timeline: [ch('z')] Action::OtherZone, "show times in the incident's zone, UTC, yours", footer "zone";
    Timeline: [ch('y')] Action::Copy, "copy the event", footer "copy";
    Timeline: [ch('j'), plain(C::Down)] Action::Down, "the next event";
    Timeline: [ch('k'), plain(C::Up)] Action::Up, "the event before";
    Timeline: [ctrl('d')] Action::HalfDown, "half a screen down";
    Timeline: [ctrl('u')] Action::HalfUp, "half a screen up";
    Timeline: [plain(C::PageDown), ch(' ')] Action::PageDown, "a screen down";
    Timeline: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Timeline: [ch('g'), plain(C::Home)] Action::First, "the first event";
    Timeline: [ch('G'), plain(C::End)] Action::Last, "the last event, and follow", footer "follow";
    Kinds: [plain(C::Enter)] Action::Accept, "take the kind highlighted; a kind's letter highlights it", footer "take";
    Kinds: [plain(C::Down)] Action::Down, "the next kind", footer "next";
    Kinds: [plain(C::Up)] Action::Up, "the kind before";
    Kinds: [plain(C::Esc)] Action::Back, "leave it as it is", footer "leave it";
    Confirm: [ch('y'), plain(C::Enter)] Action::Accept, "go ahead; no other key does", footer "or Enter: go ahead";
    Confirm: [plain(C::Esc), ch('n')] Action::Back, "leave everything as it is", footer "leave it";
    Confirm: [ch('e')] Action::Correct, "of a hypothesis: say it in your own words", footer "in your own words";
    Belongs: [plain(C::Enter), ch('n')] Action::NewIncident, "start a new incident with it", footer "new one";
    Belongs: [ch('a')] Action::Add, "add it to the closed incident, marked \"after close\"", footer "part of it";
    Belongs: [plain(C::Esc)] Action::Back, "back; the line stays as it is", footer "back";
    Detail: [plain(C::Esc), plain(C::Enter), ch('q')] Action::Back, "back to the timeline", footer "back";
    Detail: [ch('j'), plain(C::Down)] Action::Down, "scroll down", footer "down";
    Detail: [ch('k'), plain(C::Up)] Action::Up, "scroll up", footer "up";
    Detail: [plain(C::PageDown)] Action::PageDown, "a screen down";
    Detail: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Detail: [ch('y')] Action::Copy, "copy the event", footer "copy";
    Detail: [ch('i')] Action::FocusComposer, "write a line", footer "write";
    Incidents: [plain(C::Enter)] Action::Accept, "open", footer "open";
    Incidents: [ch('j'), plain(C::Down)] Action::Down, "the next incident", footer "down";
    Incidents: [ch('k'), plain(C::Up)] Action::Up, "the incident before", footer "up";
    Incidents: [plain(C::PageDown)] Action::PageDown, "a screen down";
    Incidents: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Incidents: [ch('g'), plain(C::Home)] Action::First, "the first incident";
    Incidents: [ch('G'), plain(C::End)] Action::Last, "the last incident";
    Incidents: [ch('/')] Action::Search, "search titles", footer "search";
    Incidents: [ch('n')] Action::NewIncident, "start a new incident", footer "new";
    Incidents: [ch('r')] Action::Reopen, "reopen a closed incident (asks first)", footer "reopen";
    Incidents: [plain(C::Esc), plain(C::Tab)] Action::Back, "go back", footer "back";
    Close: [plain(C::Enter)] Action::Accept, "close and write the draft; once closed: write it anew", footer "close and write";
    Close: [ch('j'), plain(C::Down)] Action::Down, "the next finding", footer "next";
    Close: [ch('k'), plain(C::Up)] Action::Up, "the finding before";
    Close: [ch('m')] Action::Mend, "go to where the finding is mended", footer "mend it";
    Close: [ch('s')] Action::Silence, "accept the finding as it is, with a reason (asks first)", footer "accept it";
    Close: [ch('U')] Action::Undo, "take back what you recorded last (asks first)";
    Close: [ctrl('r')] Action::Redo, "bring back what you took back last (asks first)";
    Close: [plain(C::PageDown), ch(' ')] Action::PageDown, "the draft a screen down", footer "draft";
    Close: [plain(C::PageUp)] Action::PageUp, "the draft a screen up";
    Close: [ch(']')] Action::NextMilestone, "the draft a line down";
    Close: [ch('[')] Action::PreviousMilestone, "the draft a line up";
    Close: [ch('g'), plain(C::Home)] Action::First, "to the start of the draft";
    Close: [ch('G'), plain(C::End)] Action::Last, "to the end of the draft";
    Close: [ch('y')] Action::Copy, "copy the path of the written draft";
    Close: [ch('e')] Action::OpenEditor, "open the written draft in your editor";
    Close: [plain(C::Esc), plain(C::Tab)] Action::Back, "go back", footer "back";
    Close: [ch('i')] Action::FocusComposer, "write a line: a letter is no text here", footer "write";
    Fields: [plain(C::Enter), ch('e')] Action::Accept, "write the value, or correct the entry of a list", footer "write";
    Fields: [ch('a')] Action::Add, "add an entry to the list", footer "add entry";
    Fields: [plain(C::Delete)] Action::Strike, "clear the value, or take the entry out of its list (asks first)", footer "clear";
    Fields: [ch('E'), ctrl('o')] Action::OpenEditor, "write it in your editor", footer "your editor";
    Fields: [ch('1')] Action::Severity(1), "on the severity, asks first: 1, the worst";
    Fields: [ch('2')] Action::Severity(2), "on the severity, asks first: 2";
    Fields: [ch('3')] Action::Severity(3), "on the severity, asks first: 3";
    Fields: [ch('4')] Action::Severity(4), "on the severity, asks first: 4";
    Fields: [ch('5')] Action::Severity(5), "on the severity, asks first: 5";
    Fields: [ch('U')] Action::Undo, "take back what you recorded last (asks first)", footer "undo";
    Fields: [ctrl('r')] Action::Redo, "bring back what you took back last (asks first)";
    Fields: [ch('j'), plain(C::Down)] Action::Down, "the next field or entry";
    Fields: [ch('k'), plain(C::Up)] Action::Up, "the field or entry before";
    Fields: [plain(C::PageDown)] Action::PageDown, "a screen down";
    Fields: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Fields: [ch('g'), plain(C::Home)] Action::First, "the first field";
    Fields: [ch('G'), plain(C::End)] Action::Last, "the last field";
    Fields: [plain(C::Esc), plain(C::Tab)] Action::Back, "go back", footer "back";
    Fields: [ch('i')] Action::FocusComposer, "write a line: a letter is no text here", footer "write";
    ActionItems: [plain(C::Enter), ch('e')] Action::Accept, "correct its text; of another incident: open that", footer "edit";
    ActionItems: [ch('a')] Action::Add, "add an action item", footer "add";
    ActionItems: [ch('x'), ch(' ')] Action::ToggleDone, "it is done, or not done after all (asks first)", footer "done";
    ActionItems: [ch('o')] Action::Amend(Part::Owner), "who does it", footer "owner";
    ActionItems: [ch('d')] Action::Amend(Part::Due), "by which day", footer "due";
    ActionItems: [ch('t')] Action::Amend(Part::Purpose), "its type: mitigate prevent detect process task", footer "type";
    ActionItems: [ch('p')] Action::Amend(Part::Priority), "how urgent it is";
    ActionItems: [ch('A')] Action::AllIncidents, "those of all incidents; again: of this one", footer "all";
    ActionItems: [ch('U')] Action::Undo, "take back what you recorded last (asks first)", footer "undo";
    ActionItems: [ctrl('r')] Action::Redo, "bring back what you took back last (asks first)";
    ActionItems: [ch('j'), plain(C::Down)] Action::Down, "the next one";
    ActionItems: [ch('k'), plain(C::Up)] Action::Up, "the one before";
    ActionItems: [plain(C::PageDown)] Action::PageDown, "a screen down";
    ActionItems: [plain(C::PageUp)] Action::PageUp, "a screen up";
    ActionItems: [ch('g'), plain(C::Home)] Action::First, "the first one";
    ActionItems: [ch('G'), plain(C::End)] Action::Last, "the last one";
    ActionItems: [plain(C::Esc), plain(C::Tab)] Action::Back, "go back", footer "back";
    ActionItems: [ch('i')] Action::FocusComposer, "write a line: a letter is no text here", footer "write";
    Help: [ch('j'), plain(C::Down)] Action::Down, "scroll down", footer "down";
    Help: [ch('k'), plain(C::Up)] Action::Up, "scroll up", footer "up";
    Help: [plain(C::PageDown), ch(' ')] Action::PageDown, "a screen down";
    Help: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Help: [plain(C::Esc), ch('q'), ch('?'), plain(C::F(1)), plain(C::Enter)] Action::Back, "back", footer "back";
    Filter: [plain(C::Enter)] Action::Accept, "keep what is left", footer "keep";
    Filter: [plain(C::Esc)] Action::Back, "show all", footer "show all";
    Search: [plain(C::Enter)] Action::Accept, "to the hits", footer "to the hits";
    Search: [plain(C::Esc)] Action::Back, "give up the search", footer "give up";
    Paste: [plain(C::Enter)] Action::Accept, "one event, with the paste as its evidence", footer "one event";
    Paste: [ch('s')] Action::Split, "split it into events; a preview comes first", footer "split into events";
    Paste: [plain(C::Esc)] Action::Back, "put it into the line as it is", footer "into the line";
    Paste: [ch('j'), plain(C::Down)] Action::Down, "scroll down", footer "down";
    Paste: [ch('k'), plain(C::Up)] Action::Up, "scroll up";
    Paste: [plain(C::PageDown)] Action::PageDown, "a screen down";
    Paste: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Split: [plain(C::Enter)] Action::Accept, "record the events that are marked", footer "record";
    Split: [ch(' ')] Action::Toggle, "mark the event, or take its mark away", footer "mark";
    Split: [ch('a')] Action::ToggleAll, "mark all, or none", footer "all";
    Split: [ch('[')] Action::EarlierDay, "bare times are a day earlier", footer "a day earlier";
    Split: [ch(']')] Action::LaterDay, "bare times are a day later", footer "later";
    Split: [ch('j'), plain(C::Down)] Action::Down, "the next event";
    Split: [ch('k'), plain(C::Up)] Action::Up, "the event before";
    Split: [plain(C::PageDown)] Action::PageDown, "a screen down";
    Split: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Split: [ch('g'), plain(C::Home)] Action::First, "the first event";
    Split: [ch('G'), plain(C::End)] Action::Last, "the last event";
    Split: [plain(C::Esc)] Action::Back, "back to the choice", footer "back";
    Ask: [plain(C::Enter)] Action::Accept, "record the answer", footer "record";
    Ask: [with(Mods::ALT, C::Enter)] Action::NewLine, "a line break in the answer";
    Ask: [plain(C::Up)] Action::Up, "a line up";
    Ask: [plain(C::Down)] Action::Down, "a line down";
    Ask: [ctrl('o')] Action::OpenEditor, "write it in your editor", footer "your editor";
    Ask: [plain(C::Esc)] Action::Back, "leave it as it is; what was typed is in the history", footer "leave it";
    Palette: [plain(C::Enter)] Action::Accept, "run it", footer "run";
    Palette: [plain(C::Up)] Action::Up, "up";
    Palette: [plain(C::Down)] Action::Down, "down", footer "next";
    Palette: [plain(C::Esc), ctrl('p')] Action::Back, "back", footer "back";
    Update: [ch('y')] Action::Copy, "copy it", footer "copy";
    Update: [ch('s')] Action::Sent, "record that it was sent (asks first)", footer "was sent";
    Update: [plain(C::Tab), plain(C::Right)] Action::NextAudience, "for the next audience", footer "audience";
    Update: [plain(C::BackTab), plain(C::Left)] Action::PreviousAudience, "for the audience before";
    Update: [ch('t')] Action::Audience(Audience::Team), "for the team";
    Update: [ch('e')] Action::Audience(Audience::Executive), "for executives";
    Update: [ch('p')] Action::Audience(Audience::Public), "for the public";
    Update: [ch('j'), plain(C::Down)] Action::Down, "scroll down";
    Update: [ch('k'), plain(C::Up)] Action::Up, "scroll up";
    Update: [plain(C::PageDown), ch(' ')] Action::PageDown, "a screen down";
    Update: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Update: [ch('g'), plain(C::Home)] Action::First, "to the start";
    Update: [ch('G'), plain(C::End)] Action::Last, "to the end";
    Update: [plain(C::Esc)] Action::Back, "go back", footer "back";
    Update: [ch('i')] Action::FocusComposer, "write a line: a letter is no text here", footer "write";
    Handover: [ch('y')] Action::Copy, "copy it", footer "copy";
    Handover: [ch('j'), plain(C::Down)] Action::Down, "scroll down", footer "down";
    Handover: [ch('k'), plain(C::Up)] Action::Up, "scroll up", footer "up";
    Handover: [plain(C::PageDown), ch(' ')] Action::PageDown, "a screen down";
    Handover: [plain(C::PageUp)] Action::PageUp, "a screen up";
    Handover: [ch('g'), plain(C::Home)] Action::First, "to the start";
    Handover: [ch('G'), plain(C::End)] Action::Last, "to the end";
    Handover: [plain(C::Esc), plain(C::Tab)] Action::Back, "go back", footer "back";
    Handover: [ch('i')] Action::FocusComposer, "write a line: a letter is no text here", footer "write";
    Everywhere: [ctrl('p')] Action::Palette, "every command by name", footer "commands";
    Everywhere: [plain(C::F(1)), ch('?')] Action::Help, "all keys (? only where it is no text)", footer "help";
    Everywhere: [plain(C::F(2))] Action::Fields, "the fields: severity, impact, roles, lessons and the others";
    Everywhere: [plain(C::F(3))] Action::Incidents, "the list of incidents";
    Everywhere: [plain(C::F(4))] Action::Close, "see what is missing and close the incident";
    Everywhere: [plain(C::F(5))] Action::ActionItems, "the action items: what is to be done afterwards";
    Everywhere: [plain(C::F(6))] Action::StatusUpdate, "a status update to paste";
    Everywhere: [plain(C::F(7))] Action::Handover, "the handover to paste";
    Everywhere: [ctrl('c')] Action::PutAside, "put the line aside (Alt-P brings it back); a second time: leave";
    Everywhere: [ctrl('q')] Action::Leave, "leave; the incident stays open";
    Everywhere: [ctrl('z')] Action::Suspend, "stop to the shell; fg comes back";
    Everywhere: [ctrl('l')] Action::Redraw, "draw the screen anew";
};
