//! The folders that hotwash keeps things in: three, the platform's own or all below one.

use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

/// The three folders. None of them has to exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The incidents.
    pub data: PathBuf,
    /// The user's configuration and templates: read, never written unasked.
    pub config: PathBuf,
    /// The writer's identity, unsent lines, the place in each screen.
    pub state: PathBuf,
}

impl Home {
    /// `data`, `config` and `state` below one folder. A relative folder is taken from the working directory.
    pub fn below(folder: &Path) -> Self {
        // Only an empty path or a lost working directory cannot be made absolute; then it is used as it is.
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Home {
            data: folder.join("data"),
            config: folder.join("config"),
            state: folder.join("state"),
        }
    }

    /// The platform's own folders. `None` where the user has no home folder.
    pub fn of_platform() -> Option<Self> {
        let folders = ProjectDirs::from("", "", "hotwash")?;
        let config = if cfg!(target_os = "macos") {
            // What people of the command line expect there, and look for.
            BaseDirs::new()?.home_dir().join(".config/hotwash")
        } else {
            folders.config_dir().to_owned()
        };
        let state = folders.state_dir().map(Path::to_owned);
        Some(Home {
            data: folders.data_dir().to_owned(),
            config,
            state: state.unwrap_or_else(|| folders.data_local_dir().join("state")),
        })
    }

    /// The configuration file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_below_a_folder_that_was_given() {
        let home = Home::below(Path::new("/x"));
        assert_eq!(home.data, Path::new("/x/data"));
        assert_eq!(home.config_file(), Path::new("/x/config/config.toml"));
        assert_eq!(home.state, Path::new("/x/state"));
        assert!(Home::below(Path::new("x")).data.is_absolute());
    }
}
