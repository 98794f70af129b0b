//! A line of a log: its stamp, wherever that stands near the beginning, its words, its weight.

use chrono::NaiveDate;

use super::clock::{Stamp, StampDay, StampScan};
use super::level;

/// Brackets are looked for up to here: behind the address and the user of a web server's line.
const NEAR: usize = 200;

/// Keys before a stamp.
const KEYS: [&str; 5] = ["time=\"", "time=", "ts=", "timestamp=", "ts=\""];

/// The maker of such a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// Only a program.
    Machine,
    /// A person may as well.
    Anybody,
}

/// A line that begins an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LogLine {
    /// Its time.
    pub stamp: Stamp,
    /// Its words, without the time.
    pub text: String,
    /// True if it is an error or worse.
    pub is_error: bool,
    /// The maker of such a line.
    pub made: Made,
    /// True if a tab stands behind the stamp.
    pub is_before_tab: bool,
}

impl LogLine {
    /// Reads a line. `None` where no stamp stands near its beginning.
    pub fn read(line: &str) -> Option<Self> {
        if line.starts_with(char::is_whitespace) {
            return None;
        }
        let forms = [of_syslog, of_klog, plain, behind_word, of_redis, of_web_server];
        forms.into_iter().find_map(|form| form(line))
    }

    fn new(stamp: Stamp, before: &str, behind: &str, made: Made) -> Self {
        let rest = behind.trim_start_matches([']', '"', '\'', ':']);
        let rest = rest.trim_start_matches([' ', '\t', '|']);
        let rest = rest.strip_prefix("- ").unwrap_or(rest).trim();
        let before = before.trim();
        let text = if before.is_empty() {
            rest.to_owned()
        } else {
            format!("{before} {rest}")
        };
        let level = level::of(&text);
        let made = if stamp.has_fraction || level.is_some() {
            Made::Machine
        } else {
            made
        };
        LogLine {
            stamp,
            is_error: level == Some(level::Level::Error),
            text,
            made,
            is_before_tab: behind.starts_with('\t'),
        }
    }
}

/// `Nov 25 09:30:12 host app[1]: words`, `<34>1 2026-11-25T09:30:12Z host app 1 - - words`.
fn of_syslog(line: &str) -> Option<LogLine> {
    let (priority, rest) = match line.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some((digits, rest)) => (Some(digits.parse::<u8>().ok()?), rest),
        None => (None, line),
    };
    let is_severe = priority.is_some_and(|priority| priority % 8 <= 3);
    if let Some(rest) = rest.strip_prefix("1 ").filter(|_| priority.is_some()) {
        let mut scan = StampScan(rest);
        let stamp = scan.attempt(StampScan::iso)?;
        let mut read = LogLine::new(stamp, "", &structured(scan.0), Made::Machine);
        read.is_error |= is_severe;
        return Some(read);
    }
    let mut scan = StampScan(rest);
    let stamp = scan.stamp()?;
    let is_machine = priority.is_some() || matches!(stamp.day, StampDay::NoYear(..)) || names_process(scan.0);
    is_machine.then(|| {
        let mut read = LogLine::new(stamp, "", scan.0, Made::Machine);
        read.is_error |= is_severe;
        read
    })
}

/// True if a host and a program with its number follow: `host app[1]:`.
fn names_process(behind: &str) -> bool {
    let program = behind.split_whitespace().nth(1);
    program.is_some_and(|word| word.ends_with("]:") && word.contains('['))
}

/// The words of RFC 5424 behind the time: `host app[1]: words`, without the structured data.
fn structured(behind: &str) -> String {
    let mut fields = behind.trim_start().splitn(5, ' ');
    let mut field = || fields.next().filter(|field| *field != "-").unwrap_or_default();
    let (host, app, process, _, rest) = (field(), field(), field(), field(), field());
    let words = data_end(rest).trim_start().trim_start_matches('\u{feff}');
    let process = if process.is_empty() {
        String::new()
    } else {
        format!("[{process}]")
    };
    let head = format!("{host} {app}{process}");
    format!(" {}: {words}", head.trim())
}

/// The rest behind `-` or `[id a="b"][id2]`; a quote may hold brackets.
fn data_end(rest: &str) -> &str {
    if let Some(words) = rest.strip_prefix("- ") {
        return words;
    }
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if std::mem::take(&mut is_escaped) => {}
            '\\' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted && rest[..at].ends_with(']') => return &rest[at..],
            _ if at == 0 && c != '[' => return rest,
            _ => {}
        }
    }
    rest
}

/// `E1125 09:30:12.123456    1 file.go:12] words`.
fn of_klog(line: &str) -> Option<LogLine> {
    let level = line.chars().next().filter(|c| "IWEFD".contains(*c))?;
    let mut scan = StampScan(&line[1..]);
    let (month, day) = (scan.digits(2)?, scan.digits(2)?);
    NaiveDate::from_ymd_opt(2000, month, day)?;
    scan.eat(' ')?;
    let (time, has_fraction) = scan.clock()?;
    let stamp = Stamp {
        day: StampDay::NoYear(month, day),
        time,
        zone: None,
        has_fraction,
    };
    let words = scan
        .0
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let mut read = LogLine::new(stamp, &line[..1], words, Made::Machine);
    read.is_error = "EF".contains(level);
    Some(read)
}

/// The stamp begins the line, in brackets, behind a key or as it is.
fn plain(line: &str) -> Option<LogLine> {
    let key = KEYS.into_iter().find(|key| line.starts_with(key));
    let rest = key.map_or(line, |key| &line[key.len()..]);
    let mut scan = StampScan(rest.strip_prefix('[').unwrap_or(rest));
    let stamp = scan.stamp()?;
    let made = if key.is_some() {
        Made::Machine
    } else {
        Made::Anybody
    };
    Some(LogLine::new(stamp, "", scan.0, made))
}

/// The stamp stands behind the level, or the name of a container: `ERROR 2026-...`, `web-1  | 2026-...`.
fn behind_word(line: &str) -> Option<LogLine> {
    let (word, rest) = line.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let rest = match rest.strip_prefix("| ") {
        Some(rest) => rest,
        None if level::is_level(word) || (word.starts_with("[pod/") && word.ends_with(']')) => rest,
        None => return None,
    };
    let mut scan = StampScan(rest.strip_prefix('[').unwrap_or(rest));
    let stamp = scan.stamp()?;
    Some(LogLine::new(stamp, word, scan.0, Made::Machine))
}

/// `1:M 25 Nov 2026 09:30:12.345 * words`.
fn of_redis(line: &str) -> Option<LogLine> {
    let (process, rest) = line.split_once(' ')?;
    let (number, role) = process.split_once(':')?;
    let is_process = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && role.len() == 1;
    let mut scan = StampScan(rest);
    let stamp = scan.day_first().filter(|_| is_process)?;
    Some(LogLine::new(stamp, process, scan.0, Made::Machine))
}

/// `192.0.2.1 - - [25/Nov/2026:09:30:12 +0000] "GET / HTTP/1.1" 500`.
fn of_web_server(line: &str) -> Option<LogLine> {
    let end = line.char_indices().nth(NEAR).map_or(line.len(), |(end, _)| end);
    let near = &line[..end];
    near.match_indices('[').take(4).find_map(|(at, _)| {
        let mut scan = StampScan(&line[at + 1..]);
        let stamp = scan.day_first()?;
        let behind = scan.0.strip_prefix(']')?;
        Some(LogLine::new(stamp, &line[..at], behind, Made::Machine))
    })
}
