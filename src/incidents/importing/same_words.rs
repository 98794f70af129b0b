//! Words of a source that were masked by one set of rules, compared with the same words masked by another.

/// The beginning of a masked place.
const MASKED: &str = "[masked: ";

/// True if two lines are the same but for places that are masked in one of them.
pub(super) fn differ_only_in_masks(one: &str, other: &str) -> bool {
    is_masked_form(one, other) || is_masked_form(other, one)
}

/// True if a line with masked places can have been made of this one.
fn is_masked_form(masked: &str, line: &str) -> bool {
    let mut parts = parts(masked);
    let Some(rest) = parts.next().and_then(|first| line.strip_prefix(first)) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    let between = parts.try_fold(rest, |rest, part| {
        let at = rest.find(part)?;
        rest.get(at + part.len()..)
    });
    between.is_some_and(|rest| rest.ends_with(last))
}

/// The parts of a line around its masked places.
fn parts(line: &str) -> std::vec::IntoIter<&str> {
    let mut pieces = line.split(MASKED);
    let first = pieces.next();
    let behind = pieces.map(|piece| piece.split_once(']').map_or(piece, |(_, behind)| behind));
    first.into_iter().chain(behind).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_places_are_as_long_as_they_like() {
        for (one, other, same) in [
            ("09:30 down", "09:30 down", true),
            (
                "09:30 badge [masked: badge] of bo",
                "09:30 badge 1234 of bo",
                true,
            ),
            ("09:30 badge 1234", "09:30 [masked: badge]", true),
            ("a [masked: x] b [masked: y] c", "a 1 b 2 c", true),
            ("a [masked: x]", "a [masked: y]", true),
            (
                "09:30 badge [masked: badge] of bo",
                "09:30 badge 1234 of ana",
                false,
            ),
            ("09:31 badge [masked: badge]", "09:30 badge 1234", false),
            ("a [masked: x] b [masked: y] c", "a 1 c", false),
            ("ab[masked: x]bc", "abc", false),
            ("09:30 down", "09:30 up", false),
        ] {
            assert_eq!(differ_only_in_masks(one, other), same, "{one:?} and {other:?}");
        }
    }
}
