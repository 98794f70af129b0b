//! The past tense of an order: "add an alert" was to be done, and "Added an alert" is.

use super::said::capital;

/// Verbs that follow the rule.
const REGULAR: &str = "
    add adjust alert allow announce ask audit automate block change check clarify clean close configure contact
    correct create define delete deploy detect disable document double enable enforce ensure expand explain extend
    fix guard harden implement improve increase inform inspect install introduce isolate limit lower measure
    migrate monitor move notify open patch practise prepare prevent protect publish raise reduce refund release
    remove renew repair replace require restart restore restrict return review roll rotate schedule separate
    shorten simplify strengthen switch test tighten train tune turn update upgrade validate verify warn watch
    widen
";

/// Verbs that do not.
const OTHERS: &[(&str, &str)] = &[
    ("bring", "brought"),
    ("build", "built"),
    ("cut", "cut"),
    ("drop", "dropped"),
    ("find", "found"),
    ("give", "gave"),
    ("keep", "kept"),
    ("make", "made"),
    ("plan", "planned"),
    ("put", "put"),
    ("rewrite", "rewrote"),
    ("run", "ran"),
    ("send", "sent"),
    ("set", "set"),
    ("ship", "shipped"),
    ("speed", "sped"),
    ("split", "split"),
    ("stop", "stopped"),
    ("take", "took"),
    ("teach", "taught"),
    ("tell", "told"),
    ("write", "wrote"),
];

/// `Added an alert` for "add an alert"; `Done: an alert` where it begins with no verb that is known here.
pub(super) fn done(text: &str) -> String {
    let (first, rest) = text.split_at(text.find(' ').unwrap_or(text.len()));
    match past(&first.to_lowercase()) {
        Some(past) => format!("{}{rest}", capital(&past)),
        None => format!("Done: {text}"),
    }
}

fn past(verb: &str) -> Option<String> {
    if let Some((_, past)) = OTHERS.iter().find(|(present, _)| *present == verb) {
        return Some((*past).to_owned());
    }
    let known = REGULAR.split_whitespace().find(|known| *known == verb)?;
    let stem = known
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o']));
    Some(match (stem, known.ends_with('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, true) => format!("{known}d"),
        (None, false) => format!("{known}ed"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_becomes_a_deed() {
        for (text, told) in [
            ("add an alert on certificates", "Added an alert on certificates"),
            ("Raise the limit", "Raised the limit"),
            ("verify backups", "Verified backups"),
            ("deploy earlier", "Deployed earlier"),
            ("write it down", "Wrote it down"),
            ("stop", "Stopped"),
            ("an alert on certificates", "Done: an alert on certificates"),
            ("", "Done: "),
        ] {
            assert_eq!(done(text), told, "{text}");
        }
    }
}
