//! Slack exports as people have them, and as nobody should.

use super::*;
use crate::import::sample::{options, said, told};

fn day(messages: &str) -> Bundle {
    Bundle::of("2023-03-25.json", messages)
}

fn export(files: &[(&str, &str)]) -> Bundle {
    let documents = files.iter().map(|(name, text)| Document {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    Bundle {
        name: "export".to_owned(),
        documents: documents.collect(),
        left_out: Vec::new(),
    }
}

const USERS: &str =
    r#"[{"id":"U1","name":"bo","profile":{"display_name":"Bo Li"}},{"id":"U2","name":"ana"}]"#;

#[test]
fn a_whole_export_is_read_in_the_order_of_time_with_names() {
    let bundle = export(&[
        ("channels.json", r#"[{"id":"C1","name":"inc-42"}]"#),
        (
            "inc-42/2023-03-25.json",
            r#"[
            {"type":"message","subtype":"channel_join","user":"U1","text":"<@U1> has joined the channel","ts":"1679752800.000100"},
            {"type":"message","user":"U1","text":"<@U2> checkout answers 502, see <https://g.io/d/1|the graph>","ts":"1679752920.000200","thread_ts":"1679752920.000200","edited":{"user":"U1","ts":"1.0"}},
            {"type":"message","user":"U2","text":"looking &amp; asking","ts":"1679753040.000300","thread_ts":"1679752920.000200"},
            {"type":"message","user":"U9","text":"","ts":"1679753045.000300","files":[{"name":"heap.png","permalink":"https://s.io/f1"}]}]"#,
        ),
        (
            "ops/2023-03-25.json",
            r#"[
            {"type":"message","bot_id":"B1","subtype":"bot_message","username":"Pager","text":"","ts":"1679752910.000000","attachments":[{"fallback":"[FIRING] 5xx high"}]},
            {"type":"message","user":"U1","text":"TODO: <@U2> alert on the pool due 2023-04-01","ts":"1679756400.000000"}]"#,
        ),
        ("users.json", USERS),
    ]);
    assert!(recognises(&bundle));
    let import = read(&bundle, &options()).unwrap();
    assert_eq!(
        told(&import),
        [
            "14:01:50 NOTE [slack:ops/1679752910.000000] Pager: [FIRING] 5xx high",
            "14:02:00 NOTE [slack:inc-42/1679752920.000200] Bo Li: @ana checkout answers 502, see the graph (https://g.io/d/1)",
            "14:04:00 NOTE [slack:inc-42/1679753040.000300] ana: looking & asking",
            "14:04:05 NOTE [slack:inc-42/1679753045.000300] U9: file: heap.png (https://s.io/f1)",
            "TODO [slack:ops/1679756400.000000] Bo Li: @ana alert on the pool (ana, due 2023-04-01)",
        ]
    );
    assert_eq!(
        said(&import),
        ["1: it is about the channel, not the incident: channel join | @Bo-Li has joined the channel"]
    );
}

#[test]
fn where_messages_are_marked_the_others_are_only_offered() {
    let marked = r#"[{"type":"message","user":"U1","text":"a","ts":"1679752800.000100"},
        {"type":"message","user":"U1","text":"b","ts":"1679752801.000100","reactions":[{"name":"pushpin","count":1,"users":["U2"]}]},
        {"type":"message","user":"U1","text":"c","ts":"1679752802.000100","pinned_to":["C1"]},
        {"type":"message","user":"U1","text":"todo d","ts":"1679752803.000100"}]"#;
    assert_eq!(
        told(&read(&day(marked), &options()).unwrap()),
        [
            "14:00:00 NOTE [slack:channel/1679752800.000100] (offered) U1: a",
            "14:00:01 NOTE [slack:channel/1679752801.000100] U1: b",
            "14:00:02 NOTE [slack:channel/1679752802.000100] U1: c",
            "TODO [slack:channel/1679752803.000100] U1: d",
        ]
    );
}

#[test]
fn blocks_speak_where_there_is_no_text() {
    let blocks = r#"[{"type":"message","bot_id":"B1","bot_profile":{"name":"Deploy"},"text":"","ts":"1679752800.000100","blocks":[
        {"type":"header","text":{"type":"plain_text","text":"Deployed v2"}},
        {"type":"section","text":{"type":"mrkdwn","text":"by <@U1>"},"fields":[{"type":"mrkdwn","text":"env prod"}]},
        {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U1"},{"type":"text","text":" did it "},{"type":"link","url":"https://x.io"}]}]}]}]"#;
    assert_eq!(
        told(&read(&day(blocks), &options()).unwrap()),
        [
            "14:00:00 CHANGE? [slack:channel/1679752800.000100] Deploy: Deployed v2|by @U1 env prod|@U1 did it https://x.io"
        ]
    );
}

#[test]
fn a_bad_message_costs_no_other() {
    let text = r#"[{"type":"message","ts":1679752800.0001,"text":"a number"},17,null,
        {"type":"message","text":"no time"},
        {"type":"message","user":"U1","text":"\u001b[2J\u0000\u202e","ts":"1679752800.000100"},
        {"type":"message","user":"U1","text":"out of range","ts":"9999999999999.000000"},
        {"type":"message","user":"U1","text":"  ","ts":"1679752800.000100"}]"#;
    let import = read(&day(text), &options()).unwrap();
    assert_eq!(
        told(&import),
        [
            "14:00:00 NOTE [slack:channel/1679752800.000100] U1: \u{1b}[2J\0\u{202e}",
            "-- NOTE [2023-03-25.json:4] no time",
            "-- NOTE [2023-03-25.json:6] U1: out of range",
        ]
    );
    assert_eq!(import.skipped.len(), 4);
}

#[test]
fn the_channel_is_named_by_its_folder_or_its_file() {
    for (bundle, file, channel) in [
        ("2023-03-25.json", "2023-03-25.json", "channel"),
        ("-", "-", "channel"),
        ("inc-42-2023-03-25.json", "inc-42-2023-03-25.json", "inc"),
        ("ops 2023-03-25.json", "ops 2023-03-25.json", "ops"),
        ("/tmp/ops", "2023-03-25.json", "ops"),
        ("export", "ops/2023-03-25.json", "ops"),
    ] {
        let mut of = Bundle::of(file, "[]");
        of.name = bundle.to_owned();
        assert_eq!(channel_of(&of, &of.documents[0]), channel, "{bundle} {file}");
    }
}
