//! Masks the secrets in what an import proposes, before anybody looks at it or records it.

use super::document::{Bundle, last_part};
use super::origin::Origin;
use super::outcome::{Import, Question};
use super::proposal::{Proposal, Proposed};
use crate::domain::entry::Remark;
use crate::domain::record::FieldChange;
use crate::domain::secrets::{self, Rules};

/// Masks texts, words as they stood, attachments, lines that were passed over, and what is asked. Returns the number of
/// secrets; one that stands in the text and in the words of the same entry is one.
pub(super) fn mask(import: &mut Import, bundle: &Bundle, rules: &Rules) -> usize {
    let title = import.title.as_mut().map_or(0, |title| masked(title, rules));
    // What is asked stands in a line that is counted.
    import.questions.iter_mut().for_each(|question| {
        in_question(question, rules);
    });
    let skipped = import.skipped.iter_mut();
    let skipped: usize = skipped.map(|skipped| masked(&mut skipped.text, rules)).sum();
    let proposals = import.proposals.iter_mut();
    let proposals: usize = proposals
        .map(|proposal| in_proposal(proposal, bundle, rules))
        .sum();
    title + skipped + proposals
}

fn in_question(question: &mut Question, rules: &Rules) -> usize {
    match question {
        Question::DayOrMonth { text, .. }
        | Question::AmbiguousHour { text, .. }
        | Question::UnknownZone { word: text, .. } => masked(text, rules),
        Question::Date
        | Question::Year
        | Question::Zone
        | Question::YearTaken(_)
        | Question::TooMany { .. } => 0,
    }
}

fn in_proposal(proposal: &mut Proposal, bundle: &Bundle, rules: &Rules) -> usize {
    in_remarks(&mut proposal.remarks, rules);
    [
        masked(&mut proposal.raw, rules),
        in_words(&mut proposal.what, rules),
        proposal.attachment.as_mut().map_or(0, |attached| {
            masked(&mut attached.text, rules) + masked(&mut attached.name, rules)
        }),
        // A name is masked too: a token may stand where a system has its user.
        proposal.author.as_mut().map_or(0, |author| masked(author, rules)),
        in_origin(proposal, bundle, rules),
    ]
    .into_iter()
    .max()
    .unwrap_or(0)
}

fn in_words(what: &mut Proposed, rules: &Rules) -> usize {
    match what {
        Proposed::Event(event) => masked(&mut event.text, rules),
        Proposed::ActionItem(item) => {
            let beside = [&mut item.owner, &mut item.priority];
            let beside = beside.into_iter().flatten();
            let beside: usize = beside.map(|text| masked(text, rules)).sum();
            masked(&mut item.text, rules).max(beside)
        }
        Proposed::Field(_, change) => match change {
            FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Amend { to: text, .. } => {
                masked(text, rules)
            }
            FieldChange::Clear | FieldChange::Remove(_) => 0,
        },
    }
}

/// Remarks on a word repeat it.
fn in_remarks(remarks: &mut [Remark], rules: &Rules) {
    for remark in remarks {
        match remark {
            Remark::LooksLikeTime(word) | Remark::LooksLikeKind(word) | Remark::DueNotRead(word) => {
                masked(word, rules);
            }
            Remark::Time(_)
            | Remark::TimeAfterKind
            | Remark::TodoNotFirst
            | Remark::TodoWithoutColon
            | Remark::EmptyText
            | Remark::DayNotSaid
            | Remark::LikelySecret(_)
            | Remark::ChangedSince
            | Remark::OtherValue(_) => {}
        }
    }
}

/// A key with a secret in it is none: masked, it would be that of others too. Its line is known again by its words.
fn in_origin(proposal: &mut Proposal, bundle: &Bundle, rules: &Rules) -> usize {
    let (text, line) = match &proposal.origin {
        Some(Origin::Line { file, line }) => (&**file, *line),
        Some(Origin::Key { key, .. }) => (key.as_str(), proposal.line),
        None => return 0,
    };
    let mut file = text.to_owned();
    let count = masked(&mut file, rules);
    if count == 0 {
        return 0;
    }
    if let Some(Origin::Key { .. }) = &proposal.origin {
        file = last_part(&bundle.name).to_owned();
        masked(&mut file, rules);
    }
    proposal.origin = Some(Origin::Line {
        file: file.into(),
        line,
    });
    count
}

fn masked(text: &mut String, rules: &Rules) -> usize {
    let (masked, count) = secrets::mask(text, rules);
    if count > 0 {
        *text = masked.into_owned();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::EntryActionItem;
    use crate::domain::secrets::Rule;
    use crate::import::told;
    use crate::import::{Attachment, Format, Skipped, Why};

    #[test]
    fn a_secret_in_the_place_of_a_name_is_masked() {
        let token = ["AK", "IAIOSFODNN7EXAMPLE"].concat();
        let day =
            format!(r#"[{{"type":"message","user":"{token}","text":"down","ts":"1679736600.000100"}}]"#);
        let import = crate::import::read(&Bundle::of("2023-03-25.json", day), &told::options()).unwrap();
        assert_eq!(import.masked, 1);
        assert_eq!(
            import.proposals[0].author.as_deref(),
            Some("[masked: AWS access key]")
        );
    }

    #[test]
    fn what_is_proposed_holds_no_secret_unless_it_is_kept_on_purpose() {
        let history =
            "#1795599000\ncurl -u admin:hunter2 https://x\n#1795599060\nexport BADGE=x; badge 1234\n";
        let bundle = Bundle::of(".bash_history", history);
        let mut options = told::options();
        options.secrets = Rules::with(vec![Rule::of_user("badge", r"badge (\d{4})").unwrap()]);
        let import = crate::import::read(&bundle, &options).unwrap();
        assert_eq!((import.masked, import.format), (2, Format::Bash));
        let all = format!("{:?}", import.proposals);
        assert!(
            !all.contains("hunter2") && !all.contains("1234") && all.contains("[masked: badge]"),
            "{all}"
        );
        options.keep_secrets = true;
        let import = crate::import::read(&bundle, &options).unwrap();
        assert_eq!(import.masked, 0);
        assert!(import.proposals[0].text().contains("hunter2"));
    }

    #[test]
    fn a_secret_in_what_is_passed_over_or_asked_or_known_by_a_key_is_masked() {
        let token = ["gh", "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6"].concat();
        let table = format!("id,time,text\n{token},2023-03-25T09:30:00Z,down\n2,2023-03-25T09:31:00Z,up\n");
        let mut options = told::options();
        options.format = Some(Format::Csv);
        let import = crate::import::read(&Bundle::of("a/rows.csv", table), &options).unwrap();
        let origins = import.proposals.iter().map(|proposal| proposal.origin.as_ref());
        let origins: Vec<String> = origins.flatten().map(ToString::to_string).collect();
        assert!(origins[0].starts_with("rows.csv:"), "{origins:?}");
        let all = format!("{import:?}");
        assert!(import.masked == 1 && !all.contains(&token), "{all}");

        let item = EntryActionItem {
            text: "rotate it".to_owned(),
            owner: None,
            due: None,
            purpose: None,
            priority: Some(token.clone()),
            done: false,
        };
        let mut item = Proposal::new(1, Proposed::ActionItem(item), "rotate it");
        item.remarks = vec![Remark::DueNotRead(token.clone())];
        item.attachment = Some(Box::new(Attachment {
            name: format!("{token}.txt"),
            text: String::new(),
        }));
        let mut import = Import {
            proposals: vec![item],
            skipped: vec![Skipped {
                line: 3,
                text: "--- password=Sup3rS3cret99 ---".to_owned(),
                why: Why::Ornament,
            }],
            questions: vec![Question::UnknownZone {
                line: 4,
                word: token.clone(),
            }],
            ..Import::default()
        };
        assert_eq!(mask(&mut import, &Bundle::default(), &Rules::default()), 2);
        assert_eq!(import.skipped[0].text, "--- password=[masked: secret value] ---");
        assert!(!format!("{import:?}").contains(&token));
    }
}
