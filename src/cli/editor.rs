//! The editor that a person's texts are written in.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::session::Session;

/// The editors looked for where none is chosen.
const USUAL: [&str; 3] = ["sensible-editor", "vi", "nano"];

/// The editor: `$VISUAL`, `$EDITOR`, the configuration's, or the first usual one that there is.
pub(super) fn chosen(session: &Session<'_>) -> Option<String> {
    let world = &session.world;
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        let value = world.var(name).map(str::trim);
        value.filter(|value| !value.is_empty())
    });
    let path = world.var("PATH").unwrap_or_default();
    let usual = || USUAL.into_iter().find(|name| is_on(path, name));
    named
        .or(session.config.editor.as_deref())
        .or_else(usual)
        .map(str::to_owned)
}

/// True where a program of this name is found on a search path.
fn is_on(path: &str, name: &str) -> bool {
    let is_program = |file: &Path| {
        let about = std::fs::metadata(file);
        about.is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
    };
    let folders = path.split(':').filter(|folder| !folder.is_empty());
    folders
        .into_iter()
        .any(|folder| is_program(&Path::new(folder).join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_a_file_that_can_be_run() {
        let folder = tempfile::tempdir().unwrap();
        let path = format!("/nowhere::{}", folder.path().display());
        let file = folder.path().join("vi");
        assert!(!is_on(&path, "vi"));
        std::fs::write(&file, "").unwrap();
        assert!(!is_on(&path, "vi"));
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o700)).unwrap();
        assert!(is_on(&path, "vi"));
        assert!(!is_on("", "vi"));
    }
}
