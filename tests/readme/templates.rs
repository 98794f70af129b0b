//! The context of templates is documented: every field stands in docs/templates.md.

use super::document;

/// The files in which the fields are declared.
const DECLARED: &[&str] = &[
    "src/draft/context.rs",
    "src/draft/context/course.rs",
    "src/draft/context/public.rs",
    "src/draft/context/sections.rs",
];

/// The name of a field in JSON, by its line and the one before it; `None` where the line declares none.
fn field<'s>(before: &'s str, line: &'s str) -> Option<&'s str> {
    let (name, _) = line.strip_prefix("pub ")?.split_once(": ")?;
    let renamed = before.strip_prefix("#[serde(rename = \"");
    let renamed = renamed.and_then(|rest| rest.strip_suffix("\")]"));
    (!["#[serde(skip)]", "#[serde(flatten)]"].contains(&before)).then_some(renamed.unwrap_or(name))
}

#[test]
fn every_field_of_the_context_is_documented() {
    let documented = document("docs/templates.md");
    for name in DECLARED {
        let source = document(name);
        let lines: Vec<&str> = source.lines().map(str::trim).collect();
        let fields = lines.windows(2).filter_map(|pair| field(pair[0], pair[1]));
        let fields: Vec<&str> = fields.filter(|field| !field.starts_with("const ")).collect();
        assert!(fields.len() > 2, "{name}: {fields:?}");
        let missing = fields
            .iter()
            .find(|field| !documented.contains(&format!("| `{field}` |")));
        assert_eq!(missing, None, "{name}");
    }
}
