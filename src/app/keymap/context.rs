//! Where the keyboard can be.

/// Where the keyboard is: which rows of the table hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Wherever no nearer row claims the key.
    Everywhere,
    /// The line at the bottom of the live screen, and the question of the first one.
    Composer,
    /// The question that starts an incident.
    Question,
    /// The list that `/` opens above the composer.
    Picker,
    /// The timeline, when it has the focus.
    Timeline,
    /// One event, whole.
    Detail,
    /// The list of incidents.
    Incidents,
    /// What is missing, and the draft.
    Close,
    /// All keys.
    Help,
    /// Every command by name.
    Palette,
    /// A text to search for.
    Search,
    /// Which events the timeline is to show.
    Filter,
    /// Whether something is to be done that changes the record.
    Confirm,
    /// Where a line belongs while a closed incident is shown.
    Belongs,
    /// A question with one answer.
    Ask,
    /// Which kind an event is to be.
    Kinds,
    /// What a paste of several lines is to be.
    Paste,
    /// The events that a paste is read as.
    Split,
    /// A status update to be pasted.
    Update,
    /// The handover to be pasted.
    Handover,
    /// All fields of the incident.
    Fields,
    /// What is to be done afterwards.
    ActionItems,
}

impl Context {
    /// Every context, in the order that help shows them.
    pub const ALL: [Context; 22] = [
        Context::Composer,
        Context::Question,
        Context::Picker,
        Context::Timeline,
        Context::Search,
        Context::Filter,
        Context::Kinds,
        Context::Confirm,
        Context::Belongs,
        Context::Detail,
        Context::Incidents,
        Context::Close,
        Context::Paste,
        Context::Split,
        Context::Fields,
        Context::ActionItems,
        Context::Ask,
        Context::Update,
        Context::Handover,
        Context::Palette,
        Context::Help,
        Context::Everywhere,
    ];

    /// Whether characters are text here.
    pub fn writes(self) -> bool {
        match self {
            Context::Composer
            | Context::Question
            | Context::Picker
            | Context::Palette
            | Context::Search
            | Context::Filter
            | Context::Ask => true,
            Context::Everywhere
            | Context::Timeline
            | Context::Confirm
            | Context::Belongs
            | Context::Kinds
            | Context::Paste
            | Context::Split
            | Context::Detail
            | Context::Incidents
            | Context::Close
            | Context::Update
            | Context::Handover
            | Context::Fields
            | Context::ActionItems
            | Context::Help => false,
        }
    }

    /// Its name, as a heading of the help.
    pub fn title(self) -> &'static str {
        match self {
            Context::Everywhere => "Everywhere",
            Context::Composer => "Writing",
            Context::Question => "What is happening?",
            Context::Picker => "Kinds and commands (/)",
            Context::Timeline => "Timeline",
            Context::Detail => "One event",
            Context::Incidents => "Incidents",
            Context::Close => "Close",
            Context::Help => "Help",
            Context::Palette => "Commands (Ctrl-P)",
            Context::Search => "Searching",
            Context::Filter => "Filtering",
            Context::Confirm => "Asked before the record is changed",
            Context::Belongs => "A line for a closed incident",
            Context::Ask => "Answering",
            Context::Kinds => "Another kind",
            Context::Paste => "A paste of several lines",
            Context::Split => "A paste, split into events",
            Context::Update => "Status update",
            Context::Handover => "Handover",
            Context::Fields => "Fields",
            Context::ActionItems => "Action items",
        }
    }
}
