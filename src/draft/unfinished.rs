//! The places of a draft that are left for people to finish: one bracketed line each, that begins with a verb.

use super::render::fence_of;

/// The number of places that nobody has finished yet. A recorded bracket before a small letter is escaped, and a link has
/// an address behind it; what is quoted between fences is nobody's to finish.
pub fn unfinished(text: &str) -> usize {
    let mut fence: Option<&str> = None;
    let mut count = 0;
    for line in text.lines() {
        let ticks = fence_of(line);
        match fence {
            Some(open) if ticks == Some(open) => fence = None,
            Some(_) => {}
            None => {
                fence = ticks;
                count += in_line(line);
            }
        }
    }
    count
}

fn in_line(line: &str) -> usize {
    let places = line.match_indices('[').filter(|(at, _)| {
        let escaped = line[..*at].ends_with('\\');
        let inside = &line[at + 1..];
        let begins = inside.starts_with(|c: char| c.is_ascii_lowercase());
        let behind = inside.split_once(']').map(|(_, behind)| behind);
        !escaped && begins && behind.is_some_and(|behind| !behind.starts_with('('))
    });
    places.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_what_was_recorded() {
        for (text, count) in [
            ("**Impact:** [say what users noticed]", 1),
            ("None recorded: [add one]\n\n[write what surprised you]", 2),
            ("\\[warn\\] the disk is full", 0),
            ("  - Evidence: [log](../evidence/ab), 9 bytes", 0),
            ("```text\n[warn] full\n```\n[say]", 1),
            ("[x] done, [X] Y", 1),
            ("", 0),
        ] {
            assert_eq!(unfinished(text), count, "{text}");
        }
    }
}
