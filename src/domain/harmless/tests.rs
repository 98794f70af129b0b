//! Hostile texts by table, and arbitrary ones against a judge that shares no code.

use std::borrow::Cow;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{block, fit, line, width};

/// Judges output by plain code point ranges, independently of the module's own table.
pub(crate) fn is_harmless(s: &str) -> bool {
    let mut pile = 0;
    s.chars().all(|c| {
        let n = c as u32;
        pile = if (0x300..0x370).contains(&n) { pile + 1 } else { 0 };
        let control = n < 0x20 || (0x7F..0xA0).contains(&n) || n == 0x2028 || n == 0x2029;
        let bidi = n == 0x61C || n == 0x200E || n == 0x200F || (0x202A..=0x202E).contains(&n);
        let unseen = [0xAD, 0x200B, 0xFEFF, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x180E].contains(&n);
        let operator = (0x2060..0x2070).contains(&n) || (0xFFF9..=0xFFFB).contains(&n);
        let selector = (0xFE00..0xFE0E).contains(&n) || (0xE0000..0xE1000).contains(&n);
        let private = (0xE000..0xF900).contains(&n) || n >= 0xF0000;
        let nonchar = n % 0x10000 >= 0xFFFE || (0xFDD0..0xFDF0).contains(&n);
        !(control || bidi || unseen || operator || selector || private || nonchar || pile > 4)
    })
}

/// Strings rich in the characters this module is about.
fn hostile() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        '\u{1b}',
        '\u{9b}',
        '\r',
        '\n',
        '\t',
        '\0',
        '\u{7f}',
        '\u{85}',
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{202e}',
        '\u{2028}',
        '\u{2066}',
        '\u{fe0f}',
        '\u{fe01}',
        '\u{fdd0}',
        '\u{e000}',
        '\u{e0067}',
        '\u{e0100}',
        '\u{1100}',
        '\u{1160}',
        '\u{1161}',
        '\u{11a8}',
        '\u{301}',
        '\u{323}',
        '\u{605}',
        '\u{915}',
        '\u{94d}',
        '\u{903}',
        '\u{1f3ff}',
        '😀',
        '👩',
        '🇨',
        '字',
        'م',
        'a',
        ' ',
        '#',
    ]);
    let piece = prop_oneof![
        3 => special.prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => (1_usize..60).prop_map(|n| "\u{301}".repeat(n)),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn shows_hostile_text_on_one_line() {
    let table = [
        ("disk \u{1b}[31mred", "disk ␛[31mred"),
        ("x\u{1b}]0;title\u{7}y", "x␛]0;title␇y"),
        ("x\u{9b}31m\u{85}", "x<9b>31m<85>"),
        ("safe\u{8}\u{8}evil", "safe␈␈evil"),
        ("a\u{7f}\0b", "a␡␀b"),
        ("one\ntwo\r\nthree\rfour\tfive", "one⏎two⏎three␍four five"),
        ("one\u{2028}two\u{2029}", "one<U+2028>two<U+2029>"),
        ("by \u{202e}cilA\u{202c}", "by <U+202E>cilA<U+202C>"),
        ("x\u{61c}y\u{200e}z\u{2066}", "x<U+061C>y<U+200E>z<U+2066>"),
        (
            "de\u{200b}p\u{200c}l\u{200d}o\u{feff}y",
            "de<U+200B>p<U+200C>l<U+200D>o<U+FEFF>y",
        ),
        ("hi\u{e0069}\u{e0067}", "hi<U+E0069><U+E0067>"),
        ("a\u{fe0f}b\u{fe01}字\u{e0100}", "a<U+FE0F>b<U+FE01>字<U+E0100>"),
        (
            "\u{fffe}\u{10ffff}\u{e000}\u{fffd}",
            "<U+FFFE><U+10FFFF><U+E000>\u{fffd}",
        ),
        (
            "\u{115f}\u{1160}\u{3164}\u{ffa0}",
            "<U+115F><U+1160><U+3164><U+FFA0>",
        ),
        ("\u{1161}", "<U+1161>"),
        ("\u{301}x", "◌\u{301}x"),
        ("😀\u{200d}", "😀<U+200D>"),
        ("م\u{200c}\u{200c}", "م\u{200c}<U+200C>"),
        (" \t ", "   "),
    ];
    for (source, shown) in table {
        assert_eq!(line(source), shown, "{source:?}");
    }
}

#[test]
fn leaves_honest_text_alone() {
    let table = [
        "",
        "plain ASCII ~",
        "café cafe\u{301} naïve",
        "한국 字 ｆｕｌｌ",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦 ❤\u{fe0f} 👍🏽 🇨🇭 #\u{fe0f}\u{20e3}",
        "🏳\u{fe0f}\u{200d}🌈 👩🏽\u{200d}🚒",
        "می\u{200c}خواهم",
        "क\u{94d}\u{200d}ष क\u{94d}ष",
        "Tiê\u{301}ng Viê\u{323}t",
        "שָׁלוֹם مُحَمَّد",
    ];
    for text in table {
        assert!(
            matches!(line(text), Cow::Borrowed(_)),
            "{text:?} became {:?}",
            line(text)
        );
    }
}

#[test]
fn cuts_piles_of_marks() {
    let shown = line(&format!("d{}x", "\u{301}".repeat(40))).into_owned();
    assert_eq!(shown, format!("d{}<+36 marks>x", "\u{301}".repeat(4)));
}

#[test]
fn keeps_clusters_narrow() {
    for long in [
        "\u{1100}".repeat(500),
        "क\u{94d}".repeat(500),
        "😀\u{200d}".repeat(500),
    ] {
        let shown = line(&long).into_owned();
        assert!(shown.graphemes(true).all(|g| g.chars().count() <= 33), "{shown}");
    }
}

#[test]
fn a_block_keeps_its_lines() {
    let table = [
        ("a\nb", "a\nb"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("unknown\rAlice", "unknown␍Alice"),
        ("\ta\u{1b}c\u{c}", " a␛c␌"),
    ];
    for (source, shown) in table {
        assert_eq!(block(source), shown);
    }
    assert!(matches!(block("a\nb"), Cow::Borrowed(_)));
}

#[test]
fn measures_and_cuts_by_columns() {
    for (text, columns) in [
        ("abc", 3),
        ("字", 2),
        ("e\u{301}", 1),
        ("👨\u{200d}👩\u{200d}👧", 2),
        ("لا", 2),
    ] {
        assert_eq!(width(text), columns, "{text:?}");
    }
    let table = [
        ("hello", 5, "hello"),
        ("hello", 4, "hel…"),
        ("hello", 1, "…"),
        ("hello", 0, ""),
        ("字字字", 5, "字字…"),
        ("字字字", 4, "字…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ];
    for (text, columns, cut) in table {
        assert_eq!(fit(text, columns), cut, "{text:?} in {columns}");
    }
}

proptest! {
    #[test]
    fn output_is_harmless(s in hostile()) {
        let shown = line(&s);
        prop_assert!(is_harmless(&shown), "{:?}", shown);
        prop_assert!(block(&s).split('\n').all(is_harmless));
        prop_assert!(shown.graphemes(true).all(|g| width(g) > 0), "{:?}", shown);
        prop_assert_eq!(line(&shown), shown.as_ref());
    }

    #[test]
    fn any_text_is_harmless(s in any::<String>()) {
        prop_assert!(is_harmless(&line(&s)));
    }

    #[test]
    fn fit_never_exceeds(s in hostile(), columns in 0_usize..30) {
        prop_assert!(width(&fit(&line(&s), columns)) <= columns);
    }
}

#[test]
fn every_character_that_only_steers_or_is_blank_is_made_visible() {
    // Cf, default-ignorable, Zl and Zp of Unicode 16, without ZWJ, ZWNJ, VS15 and VS16, which their neighbours decide.
    let ranges = [
        '\u{AD}'..='\u{AD}',
        '\u{34F}'..='\u{34F}',
        '\u{61C}'..='\u{61C}',
        '\u{115F}'..='\u{1160}',
        '\u{17B4}'..='\u{17B5}',
        '\u{180B}'..='\u{180F}',
        '\u{200B}'..='\u{200B}',
        '\u{200E}'..='\u{200F}',
        '\u{2028}'..='\u{202E}',
        '\u{2060}'..='\u{206F}',
        '\u{3164}'..='\u{3164}',
        '\u{FE00}'..='\u{FE0D}',
        '\u{FEFF}'..='\u{FEFF}',
        '\u{FFA0}'..='\u{FFA0}',
        '\u{FFF0}'..='\u{FFFB}',
        '\u{13430}'..='\u{1343F}',
        '\u{1BCA0}'..='\u{1BCA3}',
        '\u{1D159}'..='\u{1D159}',
        '\u{1D173}'..='\u{1D17A}',
        '\u{E0000}'..='\u{E0FFF}',
    ];
    for c in ranges.into_iter().flatten() {
        for text in [format!("{c}"), format!("a{c}b"), format!("\u{13000}{c}\u{13000}")] {
            let shown = line(&text);
            let stand_in = format!("<U+{:04X}>", u32::from(c));
            assert!(
                shown.contains(&stand_in) && !shown.contains(c),
                "{stand_in}: {shown:?}"
            );
        }
    }
    // These of Cf are seen: they stand before a number.
    assert_eq!(line("\u{600}12"), "\u{600}12");
}
