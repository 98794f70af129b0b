//! Months and days of the week in the languages that timelines are written in.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Names of months, with their number. Those that are also common English words are left to [`SHORT`].
const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("januar", 1),
    ("janner", 1),
    ("janvier", 1),
    ("enero", 1),
    ("janeiro", 1),
    ("gennaio", 1),
    ("januari", 1),
    ("february", 2),
    ("februar", 2),
    ("fevrier", 2),
    ("febrero", 2),
    ("fevereiro", 2),
    ("febbraio", 2),
    ("februari", 2),
    ("march", 3),
    ("marz", 3),
    ("maerz", 3),
    ("mars", 3),
    ("marzo", 3),
    ("marco", 3),
    ("maart", 3),
    ("april", 4),
    ("avril", 4),
    ("abril", 4),
    ("aprile", 4),
    ("may", 5),
    ("mai", 5),
    ("mayo", 5),
    ("maio", 5),
    ("maggio", 5),
    ("mei", 5),
    ("june", 6),
    ("juni", 6),
    ("juin", 6),
    ("junio", 6),
    ("junho", 6),
    ("giugno", 6),
    ("july", 7),
    ("juli", 7),
    ("juillet", 7),
    ("julio", 7),
    ("julho", 7),
    ("luglio", 7),
    ("august", 8),
    ("aout", 8),
    ("agosto", 8),
    ("augustus", 8),
    ("augusti", 8),
    ("september", 9),
    ("septembre", 9),
    ("septiembre", 9),
    ("setiembre", 9),
    ("setembro", 9),
    ("settembre", 9),
    ("october", 10),
    ("oktober", 10),
    ("octobre", 10),
    ("octubre", 10),
    ("outubro", 10),
    ("ottobre", 10),
    ("november", 11),
    ("novembre", 11),
    ("noviembre", 11),
    ("novembro", 11),
    ("december", 12),
    ("dezember", 12),
    ("decembre", 12),
    ("diciembre", 12),
    ("dezembro", 12),
    ("dicembre", 12),
];

/// Short names of months. Many are words of another language too.
const SHORT: &[(&str, u32)] = &[
    ("jan", 1),
    ("janv", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fev", 2),
    ("fevr", 2),
    ("febr", 2),
    ("mar", 3),
    ("mrz", 3),
    ("mrt", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("mag", 5),
    ("jun", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("ago", 8),
    ("sep", 9),
    ("sept", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("ott", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
];

/// Days of the week by their number from Monday.
const WEEKDAYS: &[(&str, usize)] = &[
    ("monday", 0),
    ("montag", 0),
    ("lundi", 0),
    ("lunes", 0),
    ("segunda-feira", 0),
    ("segunda", 0),
    ("lunedi", 0),
    ("maandag", 0),
    ("tuesday", 1),
    ("dienstag", 1),
    ("mardi", 1),
    ("martes", 1),
    ("terca-feira", 1),
    ("terca", 1),
    ("martedi", 1),
    ("dinsdag", 1),
    ("wednesday", 2),
    ("mittwoch", 2),
    ("mercredi", 2),
    ("miercoles", 2),
    ("quarta-feira", 2),
    ("quarta", 2),
    ("mercoledi", 2),
    ("woensdag", 2),
    ("thursday", 3),
    ("donnerstag", 3),
    ("jeudi", 3),
    ("jueves", 3),
    ("quinta-feira", 3),
    ("quinta", 3),
    ("giovedi", 3),
    ("donderdag", 3),
    ("friday", 4),
    ("freitag", 4),
    ("vendredi", 4),
    ("viernes", 4),
    ("sexta-feira", 4),
    ("sexta", 4),
    ("venerdi", 4),
    ("vrijdag", 4),
    ("saturday", 5),
    ("samstag", 5),
    ("sonnabend", 5),
    ("samedi", 5),
    ("sabado", 5),
    ("sabato", 5),
    ("zaterdag", 5),
    ("sunday", 6),
    ("sonntag", 6),
    ("dimanche", 6),
    ("domingo", 6),
    ("domenica", 6),
    ("zondag", 6),
];

/// Short days of the week: they only stand before a date, and say nothing that it does not say.
const SHORT_WEEKDAYS: &[&str] = &[
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr",
    "sa", "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mie", "jue", "vie", "sab", "dom", "seg",
    "ter", "qua", "qui", "sex", "gio", "ma", "wo", "vr", "za", "zo",
];

/// The English months, as the grammar of times reads them.
const ENGLISH: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

const ENGLISH_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A table of names, to be asked for one of them.
type ByName<V> = LazyLock<HashMap<&'static str, V, foldhash::quality::RandomState>>;

static MONTHS_BY_NAME: ByName<u32> = LazyLock::new(|| by_name(MONTHS));
static SHORT_BY_NAME: ByName<u32> = LazyLock::new(|| by_name(SHORT));
static WEEKDAYS_BY_NAME: ByName<usize> = LazyLock::new(|| by_name(WEEKDAYS));

/// The first of several entries of one name counts.
fn by_name<V: Copy>(rows: &[(&'static str, V)]) -> HashMap<&'static str, V, foldhash::quality::RandomState> {
    rows.iter().rev().copied().collect()
}

/// A month by its name in full; with its number.
pub(super) fn month(word: &str) -> Option<u32> {
    folded(word, |name| MONTHS_BY_NAME.get(name).copied())?
}

/// A month by a short name.
pub(super) fn short_month(word: &str) -> Option<u32> {
    folded(word, |name| SHORT_BY_NAME.get(name).copied())?
}

/// The English name of a month, from 1.
pub(super) fn english(month: u32) -> Option<&'static str> {
    ENGLISH.get(usize::try_from(month.checked_sub(1)?).ok()?).copied()
}

/// The English name of a day of the week that stands here in full.
pub(super) fn weekday(word: &str) -> Option<&'static str> {
    let day = folded(word, |name| WEEKDAYS_BY_NAME.get(name).copied())??;
    ENGLISH_DAYS.get(day).copied()
}

/// True if this is a short day of the week.
pub(super) fn is_short_weekday(word: &str) -> bool {
    folded(word, |name| SHORT_WEEKDAYS.contains(&name)).unwrap_or(false)
}

/// The longest name, in bytes, before its accents go.
const LONGEST: usize = 20;

/// Looks a word up in small letters without accents; `None` for one that is shorter or longer than any name. Every word of
/// a long document may come here: those of ASCII letters are folded in place.
fn folded<V>(word: &str, look_up: impl FnOnce(&str) -> V) -> Option<V> {
    if !(2..=LONGEST).contains(&word.len()) {
        return None;
    }
    let mut ascii = [0; LONGEST];
    let ascii = &mut ascii[..word.len()];
    ascii.copy_from_slice(word.as_bytes());
    ascii.make_ascii_lowercase();
    if let (true, Ok(name)) = (word.is_ascii(), std::str::from_utf8(ascii)) {
        return Some(look_up(name));
    }
    let plain = |c: char| match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        c => c,
    };
    let name: String = word.to_lowercase().chars().map(plain).collect();
    Some(look_up(&name))
}
