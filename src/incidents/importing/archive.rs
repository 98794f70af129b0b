//! Opens a zip archive in memory: its files become documents, none of them ever a file on the disk.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::left_out::{DEEPEST, LINK, TOO_DEEP, is_of_program};
use crate::import::{Bundle, Document, ImportError, LeftOut};

/// The most bytes that all files of one import may have together, unpacked.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// The most files that one import may have.
pub const MOST_FILES: usize = 20_000;

/// True if the bytes begin as a zip archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive, in the order of their names. What they unpack to is counted while it is unpacked: what the
/// archive says of itself is not believed.
///
/// # Errors
/// When it is damaged or encrypted, when a name leads out of the archive, and when it unpacks to more than
/// [`MOST_BYTES`] or [`MOST_FILES`].
pub fn unpack(name: &str, bytes: &[u8]) -> Result<Bundle, ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(too_many_files());
    }
    let mut room = MOST_BYTES;
    let mut documents = Vec::new();
    let mut left_out = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| damaged(&error))?;
        let file_name = file.name().map_err(|error| damaged(&error))?.into_owned();
        if leads_out(&file_name) {
            return Err(malformed(format!("the name '{file_name}' leads out of it")));
        }
        let parts = || file_name.split(['/', '\\']);
        if file.is_dir() || parts().any(is_of_program) {
            continue;
        }
        let why = (parts().count() > DEEPEST + 1).then_some(TOO_DEEP);
        if let Some(why) = why.or((!file.is_file()).then_some(LINK)) {
            let name = file_name;
            left_out.push(LeftOut { name, why });
            continue;
        }
        let mut content = Vec::new();
        let read = (&mut file).take(room + 1).read_to_end(&mut content);
        read.map_err(|error| malformed(format!("{file_name} cannot be unpacked: {error}")))?;
        room = room
            .checked_sub(content.len() as u64)
            .ok_or_else(too_many_bytes)?;
        documents.push(Document {
            name: file_name,
            bytes: content,
        });
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Bundle {
        name: name.to_owned(),
        documents,
        left_out,
    })
}

/// True if a name is no path below the archive. It is never used as a path; an archive that has one is no honest one.
fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..")
}

/// The refusal of more than may be read at once.
pub fn too_many_bytes() -> ImportError {
    ImportError::TooLarge {
        what: "it".to_owned(),
        most: format!("the {} MiB that one import", MOST_BYTES / (1024 * 1024)),
    }
}

/// The refusal of more files than may be read at once.
pub fn too_many_files() -> ImportError {
    ImportError::TooLarge {
        what: "it".to_owned(),
        most: format!("the {MOST_FILES} files that one import"),
    }
}

/// The refusal of an archive that is broken. The format is named by the refusal, and not again by the reason.
fn damaged(error: &ZipError) -> ImportError {
    malformed(match error {
        ZipError::InvalidArchive(why) => format!("it is damaged: {why}"),
        ZipError::UnsupportedArchive(why) => format!("it has what is not supported: {why}"),
        other => other.to_string(),
    })
}

fn malformed(why: String) -> ImportError {
    ImportError::Malformed { format: "zip", why }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn files_come_by_name_with_their_bytes() {
        let bytes = archive(&[("b/2023-03-25.json", b"[]"), ("a.txt", b"09:30 down")]);
        assert!(is_archive(&bytes));
        let bundle = unpack("export.zip", &bytes).unwrap();
        let names = bundle.documents.iter().map(|file| file.name.as_str());
        assert_eq!(names.collect::<Vec<_>>(), ["a.txt", "b/2023-03-25.json"]);
        assert_eq!(bundle.documents[0].bytes, b"09:30 down");
    }

    #[test]
    fn what_a_program_put_there_is_passed_over_as_in_a_folder() {
        let deep = "1/2/3/4/5/6/7/8/9/c.txt";
        let bytes = archive(&[
            ("a.txt", b"09:30 down"),
            (".DS_Store", b"\0\0\0\x01Bud1"),
            ("__MACOSX/._a.txt", b"\0\x05\x16\x07"),
            (".git/config", b"x"),
            ("./b.txt", b"09:40 up"),
            (deep, b"x"),
        ]);
        let bundle = unpack("x.zip", &bytes).unwrap();
        let names: Vec<_> = bundle.documents.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["./b.txt", "a.txt"]);
        let left_out = bundle.left_out.iter().map(|left| (&*left.name, left.why));
        assert_eq!(left_out.collect::<Vec<_>>(), [(deep, TOO_DEEP)]);
    }

    #[test]
    fn a_name_that_leads_out_and_a_bomb_are_refused() {
        for name in ["../etc/passwd", "a/../../b", "/etc/passwd"] {
            let error = unpack("x.zip", &archive(&[(name, b"x")])).unwrap_err();
            assert!(error.to_string().contains("leads out"), "{name}: {error}");
        }
        let zeros = vec![0; 100 * 1024 * 1024];
        let bomb = archive(&[("1", &zeros), ("2", &zeros), ("3", &zeros)]);
        assert!(bomb.len() < 1024 * 1024);
        let error = unpack("bomb.zip", &bomb).unwrap_err().to_string();
        assert_eq!(error, "it is larger than the 256 MiB that one import allows");
    }

    #[test]
    fn what_is_damaged_is_an_error() {
        let sound = archive(&[("a.txt", b"09:30 down, and more words to pack")]);
        for end in 0..sound.len() {
            let _ = unpack("x.zip", &sound[..end]);
        }
        assert!(unpack("x.zip", &sound[..sound.len() - 5]).is_err());
        let error = unpack("x.zip", b"PK\x03\x04 and no more").unwrap_err();
        assert_eq!(
            error.to_string(),
            "it cannot be read as zip: it is damaged: Could not find EOCD"
        );
    }
}
