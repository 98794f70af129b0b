//! Texts in every place of a document, as two parsers show them.

use proptest::prelude::*;

use super::*;
use crate::draft::tests::parsed::parsed;

/// A word that stands in for a text where its document's structure is wanted.
const PLAIN: &str = "plain";

/// A place of a document, with a text in it.
type Document = fn(&str) -> String;

/// The places of a text of one line.
const PLACES: [(&str, Document); 8] = [
    ("paragraph", |text| format!("{}\n", line(text))),
    ("heading", |text| format!("# {}\n\ntext\n", line(text))),
    ("label", |text| format!("**Impact:** {}\n", line(text))),
    ("item", |text| format!("- {}\n- b\n", line(text))),
    ("event", |text| {
        let text = line(text);
        format!("- **09:30** Note: {text} → *helped* *(from bo)*\n- **10:00** Note: {text}\n")
    }),
    ("remark", |text| {
        format!("- **09:30** Note: words *({})*\n", line(text))
    }),
    ("row", |text| {
        let text = cell(text);
        format!("| a | b |\n| --- | --- |\n| {text} | {text} |\n")
    }),
    ("link", |text| {
        format!("- [{}](../evidence/ab), 9 bytes\n", line(text))
    }),
];

/// The places of a text of several lines.
const BLOCKS: [(&str, Document); 4] = [
    ("paragraph", |text| format!("{}\n", block(text, 0))),
    ("label", |text| format!("**Impact:** {}\n", block(text, 0))),
    ("item", |text| format!("- {}\n- b\n", block(text, 2))),
    ("row", |text| {
        format!("| a | b |\n| --- | --- |\n| {} | b |\n", cell(text))
    }),
];

/// Fails unless a text is shown letter for letter in a place, and is nothing else there.
fn assert_shown(text: &str, place: (&str, Document)) {
    let (name, document) = place;
    let escaped = settle(&document(text));
    for ((parser, read), (_, plain)) in parsed(&escaped)
        .into_iter()
        .zip(parsed(&settle(&document(PLAIN))))
    {
        let wanted: Vec<String> = plain
            .texts
            .iter()
            .map(|shown| shown.replace(PLAIN, text))
            .collect();
        assert_eq!(read.texts, wanted, "{text:?} as {name} in {parser}:\n{escaped}");
        assert_eq!(
            read.structure, plain.structure,
            "{text:?} as {name} in {parser}:\n{escaped}"
        );
    }
}

fn settled(text: &str) -> String {
    settle(&line(text))
}

#[test]
fn what_would_mean_something_is_escaped() {
    let cases = [
        ("# heading", "\\# heading"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("1) item", "1\\) item"),
        ("===", "\\==="),
        (":--", "\\:--"),
        ("> quote", "\\> quote"),
        ("*bold* `code`", "\\*bold\\* \\`code\\`"),
        ("db_primary and _this_", "db_primary and \\_this\\_"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![X](y)", "![X\\](y)"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<a:<b> c", "&lt;a:&lt;b> c"),
        ("<!-- hotwash draft 1", "&lt;!-- hotwash draft 1"),
        ("AT&T &lt; &#x3c;", "AT&T &amp;lt; &amp;#x3c;"),
        ("~~gone~~ $x$ ==y==", "\\~\\~gone\\~\\~ \\$x\\$ \\=\\=y\\=\\="),
        ("C:\\new\\_x\\", "C:\\new\\\\_x\\\\"),
        ("[[page]] [^1]: x", "\\[\\[page]] [^1]: x"),
        ("[Ab]: http://a", "\\[Ab]: <http://a>"),
        ("é-x", "é-x"),
    ];
    for (text, expected) in cases {
        assert_eq!(settled(text), expected, "{text:?}");
    }
}

#[test]
fn addresses_are_links_and_what_a_forge_replaces_is_code() {
    let cases = [
        (
            "GET http://es:9200/_cluster/health.",
            "GET <http://es:9200/_cluster/health>.",
        ),
        ("(https://a.example/x_(y)\\)", "(<https://a.example/x_(y)\\>)"),
        ("https://a/?a=1&copy;=2", "https\\://a/?a=1&amp;copy;=2"),
        (
            "ftp://a/*b* www.a.example/*b*",
            "ftp\\://a/\\*b\\* www\\.a.example/\\*b\\*",
        ),
        ("@bo (@org/a) #123 GH-12", "`@bo` (`@org/a`) `#123` `GH-12`"),
        ("cache:lock:orders is held", "`cache:lock:orders` is held"),
        ("https://a/@bo#12", "<https://a/@bo#12>"),
    ];
    for (text, expected) in cases {
        assert_eq!(settled(text), expected, "{text:?}");
    }
}

/// Ordinary texts in which nothing means anything.
const ORDINARY: [&str; 33] = [
    "plain text, 75% of users",
    "10:15 is a time",
    "503 errors",
    "p99 > 5s, p50 < 1 s, i<n",
    "a<U+200B>b",
    "1.323.0 is out",
    "a_b, snake_case_name and _x",
    "5 * 3",
    "*.log is full",
    "~10 min",
    "$5, $6 to $10",
    "a|b || true",
    "C# and F#",
    "foo (bar)",
    "[PROD] down, [2] [Sat 12:00]",
    "arr[0] = x",
    "AT&T & co; a && b",
    "C:\\new",
    "#helped #auth",
    "-x, --flag",
    "+1 h",
    "=> 3",
    "key=value; a == b",
    "mail bo@example.org",
    "Foo::bar() -> i32",
    "\"it's\" 'quoted'",
    "{a: 1}",
    "50% of 3.5.1!",
    "10.0.0.1:9200 -> db-1",
    "e5f2a1c reverted",
    "99.9 % ^ 2",
    "wait... what?!",
    "日本語 é",
];

#[test]
fn ordinary_texts_stay_as_they_are() {
    for text in ORDINARY {
        assert_eq!(settled(text), text);
        for place in PLACES {
            assert_shown(text, place);
        }
    }
}

#[test]
fn only_the_place_asks_for_an_escape() {
    let cases = [
        ("1. x", "**Impact:** ", "\n", "1. x"),
        ("1. x", "- ", "\n", "1\\. x"),
        ("[ ] x", "- ", "\n", "\\[ ] x"),
        ("[ ] x", "", "\n", "[ ] x"),
        ("a|b", "| ", " |\n", "a\\|b"),
        ("x #", "# ", "\n", "x \\#"),
        ("x ##", "**Impact:** ", "\n", "x ##"),
        ("C#", "# ", "\n", "C#"),
        ("a *b", "", "*\n", "a \\*b"),
        ("[A] b", "[", "](x)\n", "\\[A\\] b"),
    ];
    for (text, before, behind, expected) in cases {
        let shown = settle(&format!("{before}{}{behind}", line(text)));
        assert_eq!(shown, format!("{before}{expected}{behind}"), "{text:?}");
    }
}

#[test]
fn lines_stay_below_their_bullet() {
    assert_eq!(
        settle(&block("one\ntwo\r\n\n\n  # three\n", 2)),
        "one\\\n  two\n\n  \\# three"
    );
    assert_eq!(settled("one\ntwo"), "one⏎two");
    // The backslash would be a part of the address.
    assert_eq!(
        settle(&block("http://a/x\nwww.a.example\nb", 0)),
        "<http://a/x>\\\nwww\\.a.example\\\nb"
    );
    // Emphasis would go on from line to line.
    assert_eq!(settle(&block("*one\ntwo*", 0)), "\\*one\\\ntwo\\*");
}

#[test]
fn a_text_that_holds_our_marks_or_half_of_them_is_a_text() {
    let text = "a\u{fdd0}b\u{fdd1}*c*";
    assert!(!settled(text).contains(['\u{fdd0}', '\u{fdd1}']));
    assert!(settled(text).ends_with("\\*c\\*"));
    assert_eq!(settle("a \u{fdd0}*b*"), "a \\*b\\*");
    assert_eq!(settle("a \u{fdd1}*b*\u{fdd0}"), "a \u{fdd1}*b*");
}

#[test]
fn nothing_in_a_fenced_block_ends_it() {
    assert_eq!(
        fenced("# a\n\n</details>\u{1b}[1m", 4),
        "```text\n    # a\n    \n    </details>␛[1m\n    ```"
    );
    for text in ["```\nx", "````", "`", "a ``````` b"] {
        let block = fenced(text, 0);
        let (fence, rest) = block.split_once("text\n").unwrap();
        assert!(
            rest.ends_with(&format!("\n{fence}")) && !text.contains(fence),
            "{block}"
        );
    }
}

/// Pieces of markup, and of what renderers see in plain words.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[-+=#>*_`|~:<\\[\\]()0-9.!\\\\a&;$^@/{}\"' é]",
        1 => proptest::sample::select(vec![
            "http://a", "https://x.y/b_c", "www.a.example/", "ftp://a.b/", "@bo", "#12", "GH-1", ":lock:", "&amp;", "&#42;",
            "<b>", "<!--", "<a", "</", "/>", "a@b.co", "[^1]", "]: /x", "**", "~~", "$$", "==", "](", "[[", "]]", "- ", "1. ", " #", "[ ] ", "mailto:",
        ]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_shown_letter_for_letter(text in markup()) {
        let text = text.trim();
        if !text.is_empty() {
            for place in PLACES {
                assert_shown(text, place);
            }
        }
    }

    #[test]
    fn any_lines_are_shown_letter_for_letter(lines in proptest::collection::vec(markup(), 1..5)) {
        let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            for place in BLOCKS {
                assert_shown(&lines.join("\n"), place);
            }
        }
    }
}
