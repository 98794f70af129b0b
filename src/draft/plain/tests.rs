//! Plain texts, as they read.

use proptest::prelude::*;

use super::*;

#[test]
fn a_text_is_wrapped_and_its_marks_are_gone() {
    let text = plain_text(
        "# Title\n\nsome **bold** words and `code`, and [a link](https://a.example/x) and <https://b.example> and \\*no\\* markup\n\n## Section\n\n- one\n- two\n",
    );
    let expected = "\
Title
=====

some bold words and code, and a link <https://a.example/x> and https://b.example
and *no* markup

Section
-------

- one
- two
";
    assert_eq!(text, expected);
}

#[test]
fn times_stand_below_each_other() {
    let text = plain_text(
        "### 26 March 2023\n\n- **01:59** (+0 min) **Impact**: All clocks are wrong, on every machine that has one and some that have none\n- *— 2 h —*\n- **~14:05–14:20** Fix: x\n  - Evidence: y\n- **time not recorded** Note: z\n",
    );
    let expected = "\
26 March 2023
  01:59         (+0 min) Impact: All clocks are wrong, on every machine that has
                one and some that have none
                — 2 h —
  ~14:05–14:20  Fix: x
                - Evidence: y
  time not recorded  Note: z
";
    assert_eq!(text, expected);
}

#[test]
fn a_table_has_columns_that_fit() {
    let long = "a long text that has to go on in a second line since there is no room for it here";
    let text = plain_text(&format!(
        "| No. | What | | Owner |\n| ---: | --- | --- | --- |\n| 1 | {long} | | bo |\n| 12 | short | | carol |\n"
    ));
    let expected = "\
No.  What                                                                  Owner
---  --------------------------------------------------------------------  -----
  1  a long text that has to go on in a second line since there is no      bo
     room for it here
 12  short                                                                 carol
";
    assert_eq!(text, expected);
}

#[test]
fn an_address_is_not_broken_and_other_long_words_are() {
    let address = format!("https://a.example/{}", "x".repeat(100));
    assert_eq!(
        plain_text(&format!("see <{address}> there")),
        format!("see\n{address}\nthere\n")
    );
    let text = plain_text(&"y".repeat(200));
    assert_eq!(
        text,
        format!("{}\n{}\n{}\n", "y".repeat(80), "y".repeat(80), "y".repeat(40))
    );
}

proptest! {
    #[test]
    fn no_line_is_too_wide(text in "([-#*_>|`\\[\\]()<& a\n]|\\PC|[a-z]{0,90} ){0,60}") {
        for line in plain_text(&text).lines() {
            let is_exempt = line.contains("://") || line.starts_with("    ");
            prop_assert!(is_exempt || harmless::width(line) <= COLUMNS, "{}", line);
        }
    }
}
