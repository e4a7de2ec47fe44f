//! The project's Markdown notes, read from disk.

use crate::error::CliError;
use quarterdeck_generator::Note;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// Every `.md` file of the folder, by name; none when there is no such folder.
pub(crate) fn notes(folder: &Path) -> Result<Vec<Note>, CliError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(CliError::io(folder, e)),
    };
    let mut notes = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| CliError::io(folder, e))?.path();
        if path.extension().is_some_and(|e| e == "md") && path.is_file() {
            let bytes = std::fs::read(&path).map_err(|e| CliError::io(&path, e))?;
            let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            notes.push(Note { name, markdown: String::from_utf8_lossy(&bytes).into_owned() });
        }
    }
    notes.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(notes)
}

/// The folder inside, with checklists that new notes begin with.
pub(crate) const TEMPLATES: &str = "templates";

/// Writes a new file of notes; `false` when there is one already, which stays as it is.
pub(crate) fn begin(path: &Path, text: &str) -> Result<bool, CliError> {
    let error = |e| CliError::io(path, e);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(error)?;
    }
    match std::fs::File::create_new(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(error).map(|()| true),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(error(e)),
    }
}
