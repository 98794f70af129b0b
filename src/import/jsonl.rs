//! Reads JSON objects, one a line or in an array, whose fields are guessed by their names.

mod fields;
mod level;

use serde_json::{Map, Value};

use super::building::said;
use super::columns::Role;
use super::document::{Bundle, Document};
use super::field_time::FieldTimes;
use super::json::{Objects, Shape, each_entry};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::{Proposal, Why};
use crate::domain::entry::Remark;
use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::domain::time::typed::TimeGiven;
use fields::Fields;
use level::Level;

/// The format's name in errors.
const JSON_LINES: &str = "jsonl";

/// The most lines that are looked at to tell the format.
const LINES: usize = 20;
/// So many bytes at the beginning of a file are looked at for them.
const HEAD: usize = 64 * 1024;

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    bundle.documents.iter().take(LINES).any(|document| {
        let Some(shape) = Shape::of(document) else {
            return false;
        };
        shape.keys("[].").any(is_time) || (shape.keys("").any(is_time) && has_objects(document))
    })
}

fn is_time(key: &str) -> bool {
    Role::of_column(key).is_some_and(|(role, _)| matches!(role, Role::Time | Role::Date))
}

/// True if objects stand in the file one behind the other. One that is laid out over several lines and alone is a
/// document of some kind, not a list.
fn has_objects(document: &Document) -> bool {
    let head = &document.bytes[..document.bytes.len().min(HEAD)];
    let head = String::from_utf8_lossy(head);
    let (mut objects, mut others, mut is_spread) = (0, 0, false);
    for piece in Objects::of(head.trim_start_matches('\u{feff}')).take(LINES) {
        match piece.object {
            Ok(_) => (objects, is_spread) = (objects + 1, is_spread || piece.last_line > piece.line),
            Err(_) => others += 1,
        }
    }
    objects > others && (objects > 1 || !is_spread)
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut reading = Reading {
        options,
        times: FieldTimes::new(options, None),
        levels: Vec::new(),
    };
    let mut import = Import::default();
    for document in &bundle.documents {
        if document.text().trim_start().starts_with('[') {
            reading.array(document, &mut import)?;
            continue;
        }
        for piece in Objects::of(&document.text()) {
            match piece.object {
                Ok(object) => {
                    let lines = (piece.line, piece.last_line);
                    reading.propose(&object, lines, piece.raw, document, &mut import);
                }
                Err(why) => import.pass_over(piece.line, piece.raw, Why::Unreadable(why)),
            }
        }
    }
    reading.done(&mut import);
    Ok(import)
}

/// Objects being read.
struct Reading<'o> {
    options: &'o ImportOptions,
    times: FieldTimes<'o>,
    /// The level of each proposal, where it has one.
    levels: Vec<Option<Level>>,
}

impl Reading<'_> {
    /// Reads an array of objects; the place in it stands for the line.
    fn array(&mut self, document: &Document, import: &mut Import) -> Result<(), ImportError> {
        each_entry(
            &[document],
            JSON_LINES,
            &[],
            import,
            &mut |entry, import| match &entry.value {
                Value::Object(object) if entry.key.is_some() => {
                    let raw = entry.value.to_string();
                    self.propose(object, (entry.place, entry.place), &raw, document, import);
                }
                other => {
                    let why = Why::Unreadable("it is no JSON object".to_owned());
                    import.pass_over(entry.place, &other.to_string(), why);
                }
            },
        )
    }

    fn propose(
        &mut self,
        object: &Map<String, Value>,
        (line, last_line): (usize, usize),
        raw: &str,
        document: &Document,
        import: &mut Import,
    ) {
        let fields = Fields::of(object, &self.options.columns);
        let zone = fields
            .first(Role::Zone)
            .and_then(|zone| Zone::known(&zone, Zone::Utc));
        let (time, unread) = self.time(&fields, line, zone);
        let text = fields.text();
        let mut proposal = Proposal::exported(line, Kind::Note, said(time), &text, raw);
        proposal.last_line = last_line;
        proposal.remarks.extend(unread.map(Remark::LooksLikeTime));
        let typed = fields.first(Role::Kind).and_then(|kind| Kind::from_typed(&kind));
        let proposal = match typed {
            Some((kind, via)) => proposal.of_kind(kind, via),
            None => proposal.of_guessed_kind(),
        };
        let before = import.proposals.len();
        let author = fields.first(Role::Author);
        import.propose(proposal.by(author).on_line(document));
        if import.proposals.len() > before {
            self.levels
                .push(fields.first(Role::Level).and_then(|level| Level::of(&level)));
        }
    }

    /// The time that the surest readable field says, and else the first text that is none.
    fn time(
        &mut self,
        fields: &Fields<'_>,
        line: usize,
        zone: Option<Zone>,
    ) -> (Option<TimeGiven>, Option<String>) {
        let mut texts: Vec<String> = fields.all(Role::Time).collect();
        if let Some(date) = fields.first(Role::Date) {
            let joined = texts.first().map(|time| format!("{date} {time}"));
            texts.insert(0, date);
            texts.splice(0..0, joined);
        }
        let time = texts.iter().find_map(|text| self.times.read(line, text, zone));
        let Some(mut time) = time else {
            return (None, texts.into_iter().next());
        };
        let end = fields
            .first(Role::End)
            .and_then(|end| self.times.read(line, &end, zone));
        time.until = end
            .map(|end| end.at)
            .filter(|end| end.wall() > time.at.wall())
            .or(time.until);
        (Some(time), None)
    }

    /// Only offers what a program says to its developers, and where some lines have a grave level, the others.
    fn done(&self, import: &mut Import) {
        let has_grave = self.levels.contains(&Some(Level::Grave));
        for (proposal, level) in import.proposals.iter_mut().zip(&self.levels) {
            proposal.is_chosen = match level {
                Some(Level::Debug) => false,
                Some(Level::Plain) => !has_grave,
                Some(Level::Grave) | None => true,
            };
        }
        self.times.ask(import);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::columns::ColumnMap;
    use crate::import::sample::{fixture, options, said, told};

    #[test]
    fn fields_are_guessed_by_their_names() {
        assert_eq!(
            told(&read(&fixture("lines.jsonl"), &options()).unwrap()),
            [
                "14:02:00 NOTE [lines.jsonl:1] ana: upstream timed out",
                "14:03:00 NOTE [lines.jsonl:2] (offered) retry",
                "14:04:00 CAUSE [lines.jsonl:3] pool is empty",
            ]
        );
        assert_eq!(
            told(&read(&fixture("timesketch.jsonl"), &options()).unwrap()),
            [
                "14:02:00 NOTE [timesketch.jsonl:1] A message",
                "14:03:00 NOTE [timesketch.jsonl:2] Another message"
            ]
        );
        assert_eq!(
            told(&read(&fixture("array.json"), &options()).unwrap()),
            [
                "14:02:00 NOTE [array.json:1] pool resized",
                "14:05:00 NOTE [array.json:2] errors seen"
            ]
        );
    }

    #[test]
    fn a_person_may_say_what_the_fields_mean() {
        let mut options = options();
        options.columns = ColumnMap::parse("time=seen,text=x,author=bot").unwrap();
        let text = "{\"seen\":\"2023-03-25 14:02\",\"time\":\"09:00\",\"x\":\"a\",\"message\":\"b\",\"bot\":{\"name\":\"Pip\"}}";
        let import = read(&Bundle::of("x.jsonl", text), &options).unwrap();
        assert_eq!(told(&import), ["14:02:00 NOTE [x.jsonl:1] Pip: a"]);
    }

    #[test]
    fn a_bad_line_costs_no_other_and_no_time_is_invented() {
        let text = "{\"ts\":\"soon\",\"msg\":\"a\"}\n{\"ts\":{},\"code\":502,\"ok\":false}\nplain\n{\"ts\":1e308,\"msg\":[]}\n\n{\n\"msg\": \"\\u202e\"\n}";
        let import = read(&Bundle::of("x.jsonl", text), &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "-- NOTE [x.jsonl:1] a",
                "-- NOTE [x.jsonl:2] code=502 ok=false",
                "-- NOTE [x.jsonl:6] \u{202e}",
            ]
        );
        assert_eq!(
            import.proposals[0].remarks,
            [Remark::LooksLikeTime("soon".to_owned())]
        );
        assert_eq!(
            said(&import),
            [
                "3: it is no JSON object: expected value | plain",
                "4: it has no text | {\"ts\":1e308,\"msg\":[]}",
            ]
        );
    }

    #[test]
    fn a_document_that_is_no_list_is_not_recognised() {
        let is = |text: &str| recognises(&Bundle::of("x.json", text));
        assert!(is("{\"time\":1679752920,\"msg\":\"x\"}") && is("[{\"when\":\"14:02\"}]"));
        assert!(is("{\n\"time\":1}\n{\n\"time\":2}"));
        assert!(!is("{\n  \"name\": \"x\",\n  \"created_at\": \"2023-03-25\"\n}"));
        assert!(!is("{\"a\":1}") && !is("[1,2]") && !is("{\"time\":1}\nand then\nwe saw"));
    }
}
