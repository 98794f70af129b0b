//! The colours of the page: texts and marks can be told from what they stand on, in light and in dark.

use std::collections::HashMap;

const STYLE: &str = include_str!("../../../../assets/page/style.css");

/// The colours by name, of the first block of the style sheet or of the one for the dark.
fn palette(block: &str) -> HashMap<&str, [u8; 3]> {
    let declared = block.split(';').filter_map(|rule| {
        let (name, colour) = rule.split_once(':')?;
        let digits = u32::from_str_radix(colour.trim().strip_prefix('#')?, 16).ok()?;
        let [_, red, green, blue] = digits.to_be_bytes();
        let name = name.rsplit(char::is_whitespace).next()?;
        Some((name, [red, green, blue]))
    });
    declared.collect()
}

/// The relative luminance, as WCAG 2 defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    let [red, green, blue] = colour.map(part);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_text_and_mark_has_the_contrast_of_aa() {
    let mut blocks = STYLE.split(":root {").skip(1);
    let [light, dark] = [(); 2].map(|()| {
        let block = blocks.next().and_then(|rest| rest.split('}').next());
        palette(block.expect("a light and a dark palette"))
    });
    assert_eq!(light.len(), dark.len());
    for colours in [light, dark] {
        let text = ["--text", "--second", "--link"];
        for (over, under) in text
            .into_iter()
            .flat_map(|over| [(over, "--ground"), (over, "--panel")])
        {
            let found = contrast(colours[over], colours[under]);
            assert!(found >= 4.5, "{over} on {under}: {found:.2}");
        }
        assert!(contrast(colours["--text"], colours["--place"]) >= 4.5);
        let grounds = ["--ground", "--panel", "--place", "--rule"];
        for (name, colour) in colours.iter().filter(|(name, _)| !grounds.contains(name)) {
            let found = contrast(*colour, colours["--ground"]);
            assert!(found >= 3.0, "{name}: {found:.2}");
        }
    }
}
