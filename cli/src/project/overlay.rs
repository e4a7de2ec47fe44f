//! A theme laid over the default one: built in, or a folder read from disk.

use crate::error::CliError;
use quarterdeck_generator::{theme, themes};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Which theme a site has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Look {
    /// One of the built-in themes.
    BuiltIn(String),
    /// A folder laid over the default theme.
    Folder(PathBuf),
}

impl Look {
    /// What `named` means: a built-in theme by its name, else a folder, found from `root`. `./high-contrast` is a folder.
    pub(crate) fn of(named: &Path, root: &Path) -> Self {
        match named.to_str().filter(|name| theme(name).is_some()) {
            Some(name) => Self::BuiltIn(name.to_owned()),
            None => Self::Folder(root.join(named)),
        }
    }

    /// The folder, where it is one.
    pub(crate) fn folder(self) -> Option<PathBuf> {
        match self {
            Self::BuiltIn(_) => None,
            Self::Folder(folder) => Some(folder),
        }
    }
}

/// Every file of the theme by its path inside it; files must be UTF-8 text.
pub(crate) fn overlay(look: Option<Look>) -> Result<BTreeMap<String, String>, CliError> {
    let folder = match look {
        None => return Ok(BTreeMap::new()),
        Some(Look::BuiltIn(name)) => return Ok(theme(&name).unwrap_or_default()),
        Some(Look::Folder(folder)) => folder,
    };
    if !folder.is_dir() {
        return Err(CliError::Usage(format!(
            "theme folder {} does not exist; name a folder that holds templates/ or assets/, or a built-in theme ({})",
            folder.display(),
            themes().join(", ")
        )));
    }
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.map_err(|e| CliError::Unreadable(format!("theme: {e}")))?;
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
            files.insert(slashed(inside), text(entry.path())?);
        }
    }
    Ok(files)
}

fn slashed(path: &Path) -> String {
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn text(path: &Path) -> Result<String, CliError> {
    let bytes = std::fs::read(path).map_err(|e| CliError::io(path, e))?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        CliError::Unreadable(format!("{}: byte {at} is not UTF-8; theme files are text", path.display()))
    })
}
