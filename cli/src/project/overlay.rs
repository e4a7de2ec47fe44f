//! A theme folder laid over the default theme, read from disk.

use crate::error::CliError;
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// Every file of the theme folder by its path inside it; files must be UTF-8 text.
pub(crate) fn overlay(folder: Option<&Path>) -> Result<BTreeMap<String, String>, CliError> {
    let Some(folder) = folder else { return Ok(BTreeMap::new()) };
    if !folder.is_dir() {
        return Err(CliError::Usage(format!(
            "theme folder {} does not exist; name a folder that holds templates/ or assets/",
            folder.display()
        )));
    }
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|e| CliError::Unreadable(format!("theme: {e}")))?;
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
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
