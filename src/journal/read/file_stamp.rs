//! The state of a file when it was last read, which shows if it only grew since then.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::MetadataExt;

use crate::journal::segment_file::MAX_SEGMENT;
use crate::journal::storage::Storage;

/// The identity, size and time of a file, as the system gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::journal) struct FileStamp {
    device: u64,
    inode: u64,
    pub(in crate::journal) size: u64,
    modified: (i64, i64),
}

/// The last line that was read: that it still stands there says that the file only grew.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::journal) struct LastLine {
    pub(in crate::journal) offset: u64,
    pub(in crate::journal) length: usize,
    pub(in crate::journal) sum: u32,
}

impl FileStamp {
    pub(in crate::journal) fn at(file: &File, limit: Option<u64>) -> io::Result<Self> {
        let about = file.metadata()?;
        if about.len() > MAX_SEGMENT {
            let what = format!("it has {} bytes, and a segment has 1 GiB at most", about.len());
            return Err(io::Error::new(ErrorKind::FileTooLarge, what));
        }
        Ok(Self {
            device: about.dev(),
            inode: about.ino(),
            size: about.len().min(limit.unwrap_or(u64::MAX)),
            modified: (about.mtime(), about.mtime_nsec()),
        })
    }

    pub(in crate::journal) fn only_grew_from(&self, last: &FileStamp, offset: u64) -> bool {
        let same_file = (self.device, self.inode) == (last.device, last.inode);
        // Who appends makes the file longer; another time at the same length is another content.
        let grew = self.size > last.size || (self.size == last.size && self.modified == last.modified);
        same_file && grew && self.size >= offset
    }
}

impl LastLine {
    /// Remembers what stands in its place now.
    pub(in crate::journal) fn set(self, source: &Section<'_>) -> io::Result<Self> {
        let sum = crc32fast::hash(&self.read(source)?);
        Ok(Self { sum, ..self })
    }

    pub(in crate::journal) fn holds(&self, source: &Section<'_>) -> io::Result<bool> {
        Ok(self.set(source)?.sum == self.sum)
    }

    fn read(&self, source: &Section<'_>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.length);
        let section = Section {
            offset: self.offset,
            ..*source
        };
        section.take(self.length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A file from some offset up to an end.
#[derive(Clone, Copy)]
pub(in crate::journal) struct Section<'a> {
    pub(in crate::journal) storage: &'a dyn Storage,
    pub(in crate::journal) file: &'a File,
    pub(in crate::journal) offset: u64,
    pub(in crate::journal) end: u64,
}

impl Read for Section<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.end.saturating_sub(self.offset);
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let count = self
            .storage
            .read_at(self.file, &mut buffer[..most], self.offset)?;
        self.offset += count as u64;
        Ok(count)
    }
}
