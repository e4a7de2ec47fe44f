//! The Rust sources of the repository, parsed once.

use crate::run::{Done, root};
use walkdir::WalkDir;

/// One Rust source file.
pub(super) struct Source {
    /// Path from the repository's folder, with `/`.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
    /// Its syntax.
    pub(super) syntax: syn::File,
}

/// Folders that hold no source of ours.
const PASSED_OVER: [&str; 5] = ["target", ".git", "node_modules", "reports", "fixtures"];

/// Reads every `.rs` file, sorted by path.
pub(super) fn read() -> Done<Vec<Source>> {
    let root = root();
    let walk = WalkDir::new(&root).sort_by_file_name().into_iter();
    let ours = walk.filter_entry(|e| !e.file_name().to_str().is_some_and(|n| PASSED_OVER.contains(&n)));
    let mut sources = Vec::new();
    for entry in ours {
        let entry = entry.map_err(|e| e.to_string())?;
        if entry.path().extension().is_some_and(|e| e == "rs") {
            let path = entry.path().strip_prefix(&root).unwrap_or(entry.path()).display().to_string();
            let text = std::fs::read_to_string(entry.path()).map_err(|e| format!("{path}: {e}"))?;
            let syntax = syn::parse_file(&text).map_err(|e| format!("{path}: {e}"))?;
            sources.push(Source { path: path.replace('\\', "/"), text, syntax });
        }
    }
    Ok(sources)
}
