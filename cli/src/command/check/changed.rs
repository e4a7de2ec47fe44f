//! The files that changed since the baseline: from a list, else from git.

use crate::args::CheckArgs;
use crate::error::CliError;
use crate::project::{Git, Picked, changed};
use quarterdeck_analysis::Policy;
use quarterdeck_model::History;
use std::io::Read as _;
use std::path::Path;

/// Paths from the repository's root, or why they are not known.
pub(super) fn files(
    args: &CheckArgs,
    policy: &Policy,
    history: &History,
    base: Option<&Picked>,
    git: &Git,
) -> Result<Result<Vec<String>, String>, CliError> {
    if let Some(list) = &args.changed_files {
        return listed(list).map(Ok);
    }
    Ok(changed(policy, history, base, git))
}

/// A line a file, or with NUL between them as `git diff -z` writes.
fn listed(list: &Path) -> Result<Vec<String>, CliError> {
    let mut bytes = Vec::new();
    if list.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| CliError::io("standard input", e))?;
    } else {
        bytes = std::fs::read(list).map_err(|e| CliError::io(list, e))?;
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        CliError::Unreadable(format!("{}: not UTF-8; expected a path a line", list.display()))
    })?;
    let end = if text.contains('\0') { '\0' } else { '\n' };
    let clean = |path: &str| path.trim_end_matches('\r').trim_start_matches("./").replace('\\', "/");
    Ok(text.split(end).map(clean).filter(|path| !path.is_empty()).collect())
}
