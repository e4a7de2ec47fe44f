//! The files that changed since the baseline: from a list, else from git.

use crate::args::CheckArgs;
use crate::error::CliError;
use crate::project::{Git, Picked};
use quarterdeck_analysis::Policy;
use quarterdeck_analysis::compare::Side;
use quarterdeck_model::{History, Kind};
use std::io::Read as _;
use std::path::Path;

/// Paths from the repository's root, or why they are not known; git is only asked when a condition needs them.
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
    if policy.gate.conditions.iter().all(|condition| condition.changed_coverage.is_none()) {
        return Ok(Err("no condition asks for them".to_owned()));
    }
    Ok(from_git(history, base, git))
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

/// From the commit of the baseline to that at which coverage was measured.
fn from_git(history: &History, base: Option<&Picked>, git: &Git) -> Result<Vec<String>, String> {
    let now = Side::newest(history, |_| true).only(|kind, _| kind == Kind::Coverage);
    let commit = |side: &Side| {
        let run = side.newest_run().and_then(|run| history.runs.get(run as usize));
        run.and_then(|run| run.commit.clone())
    };
    let measured = commit(&now).ok_or("the commit at which coverage was measured is not known")?;
    let before = match base {
        Some(base) => base.commit.clone(),
        None => commit(&Side::before(history, &now)),
    };
    let before = before.ok_or("the commit of the baseline is not known; name one with --since")?;
    git.changed(&before, Some(&measured))
}
