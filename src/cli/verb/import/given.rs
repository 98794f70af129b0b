//! The files that `import` was given, read whole.

use std::path::Path;

use super::ImportArgs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::import::Bundle;
use crate::incidents::importing::gather::{self, GatherError, STDIN};

/// Files that only say what names in the others mean: given beside them, they go with each.
const COMPANIONS: [&str; 4] = ["users.json", "org_users.json", "channels.json", "groups.json"];

/// The bundles, one a file, folder or archive.
pub(super) fn bundles(args: &ImportArgs, session: &mut Session<'_>) -> Result<Vec<Bundle>, Problem> {
    let mut bundles = Vec::new();
    for name in &args.files {
        let read = if name == STDIN && !session.is_guarded_dash() {
            gather::stream(STDIN, &mut session.world.input.reader)
        } else {
            gather::at(Path::new(name))
        };
        bundles.push(read.map_err(unreadable)?);
    }
    Ok(with_companions(bundles))
}

fn with_companions(bundles: Vec<Bundle>) -> Vec<Bundle> {
    let is_companion = |bundle: &Bundle| {
        let names = bundle.documents.iter().map(|document| document.file_name());
        names.clone().count() == 1 && names.clone().all(|name| COMPANIONS.contains(&name))
    };
    let (companions, mut others): (Vec<_>, Vec<_>) = bundles.into_iter().partition(is_companion);
    if others.is_empty() {
        return companions;
    }
    for bundle in &mut others {
        let documents = companions.iter().flat_map(|companion| &companion.documents);
        bundle.documents.extend(documents.cloned());
    }
    others
}

fn unreadable(error: GatherError) -> Problem {
    let next = match &error {
        GatherError::Io { .. } => {
            "nothing was recorded; give the path of a file, or pipe into hotwash import -"
        }
        GatherError::Refused { .. } => "nothing was recorded; give a smaller part of it, unpacked",
    };
    Problem::refused(error.to_string()).next(next)
}
