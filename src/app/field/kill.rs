//! The kill buffer: what was last killed, joined over consecutive kills.

/// On which side of the cursor the killed text stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KillSide {
    Before,
    After,
}

/// The text that a yank brings back.
#[derive(Debug, Clone, Default)]
pub(super) struct KillBuffer {
    text: String,
    /// True if the edit before was a kill, so that the next one joins it.
    chained: bool,
}

impl KillBuffer {
    /// Takes in a kill: joined to the last one in reading order, or in its place.
    pub(super) fn add(&mut self, killed: &str, side: KillSide) {
        if killed.is_empty() {
            return;
        }
        if !self.chained {
            self.text.clear();
        }
        match side {
            KillSide::Before => self.text.insert_str(0, killed),
            KillSide::After => self.text.push_str(killed),
        }
        self.chained = true;
    }

    /// Says that something else than a kill was done.
    pub(super) fn end_chain(&mut self) {
        self.chained = false;
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
