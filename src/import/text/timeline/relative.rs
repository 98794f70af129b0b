//! Times that are told from the beginning: `T+12m`, `T-5 min`, `+00:12`, `T0`.

/// A time so many seconds after the beginning, or before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relative<'a> {
    /// Seconds after the beginning.
    pub(super) seconds: i64,
    /// True if the beginning itself is named: `T0`.
    pub(super) is_zero: bool,
    /// The words behind it.
    pub(super) words: &'a str,
}

const MARKS: [char; 5] = ['[', '(', '*', '_', '`'];

/// Reads a time from the beginning at the head of a line.
pub(super) fn read(line: &str) -> Option<Relative<'_>> {
    let text = line.trim_start_matches(MARKS);
    let named = text.strip_prefix(['T', 't']);
    if let Some(rest) = named
        .and_then(|rest| rest.trim_start().strip_prefix('0'))
        .filter(|rest| !in_word(rest))
    {
        return Some(Relative {
            seconds: 0,
            is_zero: true,
            words: set_off(rest),
        });
    }
    let signed = named.map_or(text, str::trim_start);
    let sign = signed
        .chars()
        .next()
        .filter(|sign| ['+', '-', '\u{2212}'].contains(sign))?;
    // "-10m" alone is before now, and "- 10m" an item of a list.
    if named.is_none() && sign != '+' {
        return None;
    }
    let digits = signed[sign.len_utf8()..].trim_start();
    let (seconds, rest) = clock(digits).or_else(|| units(digits))?;
    let seconds = if sign == '+' { seconds } else { -seconds };
    (!in_word(rest)).then(|| Relative {
        seconds,
        is_zero: false,
        words: set_off(rest),
    })
}

/// `00:12`, `1:02:03`.
fn clock(text: &str) -> Option<(i64, &str)> {
    let (hours, rest) = number(text)?;
    let (minutes, rest) = number(rest.strip_prefix(':')?).filter(|(minutes, _)| *minutes < 60)?;
    match rest.strip_prefix(':').and_then(number) {
        Some((seconds, rest)) => Some((hours * 3600 + minutes * 60 + seconds, rest)),
        None => Some((hours * 3600 + minutes * 60, rest)),
    }
}

/// `12m`, `1h 5m`, `1h05`, `90 min`.
fn units(text: &str) -> Option<(i64, &str)> {
    let (mut total, mut rest, mut last) = (0, text, i64::MAX);
    while let Some((count, behind)) = number(rest.trim_start()) {
        let behind = behind.trim_start();
        let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let unit = match behind[..end].to_lowercase().as_str() {
            "d" | "day" | "days" => 86_400,
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" => 3_600,
            "m" | "min" | "mins" | "minute" | "minutes" => 60,
            "s" | "sec" | "secs" | "second" | "seconds" => 1,
            // "1h05": the minutes need no unit behind hours.
            _ if last == 3_600 && !rest.starts_with(' ') => {
                return Some((total + count * 60, number(rest)?.1));
            }
            _ => break,
        };
        if unit >= last {
            break;
        }
        (total, rest, last) = (total + count * unit, &behind[end..], unit);
    }
    (last < i64::MAX).then_some((total, rest))
}

/// At most four digits.
fn number(text: &str) -> Option<(i64, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..end].parse().ok().filter(|_| end <= 4)?;
    Some((number, &text[end..]))
}

fn in_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '%' || c == '/')
}

/// The words behind the marks that close around a time and set it off.
fn set_off(rest: &str) -> &str {
    let rest = rest
        .trim_start_matches([']', ')', '*', '_', '`', ':', '|', ','])
        .trim_start();
    let dashes = ["- ", "\u{2013} ", "\u{2014} ", ": ", "= ", "| "];
    dashes
        .iter()
        .find_map(|dash| rest.strip_prefix(dash))
        .unwrap_or(rest)
        .trim_start()
}

#[cfg(test)]
mod tests {

    #[test]
    fn times_from_the_beginning_are_read() {
        for (line, read) in [
            ("T+12m failover", Some((720, "failover"))),
            ("T-5 min: deploy", Some((-300, "deploy"))),
            ("T + 1h05 - x", Some((3_900, "x"))),
            ("**T+1h 5m** x", Some((3_900, "x"))),
            ("[T+00:12] x", Some((720, "x"))),
            ("+00:12 x", Some((720, "x"))),
            ("+12m x", Some((720, "x"))),
            ("+1:02:03 x", Some((3_723, "x"))),
            ("T0 - outage", Some((0, "outage"))),
            ("T+0m outage", Some((0, "outage"))),
            ("+5 hosts", None),
            ("T+12 x", None),
            ("-10m x", None),
            ("T1 line down", None),
            ("Tuesday", None),
            ("+500%", None),
        ] {
            assert_eq!(
                super::read(line).map(|time| (time.seconds, time.words)),
                read,
                "{line:?}"
            );
        }
    }
}
