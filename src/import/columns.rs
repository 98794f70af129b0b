//! The meanings of the columns of a table and of the fields of an object.

/// Columns by their names or numbers, as `--map time=when,text=message` says them; empty: they are guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// Pairs of a meaning and the column's name.
    pub pairs: Vec<(String, String)>,
}

impl ColumnMap {
    /// Reads pairs of a meaning and a column: `time=when,text=3`.
    ///
    /// # Errors
    /// When a part is no pair, its meaning is not known, or it is said twice; in words for whoever typed it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut map = ColumnMap::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let Some((meaning, column)) = part.split_once('=') else {
                return Err(format!("'{part}' is no pair: write time=when,text=message"));
            };
            let (meaning, column) = (meaning.trim().to_lowercase(), column.trim());
            let Some(role) = Role::from_name(&meaning) else {
                let known: Vec<&str> = ROLES.iter().map(|row| row.name).collect();
                return Err(format!(
                    "'{meaning}' is no meaning of a column: use {}",
                    known.join(", ")
                ));
            };
            if column.is_empty() {
                return Err(format!("no column is named for {meaning}"));
            }
            if role != Role::Text && map.column(role).is_some() {
                return Err(format!("{meaning} is said twice"));
            }
            map.pairs.push((meaning, column.to_owned()));
        }
        Ok(map)
    }

    /// The columns and what they were said to mean.
    pub(super) fn said(&self) -> impl Iterator<Item = (Role, &str)> {
        self.pairs
            .iter()
            .filter_map(|(meaning, column)| Some((Role::from_name(meaning)?, column.as_str())))
    }

    fn column(&self, role: Role) -> Option<&str> {
        self.said()
            .find(|(said, _)| *said == role)
            .map(|(_, column)| column)
    }
}

/// The meaning of a column or a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// The time, or the time of day beside a date.
    Time,
    /// The day of the time.
    Date,
    /// The end of a range.
    End,
    /// The words; several columns may have some.
    Text,
    /// The kind of event.
    Kind,
    /// The one who says it.
    Author,
    /// The zone of the times.
    Zone,
    /// The source's own key.
    Key,
    /// The weight of a line of a log.
    Level,
}

struct RoleRow {
    role: Role,
    /// Its name in `--map`.
    name: &'static str,
    /// Names of columns that mean it, as [`plain_name`] gives them, the surest first.
    columns: &'static [&'static str],
}

const ROLES: &[RoleRow] = &[
    RoleRow {
        role: Role::Time,
        name: "time",
        columns: &[
            "ts",
            "time",
            "timestamp",
            "datetime",
            "date time",
            "date and time",
            "when",
            "at",
            "event time",
            "event date",
            "occurred at",
            "happened at",
            "start",
            "start time",
            "started at",
            "startedat",
            "starts at",
            "startsat",
            "created at",
            "createdat",
            "created",
            "published at",
            "publishedat",
            "logged at",
            "eventtime",
            "start date",
            "heure",
            "zeit",
            "uhrzeit",
            "hora",
        ],
    },
    RoleRow {
        role: Role::Date,
        name: "date",
        columns: &["date", "day", "datum", "fecha"],
    },
    RoleRow {
        role: Role::End,
        name: "end",
        columns: &[
            "end", "until", "end time", "ended at", "endedat", "ends at", "endsat", "end date", "to",
        ],
    },
    RoleRow {
        role: Role::Text,
        name: "text",
        columns: &[
            "message",
            "msg",
            "text",
            "title",
            "event title",
            "summary",
            "event",
            "action",
            "what",
            "what happened",
            "description",
            "event content",
            "content",
            "details",
            "detail",
            "note",
            "notes",
            "comment",
            "body",
            "activity",
            "entry",
        ],
    },
    RoleRow {
        role: Role::Kind,
        name: "kind",
        columns: &[
            "kind",
            "type",
            "event type",
            "category",
            "kategorie",
            "event category",
            "phase",
        ],
    },
    RoleRow {
        role: Role::Author,
        name: "author",
        columns: &[
            "author",
            "user",
            "username",
            "user name",
            "who",
            "wer",
            "by",
            "person",
            "reporter",
            "actor",
            "owner",
        ],
    },
    RoleRow {
        role: Role::Zone,
        name: "zone",
        columns: &["zone", "tz", "timezone", "time zone", "event tz", "offset"],
    },
    RoleRow {
        role: Role::Key,
        name: "key",
        columns: &["key", "id", "uuid", "event id", "event uuid"],
    },
    RoleRow {
        role: Role::Level,
        name: "level",
        columns: &["level", "severity", "lvl", "loglevel", "log level"],
    },
];

impl Role {
    fn from_name(name: &str) -> Option<Self> {
        ROLES.iter().find(|row| row.name == name).map(|row| row.role)
    }

    /// The meaning that a column's name shows, and how sure it is among those of that meaning: the smaller, the surer.
    pub(super) fn of_column(name: &str) -> Option<(Self, usize)> {
        let name = plain_name(name);
        ROLES.iter().find_map(|row| {
            let place = row.columns.iter().position(|known| *known == name)?;
            Some((row.role, place))
        })
    }
}

/// A column's name in small letters, without what stands in brackets or names UTC: `Time (UTC)` is `time`.
fn plain_name(name: &str) -> String {
    let name = name.split(['(', '[']).next().unwrap_or(name).to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty() && !["utc", "gmt"].contains(word))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_what_is_none_is_said() {
        let map = ColumnMap::parse(" time=when, text = 3,Text=more,").unwrap();
        let said: Vec<_> = map.said().collect();
        assert_eq!(
            said,
            [(Role::Time, "when"), (Role::Text, "3"), (Role::Text, "more")]
        );
        assert_eq!(ColumnMap::parse(""), Ok(ColumnMap::default()));
        for (text, error) in [
            ("when", "'when' is no pair: write time=when,text=message"),
            (
                "x=y",
                "'x' is no meaning of a column: use time, date, end, text, kind, author, zone, key, level",
            ),
            ("time=", "no column is named for time"),
            ("time=a,time=b", "time is said twice"),
        ] {
            assert_eq!(ColumnMap::parse(text), Err(error.to_owned()));
        }
    }

    #[test]
    fn names_of_columns_show_what_they_mean() {
        for (name, role) in [
            ("Time (UTC)", Some(Role::Time)),
            ("@timestamp", Some(Role::Time)),
            ("event_date", Some(Role::Time)),
            ("DATE", Some(Role::Date)),
            ("What happened?", Some(Role::Text)),
            ("who", Some(Role::Author)),
            ("Data Link", None),
            ("", None),
        ] {
            assert_eq!(Role::of_column(name).map(|(role, _)| role), role, "{name:?}");
        }
    }

    #[test]
    fn no_name_means_two_things() {
        let mut names: Vec<&str> = ROLES.iter().flat_map(|row| row.columns).copied().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| plain_name(name) == *name));
    }
}
