//! The rules, each with what it says when it is broken.

use std::collections::BTreeMap;

use hotwash::domain::facts::Facts;
use hotwash::domain::findings::{Group, Policy, Review};
use hotwash::domain::incident::{Incident, Status};
use hotwash::domain::record::FieldName;
use hotwash::domain::time::{Now, Zone};
use hotwash::draft::update::{Audience, update};
use hotwash::draft::{Citation, Draft, TEMPLATES, Template, render, unfinished};

/// The most words of a narrative.
const MOST_WORDS: usize = 160;
/// From so many entries on a record has enough in it to be most of its draft.
const SOME_ENTRIES: usize = 12;

/// A draft with what it was made from.
struct Whole<'a> {
    incident: &'a Incident,
    review: Review<'a>,
    draft: Draft,
    text: String,
}

/// The draft of an incident, without the trailer that a file ends in.
pub fn body(incident: &Incident) -> String {
    body_by(incident, &TEMPLATES[0])
}

/// The same by another template.
pub fn body_by(incident: &Incident, template: &'static Template) -> String {
    Whole::of(incident, template).text
}

/// The templates that are not for customers.
pub fn internal() -> impl Iterator<Item = &'static Template> {
    TEMPLATES
        .iter()
        .filter(|template| template.name != Template::PUBLIC)
}

/// Checks all of them, by every template.
pub fn hold(incident: &Incident) -> Result<(), String> {
    internal().try_for_each(|template| {
        let whole = Whole::of(incident, template);
        hold_for(&whole).map_err(|broken| format!("{}: {broken}\n\n{}", template.name, whole.text))
    })
}

fn hold_for(whole: &Whole<'_>) -> Result<(), String> {
    let rules: [fn(&Whole<'_>) -> Result<(), String>; 13] = [
        users_are_never_affected_for_longer_than_it_went_on,
        most_words_are_about_an_incident_of_some_entries,
        no_length_is_printed_more_than_twice,
        each_missing_thing_is_said_once,
        the_narrative_is_short,
        every_figure_of_the_narrative_is_in_the_context,
        no_figure_has_two_values,
        no_number_cites_what_is_not_printed,
        nothing_is_of_hygiene,
        every_question_asks,
        every_bracket_is_counted,
        the_public_reads_nothing_that_was_recorded_for_others,
        the_update_of_a_closed_incident_names_all_windows,
    ];
    rules.iter().try_for_each(|rule| rule(whole))
}

impl<'a> Whole<'a> {
    fn of(incident: &'a Incident, template: &'static Template) -> Self {
        let review = Review::of(Facts::of(incident), &Policy::default());
        let draft = Draft::of(&review, Citation::default(), template.name);
        let text = render(&draft, template.name, template.source).expect("a built-in template renders");
        let (body, _) = text.split_once("<!-- hotwash draft").expect("a trailer");
        Whole {
            incident,
            review,
            draft,
            text: body.to_owned(),
        }
    }

    /// The lines below a heading.
    fn section(&self, heading: &str) -> &str {
        let found = ["\n## ", "\n### "].into_iter().find_map(|level| {
            let (_, rest) = self.text.split_once(&format!("{level}{heading}\n"))?;
            Some(
                rest.split(level)
                    .next()
                    .unwrap_or_default()
                    .split("\n## ")
                    .next()
                    .unwrap_or_default(),
            )
        });
        found.unwrap_or_default()
    }

    /// All that is told in words of the program's own, with what it quotes behind them; not the timeline, which counts the
    /// time since the beginning in each line.
    fn told(&self) -> String {
        let rows = self.draft.key_figures.rows.iter();
        let rows: Vec<&str> = rows.map(|row| row.length.as_str()).collect();
        let missing = self.draft.key_figures.missing.as_deref().unwrap_or_default();
        [
            &self.draft.status_line,
            &self.draft.narrative.text,
            &rows.join(" | "),
            missing,
            self.section("What is still unknown"),
            self.section("Notes on the record"),
        ]
        .join("\n")
    }
}

fn ensure(holds: bool, broken: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(broken()) }
}

/// The words of a text, without the marks of tables and lists.
fn count(text: &str) -> usize {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    text.split_whitespace().filter(is_word).count()
}

/// Every length in a text: a number and a unit, and all that follow them.
fn lengths(text: &str) -> Vec<String> {
    // A mark ends a length.
    let apart = text.replace([',', '.', ';', ':', '(', ')', '|'], " / ");
    let words: Vec<&str> = apart.split_whitespace().collect();
    let is_part = |at: usize| {
        let unit = words.get(at + 1).copied().unwrap_or_default();
        words[at].parse::<u32>().is_ok() && matches!(unit, "s" | "min" | "h" | "d" | "day" | "days")
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while end < words.len() && is_part(end) {
            end += 2;
        }
        if end > at {
            found.push(words[at..end].join(" "));
        }
        at = end.max(at + 1);
    }
    found
}

/// By the times as they are printed, to the minute; where no more than days are known, by those.
fn users_are_never_affected_for_longer_than_it_went_on(whole: &Whole<'_>) -> Result<(), String> {
    let mut intervals = whole.draft.intervals.iter();
    let total = intervals.find(|interval| interval.name == "impact_duration");
    let (Some(total), Some(from), Some(to)) = (total, whole.draft.span.from, whole.draft.span.to) else {
        return Ok(());
    };
    let zone = whole.incident.zone();
    let (minute, day) = (60, 86_400);
    let is_to_the_day = total
        .note
        .as_ref()
        .is_some_and(|note| note.contains("to the day"));
    let span = if is_to_the_day {
        let days = zone.shown(&to).clock.date() - zone.shown(&from).clock.date();
        days.num_days() * day
    } else {
        let minutes = |at| zone.micros(&at) / 1_000_000 / minute;
        (minutes(to) - minutes(from)) * minute
    };
    let total = total.seconds.unwrap_or_default();
    ensure(total <= span, || {
        format!("users were affected for {total} s of {span} s")
    })
}

/// Checks that most words of a draft tell of the incident, and not of the record, however thin that is.
pub fn most_words_tell_of(incident: &Incident) -> Result<(), String> {
    let whole = Whole::of(incident, &TEMPLATES[0]);
    most_words_are_about_the_incident(&whole).map_err(|broken| format!("{broken}\n\n{}", whole.text))
}

fn most_words_are_about_an_incident_of_some_entries(whole: &Whole<'_>) -> Result<(), String> {
    if whole.incident.drafted().count() < SOME_ENTRIES {
        return Ok(());
    }
    most_words_are_about_the_incident(whole)
}

fn most_words_are_about_the_incident(whole: &Whole<'_>) -> Result<(), String> {
    let about_the_record = |line: &&str| {
        let starts = ["Not recorded:", "No owner:", "No due date:", "DRAFT from"];
        unfinished(line) > 0 || starts.iter().any(|start| line.starts_with(start))
    };
    let lines: usize = whole.text.lines().filter(about_the_record).map(count).sum();
    let sections = ["What is still unknown", "Notes on the record"].map(|heading| {
        // What is quoted there is about the incident.
        let own = whole.section(heading).split('"').step_by(2);
        own.map(count).sum::<usize>()
    });
    let sections: usize = sections.iter().sum();
    let (record, all) = (lines + sections, count(&whole.text));
    // Other houses ask more of whoever writes, in words of their own.
    let most = if whole.draft.template == Template::DEFAULT {
        4
    } else {
        5
    };
    ensure(record * 10 <= all * most, || {
        format!("{record} of {all} words are about the record")
    })
}

/// Two different figures may be of one length; that of a question is one that no other place has.
fn no_length_is_printed_more_than_twice(whole: &Whole<'_>) -> Result<(), String> {
    let mut printed: BTreeMap<String, usize> = BTreeMap::new();
    for length in lengths(&whole.told()) {
        *printed.entry(length).or_default() += 1;
    }
    let draft = &whole.draft;
    let rows: Vec<&str> = draft.key_figures.rows.iter().map(|row| &*row.length).collect();
    let figures: Vec<&str> = draft
        .narrative
        .figures
        .iter()
        .map(|figure| &*figure.value)
        .collect();
    let questions: Vec<&str> = draft.questions.iter().map(|question| &*question.text).collect();
    let holding = |texts: &[&str], length: &String| {
        let holds = |text: &&&str| lengths(text).contains(length);
        texts.iter().filter(holds).count()
    };
    for (length, times) in printed {
        let different =
            holding(&rows, &length).max(holding(&figures, &length)) + holding(&questions, &length);
        ensure(times <= 2 * different.max(1), || {
            format!("{length} is printed {times} times, for {different} figures")
        })?;
    }
    Ok(())
}

/// Things that may be missing, by the words that say so.
const MISSING: &[(&str, &[&str])] = &[
    (
        "the severity",
        &["severity not set", "severity is not", "severity was never"],
    ),
    ("the beginning", &["first affected is not recorded"]),
    (
        "who noticed",
        &["oticed is not recorded", "by whom is not recorded", "no monitor"],
    ),
    (
        "the cause",
        &["cause is not recorded", "cause identified: not recorded"],
    ),
    (
        "when it was over",
        &["No end is recorded", "over is not recorded", "end not recorded"],
    ),
    ("the end", &["No end is recorded", "ended is not recorded"]),
    ("updates", &["No update to users", "No update is recorded for"]),
    (
        "the beginning of work",
        &["when work began", "acknowledged: not recorded"],
    ),
    (
        "those called in",
        &["whether others were called in", "escalated: not recorded"],
    ),
    ("the owners", &["No owner", "no owner"]),
];

fn each_missing_thing_is_said_once(whole: &Whole<'_>) -> Result<(), String> {
    let told = whole.told();
    for (thing, words) in MISSING {
        let times: usize = words.iter().map(|words| told.matches(words).count()).sum();
        ensure(times <= 1, || {
            format!("that {thing} is missing is said {times} times")
        })?;
    }
    let sentences = told.split(['.', '\n', ';']).map(str::trim);
    let mut seen: Vec<&str> = sentences
        .filter(|sentence| sentence.contains("not recorded"))
        .collect();
    seen.sort_unstable();
    let twice = seen.windows(2).find(|pair| pair[0] == pair[1]);
    ensure(twice.is_none(), || format!("said twice: {twice:?}"))
}

fn the_narrative_is_short(whole: &Whole<'_>) -> Result<(), String> {
    let narrative = &whole.draft.narrative;
    ensure(
        narrative.words <= MOST_WORDS && narrative.words == narrative.text.split_whitespace().count(),
        || format!("the narrative has {} words", count(&narrative.text)),
    )
}

fn every_figure_of_the_narrative_is_in_the_context(whole: &Whole<'_>) -> Result<(), String> {
    let context: serde_json::Value =
        serde_json::from_str(&hotwash::draft::json::to_json(&whole.draft)).expect("valid JSON");
    let figures = context["narrative"]["figures"].as_array().expect("a list");
    let figures = figures.iter().filter_map(|figure| figure["value"].as_str());
    let figures: Vec<String> = figures.flat_map(lengths).collect();
    let unknown = lengths(&whole.draft.narrative.text)
        .into_iter()
        .find(|length| !figures.contains(length));
    ensure(unknown.is_none(), || {
        format!("{unknown:?} is no figure of the context")
    })
}

/// By name, in the narrative and among the intervals.
fn no_figure_has_two_values(whole: &Whole<'_>) -> Result<(), String> {
    let intervals = whole.draft.intervals.iter();
    let mut values: BTreeMap<&str, Option<i64>> = intervals
        .map(|interval| (interval.name, interval.seconds))
        .collect();
    let mut told: Vec<&str> = Vec::new();
    for figure in &whole.draft.narrative.figures {
        ensure(!told.contains(&&*figure.name), || {
            format!("{} is told twice", figure.name)
        })?;
        told.push(&figure.name);
        let other = *values.entry(&figure.name).or_insert(figure.seconds);
        ensure(other == figure.seconds, || {
            format!("{} is {other:?} and {:?}", figure.name, figure.seconds)
        })?;
    }
    Ok(())
}

fn no_number_cites_what_is_not_printed(whole: &Whole<'_>) -> Result<(), String> {
    let told = whole.told();
    // What is recorded stands between quotes.
    let own: Vec<&str> = told.split('"').step_by(2).collect();
    let own = own.join(" ").to_lowercase();
    let words: Vec<&str> = own.split_whitespace().collect();
    for pair in words.windows(2) {
        let number = pair[1].trim_matches(|c: char| !c.is_ascii_digit());
        let is_number = !number.is_empty() && pair[1].starts_with(|c: char| c.is_ascii_digit());
        let is_printed = match pair[0] {
            "event" | "events" | "entry" => !is_number,
            "item" | "items" => {
                let printed = [format!("\n| {number} |"), format!("\n| {number}. ")];
                !is_number || printed.iter().any(|printed| whole.text.contains(printed))
            }
            _ => true,
        };
        ensure(is_printed, || format!("{} {} is not printed", pair[0], pair[1]))?;
    }
    Ok(())
}

fn nothing_is_of_hygiene(whole: &Whole<'_>) -> Result<(), String> {
    let hygiene = || {
        whole
            .review
            .findings
            .iter()
            .filter(|finding| finding.group == Group::Hygiene)
    };
    let asked = whole.draft.questions.iter();
    let asked = asked
        .into_iter()
        .find(|question| hygiene().any(|finding| finding.rule == question.rule));
    ensure(asked.is_none(), || format!("{asked:?} is of hygiene"))?;
    let told = hygiene().find(|finding| whole.text.contains(&finding.message));
    ensure(told.is_none(), || format!("{told:?} is of hygiene"))
}

fn every_question_asks(whole: &Whole<'_>) -> Result<(), String> {
    let mut questions = whole.draft.questions.iter();
    let other = questions.find(|question| !question.text.contains('?'));
    ensure(other.is_none(), || format!("{other:?} asks nothing"))
}

/// The places that the template leaves for people.
const PLACES: &[&str] = &[
    "[say ",
    "[write",
    "[add what",
    "[name",
    "[number]",
    "[set the",
    "[confirm",
    "[keep or",
    "[why was",
    "[answer]",
    "[which open",
    "[give their",
    "[cause]",
];

fn every_bracket_is_counted(whole: &Whole<'_>) -> Result<(), String> {
    let own = whole.text.replace("\\[", "");
    let places: usize = PLACES.iter().map(|place| own.matches(place).count()).sum();
    let counted = unfinished(&whole.text);
    ensure(places == counted, || {
        format!("{places} places, {counted} counted")
    })
}

fn now(whole: &Whole<'_>) -> Now {
    let newest = whole
        .incident
        .events()
        .iter()
        .map(|event| event.provenance.recorded_at)
        .max();
    Now {
        instant: newest.unwrap_or_default(),
        local: Zone::Utc,
    }
}

fn the_public_reads_nothing_that_was_recorded_for_others(whole: &Whole<'_>) -> Result<(), String> {
    let text = update(whole.incident, Audience::Public, now(whole), &Policy::default()).text;
    let events = whole
        .incident
        .events()
        .iter()
        .map(|event| event.body().text.as_str());
    let public = [FieldName::PublicImpact, FieldName::PublicCause];
    let fields = FieldName::ROWS
        .iter()
        .map(|row| row.name)
        .filter(|name| !public.contains(name));
    let fields = fields.flat_map(|name| whole.incident.values(name));
    let items = whole.incident.action_items().map(|(_, body)| body.text.as_str());
    let items = items.filter(|text| !text.contains("#public"));
    for recorded in events.chain(fields).chain(items) {
        let words: Vec<&str> = recorded.split_whitespace().take(3).collect();
        let is_told = words.len() == 3 && text.contains(&words.join(" "));
        ensure(!is_told, || {
            format!("the public reads \"{recorded}\" in:\n{text}")
        })?;
    }
    Ok(())
}

fn the_update_of_a_closed_incident_names_all_windows(whole: &Whole<'_>) -> Result<(), String> {
    let windows = whole.review.facts.windows.all();
    if whole.incident.status() == Status::Open || windows.len() > 3 {
        return Ok(());
    }
    let zone = whole.incident.zone();
    for audience in Audience::ALL {
        let text = update(whole.incident, audience, now(whole), &Policy::default()).text;
        for window in windows {
            let clock = zone.shown(&window.start.at).clock;
            let (time, day) = (clock.format("%H:%M").to_string(), clock.format("%-d").to_string());
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            let is_named = text.contains(&time) || words.any(|word| word == day);
            ensure(is_named, || {
                format!("{} reads nothing of {clock} in:\n{text}", audience.readers())
            })?;
        }
    }
    Ok(())
}
