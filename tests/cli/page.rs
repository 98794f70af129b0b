//! `export --format html`: the page as a file, and as a browser shows it.

use std::fs;

use serde_json::json;

use crate::browser::Browser;
use crate::stage::Stage;

/// Two texts that overlap by more than a pixel, or all that stands out of the page at its side.
const OVERLAPS: &str = r"
(() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.parentElement;
    if (!node.data.trim() || at.closest('.unseen, title, desc, style')) continue;
    // What is folded in has a place, and is not shown.
    if (!at.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = at.closest('svg') ? [at.getBoundingClientRect()] : [...range.getClientRects()];
    for (const rect of rects) if (rect.width > 0 && rect.height > 0) texts.push([rect, node]);
  }
  const found = [];
  texts.forEach(([a, one], nth) => {
    for (const [b, other] of texts.slice(nth + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const isPart = one.parentElement.contains(other.parentElement) || other.parentElement.contains(one.parentElement);
      if (!isPart && wide > 1 && high > 2)
        found.push(one.data.trim() + ' / ' + other.data.trim());
    }
  });
  if (document.documentElement.scrollWidth > innerWidth) found.push('wider than ' + innerWidth);
  return found;
})()
";

/// The widths in pixels, the media and the colours that pages are shown in: the last is a sheet of paper.
const SHOWN: [(u32, &str, &str); 5] = [
    (360, "screen", "light"),
    (360, "screen", "dark"),
    (1280, "screen", "light"),
    (1280, "screen", "dark"),
    (680, "print", "dark"),
];

/// An outage with everything that a page shows.
fn outage() -> Stage {
    let stage = Stage::live();
    let log = stage.home.path().join("gateway.log");
    fs::write(&log, "certificate has expired\n".repeat(20)).unwrap();
    for line in [
        "09:02 g: Certificates of the gateways were renewed",
        "09:05 b: About 40% of card payments fail",
        "09:06 alert: error rate over 5%, see https://dashboards.example/d/payments?from=now-1h&to=now",
        "09:07 a: On it",
        "09:08 h: The new terminal firmware?",
        "09:12 x: Old and new terminals fail alike",
        "09:14 u: Told the branches to take cash",
        "09:16 e: Called @network in",
        "09:18 n: \u{5e9}\u{5dc}\u{5d5}\u{5dd} <b>an_identifier_that_is_much_longer_than_any_line_of_a_telephone_is_wide</b>",
        "09:21 c: Two of six gateways lack the intermediate certificate",
        "09:24 m: Took both out of rotation #helped",
        "09:28 r: All branches take cards",
    ] {
        stage.answer(&["log", line]);
    }
    let evidence = log.to_str().unwrap();
    stage.answer(&[
        "log",
        "--kind",
        "investigation",
        "--at",
        "09:17",
        "--evidence",
        evidence,
        "Its log",
    ]);
    stage.answer(&[
        "todo",
        "add",
        "Alert two weeks before a certificate ends",
        "--owner",
        "cy",
    ]);
    stage.answer(&["set", "affected", "card payments"]);
    stage
}

/// Four weeks with two windows and long silences.
fn weeks() -> Stage {
    let stage = Stage::live();
    for line in [
        "2023-02-24 06:30 g: Search was upgraded to 4.2",
        "2023-02-24 09:00 b: Some documents are not found",
        "2023-02-26 10:40 report: Three customers complained",
        "2023-02-26 11:10 h: Replication lag?",
        "2023-02-26 14:45 x: Replication is in time",
        "2023-02-26 15:40 u: Told the customers",
        "2023-02-27 14:00 r: Reindexed, all found",
        "2023-03-03 09:00 alert: documents missing again",
        "2023-03-03 09:30 h: Compaction drops segments",
        "2023-03-05 12:20 c: Compaction of 4.2 drops segments",
        "2023-03-05 13:00 m: Compaction off #helped",
        "2023-03-17 09:00 f: 4.2.1 everywhere",
        "2023-03-24 09:00 r: All documents are found",
    ] {
        stage.answer(&["log", line]);
    }
    for nth in 0..40 {
        let line = format!(
            "2023-03-03 {:02}:{:02} i: Compared tenant {nth}",
            10 + nth / 4,
            nth % 4 * 15
        );
        stage.answer(&["log", &line]);
    }
    stage
}

#[test]
fn a_browser_shows_the_page_without_a_message_a_request_or_an_overlap() {
    let Some(mut browser) = Browser::start() else {
        eprintln!("Chromium is not here: no page is shown");
        return;
    };
    for stage in [outage(), weeks()] {
        let file = stage.home.path().join("page.html");
        stage.answer(&["export", "--format", "html", "--output", file.to_str().unwrap()]);
        for (width, medium, scheme) in SHOWN {
            browser.show(width, medium, scheme);
            browser.open(&file);
            assert_eq!(
                browser.value(OVERLAPS),
                json!([]),
                "{width} px, {scheme}, {medium}"
            );
        }
        let ground = browser.value("getComputedStyle(document.body).backgroundColor");
        assert_eq!(ground, json!("rgb(255, 255, 255)"), "print is light");
        browser.call("Emulation.setEmulatedMedia", json!({ "media": "" }));
        let pdf = browser.call("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        // `%PDF-` in Base64.
        assert!(pdf["data"].as_str().unwrap().starts_with("JVBERi0"));
    }
    assert_quiet(&browser);
}

/// Fails if a page said something or asked for anything but itself.
#[track_caller]
fn assert_quiet(browser: &Browser) {
    for event in &browser.events {
        let is_noise = match event["method"].as_str().unwrap_or_default() {
            "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded" => true,
            "Network.requestWillBeSent" => {
                let asked = event["params"]["request"]["url"].as_str().unwrap_or_default();
                !asked.ends_with("/page.html")
            }
            _ => false,
        };
        assert!(!is_noise, "{event}");
    }
}

#[test]
fn a_browser_filters_the_timeline_and_finds_an_entry() {
    let Some(mut browser) = Browser::start() else {
        eprintln!("Chromium is not here: no page is shown");
        return;
    };
    let stage = outage();
    let file = stage.home.path().join("page.html");
    stage.answer(&["export", "--format", "html", "--output", file.to_str().unwrap()]);
    browser.show(1280, "screen", "light");
    browser.open(&file);
    let shown =
        "[...document.querySelectorAll('.entry')].filter(at => at.checkVisibility()).map(at => at.id)";
    assert_eq!(browser.value(shown).as_array().unwrap().len(), 13);
    browser.value("document.getElementById('only-hypothesis').click()");
    let only = browser.value(shown);
    assert_eq!(only.as_array().unwrap().len(), 1, "{only}");
    // A mark of the drawing leads to an entry that the filter hides.
    browser.value("location.hash = '#e1'");
    assert_eq!(browser.value(shown).as_array().unwrap().len(), 2);
    browser.show(800, "print", "light");
    assert_eq!(
        browser.value(shown).as_array().unwrap().len(),
        13,
        "print shows all"
    );
    let text = "document.querySelector('details pre').getBoundingClientRect().height > 50";
    assert_eq!(browser.value(text), json!(true), "evidence is printed");
}

#[test]
fn a_page_is_replaced_only_while_nobody_edited_it() {
    let stage = outage();
    let file = stage.home.path().join("page.html");
    let export = ["export", "--format", "html", "--output", file.to_str().unwrap()];
    stage
        .run(&export)
        .status(0)
        .answers_nothing()
        .says("written to [home]/page.html");
    stage.answer(&["verify", file.to_str().unwrap()]);
    stage.answer(&["set", "impact", "212 branches took cash only"]);
    stage.answer(&export);
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("212 branches"), "{written}");
    for own in [written.replace("212", "213"), "<!doctype html>".to_owned()] {
        fs::write(&file, &own).unwrap();
        stage
            .run(&export)
            .status(1)
            .says("is no page of hotwash, or was edited since");
        assert_eq!(fs::read_to_string(&file).unwrap(), own);
    }
}

#[test]
fn a_page_respects_roles_final_and_templates() {
    let stage = outage();
    let html = |more: &[&str]| stage.run(&[&["export", "--format", "html"], more].concat());
    let named = html(&["--roles"]).status(0).out;
    assert!(named.starts_with("<!doctype html>") && named.contains("<svg"));
    assert!(!named.contains(".jsonl"), "{named}");
    html(&["--final"]).status(1).answers_nothing().says("to fill in");
    let public = html(&["--template", "public"]).status(0).says("to fill in").out;
    assert!(
        !public.contains("terminal") && !public.contains("<svg"),
        "{public}"
    );
    let own = stage.home.path().join("config/templates/mine.md");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::write(&own, "mine").unwrap();
    html(&["--template", "mine"])
        .status(2)
        .says("has a layout of its own");
    stage
        .run(&["export", "--format", "svg", "--template", "public"])
        .status(2)
        .says("no drawing for the public");
}
