//! The tree that a browser's parser makes of a page, and what may be in it.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};

/// Attributes that any element may have.
const ANYWHERE: &[&str] = &[
    "class",
    "id",
    "role",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "tabindex",
];

/// The elements of a page, with the attributes that each may have besides.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("b", &[]),
    ("bdi", &[]),
    ("body", &[]),
    ("caption", &[]),
    ("code", &[]),
    ("details", &[]),
    ("div", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("footer", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("head", &[]),
    ("header", &[]),
    ("html", &["lang"]),
    ("i", &[]),
    ("input", &["type", "name", "checked"]),
    ("label", &["for"]),
    ("li", &[]),
    ("main", &[]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("nav", &[]),
    ("ol", &[]),
    ("p", &[]),
    ("pre", &[]),
    ("section", &[]),
    ("span", &[]),
    ("style", &[]),
    ("summary", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &[]),
    ("th", &["scope"]),
    ("thead", &[]),
    ("title", &[]),
    ("tr", &[]),
    ("ul", &[]),
    // The drawing.
    ("svg", &["viewBox", "font-family", "font-size"]),
    (
        "circle",
        &[
            "cx",
            "cy",
            "r",
            "fill",
            "stroke",
            "stroke-width",
            "opacity",
            "stroke-dasharray",
        ],
    ),
    ("defs", &[]),
    ("desc", &[]),
    ("g", &[]),
    (
        "path",
        &[
            "d",
            "fill",
            "stroke",
            "stroke-width",
            "opacity",
            "stroke-dasharray",
        ],
    ),
    (
        "pattern",
        &["width", "height", "patternUnits", "patternTransform"],
    ),
    (
        "rect",
        &[
            "x",
            "y",
            "width",
            "height",
            "rx",
            "fill",
            "stroke",
            "stroke-width",
            "opacity",
            "stroke-dasharray",
        ],
    ),
    (
        "text",
        &[
            "x",
            "y",
            "transform",
            "text-anchor",
            "font-size",
            "font-weight",
            "fill",
        ],
    ),
    ("tspan", &[]),
];

pub(super) struct Tree {
    html: Html,
}

impl Tree {
    pub(super) fn of(page: &str) -> Self {
        Tree {
            html: Html::parse_document(page),
        }
    }

    fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).expect("a test writes selectors");
        self.html.select(&selector).collect()
    }

    pub(super) fn count(&self, selector: &str) -> usize {
        self.select(selector).len()
    }

    /// All that a reader sees or hears.
    pub(super) fn text(&self) -> String {
        self.select("body")
            .into_iter()
            .flat_map(|body| body.text())
            .collect()
    }

    /// Fails unless the page is one document that asks for nothing, leads nowhere but to itself and the web, and can be
    /// found one's way through.
    #[track_caller]
    pub(super) fn check(&self) {
        assert!(self.html.errors.is_empty(), "{:?}", self.html.errors);
        self.check_elements();
        self.check_links();
        for (selector, count) in [
            ("html[lang=en]", 1),
            ("h1", 1),
            ("header", 1),
            ("main", 1),
            ("title:not(svg title)", 1),
            (
                "head > meta[http-equiv=Content-Security-Policy][content^=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;\"]",
                1,
            ),
            ("body table:not(:has(caption))", 0),
            ("th:not([scope])", 0),
            ("section:not(.day):not([aria-labelledby])", 0),
        ] {
            assert_eq!(self.count(selector), count, "{selector}");
        }
    }

    #[track_caller]
    fn check_elements(&self) {
        for element in self.select("*") {
            let name = element.value().name();
            let row = ELEMENTS.iter().find(|(known, _)| *known == name);
            let (_, own) = row.unwrap_or_else(|| panic!("<{name}>"));
            for (attribute, value) in element.value().attrs() {
                let known = ANYWHERE.contains(&attribute) || own.contains(&attribute) || attribute == "xmlns";
                assert!(known, "<{name} {attribute}={value:?}>");
            }
        }
    }

    #[track_caller]
    fn check_links(&self) {
        let ids: Vec<&str> = self
            .select("[id]")
            .into_iter()
            .filter_map(|at| at.attr("id"))
            .collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id stands twice");
        for attribute in ["aria-labelledby", "aria-describedby", "for"] {
            for element in self.select(&format!("[{attribute}]")) {
                let named = element.attr(attribute).unwrap_or_default();
                assert!(named.split(' ').all(|id| known.contains(id)), "{named}");
            }
        }
        for link in self.select("a") {
            let href = link.attr("href").unwrap_or_default();
            match href.strip_prefix('#') {
                Some(id) => assert!(known.contains(id), "{href} leads nowhere"),
                None => {
                    let scheme = href.to_ascii_lowercase();
                    assert!(
                        scheme.starts_with("http://") || scheme.starts_with("https://"),
                        "{href}"
                    );
                    assert_eq!(link.attr("rel"), Some("noreferrer noopener"));
                }
            }
        }
    }
}
