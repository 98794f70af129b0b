//! Reads a length of time as people write it: `3-hour and 30-minute`, `3 h 30 min`, `2 hours`, `an hour and a half`.

use super::tokens::Token;

/// Nobody says a length in more parts; a text that goes on so is read once and not once for each of its words.
const MOST_PARTS: usize = 8;

const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// A length at the beginning of the tokens: its seconds, and how many tokens it took.
pub(in crate::domain::findings) fn read(tokens: &[Token]) -> Option<(i64, usize)> {
    if let [half, article, unit, ..] = tokens
        && half.is("half")
        && article.is_one_of(&["a", "an"])
    {
        return Some((i64::from(seconds_of(unit)?) / 2, 3));
    }
    let (mut total, mut taken) = part(tokens)?;
    for _ in 1..MOST_PARTS {
        let rest = &tokens[taken..];
        let joint =
            usize::from(matches!(rest.first(), Some(token) if token.is("and") || *token == Token::Sign(',')));
        let Some((more, also)) = part(&rest[joint..]) else {
            break;
        };
        total += more;
        taken += joint + also;
    }
    if let [and, article, half, ..] = &tokens[taken..]
        && (and.is("and") && article.is("a") && half.is("half"))
    {
        let unit = i64::from(seconds_of(&tokens[taken - 1])?);
        return Some((total + unit / 2, taken + 3));
    }
    Some((total, taken))
}

/// A number with its unit.
fn part(tokens: &[Token]) -> Option<(i64, usize)> {
    let count = match tokens.first()? {
        Token::Number(count) => *count,
        Token::Word(word) if word == "a" || word == "an" => 1.0,
        Token::Word(word) => {
            let place = NUMBERS.iter().position(|number| number == word)?;
            f64::from(u8::try_from(place + 1).ok()?)
        }
        Token::Clock(_) | Token::Sign(_) | Token::Stop => return None,
    };
    let hyphen = usize::from(tokens.get(1) == Some(&Token::Sign('-')));
    let unit = seconds_of(tokens.get(1 + hyphen)?)?;
    let seconds = count * f64::from(unit);
    // Nobody means more than a year; a longer number is something else.
    (seconds <= 366.0 * 86_400.0).then_some((seconds as i64, 2 + hyphen))
}

/// The seconds in a unit, which is at most a day.
fn seconds_of(token: &Token) -> Option<i32> {
    let Token::Word(word) = token else { return None };
    match word.as_str() {
        "d" | "day" | "days" => Some(86_400),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(3_600),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(60),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn lengths_are_read_in_every_notation() {
        let cases = [
            ("2 hours", Some(7_200)),
            ("3-hour and 30-minute", Some(12_600)),
            ("3 h 30 min", Some(12_600)),
            ("1h20m", Some(4_800)),
            ("two hours, 5 minutes", Some(7_500)),
            ("an hour and a half", Some(5_400)),
            ("half an hour", Some(1_800)),
            ("1.5 hours", Some(5_400)),
            ("1 day 8 hours", Some(115_200)),
            ("2-3 hours", None),
            ("40 users", None),
            ("9:30", None),
            ("999999999999 days", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let seconds = read(&tokens(text)).map(|(seconds, _)| seconds);
            assert_eq!(seconds, expected.map(i64::from), "{text}");
        }
    }
}
