//! Files that a person named or put somewhere: read through links, but never waited for, and never more of them than
//! there may be.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;

/// Opens a plain file, wherever links lead. What stands there is looked at first: a pipe would be waited for, and a
/// device may do something when it is opened.
///
/// # Errors
/// The system's own, or `InvalidInput` with what stands there instead.
pub fn open(path: &Path) -> io::Result<File> {
    look(&path.metadata()?.file_type())?;
    let waits_for_nobody = OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = File::options()
        .read(true)
        .custom_flags(waits_for_nobody.bits().cast_signed())
        .open(path)?;
    // It may be another one by now.
    look(&file.metadata()?.file_type())?;
    Ok(file)
}

/// All bytes of a plain file that has at most `most` of them.
///
/// # Errors
/// As for [`open`], and `FileTooLarge`.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let too_large = || {
        let kib = most / 1024;
        io::Error::new(
            ErrorKind::FileTooLarge,
            format!("it is larger than {kib} KiB, which is more than such a file may have"),
        )
    };
    // Of a file that is too long, however long, not a byte need be read.
    if file.metadata()?.len() > most {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    // Some files of the system have bytes and no length.
    if bytes.len() as u64 > most {
        return Err(too_large());
    }
    Ok(bytes)
}

/// All of a plain file, as [`read`] does, which has to be text.
///
/// # Errors
/// As for [`read`], and `InvalidData`.
pub fn read_text(path: &Path, most: u64) -> io::Result<String> {
    let text = String::from_utf8(read(path, most)?);
    text.map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not valid UTF-8"))
}

/// The last part of a path: the rest of it is nobody else's business.
pub fn called(path: &Path) -> String {
    let last = path.file_name().unwrap_or(path.as_os_str());
    last.to_string_lossy().into_owned()
}

fn look(kind: &std::fs::FileType) -> io::Result<()> {
    let what = if kind.is_file() {
        return Ok(());
    } else if kind.is_dir() {
        "it is a folder"
    } else if kind.is_fifo() {
        "it is a pipe (FIFO)"
    } else if kind.is_socket() {
        "it is a socket"
    } else {
        "it is a device"
    };
    Err(io::Error::new(ErrorKind::InvalidInput, what))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_is_no_plain_file_is_named_and_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let mode = rustix::fs::Mode::RWXU;
        for (name, kind) in [
            ("pipe", rustix::fs::FileType::Fifo),
            ("socket", rustix::fs::FileType::Socket),
        ] {
            rustix::fs::mknodat(rustix::fs::CWD, at(name), kind, mode, 0).unwrap();
        }
        fs::create_dir(at("folder")).unwrap();
        symlink("/dev/zero", at("device")).unwrap();
        for name in ["folder", "pipe", "socket", "device"] {
            let error = read(&at(name), 10).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{name}");
            assert!(error.to_string().contains(name), "{name}: {error}");
        }
        fs::write(at("file"), "text").unwrap();
        symlink(at("file"), at("link")).unwrap();
        assert_eq!(read_text(&at("link"), 4).unwrap(), "text");
        fs::write(at("file"), b"caf\xe9").unwrap();
        assert_eq!(
            read_text(&at("file"), 4).unwrap_err().kind(),
            ErrorKind::InvalidData
        );
        assert_eq!(read(&at("nowhere"), 4).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    fn what_is_too_long_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sparse");
        File::create(&path).unwrap().set_len(20 << 30).unwrap();
        let error = read(&path, 1024).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        assert!(error.to_string().contains("1 KiB"), "{error}");
        // It says that it is empty.
        assert!(
            read(Path::new("/proc/self/status"), 16).is_err() || !Path::new("/proc/self/status").exists()
        );
    }
}
