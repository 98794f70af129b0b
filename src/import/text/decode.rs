//! Bytes of a text file as text: UTF-8, UTF-16 with its mark, else the Western code page of old files.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of these bytes, without a byte-order mark. `None` where they hold a NUL and are no UTF-16: then it is no text.
pub(super) fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Some(text).filter(|text| !text.contains('\0'));
    }
    if bytes.contains(&0) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => Some(WINDOWS_1252.decode_without_bom_handling(bytes).0),
    }
}

/// The lines of a text, whichever of `\n`, `\r\n` and `\r` ends them.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_that_notes_come_in_are_read() {
        let utf16 = |units: &str, little: bool| -> Vec<u8> {
            let bytes = |unit: u16| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            };
            std::iter::once(0xfeff)
                .chain(units.encode_utf16())
                .flat_map(bytes)
                .collect()
        };
        for (bytes, read) in [
            (b"14:02 x".to_vec(), Some("14:02 x")),
            ("\u{feff}14:02 é".as_bytes().to_vec(), Some("14:02 é")),
            (utf16("14:02 é", true), Some("14:02 é")),
            (utf16("14:02 é", false), Some("14:02 é")),
            (b"14:02 M\xe4rz \x96 x".to_vec(), Some("14:02 März – x")),
            (b"14:02\0x".to_vec(), None),
            (utf16("a\0b", true), None),
            (Vec::new(), Some("")),
        ] {
            assert_eq!(text(&bytes).as_deref(), read, "{bytes:?}");
        }
        assert_eq!(
            lines("a\r\nb\rc\n\nd").collect::<Vec<_>>(),
            ["a", "b", "c", "", "d"]
        );
    }
}
