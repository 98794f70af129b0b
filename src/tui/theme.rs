//! Colours and signs. The terminal's own sixteen colours, so that light and dark backgrounds both work; and no
//! colour carries meaning alone: without any, bold, dim and reverse say the same.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::findings::Level;
use crate::domain::kind::Kind;

/// The means of drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Colours are wanted: not with `NO_COLOR` or `--color never`.
    pub color: bool,
    /// The terminal shows Unicode: not in a locale that says otherwise.
    pub unicode: bool,
}

impl Theme {
    fn colored(self, style: Style, color: Color) -> Style {
        if self.color { style.fg(color) } else { style }
    }

    /// For what stands back: times since, names, hints.
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// For what stands out without alarming.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Keys in footers and pickers.
    pub fn key(self) -> Style {
        self.colored(self.strong(), Color::Cyan)
    }

    /// The row chosen.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// For what has to be seen: not saved, unreadable, wrong.
    pub fn alarm(self) -> Style {
        self.colored(self.strong(), Color::Red)
    }

    /// For what should be seen: late, ahead, missing.
    pub fn caution(self) -> Style {
        self.colored(Style::new(), Color::Yellow)
    }

    /// For what people have to fill in or to answer.
    pub fn place(self) -> Style {
        self.colored(Style::new().add_modifier(Modifier::UNDERLINED), Color::Yellow)
    }

    /// For what is well.
    pub fn good(self) -> Style {
        self.colored(Style::new(), Color::Green)
    }

    /// A finding's level.
    pub fn level(self, level: Level) -> Style {
        match level {
            Level::Error => self.alarm(),
            Level::Warning => self.caution(),
            Level::Info => Style::new(),
        }
    }

    /// A kind's badge: how users fare in red and green, what was learnt in magenta, work in blue.
    pub fn badge(self, kind: Kind) -> Style {
        match kind {
            Kind::Impact => self.alarm(),
            Kind::Detection | Kind::Escalation => self.colored(self.strong(), Color::Yellow),
            Kind::Cause => self.colored(self.strong(), Color::Magenta),
            Kind::Mitigation | Kind::Fix => self.good(),
            Kind::Resolution => self.colored(self.strong(), Color::Green),
            Kind::Hypothesis => self.colored(Style::new(), Color::Magenta),
            Kind::Acknowledgement | Kind::Investigation | Kind::Change => {
                self.colored(Style::new(), Color::Blue)
            }
            Kind::Communication => self.colored(Style::new(), Color::Cyan),
            Kind::RuledOut | Kind::Note => self.dim(),
        }
    }

    /// The sign, or what stands for it where there is no Unicode.
    pub fn sign(self, sign: Sign) -> &'static str {
        let (unicode, ascii) = match sign {
            Sign::Rule => ("─", "-"),
            Sign::Prompt => ("▸", ">"),
            Sign::Mark => ("▌", ">"),
            Sign::Then => ("›", ">"),
            Sign::None => ("–", "-"),
            Sign::Divider => ("│", "|"),
            Sign::Fresh => ("•", "*"),
            Sign::More => ("…", "+"),
        };
        if self.unicode { unicode } else { ascii }
    }
}

/// A sign that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A horizontal line.
    Rule,
    /// Before what is written.
    Prompt,
    /// Before a row that is chosen.
    Mark,
    /// Between milestones.
    Then,
    /// Not recorded.
    None,
    /// Between two parts.
    Divider,
    /// Before a row that has just come.
    Fresh,
    /// There is more than is shown.
    More,
}
