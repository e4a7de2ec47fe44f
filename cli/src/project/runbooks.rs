//! The project's runbooks, read from disk.

use super::notes::notes;
use crate::error::CliError;
use quarterdeck_analysis::policy::Runbook;
use quarterdeck_generator::Note;
use quarterdeck_views::routes;
use std::collections::BTreeSet;
use std::path::Path;

/// Every `.md` file of the folder: what it is, and its text for its page. `told` is the folder as people name it.
pub(super) fn runbooks(folder: &Path, told: &Path) -> Result<Vec<(Runbook, Note)>, CliError> {
    let mut taken = BTreeSet::new();
    let mut all = Vec::new();
    for note in notes(folder)? {
        let safe = routes::anchor(&note.name);
        let numbered = (2u32..).map(|number| format!("{safe}-{number}"));
        let mut free = std::iter::once(safe.clone()).chain(numbered);
        let slug = free.find(|slug| !taken.contains(slug)).unwrap_or_default();
        taken.insert(slug.clone());
        let (title, markdown) = titled(&note);
        let path = told.join(format!("{}.md", note.name)).to_string_lossy().replace('\\', "/");
        let name = format!("runbook/{slug}");
        all.push((Runbook { path, slug, title }, Note { name, markdown }));
    }
    Ok(all)
}

/// The first line, when it is a heading, is the title and not told twice.
fn titled(note: &Note) -> (String, String) {
    let text = note.markdown.trim_start_matches(['\u{feff}', '\n', '\r']);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("# ").map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) => (title.to_owned(), rest.to_owned()),
        None => (note.name.clone(), note.markdown.clone()),
    }
}
