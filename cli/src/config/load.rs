//! Finding and reading the configuration file.

use super::File;
use super::check::{Checked, Finding, check, words};
use crate::error::CliError;
use std::path::{Path, PathBuf};

/// The file name looked for.
pub(crate) const NAME: &str = "quarterdeck.toml";

/// A configuration, and the folder that its paths are relative to.
#[derive(Debug)]
pub(crate) struct Found {
    /// Project folder.
    pub(crate) root: PathBuf,
    /// What the file says; the defaults when there is none.
    pub(crate) file: File,
    /// The file itself, when there is one.
    pub(crate) path: Option<PathBuf>,
}

/// The given file, else the nearest `quarterdeck.toml` here or above, else the defaults with this folder as project.
pub(crate) fn find(given: Option<&Path>) -> Result<Found, CliError> {
    let here = std::env::current_dir().map_err(|e| CliError::io(".", e))?;
    let Some((path, text)) = find_text(given)? else {
        return Ok(Found { root: here, file: File::default(), path: None });
    };
    let file = read(&text, &shown(&path))?;
    Ok(Found { root: folder(&path).unwrap_or(here), file, path: Some(path) })
}

/// The path as people are told it: from the current folder where it lies there.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

/// The folder that a configuration file lies in; `None`: the current one.
pub(crate) fn folder(path: &Path) -> Option<PathBuf> {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).map(Path::to_owned)
}

/// The same file, found and not understood: its path and its text.
pub(crate) fn find_text(given: Option<&Path>) -> Result<Option<(PathBuf, String)>, CliError> {
    let here = std::env::current_dir().map_err(|e| CliError::io(".", e))?;
    let path = match given {
        Some(path) => Some(path.to_owned()),
        None => here.ancestors().map(|dir| dir.join(NAME)).find(|path| path.is_file()),
    };
    let text = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).map_err(|e| CliError::io(&path, e))?;
        Ok((path, text))
    };
    path.map(text).transpose()
}

/// Reads the text of a configuration; every mistake is told with its place and the line itself.
pub(crate) fn read(text: &str, name: &str) -> Result<File, CliError> {
    let Checked { file, findings, .. } = check(text, name);
    let all: Vec<&Finding> = findings.iter().collect();
    file.ok_or_else(|| CliError::Config(words(&all)))
}
