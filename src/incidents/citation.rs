//! The bytes of a journal that a draft was made from, and whether the journal still begins with them.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::counted::counted;
use crate::domain::incident::Incident;
use crate::draft::{Citation, CitedSegment};
use crate::journal::{IncidentPath, JournalError, Shelf, Storage, each_prefix, is_segment};

/// Something that a journal no longer begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The segment's file name.
    pub file: String,
    /// The fault, in a few words.
    pub what: String,
}

/// Reads an incident, and cites each segment that it was read from as far as its last complete line.
///
/// # Errors
/// When the journal cannot be read.
pub fn read(shelf: &Shelf, path: &IncidentPath) -> Result<(Incident, Citation), JournalError> {
    let (incident, prefixes) = shelf.read_to_cite(path)?;
    let segments = prefixes.into_iter().map(|(file, prefix)| CitedSegment {
        file,
        records: prefix.records,
        sha256: prefix.sha256(),
    });
    let segments = segments.collect();
    Ok((incident, Citation { segments }))
}

/// Checks that the journal of an incident still begins with what is cited. Empty: it does.
pub fn check(shelf: &Shelf, path: &IncidentPath, citation: &Citation) -> Vec<Broken> {
    let (storage, folder) = (&**shelf.storage(), path.journal());
    let (unnamed, named): (Vec<_>, Vec<_>) =
        citation.segments.iter().partition(|segment| segment.is_unnamed());
    let broken = named.into_iter().filter_map(|segment| {
        let what = check_segment(storage, &folder, segment)?;
        Some(Broken {
            file: segment.file.clone(),
            what,
        })
    });
    broken.chain(check_unnamed(storage, &folder, &unnamed)).collect()
}

/// Looks for segments that are cited without their names among the beginnings of all files, each of which is read once.
fn check_unnamed(storage: &dyn Storage, folder: &Path, cited: &[&CitedSegment]) -> Vec<Broken> {
    let beginning = |segment: &&CitedSegment| (segment.records, segment.sha256.clone());
    let mut sought: BTreeSet<(u64, String)> = cited.iter().map(beginning).collect();
    let files = if sought.is_empty() {
        Vec::new()
    } else {
        storage.list(folder).unwrap_or_default()
    };
    for file in files.iter().filter(|file| is_segment(file)) {
        // A file that cannot be read bears nothing out, and what it should is said below.
        let _ = each_prefix(storage, &folder.join(file), |prefix| {
            let from = (prefix.records, String::new());
            let next = sought.range(from..).next().map(|(records, _)| *records);
            if next == Some(prefix.records) {
                sought.remove(&(prefix.records, prefix.sha256()));
            }
            next.is_some()
        });
    }
    let broken = cited
        .iter()
        .filter(|segment| sought.contains(&beginning(segment)));
    let broken = broken.map(|segment| Broken {
        file: segment.file.clone(),
        what: format!(
            "no file of the journal begins with the {} that the draft was made from",
            counted(segment.records, "record")
        ),
    });
    broken.collect()
}

fn check_segment(storage: &dyn Storage, folder: &Path, cited: &CitedSegment) -> Option<String> {
    if Path::new(&cited.file).file_name() != Some(cited.file.as_ref()) {
        return Some("the draft cites no file of the journal by this name".to_owned());
    }
    let (mut there, mut holds) = (0, false);
    let read = each_prefix(storage, &folder.join(&cited.file), |prefix| {
        there = prefix.records;
        // Damaged lines behind the last record may have been cited with it.
        holds = there == cited.records && prefix.sha256() == cited.sha256;
        !holds && there <= cited.records
    });
    if let Err(error) = read {
        return Some(error.to_string());
    }
    if holds {
        return None;
    }
    Some(if there < cited.records {
        let then = cited.records;
        format!("it has {there} records, and had {then} when the draft was made")
    } else {
        format!(
            "its first {} records are not those that the draft was made from",
            cited.records
        )
    })
}
