//! The decoder against tables of what terminals send, and against any bytes at all.

use super::*;
use crate::app::input::script::parse_keys;
use proptest::prelude::*;

fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(bytes);
    inputs.extend(decoder.flush());
    assert_eq!(decoder.held_back(), HeldBack::Nothing);
    inputs
}

/// Every text as its single keys, which is what stays the same however the bytes were cut.
fn single_keys(inputs: Vec<Input>) -> Vec<Input> {
    let key = |c| Input::Key(Key::char(c));
    inputs
        .into_iter()
        .flat_map(|input| match input {
            Input::Text(text) => text.chars().map(key).collect(),
            other => vec![other],
        })
        .collect()
}

fn keys(script: &str) -> Vec<Input> {
    parse_keys(script).into_iter().map(Input::Key).collect()
}

#[test]
fn keys_as_terminals_send_them() {
    for (bytes, script) in [
        (&b"a"[..], "a"),
        (b"\r", "<enter>"),
        (b"\n", "<enter>"),
        (b"\r\n", "<enter>"),
        (b"\n\n", "<enter><enter>"),
        (b"\r\r\n", "<enter><enter>"),
        (b"\t", "<tab>"),
        (b"\x7f\x08", "<backspace><backspace>"),
        (b"\x00", "<ctrl-space>"),
        (b"\x01\x10\x1a\x03", "<ctrl-a><ctrl-p><ctrl-z><ctrl-c>"),
        (b"\x1c\x1d\x1e\x1f", "<ctrl-\\><ctrl-]><ctrl-^><ctrl-_>"),
        (b"\x1b", "<esc>"),
        (b"\x1b\x1b", "<esc><esc>"),
        (b"\x1b\x1b[A", "<esc><up>"),
        (b"\x1bp", "<alt-p>"),
        (b"\x1bP", "<alt-shift-p>"),
        (b"\x1b[", "<alt-[>"),
        (b"\x1bO", "<alt-shift-o>"),
        (b"\x1b\r", "<alt-enter>"),
        (b"\x1b\x7f", "<alt-backspace>"),
        (b"\x1b\x01", "<ctrl-alt-a>"),
        ("\x1bé".as_bytes(), "<alt-é>"),
        (
            b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F",
            "<up><down><right><left><home><end>",
        ),
        (
            b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF",
            "<up><down><right><left><home><end>",
        ),
        (b"\x1b[1;5C\x1b[1;3A\x1b[1;2D", "<ctrl-right><alt-up><shift-left>"),
        (b"\x1b[Z", "<shift-tab>"),
        (
            b"\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~",
            "<home><insert><delete><end><pgup><pgdn>",
        ),
        (b"\x1b[7~\x1b[8~\x1b[3;5~", "<home><end><ctrl-delete>"),
        (b"\x1bOP\x1bOQ\x1bOR\x1bOS", "<f1><f2><f3><f4>"),
        (b"\x1b[[A\x1b[[E", "<f1><f5>"),
        (
            b"\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~",
            "<f1><f5><f6><f10><f11><f12>",
        ),
        (b"\x1b[1;2P\x1b[24;5~\x1b[34~", "<shift-f1><ctrl-f12><f20>"),
        (b"\x1bOM\x1bOp\x1bOy\x1bOk\x1bOd", "<enter>09+<ctrl-left>"),
        (b"\x1bOj\x1bOl\x1bOm\x1bOn\x1bOo\x1bOX\x1bOI", "*,-./=<tab>"),
        (b"\x1bO5A\x1bO1;5A\x1bO2P", "<ctrl-up><ctrl-up><shift-f1>"),
        // As st sends them.
        (b"\x1b[P\x1b[2K\x1b[M", "<delete><shift-delete><ctrl-delete>"),
        (b"\x1b[4h\x1b[4l\x1b[L", "<insert><shift-insert><ctrl-insert>"),
        (b"\x1b[2J\x1b[K\x1b[J", "<shift-home><shift-end><ctrl-end>"),
    ] {
        assert_eq!(
            single_keys(decode(bytes)),
            keys(script),
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn keys_reported_by_number() {
    for (bytes, script) in [
        ("\x1b[27u", "<esc>"),
        ("\x1b[112;5u", "<ctrl-p>"),
        ("\x1b[112;6u", "<ctrl-p>"),
        ("\x1b[112;4u\x1b[47:63;4u", "<alt-shift-p><alt-?>"),
        (
            "\x1b[13;3u\x1b[9;2u\x1b[127;5u",
            "<alt-enter><shift-tab><ctrl-backspace>",
        ),
        ("\x1b[97;5:1u\x1b[97;5:2u\x1b[97;5:3u", "<ctrl-a><ctrl-a>"),
        ("\x1b[1;1:3A\x1b[3;1:3~", ""),
        ("\x1b[57414u\x1b[57400u\x1b[57419u", "<enter>1<up>"),
        ("\x1b[57426u\x1b[57427u\x1b[57417u", "<delete><left>"),
        ("\x1b[57358u\x1b[97;9u\x1b[0u\x1b[4294967296u", ""),
        ("\x1b[27;5;13~\x1b[27;3;112~", "<ctrl-enter><alt-p>"),
    ] {
        assert_eq!(
            single_keys(decode(bytes.as_bytes())),
            keys(script),
            "{}",
            bytes.escape_debug()
        );
    }
}

#[test]
fn what_the_terminal_says_itself_is_swallowed() {
    for bytes in [
        &b"\x1b[?62;22c"[..],
        b"\x1b[24;80R",
        b"\x1b[?2026;2$y",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        b"\x1bP>|terminal 1.0\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[<0;10;20M\x1b[<0;10;20m",
        b"\x1b[M !!",
        b"\x1b[32;10;20M",
        b"\x1b[I\x1b[O",
        b"\x1b[201~",
        b"\x1b[?1u",
        b"\x1b[99~",
        // The keypad's 5 without Num Lock.
        b"\x1b[E\x1bOE\x1b[1;5E",
        b"\x1b[[x",
        b"\x1bOz",
        b"\x1b^private\x1b\\",
        b"\x1bXstring\x1b\\",
        "\x1b]2;größer\x07".as_bytes(),
    ] {
        assert_eq!(
            decode(&[bytes, b"x"].concat()),
            keys("x"),
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn what_has_begun_as_a_sequence_never_becomes_text() {
    for (bytes, script) in [
        (&b"\x1b[1;"[..], ""),
        (b"\x1b[12\r", "<enter>"),
        (b"\x1b[1\x1b[A", "<up>"),
        (b"\x1b[?62;4", ""),
        (b"\x1b[[", ""),
        (b"\x1b[[\r", "<enter>"),
        (b"\x1bO1;", ""),
        (b"\x1b]11;rgb:1e1e/1e", ""),
        (b"\x1b]hello", ""),
        (b"\x1b]hello\x1b", "<esc>"),
        (b"\x1b]hello\x1b[A", "<up>"),
        (b"\x1b]hello\x1bx", "<alt-x>"),
        (b"\x1b]hello\x03", "<ctrl-c>"),
        (b"\x1bP>|terminal 1.0", ""),
        (b"\x1bP1$r0", ""),
        (b"\x1b_Gi=1", ""),
        (b"\x1b^private", ""),
        (b"\x1bXstring", ""),
        (b"\x1b[Ma", ""),
        (b"\x1b[Mab\r", "<enter>"),
    ] {
        assert_eq!(
            single_keys(decode(bytes)),
            keys(script),
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn wherever_a_key_or_an_answer_is_parted_its_rest_is_waited_for() {
    for (whole, script) in [
        (&b"\x1b[A"[..], "<up>"),
        (b"\x1b[1;5C", "<ctrl-right>"),
        (b"\x1b[3~", "<delete>"),
        (b"\x1bOB", "<down>"),
        (b"\x1b[[A", "<f1>"),
        (b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", ""),
        (b"\x1bP>|tmux 3.3a\x1b\\", ""),
        (b"\x1b[?62;4;22c", ""),
        ("\x1bé".as_bytes(), "<alt-é>"),
    ] {
        for cut in 2..whole.len() {
            let mut decoder = Decoder::new();
            assert_eq!(decoder.feed(&whole[..cut]), [], "{}", whole.escape_ascii());
            assert!(
                matches!(decoder.held_back(), HeldBack::Sequence | HeldBack::Text),
                "{}",
                whole[..cut].escape_ascii()
            );
            assert_eq!(
                decoder.feed(&whole[cut..]),
                keys(script),
                "{}",
                whole.escape_ascii()
            );
        }
    }
}

#[test]
fn what_may_only_begin_a_sequence_is_alt_and_its_key() {
    for (bytes, script) in [
        (&b"\x1b["[..], "<alt-[>"),
        (b"\x1b]", "<alt-]>"),
        (b"\x1bP", "<alt-shift-p>"),
        (b"\x1b[\r", "<alt-[><enter>"),
        (b"\x1bO!", "<alt-shift-o>!"),
        (b"\x1b]\x1bp", "<alt-]><alt-p>"),
        // With Caps Lock on, Alt-P is this, and what is typed next is not a reply.
        (b"\x1bPUSERS", "<alt-shift-p>USERS"),
        (b"\x1bO\x1bOA", "<alt-shift-o><up>"),
    ] {
        assert_eq!(
            single_keys(decode(bytes)),
            keys(script),
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn sequences_and_replies_however_long_hold_little() {
    let long = "1".repeat(10_000);
    for opener in ["\x1b[", "\x1b]", "\x1bP", "\x1bO"] {
        let mut decoder = Decoder::new();
        assert_eq!(decoder.feed(format!("{opener}{long}").as_bytes()), []);
        assert!(decoder.held.len() <= LONGEST_SEQUENCE + OPENER, "{opener:?}");
        assert_eq!(decoder.held_back(), HeldBack::Sequence);
        assert_eq!(decoder.flush(), [], "{opener:?}");
    }
    assert_eq!(decode(format!("\x1b[{long}A").as_bytes()), []);
    assert_eq!(decode(format!("\x1b]{long}\x07x").as_bytes()), keys("x"));
}

#[test]
fn characters_may_be_split_and_may_be_wrong() {
    let mut decoder = Decoder::new();
    let bytes = "é€🔥".as_bytes();
    let inputs: Vec<Input> = bytes.iter().flat_map(|&byte| decoder.feed(&[byte])).collect();
    assert_eq!(inputs, keys("é€🔥"));
    for (bytes, text) in [
        (&b"a\xffb"[..], "a\u{fffd}b"),
        (b"\xe2\x82", "\u{fffd}"),
        (b"\xe2\x82x", "\u{fffd}x"),
        (b"\xe2\xe2\x82\xac", "\u{fffd}€"),
        (b"\xc3\x1b", "\u{fffd}<esc>"),
    ] {
        assert_eq!(single_keys(decode(bytes)), keys(text), "{}", bytes.escape_ascii());
    }
}

#[test]
fn what_is_pending_says_how_long_to_wait() {
    for (bytes, pending) in [
        (&b"a"[..], HeldBack::Nothing),
        (b"\x1b", HeldBack::Escape),
        (b"\x1b[", HeldBack::Sequence),
        (b"\x1b[1", HeldBack::Sequence),
        (b"\x1b[M", HeldBack::Escape),
        (b"\x1b[Ma", HeldBack::Sequence),
        (b"\x1bO", HeldBack::Sequence),
        (b"\x1b]11;", HeldBack::Sequence),
        (b"\x1bP>|tmux", HeldBack::Sequence),
        (b"\xe2", HeldBack::Text),
        (b"\x1b[200~", HeldBack::Text),
        (b"\x1b[200~x\x1b[201", HeldBack::Text),
    ] {
        let mut decoder = Decoder::new();
        decoder.feed(bytes);
        assert_eq!(decoder.held_back(), pending, "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_bracketed_paste_is_data_whatever_it_holds() {
    let paste = |text: &str| Input::Paste(text.to_owned());
    assert_eq!(
        decode(b"\x1b[200~one\r\ntwo\rthree\n\x1b[201~"),
        [paste("one\ntwo\nthree\n")]
    );
    assert_eq!(
        decode(b"\x1b[200~\x1b[A\x1b[200~\x03\x1b[201~"),
        [paste("\x1b[A\x1b[200~\x03")]
    );
    assert_eq!(decode(b"\x1b[200~\xff\x1b[201~"), [paste("\u{fffd}")]);
    assert_eq!(decode(b"\x1b[200~\x1b[201~"), []);
}

#[test]
fn an_unclosed_paste_is_given_out_and_the_keyboard_lives() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed(b"\x1b[200~half a lo"), []);
    assert_eq!(decoder.flush(), [Input::Paste("half a lo".into())]);
    assert_eq!(decoder.feed(b"g\x1b[201~\x1b[A"), keys("g<up>"));
}

#[test]
fn an_overlong_paste_comes_in_pieces_that_join_again() {
    let line = "größer\r\n";
    let text = line.repeat(LONGEST_PASTE / line.len() + 10);
    let inputs = decode(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    assert_eq!(inputs.len(), 2);
    let joined: String = inputs
        .into_iter()
        .map(|input| match input {
            Input::Paste(piece) => piece,
            other => panic!("not a paste: {other:?}"),
        })
        .collect();
    assert!(joined == text.replace("\r\n", "\n"));
}

#[test]
fn a_paste_is_never_cut_inside_a_unit() {
    for (paste, at) in [
        (&b"abcdefgh"[..], 7),
        ("abcdefgé".as_bytes(), 7),
        (b"abcdefg\r\n", 7),
        (b"abcdefg\x1b[20", 7),
        (b"abcdefg\xe2\x82", 7),
    ] {
        assert_eq!(cut(paste), at, "{}", paste.escape_ascii());
    }
}

/// Bytes with a liking for what sequences are made of.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            &b"\x1b"[..],
            b"\x1b[",
            b"\x1bO",
            b"\x1b]",
            b"\x1b\\",
            b"\x1bP",
            b"\x1bX",
            b"\x1b_",
            b"\x07",
            b"\x1b[200~",
            b"\x1b[201~",
            b"[M",
            b"1;5",
            b"u",
            b"~",
            b"\r",
            b"\n",
            b"\xc3\xa9",
            b"\xf0\x9f",
            b"text",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn cuts_do_not_matter(bytes in hostile(), cuts in prop::collection::vec(1usize..8, 0..64)) {
        let mut decoder = Decoder::new();
        let mut inputs = Vec::new();
        let mut rest = &bytes[..];
        for length in cuts {
            let (chunk, after) = rest.split_at(length.min(rest.len()));
            inputs.extend(decoder.feed(chunk));
            rest = after;
        }
        inputs.extend(decoder.feed(rest));
        inputs.extend(decoder.flush());
        prop_assert_eq!(single_keys(inputs), single_keys(decode(&bytes)));
    }

    #[test]
    fn plain_text_comes_out_as_it_went_in(text in "[^\\x00-\\x1f\\x7f]*") {
        let inputs = decode(text.as_bytes());
        prop_assert!(inputs.len() <= 1);
        prop_assert_eq!(single_keys(inputs), text.chars().map(|c| Input::Key(Key::char(c))).collect::<Vec<_>>());
    }

    #[test]
    fn text_behind_any_bytes_comes_out(bytes in hostile(), text in "[xyz]{1,20}") {
        let mut decoder = Decoder::new();
        decoder.feed(&bytes);
        decoder.flush();
        prop_assert_eq!(single_keys(decoder.feed(text.as_bytes())), keys(&text));
    }

    #[test]
    fn a_paste_keeps_its_text(text in "[a-zé🔥\n\t]{1,80}") {
        let bytes = format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r"));
        prop_assert_eq!(decode(bytes.as_bytes()), [Input::Paste(text)]);
    }
}
