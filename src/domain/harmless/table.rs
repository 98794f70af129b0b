//! Tables of characters: those that are hidden, that may carry a joiner, that stack upon others.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// U+200D, which fuses emoji and asks cursive letters to join.
pub(super) const ZWJ: char = '\u{200D}';
/// U+200C, which asks cursive letters not to join.
pub(super) const ZWNJ: char = '\u{200C}';

/// True if `c` steers the terminal or the eye, or cannot be seen, wherever it stands.
///
/// Tag characters are always hidden ones: the few regional flags spelt with them are not worth a
/// channel for invisible text. The joiners and VS15/VS16 are judged by their neighbours instead.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control() || is_format(c) || is_private(c) || is_noncharacter(c)
}

/// Characters that Unicode calls format characters (Cf), default-ignorable or separators (Zl, Zp): bidirectional
/// controls, joiners of words, fillers, selectors, the controls of hieroglyphs, notes and annotations; and three
/// letters that are blank. Not the Cf that are seen: the Arabic, Syriac and Kaithi signs that stand before a number.
fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0D}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1107F}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{16FE4}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D159}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// VS15 or VS16, which ask for the text or the emoji form of the character before.
pub(super) fn is_presentation_selector(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}')
}

/// True if VS15 and VS16 mean something after `c`: pictographs and keycap bases.
pub(super) fn has_presentations(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*') || is_pictograph(c)
}

/// True if `c` is an emoji that may be joined with another.
///
/// Asked of the segmentation rules, which keep exactly such a pair in one cluster, so that no
/// second emoji table can disagree with the one that cuts the text.
pub(super) fn is_pictograph(c: char) -> bool {
    !c.is_ascii() && is_one_cluster(&[c, ZWJ, '😀'])
}

/// True if `c` takes no column and stacks upon the character before it.
pub(super) fn is_mark(c: char) -> bool {
    c.width() == Some(0) && is_one_cluster(&['a', c])
}

fn is_one_cluster(chars: &[char]) -> bool {
    let text: String = chars.iter().collect();
    text.graphemes(true).nth(1).is_none()
}

/// True if `c` belongs to a block whose writing needs ZWJ or ZWNJ: Arabic, Syriac, N'Ko,
/// Mandaic, the Indic blocks, Myanmar, Khmer, Mongolian, Buginese, Balinese, Tifinagh, Phags-pa.
pub(super) fn takes_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{0600}'..='\u{085F}'
            | '\u{0870}'..='\u{0DFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{18AF}'
            | '\u{1A00}'..='\u{1A1F}'
            | '\u{1B00}'..='\u{1B7F}'
            | '\u{2D30}'..='\u{2D7F}'
            | '\u{A840}'..='\u{A87F}'
            | '\u{FB50}'..='\u{FDCF}'
            | '\u{FE70}'..='\u{FEFC}'
    )
}
