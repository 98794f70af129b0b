//! The colours of a drawing by their job, in light and in dark.

/// A colour, named by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Behind everything.
    Ground,
    /// The ground of the strip.
    Panel,
    /// Lines between lanes.
    Rule,
    /// Text, axis, cause, entries.
    Text,
    /// Text of less weight.
    Second,
    /// Users affected.
    Impact,
    /// Noticed, work began.
    Noticed,
    /// Called in.
    CalledIn,
    /// Suspicions, investigations, dead ends.
    Suspicion,
    /// Mitigations.
    Mitigation,
    /// Fixes and the end.
    Repaired,
    /// Changes.
    Change,
    /// Updates to users.
    Update,
}

impl Ink {
    /// All of them, in the order of the style sheet.
    pub(super) const ALL: [Ink; 13] = [
        Ink::Ground,
        Ink::Panel,
        Ink::Rule,
        Ink::Text,
        Ink::Second,
        Ink::Impact,
        Ink::Noticed,
        Ink::CalledIn,
        Ink::Suspicion,
        Ink::Mitigation,
        Ink::Repaired,
        Ink::Change,
        Ink::Update,
    ];

    /// The name of its classes, the colour on light and the colour on dark.
    const fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Ink::Ground => ("ground", "#ffffff", "#0d1117"),
            Ink::Panel => ("panel", "#f6f8fa", "#161b22"),
            Ink::Rule => ("rule", "#d0d7de", "#3d444d"),
            Ink::Text => ("text", "#1b1f24", "#e6edf3"),
            Ink::Second => ("second", "#57606a", "#9aa4ae"),
            Ink::Impact => ("impact", "#c4320a", "#ff8a5c"),
            Ink::Noticed => ("noticed", "#0062a3", "#6cb6ff"),
            Ink::CalledIn => ("called", "#8e4585", "#d8a0d2"),
            Ink::Suspicion => ("suspicion", "#6e7781", "#9aa4ae"),
            Ink::Mitigation => ("mitigation", "#b45f06", "#f0a95b"),
            Ink::Repaired => ("repaired", "#00795c", "#4cc9a4"),
            Ink::Change => ("change", "#8a6d00", "#e0c050"),
            Ink::Update => ("update", "#1f7ab8", "#7cc4f5"),
        }
    }

    /// The name of its classes: `f-` and `s-` stand before it for filling and stroke.
    pub(super) const fn class(self) -> &'static str {
        self.row().0
    }

    /// The colour on a light ground.
    pub(super) const fn light(self) -> &'static str {
        self.row().1
    }

    /// The colour on a dark ground.
    pub(super) const fn dark(self) -> &'static str {
        self.row().2
    }
}
