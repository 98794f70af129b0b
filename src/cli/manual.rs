//! The tables that the manual page and the documents under `docs/` are both made from, one for each theme.

/// A form that a line may have.
#[derive(Clone, Copy, Debug)]
pub struct LineForm {
    /// Lines of this form, as they are typed; `...` stands for any text.
    pub typed: &'static [&'static str],
    /// The reading, in a few words.
    pub means: &'static str,
    /// True of those to learn first.
    pub first: bool,
}

const fn form(first: bool, typed: &'static [&'static str], means: &'static str) -> LineForm {
    LineForm { typed, means, first }
}

/// The shape of a line.
pub const LINE: &str = "[TIME [-]] [KIND:] text";

/// The forms of a line.
pub const FORMS: &[LineForm] = &[
    form(true, &["Users cannot log in"], "a note, now"),
    form(
        true,
        &["d: Users cannot log in", "Alert: login probe fails"],
        "a detection, now; `alert:` is one by a monitor, `report:` one by a person",
    ),
    form(
        true,
        &["09:30 d: ...", "9:30 AM ...", "09:30:12 ...", "0930 d: ..."],
        "at that time",
    ),
    form(true, &["~09:30 ...", "around noon ..."], "about that time"),
    form(
        true,
        &["-10m ...", "10 min ago ...", "half an hour ago ..."],
        "so long ago",
    ),
    form(
        true,
        &["14:05-14:20 i: ...", "14:05 to 14:20 ...", "14:05-now ..."],
        "from, until",
    ),
    form(
        true,
        &[
            "yesterday 23:50 ...",
            "09:30 on Mar 25 ...",
            "Wed 09:30 ...",
            "2 days ago at 14:00 ...",
            "2023-03-25T09:30-05:00 ...",
        ],
        "on that day",
    ),
    form(
        true,
        &["09:30 UTC ...", "09:30 +02:00 ...", "09:30 CET ..."],
        "in that zone; letters are read where they are the incident's own on that day, or where RFC 5322 defines them",
    ),
    form(
        false,
        &[
            "- 09:30 d: ...",
            "[09:30] ...",
            "**09:30**: ...",
            "2023-03-25 09:30:12,345 ...",
            "Mar 25 09:30:12 ...",
        ],
        "the shapes of lists, logs and chats",
    ),
    form(
        false,
        &["2023-03-25"],
        "no event: bare times that follow are on that day; `/day` alone clears it",
    ),
    form(
        true,
        &["todo: add a health check @bo due friday"],
        "an action item",
    ),
    form(
        true,
        &["\\09:30 is when it starts"],
        "a backslash before what would be read: all of it is text",
    ),
];

/// A word or a number, and what it means.
#[derive(Clone, Copy, Debug)]
pub struct ManualRow {
    /// The word or the number.
    pub name: &'static str,
    /// Its meaning, in a line.
    pub means: &'static str,
}

const fn row(name: &'static str, means: &'static str) -> ManualRow {
    ManualRow { name, means }
}

/// The tags that the program itself goes by.
pub const TAGS: &[ManualRow] = &[
    row("#recovered", "users have recovered: ends the impact"),
    row("#warning", "on a detection: it came before any impact"),
    row("#helped", "on a mitigation: it reduced the impact"),
    row("#failed", "on a mitigation: it changed nothing"),
    row("#decision", "a decision: the handover lists it"),
    row(
        "#next",
        "the next step: the handover and the update of the team tell the newest",
    ),
    row(
        "#careful",
        "a warning to whoever works on it: the handover tells it",
    ),
    row("#public", "on an action item: customers may read of it"),
];

/// The variables of the environment that are looked at.
pub const ENVIRONMENT: &[ManualRow] = &[
    row("HOTWASH_INCIDENT", "the incident, where --incident names none"),
    row(
        "HOTWASH_HOME",
        "the folder that holds data, config and state, where --home names none",
    ),
    row(
        "HOTWASH_AUTHOR",
        "the name shown with what you record, where --author gives none",
    ),
    row("VISUAL, EDITOR", "the editor, before that of the configuration"),
    row("TZ", "the zone of this machine, where it is an IANA name"),
    row("USER, LOGNAME", "the user's name; without them it is looked up"),
    row("NO_COLOR", "set to anything: no colours, unless --color always"),
    row("TERM", "dumb: no colours and no interface"),
    row(
        "LC_ALL, LC_CTYPE, LANG",
        "the first that is set tells whether the screen may have more than ASCII: it names UTF-8",
    ),
    row(
        "TMUX, STY, WAYLAND_DISPLAY, DISPLAY",
        "the ways in which the interface copies",
    ),
    row(
        "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
        "on Linux, where the three folders are, without HOTWASH_HOME",
    ),
];

/// The exit statuses.
pub const EXIT_STATUS: &[ManualRow] = &[
    row("0", "done"),
    row("1", "refused, or the review found errors"),
    row("2", "usage: a bad option, time, kind or field"),
    row("3", "`verify` only: a journal is damaged"),
    row(
        "74",
        "it could not be saved, and what you typed is printed back; or only the answer could not be written, which is said",
    ),
];

/// The files and folders, below the platform's own folders or below `HOTWASH_HOME`.
pub const FILES: &[ManualRow] = &[
    row(
        "<data>/incidents/<date>-<slug>-<id>/journal/<writer>.jsonl",
        "what was recorded, one line a record, appended to (see `redact`)",
    ),
    row(
        "<data>/incidents/<date>-<slug>-<id>/evidence/<sha256>",
        "what was attached, named by its content",
    ),
    row(
        "<data>/incidents/<date>-<slug>-<id>/drafts/<slug>.md",
        "what was written on close",
    ),
    row(
        "<config>/config.toml",
        "the configuration: hotwash never writes it",
    ),
    row(
        "<config>/templates/",
        "your templates: hotwash never writes there",
    ),
    row("<state>/", "writer identity, unsent lines, your place"),
];

/// Commands to begin with; each can be run after the one before it.
pub const EXAMPLES: &[ManualRow] = &[
    row(
        "hotwash new \"Login service down\" --severity 1",
        "Start an incident.",
    ),
    row(
        "hotwash log report: Users cannot log in",
        "Record that somebody reported it, now.",
    ),
    row(
        "hotwash log -10m i: Looked at the database @bo",
        "Record what was done ten minutes ago.",
    ),
    row(
        "hotwash log --kind rollback --about \"Rolled back to 4.2\"",
        "Record a mitigation, at about this time.",
    ),
    row(
        "uptime | hotwash log --evidence - \"Load of the database host\"",
        "Record an event with the output of a command attached.",
    ),
    row(
        "hotwash todo add \"Alert on failed logins @bo due 2030-01-31\"",
        "Record an action item.",
    ),
    row("hotwash show", "Show the timeline."),
    row("hotwash update --audience executive", "Print a status update."),
    row("hotwash review", "See what is missing."),
    row("hotwash close --yes", "Close, and write the draft."),
];
