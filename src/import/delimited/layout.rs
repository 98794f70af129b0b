//! The meanings of a table's columns: as a person says, by the names in its head, else by what stands in them.

use super::table::{Row, Table};
use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::domain::time::typed::zone_word;
use crate::import::columns::{ColumnMap, Role};
use crate::import::field_time::{Looks, looks_of};

/// So many rows show what stands in a column.
const ROWS: usize = 200;

/// The meaning of the columns.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// True if the first row names the columns.
    pub(super) has_head: bool,
    /// The number of cells that a row has.
    pub(super) width: usize,
    /// The meaning of each column that has one; several columns may have words.
    roles: Vec<(Role, usize)>,
    /// The zone that the head says its times are in.
    pub(super) zone: Option<Zone>,
}

impl Layout {
    /// The layout of a table that shows by itself that it is one of events.
    pub(super) fn shown(table: &Table<'_>) -> Option<Self> {
        let layout = Layout::of(table, &ColumnMap::default()).ok()?;
        let times = layout.column(Role::Time).or(layout.column(Role::Date))?;
        let body = &table.rows[usize::from(layout.has_head)..];
        let texts = layout.columns(Role::Text).next()?;
        let is_table = layout.width >= 2 && table.is_even() && !body.is_empty();
        if !is_table || !is_mostly(body, times, |cell| looks_of(cell).is_some()) {
            return None;
        }
        // A line of notes may have a comma too: without a head, two columns have to say a day in each row, and more
        // than the fraction of a second between them.
        let is_whole = |row: &Row<'_>| looks_of(row.cell(times)) == Some(Looks::Whole);
        let is_fraction = |row: &Row<'_>| row.cell(texts).bytes().take(3).all(|byte| byte.is_ascii_digit());
        let is_plain = layout.has_head
            || (body.len() >= 2
                && !body.iter().take(ROWS).all(is_fraction)
                && (layout.width > 2 || body.iter().take(ROWS).all(is_whole)));
        is_plain.then_some(layout)
    }

    /// The layout that a person says, completed by what the table shows.
    ///
    /// # Errors
    /// When a column that is named is not there; in words.
    pub(super) fn of(table: &Table<'_>, map: &ColumnMap) -> Result<Self, String> {
        let mut layout = Layout {
            width: table.width(),
            ..Layout::default()
        };
        let Some(first) = table.rows.first() else {
            return Ok(layout);
        };
        layout.has_head = is_head(first, &table.rows[1..], map);
        for (role, column) in map.said() {
            let place = place_of(column, first, &layout)?;
            layout.roles.push((role, place));
        }
        if layout.has_head {
            layout.name_columns(first);
        }
        layout.guess_columns(&table.rows[usize::from(layout.has_head)..]);
        Ok(layout)
    }

    /// The column of this meaning.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.columns(role).next()
    }

    /// The columns of this meaning, from left to right.
    pub(super) fn columns(&self, role: Role) -> impl Iterator<Item = usize> {
        self.roles
            .iter()
            .filter(move |(meant, _)| *meant == role)
            .map(|(_, column)| *column)
    }

    fn is_free(&self, column: usize) -> bool {
        self.roles.iter().all(|(_, taken)| *taken != column)
    }

    /// Gives columns the meaning that their names show, the surest name first.
    fn name_columns(&mut self, head: &Row<'_>) {
        let said: Vec<Role> = self.roles.iter().map(|(role, _)| *role).collect();
        let named = head.cells.iter().enumerate().filter_map(|(column, name)| {
            let (role, rank) = Role::of_column(name)?;
            Some((role, rank, column))
        });
        let mut named: Vec<(Role, usize, usize)> = named
            .filter(|(role, _, column)| !said.contains(role) && self.is_free(*column))
            .collect();
        named.sort_unstable();
        for (role, _, column) in named {
            if role == Role::Text || self.column(role).is_none() {
                self.roles.push((role, column));
            }
        }
        self.roles.sort_unstable();
        let times = [self.column(Role::Time), self.column(Role::Date)];
        self.zone = times
            .into_iter()
            .flatten()
            .find_map(|column| zone_in(head.cell(column)));
    }

    /// Gives columns the meaning that their cells show, where the head gives it to none.
    fn guess_columns(&mut self, body: &[Row<'_>]) {
        if self.column(Role::Time).is_none() {
            let is_whole = |cell: &str| looks_of(cell) == Some(Looks::Whole);
            let is_clock = |cell: &str| looks_of(cell) == Some(Looks::Clock);
            if self.column(Role::Date).is_none() {
                self.guess(Role::Time, body, is_whole);
            }
            if self.column(Role::Time).is_none() {
                self.guess(Role::Time, body, is_clock);
            }
        }
        let has_clock = self
            .column(Role::Time)
            .is_none_or(|column| is_mostly(body, column, |cell| looks_of(cell) == Some(Looks::Clock)));
        if self.column(Role::Date).is_none() && has_clock {
            self.guess(Role::Date, body, |cell| looks_of(cell) == Some(Looks::Day));
        }
        if self.column(Role::Kind).is_none() && !self.has_head {
            self.guess(Role::Kind, body, |cell| Kind::from_typed(cell).is_some());
        }
        if self.column(Role::Text).is_none() {
            let length = |column: &usize| {
                body.iter()
                    .take(ROWS)
                    .map(|row| row.cell(*column).len())
                    .sum::<usize>()
            };
            let longest = (0..self.width)
                .filter(|column| self.is_free(*column))
                .max_by_key(length);
            self.roles.extend(longest.map(|column| (Role::Text, column)));
        }
    }

    /// Gives this meaning to the first column in which most cells are like that.
    fn guess(&mut self, role: Role, body: &[Row<'_>], is: impl Fn(&str) -> bool) {
        let mut free = (0..self.width).filter(|column| self.is_free(*column));
        let column = free.find(|column| is_mostly(body, *column, &is));
        self.roles.extend(column.map(|column| (role, column)));
    }
}

/// True if most cells of a column that are not empty are like that.
fn is_mostly(body: &[Row<'_>], column: usize, is: impl Fn(&str) -> bool) -> bool {
    let cells = body
        .iter()
        .take(ROWS)
        .map(|row| row.cell(column))
        .filter(|cell| !cell.is_empty());
    let (mut like, mut all) = (0, 0);
    for cell in cells {
        all += 1;
        like += usize::from(is(cell));
    }
    all > 0 && like * 2 > all
}

/// True if a row names the columns below it: no time stands in it, and a name that is known, or one that a person
/// says, or a time below it.
fn is_head(first: &Row<'_>, body: &[Row<'_>], map: &ColumnMap) -> bool {
    if first.cells.iter().any(|cell| looks_of(cell).is_some()) {
        return false;
    }
    let is_known = |(column, name): (usize, &str)| {
        let is_time = matches!(Role::of_column(name), Some((Role::Time | Role::Date, _)));
        let is_said = map.said().any(|(_, said)| said.eq_ignore_ascii_case(name.trim()));
        is_said || is_time || is_mostly(body, column, |cell| looks_of(cell).is_some())
    };
    first.cells.iter().enumerate().any(is_known)
}

/// The place of the column that a person names, by its name or by its number from 1.
fn place_of(column: &str, first: &Row<'_>, layout: &Layout) -> Result<usize, String> {
    let mut names = first.cells.iter().map(str::trim);
    let named = names.position(|name| layout.has_head && name.eq_ignore_ascii_case(column));
    let numbered = column
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    let place = named.or(numbered.filter(|place| *place < layout.width));
    place.ok_or_else(|| {
        if layout.has_head {
            let names: Vec<&str> = first.cells.iter().map(str::trim).collect();
            format!("no column is called '{column}': there are {}", names.join(", "))
        } else {
            format!(
                "there is no column {column}: number them from 1 to {}",
                layout.width
            )
        }
    })
}

/// The zone that the name of a column says: `Time (UTC)`, `time_utc`, `When [+02:00]`.
fn zone_in(name: &str) -> Option<Zone> {
    let in_brackets = name.split(['(', '[', ')', ']']).nth(1).map(str::trim);
    let last = name.rsplit(['_', ' ']).next().map(str::to_uppercase);
    let is_plain = last.filter(|word| ["UTC", "GMT"].contains(&&**word));
    in_brackets.and_then(zone_word).or_else(|| zone_word(&is_plain?))
}
