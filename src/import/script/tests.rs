//! Recordings as `script` writes them, and broken ones.

use proptest::prelude::*;

use super::*;
use crate::import::told::{self, told};

const ONE: &str = "Script started on 2026-11-25 09:30:12+00:00 [COMMAND=\"kubectl get pods -o \"wide\"\" TERM=\"xterm\" TTY=\"/dev/pts/0\" COLUMNS=\"80\" LINES=\"24\"]\n\
                   \u{1b}[31mNAME\u{1b}[0m\r\napi-1\r\n\n\
                   Script done on 2026-11-25 09:30:24+00:00 [COMMAND_EXIT_CODE=\"0\"]\n";

const ADVANCED: &str = "H 0.000000 START_TIME 2026-11-25 10:30:12+01:00\nH 0.000000 TERM xterm\n\
                        H 0.000000 COMMAND echo hi; sleep 0.2\nO 0.010931 4\nO 0.196864 5\nH 0.000000 DURATION 75.217964\n\
                        H 0.000000 EXIT_CODE 3\n";

fn bundle(files: &[(&str, &str)]) -> Bundle {
    let document = |(name, text): &(&str, &str)| Document {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    Bundle {
        name: "recording".to_owned(),
        documents: files.iter().map(document).collect(),
        left_out: Vec::new(),
    }
}

fn read_files(files: &[(&str, &str)]) -> Vec<String> {
    let bundle = bundle(files);
    assert!(recognises(&bundle), "{files:?}");
    told(&read(&bundle, &told::options()).unwrap())
}

#[test]
fn a_typescript_is_one_event_with_its_output() {
    assert_eq!(
        read_files(&[("typescript", ONE)]),
        [
            "[x] 2026-11-25  09:30:12-09:30:24 INVEST? \"ran kubectl get pods -o \\\"wide\\\": exit 0 after 12 s\" \
          [typescript:1] + typescript"
        ]
    );
    let import = read(&bundle(&[("typescript", ONE)]), &told::options()).unwrap();
    assert_eq!(
        import.proposals[0].attachment.as_ref().unwrap().text,
        "NAME\napi-1\n\n"
    );
    assert!(import.proposals[0].raw.starts_with("Script started on 2026"));
}

#[test]
fn timing_logs_say_what_the_typescript_does_not() {
    let bare = "Script started on 2026-11-25 09:30:12+00:00 [TERM=\"xterm\"]\n$ ls\n";
    assert_eq!(
        read_files(&[("out", bare), ("timing", ADVANCED)]),
        [
            "[x] 2026-11-25  09:30:12-09:31:27 NOTE? \"ran echo hi; sleep 0.2: exit 3 after 1 min 15 s\" [out:1] + out"
        ]
    );
    assert_eq!(
        read_files(&[("out", bare), ("timing", "0.500000 4\n719.6 5\n")]),
        ["[x] 2026-11-25  09:30:12-09:42:12 NOTE \"a recorded session of 12 min\" [out:1] + out"]
    );
    assert_eq!(
        read_files(&[("timing", ADVANCED)]),
        [
            "[x] 2026-11-25  09:30:12-09:31:27 NOTE? \"ran echo hi; sleep 0.2: exit 3 after 1 min 15 s\" [timing:1]"
        ]
    );
}

#[test]
fn older_heads_and_several_sessions_are_read() {
    let two = "Script started on Wed Nov 25 09:30:12 2026\na\n\nScript done on Wed Nov 25 09:31:12 2026\nbetween\n\
               Script started on Wed 25 Nov 2026 04:49:50 PM EST\nb\n";
    assert_eq!(
        read_files(&[("typescript", two)]),
        [
            "[x] 2026-11-25  09:30:12-09:31:12 NOTE \"a recorded session of 1 min\" [typescript:1] + typescript",
            "[x] 2026-11-25  21:49:50 NOTE \"a recorded session\" [typescript:6] + typescript",
            "skipped 5: it stands outside a session",
        ]
    );
}

#[test]
fn what_is_no_recording_is_told() {
    assert!(!recognises(&bundle(&[("x", "0.5 4\n0.1 2\n")])));
    assert!(!recognises(&bundle(&[])));
    assert!(!recognises(&bundle(&[("x", "Script of the play\n")])));
    assert!(read(&bundle(&[("x", "0.5 4\n0.1 2\n")]), &told::options()).is_err());
    let broken = "Script started on never [COMMAND=\"\nx";
    assert_eq!(
        read_files(&[("t", broken)]),
        ["[x] no time NOTE \"a recorded session\" [t:1] + t"]
    );
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, at in 0..ONE.len(), other in 0..ADVANCED.len(), byte: u8) {
        let mutated = |text: &str, at: usize| {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = byte;
            bytes
        };
        let mut files = bundle(&[("a", ""), ("b", "")]);
        files.documents[0].bytes = mutated(ONE, at);
        files.documents[1].bytes = mutated(ADVANCED, other);
        for files in [files, Bundle::of("x", bytes)] {
            told::survives(&files, recognises, read);
        }
    }
}
