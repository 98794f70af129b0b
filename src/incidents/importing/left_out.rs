//! The rules by which files of a folder or an archive are left out of an import.

/// Folders further down than this are not looked into.
pub(super) const DEEPEST: usize = 8;

/// The reason why a folder is left out, or what is in it.
pub(super) const TOO_DEEP: &str = "it is too many folders down";

/// The reason why a link is left out: it may lead anywhere, and round.
pub(super) const LINK: &str = "links are not followed";

/// True of a name that programs give to files and folders of their own: `.git`, `.DS_Store`, `__MACOSX`.
pub(super) fn is_of_program(name: &str) -> bool {
    (name.starts_with('.') && name != ".") || name == "__MACOSX"
}
