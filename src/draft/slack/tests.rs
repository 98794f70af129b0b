//! Messages for Slack, as they read.

use proptest::prelude::*;

use super::*;

#[test]
fn a_draft_is_marked_up_as_slack_does_it() {
    let text = slack_text(
        "# A \\*title\\*\n\nsome **bold** and *slanted* and `code` words, [here](https://a.example/?x=1&y=2|3), <https://b.example>, [there](../evidence/ab)\n\n## Timeline\n\n### 25 March\n\n- **09:30** (+5 min) **Impact**: asked `@bo` \\*why\\*\\\n  and again\n  - Evidence: x\n- *— 2 h —*\n\n| | how long | when |\n| --- | --- | --- |\n| Noticed | after 2 min | 03:01 |\n| Cause | – | |\n\n1. one\n2. two\n\n```text\na < `b`\n```\n",
    );
    let expected = "\
*A `*title*`*
some *bold* and _slanted_ and `code` words, <https://a.example/?x=1&amp;y=2%7C3|here>, <https://b.example>, there

*Timeline*

*25 March*
• *09:30* (+5 min) *Impact*: asked `@bo` `*why*`
  and again
    ◦ Evidence: x
• _— 2 h —_

• *Noticed* · after 2 min · when: 03:01
• *Cause*

1. one
2. two
```
a &lt; ｀b｀
```
";
    assert_eq!(text, expected);
}

proptest! {
    /// Every `<` of the message is that of a link.
    #[test]
    fn only_links_stand_in_angle_brackets(text in "([-#*_>|`\\[\\]()<&!@ a\n]|here|https://a.example|\\PC){0,60}") {
        let told = slack_text(&text);
        for (at, _) in told.match_indices('<') {
            let rest = told[at + 1..].to_lowercase();
            let leads = ["http://", "https://", "mailto:"].iter().any(|scheme| rest.starts_with(scheme));
            prop_assert!(leads, "{}", told);
        }
    }
}
