//! `review`: what is missing and where the incident contradicts itself; what of it is accepted.

use clap::Args;
use serde::Serialize;

use crate::cli::event;
use crate::cli::json::FindingJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;
use crate::domain::counted::counted_as;
use crate::domain::facts::Facts;
use crate::domain::findings::{Finding, Group, Level, Review};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::outside::Outside;
use crate::incidents::scribe::Scribe;
use crate::journal::IncidentReading;

#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewArgs {
    /// Accept the findings of a rule, or those about one event: RULE or RULE:EVENT
    #[arg(long, value_name = "RULE", requires = "why")]
    silence: Option<String>,
    /// Why they are no matter
    #[arg(long, value_name = "TEXT", requires = "silence", allow_hyphen_values = true)]
    why: Option<String>,
    /// Print those about owners, due dates and precision too
    #[arg(long)]
    all: bool,
}

pub(in crate::cli) fn run(args: ReviewArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    match (args.silence, args.why) {
        (Some(rule), Some(why)) => {
            let scribe = session.scribe()?;
            silence(&rule, &why, &scribe, session)?;
            if session.common.json {
                let outside = session.outside_of(&scribe);
                let incident = scribe.incident();
                answer(&incident, outside, args.all, session)?;
            }
            Ok(Exit::Done)
        }
        (_, _) => {
            let chosen = session.reading()?;
            let IncidentReading { incident, damage, .. } = &chosen.reading;
            let outside = session.outside(&chosen.path, incident, damage.len());
            answer(incident, outside, args.all, session)
        }
    }
}

fn answer(
    incident: &Incident,
    outside: Outside,
    all: bool,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let facts = Facts::of(incident).knowing(outside);
    let policy = session.config.updates;
    let Review {
        findings, silenced, ..
    } = Review::of(facts, &policy);
    let silenced = silenced.len();
    let exit = if findings.iter().any(|finding| finding.level == Level::Error) {
        Exit::Refused
    } else {
        Exit::Done
    };
    let document = |_: &mut Session<'_>| {
        Ok(ReviewJson {
            findings: findings.iter().map(FindingJson::of).collect(),
            silenced,
        })
    };
    session.answer(document, |session| {
        print(incident, &findings, all, session)?;
        let output = session.output();
        match silenced {
            0 => {}
            count => {
                output.say(&counted_as(count, "finding is silenced", "findings are silenced"));
            }
        }
        Ok(())
    })?;
    Ok(exit)
}

/// Prints the findings by their groups. Hygiene is only counted, unless it is asked for.
fn print(
    incident: &Incident,
    findings: &[Finding],
    all: bool,
    session: &mut Session<'_>,
) -> Result<(), Problem> {
    let output = session.output();
    let mut printed = false;
    for group in Group::ALL {
        let of_group: Vec<&Finding> = findings.iter().filter(|finding| finding.group == group).collect();
        if of_group.is_empty() {
            continue;
        }
        if group == Group::Hygiene && !all {
            let more = if printed { " more" } else { "" };
            output.say(&format!(
                "{}{more} about owners, due dates and precision: hotwash review --all",
                of_group.len()
            ));
            continue;
        }
        if printed {
            output.answer("")?;
        }
        printed = true;
        output.answer(group.heading())?;
        for finding in of_group {
            output.answer(&line(finding, incident))?;
        }
    }
    if findings.is_empty() {
        output.say("the review found nothing");
    }
    Ok(())
}

/// The answer of `review --json`.
#[derive(Debug, Serialize)]
struct ReviewJson {
    findings: Vec<FindingJson>,
    /// The number of findings that were accepted with a reason.
    silenced: usize,
}

fn line(finding: &Finding, incident: &Incident) -> String {
    format!(
        "{}: {}  ({})",
        finding.level.name(),
        finding.numbered(incident),
        finding.rule
    )
}

/// Each finding is silenced by a record of its own: it comes back alone when its events change.
fn silence(selector: &str, why: &str, scribe: &Scribe, session: &mut Session<'_>) -> Result<(), Problem> {
    let found: Vec<(Finding, String)> = {
        let outside = session.outside_of(scribe);
        let incident = scribe.incident();
        let facts = Facts::of(&incident).knowing(outside);
        let standing = Review::of(facts, &session.config.updates).findings;
        let found = selected(selector, &incident, standing)?.into_iter();
        found
            .map(|finding| {
                let told = line(&finding, &incident);
                (finding, told)
            })
            .collect()
    };
    let mut recorded: Vec<(&str, &[RecordId])> = Vec::new();
    for (finding, told) in &found {
        // Several findings of a rule about no event are one to a silence.
        if !recorded.contains(&(finding.rule, &finding.events)) {
            let receipt = scribe.record(Command::Silence {
                rule: finding.rule.to_owned(),
                events: finding.events.clone(),
                why: why.to_owned(),
            })?;
            session.mention(receipt);
            recorded.push((finding.rule, &finding.events));
        }
        if !session.common.json {
            session.output().answer(&format!("silenced {told}"))?;
        }
    }
    Ok(())
}

/// The findings that RULE or RULE:EVENT means.
fn selected(selector: &str, incident: &Incident, standing: Vec<Finding>) -> Result<Vec<Finding>, Problem> {
    let (rule, event) = match selector.split_once(':') {
        Some((rule, event)) => {
            let event = event::named(event, incident).map_err(|problem| problem.of_option("--silence"))?;
            (rule, Some(event))
        }
        None => (selector, None),
    };
    let mut rules: Vec<&str> = standing.iter().map(|finding| finding.rule).collect();
    rules.dedup();
    let rules = rules.join(" ");
    let wanted =
        |finding: &Finding| finding.rule == rule && event.is_none_or(|event| finding.events.contains(&event));
    let found: Vec<Finding> = standing.into_iter().filter(wanted).collect();
    if found.is_empty() {
        return Err(
            Problem::usage(format!("--silence: the review has no finding '{selector}'")).next(
                if rules.is_empty() {
                    "it has none at all".to_owned()
                } else {
                    format!("its findings are of {rules}")
                },
            ),
        );
    }
    Ok(found)
}
