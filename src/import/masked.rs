//! Masks the secrets in what an import proposes, before anybody looks at it or records it.

use super::outcome::Import;
use super::proposal::{Proposal, Proposed};
use crate::domain::record::FieldChange;
use crate::domain::secrets::{self, Rules};

/// Masks texts, words as they stood and attachments. Returns the number of secrets; one that stands in the text and in
/// the words of the same entry is one.
pub(super) fn mask(import: &mut Import, rules: &Rules) -> usize {
    let title = import.title.as_mut().map_or(0, |title| masked(title, rules));
    let proposals = import.proposals.iter_mut();
    title
        + proposals
            .map(|proposal| in_proposal(proposal, rules))
            .sum::<usize>()
}

fn in_proposal(proposal: &mut Proposal, rules: &Rules) -> usize {
    let raw = masked(&mut proposal.raw, rules);
    let text = match &mut proposal.what {
        Proposed::Event(event) => masked(&mut event.text, rules),
        Proposed::ActionItem(item) => {
            let owner = item.owner.as_mut().map_or(0, |owner| masked(owner, rules));
            masked(&mut item.text, rules).max(owner)
        }
        Proposed::Field(_, change) => match change {
            FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Amend { to: text, .. } => {
                masked(text, rules)
            }
            FieldChange::Clear | FieldChange::Remove(_) => 0,
        },
    };
    let attached = proposal.attachment.as_mut();
    let attached = attached.map_or(0, |attached| masked(&mut attached.text, rules));
    // A name is masked too: a token may stand where a system has its user.
    let author = proposal.author.as_mut().map_or(0, |author| masked(author, rules));
    raw.max(text).max(attached).max(author)
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
    use crate::domain::secrets::{Rule, Rules};
    use crate::import::told;
    use crate::import::{Bundle, Format};

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
}
