//! Reads the files of an import: one file, a folder with all that is below it, or a zip archive.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::archive::{self, MOST_BYTES, MOST_FILES};
use super::left_out::{DEEPEST, LINK, TOO_DEEP, is_of_program};
use crate::import::{Bundle, Document, ImportError, LeftOut};
use crate::journal::named_file;

/// The name of standard input as a file.
pub const STDIN: &str = "-";

/// The reason why files could not be read.
#[derive(Debug, thiserror::Error)]
pub enum GatherError {
    /// A file cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
    /// It is too much, or an archive that cannot be opened.
    #[error("{}: {error}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// The reason.
        error: ImportError,
    },
}

/// The files that stand at a path, read whole.
///
/// # Errors
/// When one cannot be read, or it is more than one import may have. Pipes and devices are refused, never waited for.
pub fn at(path: &Path) -> Result<Bundle, GatherError> {
    let name = named_file::called(path);
    let failed = |error| GatherError::Io {
        path: path.to_owned(),
        error,
    };
    let refused = |error| GatherError::Refused {
        path: path.to_owned(),
        error,
    };
    if fs::metadata(path).map_err(failed)?.is_dir() {
        return folder(path, name);
    }
    let bytes = read(path, MOST_BYTES)?;
    of_bytes(&name, bytes).map_err(refused)
}

/// All of a stream, as the file of this name.
///
/// # Errors
/// When it cannot be read, or is more than one import may have.
pub fn stream(name: &str, reader: &mut dyn Read) -> Result<Bundle, GatherError> {
    let mut bytes = Vec::new();
    let read = reader.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| GatherError::Io {
        path: name.into(),
        error,
    })?;
    let refused = |error| GatherError::Refused {
        path: name.into(),
        error,
    };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refused(archive::too_many_bytes()));
    }
    of_bytes(name, bytes).map_err(refused)
}

fn of_bytes(name: &str, bytes: Vec<u8>) -> Result<Bundle, ImportError> {
    if archive::is_archive(&bytes) {
        archive::unpack(name, &bytes)
    } else {
        Ok(Bundle::of(name, bytes))
    }
}

/// Every plain file below a folder, in the order of their names. Links are not followed: they may lead anywhere, and
/// round.
fn folder(top: &Path, name: String) -> Result<Bundle, GatherError> {
    let refused = |error| GatherError::Refused {
        path: top.to_owned(),
        error,
    };
    let mut documents = Vec::new();
    let mut room = MOST_BYTES;
    let (paths, left_out) = files_below(top)?;
    for path in paths {
        if documents.len() >= MOST_FILES {
            return Err(refused(archive::too_many_files()));
        }
        let below = path.strip_prefix(top).unwrap_or(&path);
        let bytes = read(&path, MOST_BYTES)?;
        room = room
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| refused(archive::too_many_bytes()))?;
        documents.push(Document {
            name: below.to_string_lossy().into_owned(),
            bytes,
        });
    }
    Ok(Bundle {
        name,
        documents,
        left_out,
    })
}

fn files_below(top: &Path) -> Result<(Vec<PathBuf>, Vec<LeftOut>), GatherError> {
    let mut found = Vec::new();
    let mut left_out = Vec::new();
    let mut folders = vec![(top.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let failed = |error| GatherError::Io {
            path: folder.clone(),
            error,
        };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            if is_of_program(&entry.file_name().to_string_lossy()) {
                continue;
            }
            if kind.is_dir() && depth < DEEPEST {
                folders.push((entry.path(), depth + 1));
            } else if kind.is_file() {
                found.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(top).unwrap_or(&path).to_string_lossy();
                left_out.push(LeftOut {
                    name: name.into_owned(),
                    why: if kind.is_dir() {
                        TOO_DEEP
                    } else if kind.is_symlink() {
                        LINK
                    } else {
                        "it is no plain file"
                    },
                });
            }
            if found.len() + left_out.len() > MOST_FILES {
                return Err(GatherError::Refused {
                    path: top.to_owned(),
                    error: archive::too_many_files(),
                });
            }
        }
    }
    found.sort();
    left_out.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((found, left_out))
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>, GatherError> {
    named_file::read(path, most).map_err(|error| GatherError::Io {
        path: path.to_owned(),
        error,
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_named_but_for_what_is_a_programs_own() {
        let top = tempfile::tempdir().unwrap();
        let deep = top.path().join("1/2/3/4/5/6/7/8");
        for folder in [&deep.join("9"), &top.path().join("__MACOSX")] {
            fs::create_dir_all(folder).unwrap();
        }
        for file in ["a.txt", ".DS_Store", "__MACOSX/._a.txt", "1/2/3/4/5/6/7/8/b.txt"] {
            fs::write(top.path().join(file), "09:30 down").unwrap();
        }
        std::os::unix::fs::symlink("a.txt", top.path().join("link")).unwrap();
        let bundle = at(top.path()).unwrap();
        let names: Vec<_> = bundle.documents.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["1/2/3/4/5/6/7/8/b.txt", "a.txt"]);
        let left_out = bundle.left_out.iter().map(|left| (&*left.name, left.why));
        assert_eq!(
            left_out.collect::<Vec<_>>(),
            [("1/2/3/4/5/6/7/8/9", TOO_DEEP), ("link", LINK)]
        );
    }
}
