//! The title of a postmortem, and the words by which sentences tell of the repair.

/// Words that only say what kind of a document it is.
const GENRES: &[&str] = &[
    "postmortem",
    "post-mortem",
    "post mortem",
    "incident report",
    "outage report",
    "incident review",
    "rca",
    "root cause analysis",
    "retrospective",
    "incident summary",
    "after action review",
    "pir",
    "post incident review",
    "post-incident review",
    "störungsbericht",
    "rapport d'incident",
    "informe de incidente",
];

/// Words of a sentence that tells of the repair.
const REPAIRS: &[&str] = &[
    "fix",
    "fixed",
    "resolve",
    "resolved",
    "restored",
    "rolled",
    "rolling",
    "rollback",
    "mitigated",
    "corrected",
    "reverted",
    "repaired",
    "remediated",
    "behoben",
    "zurückgerollt",
    "wiederhergestellt",
    "résolu",
    "rétabli",
    "corrigé",
    "resuelto",
    "restaurado",
    "corregido",
];

/// The most characters of a title.
const MOST: usize = 160;

/// The title without the words that say what kind of a document it is; empty where it is nothing else.
pub(super) fn without_genre(words: &str) -> &str {
    let words = words.trim().trim_matches(['*', '_', '`']).trim();
    if names_genre(words) && words.split_whitespace().count() <= 3 && !words.contains(':') {
        return "";
    }
    let marks = [": ", " - ", " – ", " — ", "] "];
    let first = marks
        .into_iter()
        .min_by_key(|mark| words.find(mark).unwrap_or(usize::MAX));
    match first.and_then(|mark| words.split_once(mark)) {
        Some((head, rest)) if names_genre(head) && head.split_whitespace().count() <= 4 => rest.trim(),
        Some(_) | None => words,
    }
}

/// True if a first line is a title: it says what kind of a document it is, or stands alone and is no sentence.
pub(super) fn is_title(words: &str, stands_alone: bool) -> bool {
    let is_sentence = words.ends_with(['.', '!', '?', ':', ';', ',']);
    let begins = words.starts_with(char::is_alphabetic) || words.starts_with(['[', '*']);
    words.chars().count() <= MOST && !is_sentence && begins && (stands_alone || names_genre(words))
}

fn names_genre(words: &str) -> bool {
    let lower = words.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\''))
        .collect();
    let joined = format!(" {} ", parts.join(" "));
    GENRES.iter().any(|genre| joined.contains(&format!(" {genre} ")))
}

/// The first clause of a text, which has to stand for a title.
pub(super) fn from_text(text: &str) -> Option<String> {
    let end = text.find(['.', ',', ';', ':', '\n']).unwrap_or(text.len());
    let clause = text[..end].trim();
    let is_fit = !clause.is_empty() && clause.chars().count() <= MOST;
    is_fit.then(|| clause.to_owned())
}

/// True if a sentence tells of the repair.
pub(super) fn tells_of_repair(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    !lower.contains("root cause") && words.any(|word| REPAIRS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_what_goes_behind_the_kind_of_document() {
        for (words, title) in [
            (
                "Outage Postmortem: Mobile App Service Disruption",
                "Mobile App Service Disruption",
            ),
            ("Incident Postmortem", ""),
            (
                "Shakespeare Sonnet++ Postmortem (incident #465)",
                "Shakespeare Sonnet++ Postmortem (incident #465)",
            ),
            ("Post-mortem – login down", "login down"),
            ("[RCA] login: down", "login: down"),
            ("Login: down", "Login: down"),
        ] {
            assert_eq!(without_genre(words), title);
        }
    }
}
