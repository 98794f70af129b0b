//! A Markdown document as two independent parsers read it: its structure, and the texts that a reader sees.

use comrak::nodes::{NodeLink, NodeValue};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::domain::references::is_reference;

/// A document, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::draft) struct Parsed {
    /// Everything in it that is no text, but for what recorded text may become: bare addresses, and code around what a
    /// forge would replace.
    pub(in crate::draft) structure: Vec<String>,
    /// The texts of its blocks and cells, each with its lines.
    pub(in crate::draft) texts: Vec<String>,
}

/// The document as each parser reads it, with the extensions of forges and more.
pub(in crate::draft) fn parsed(document: &str) -> [(&'static str, Parsed); 2] {
    [
        ("pulldown-cmark", pulldown(document)),
        ("comrak", comrak(document)),
    ]
}

impl Parsed {
    fn begin(&mut self) {
        if self.texts.last().is_none_or(|last| !last.is_empty()) {
            self.texts.push(String::new());
        }
    }

    fn say(&mut self, text: &str) {
        self.begin_if_none();
        if let Some(last) = self.texts.last_mut() {
            last.push_str(text);
        }
    }

    fn begin_if_none(&mut self) {
        if self.texts.is_empty() {
            self.texts.push(String::new());
        }
    }

    fn code(&mut self, code: &str) {
        if !is_reference(code) {
            self.structure.push("code".to_owned());
        }
        self.say(code);
    }

    /// The lines of a cell are parted by a tag.
    fn html(&mut self, html: &str) {
        if html == "<br>" {
            return self.say("\n");
        }
        self.structure
            .push(format!("html {}", html.lines().next().unwrap_or_default()));
    }

    fn finished(mut self) -> Parsed {
        self.texts.retain(|text| !text.is_empty());
        self
    }
}

fn pulldown(document: &str) -> Parsed {
    use pulldown_cmark::Options;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    let mut seen = Parsed::default();
    for event in Parser::new_ext(document, options) {
        match event {
            Event::Start(Tag::Paragraph) => seen.begin(),
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink,
                ..
            }) => {}
            Event::Start(tag) => {
                let is_inline = matches!(
                    tag,
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
                );
                if !is_inline {
                    seen.begin();
                }
                seen.structure.push(format!("{tag:?}"));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::Heading(_)) => {
                seen.begin()
            }
            Event::End(_) => {}
            Event::Text(text) => seen.say(&text),
            Event::Code(code) => seen.code(&code),
            Event::Html(html) | Event::InlineHtml(html) => seen.html(&html),
            Event::SoftBreak => seen.say(" (soft)\n"),
            Event::HardBreak => seen.say("\n"),
            other => seen.structure.push(format!("{other:?}")),
        }
    }
    seen.finished()
}

fn comrak(document: &str) -> Parsed {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    extension.multiline_block_quotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.shortcodes = true;
    extension.wikilinks_title_after_pipe = true;
    extension.highlight = true;
    options.parse.relaxed_tasklist_matching = true;
    let arena = comrak::Arena::new();
    let mut seen = Parsed::default();
    for node in comrak::parse_document(&arena, document, &options).descendants() {
        let value = &node.data.borrow().value;
        if value.block() || matches!(value, NodeValue::TableCell) {
            seen.begin();
        }
        match value {
            NodeValue::Text(text) => seen.say(text),
            NodeValue::Code(code) => seen.code(&code.literal),
            NodeValue::HtmlInline(html) => seen.html(html),
            NodeValue::HtmlBlock(html) => seen.html(&html.literal),
            NodeValue::SoftBreak => seen.say(" (soft)\n"),
            NodeValue::LineBreak => seen.say("\n"),
            NodeValue::Paragraph | NodeValue::Document => {}
            NodeValue::Link(link) if is_bare(link, node.first_child()) => {}
            other => seen.structure.push(other.xml_node_name().to_owned()),
        }
    }
    seen.finished()
}

/// True of a link whose text is its address.
fn is_bare(link: &NodeLink, child: Option<comrak::Node<'_>>) -> bool {
    let schemes = ["", "http://", "mailto:"];
    child.is_some_and(|child| match &child.data.borrow().value {
        NodeValue::Text(text) => schemes.iter().any(|scheme| link.url == format!("{scheme}{text}")),
        _ => false,
    })
}
