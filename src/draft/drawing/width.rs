//! The width of a text, by a table of a wide font: most others are narrower, so what fits here fits everywhere.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The ends of a text that was cut.
const ELLIPSIS: &str = "…";

// The advance widths of DejaVu Sans, of the letters from the space to the tilde, in thousandths of the size.
const REGULAR: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
    500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

const BOLD: [u16; 95] = [
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696,
    696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372,
    372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838,
    500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595,
    478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
];

/// Latin, Greek and Cyrillic letters beyond these: their average with room to spare.
const LETTER: u16 = 850;

/// Anything else of one column: the widest that is common.
const OTHER: u16 = 1100;

/// A letter of two columns is as wide as it is high, an emoji wider.
const WIDE: u16 = 1300;

/// Letters that take far more room than their columns say.
const SPRAWLING: &[(char, u16)] = &[('\u{2e3a}', 2000), ('\u{2e3b}', 3000), ('\u{fdfd}', 12_000)];

/// The size and the weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Face {
    /// The height in units.
    pub(super) size: u8,
    /// True for heavy letters.
    pub(super) bold: bool,
}

impl Face {
    /// Plain letters of this size.
    pub(super) const fn plain(size: u8) -> Self {
        Face { size, bold: false }
    }

    /// Heavy letters of this size.
    pub(super) const fn bold(size: u8) -> Self {
        Face { size, bold: true }
    }

    /// The width of a text in units.
    pub(super) fn width(self, text: &str) -> f64 {
        let thousandths: u64 = text.chars().map(|c| u64::from(self.advance(c))).sum();
        thousandths as f64 * f64::from(self.size) / 1000.0
    }

    /// A text cut to this width, ending in an ellipsis where something was cut.
    pub(super) fn cut(self, text: &str, room: f64) -> Cow<'_, str> {
        if self.width(text) <= room {
            return Cow::Borrowed(text);
        }
        let (mut end, mut used) = (0, self.width(ELLIPSIS));
        for (at, cluster) in text.grapheme_indices(true) {
            used += self.width(cluster);
            if used > room {
                break;
            }
            end = at + cluster.len();
        }
        Cow::Owned(format!("{}{ELLIPSIS}", text[..end].trim_end()))
    }

    fn advance(self, c: char) -> u16 {
        let table = if self.bold { &BOLD } else { &REGULAR };
        let place = u32::from(c).checked_sub(32).map(|place| place as usize);
        if let Some(known) = place.and_then(|place| table.get(place)) {
            return *known;
        }
        let sprawling = SPRAWLING.iter().find(|(letter, _)| *letter == c);
        match (sprawling, c.width()) {
            (Some((_, width)), _) => *width,
            (None, Some(0)) => 0,
            (None, Some(1)) if c == '·' => 380,
            (None, Some(1)) if ('\u{c0}'..'\u{530}').contains(&c) => LETTER,
            (None, Some(1) | None) => OTHER,
            (None, Some(_)) => WIDE,
        }
    }
}

/// A text of at most so many letters, cut behind a word where one ends soon enough, with an ellipsis then.
pub(super) fn letters(text: &str, most: usize) -> Cow<'_, str> {
    let mut starts = text.grapheme_indices(true).map(|(at, _)| at);
    let end = starts.nth(most.saturating_sub(1));
    let (Some(end), Some(_)) = (end, starts.next()) else {
        return Cow::Borrowed(text);
    };
    let kept = &text[..end];
    let word = kept.rfind(' ').filter(|space| space * 3 >= end * 2);
    Cow::Owned(format!("{}{ELLIPSIS}", kept[..word.unwrap_or(end)].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        let face = Face::plain(12);
        assert_eq!(face.width(""), 0.0);
        assert!((face.width("iW") - 12.0 * 1.267).abs() < 1e-9);
        assert!(Face::bold(12).width("iW") > face.width("iW"));
        assert!(face.width("漢字") > face.width("ab"));
        assert_eq!(face.width("e\u{301}"), face.width("e"));
    }

    #[test]
    fn a_cut_text_fits_and_says_that_it_was_cut() {
        let face = Face::plain(11);
        for text in [
            "replication lag on the second replica",
            "漢字漢字漢字漢字漢字",
            "אבגדהוזחטיכל",
        ] {
            for room in [20.0, 50.0, 90.0] {
                let cut = face.cut(text, room);
                assert!(face.width(&cut) <= room, "{cut} in {room}");
                assert!(cut.ends_with('…'), "{cut}");
            }
            assert_eq!(face.cut(text, 1e6), text);
        }
        assert_eq!(letters("a short one", 26), "a short one");
        assert_eq!(letters("abcdefgh", 5), "abcd…");
        assert_eq!(letters("tested and deployed", 14), "tested and…");
    }
}
