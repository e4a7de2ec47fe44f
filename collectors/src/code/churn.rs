//! Churn: lines added and deleted and files changed over a period, as git tells them.
//!
//! Merges are left out, because what they bring in was counted where it was written; a renamed file is one that did not
//! change. What git calls binary counts as a changed file without lines.

use crate::error::CollectError;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Churn;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const DAY_MS: i64 = 86_400_000;

/// What changed in the `days` up to `until` in the folder's repository, outside `left_out` (paths from the folder).
///
/// # Errors
/// When git is not there, the folder is in no repository or has no commit, or the clone is shallow: what was cut off
/// is not known.
pub(super) fn churn(
    folder: &Path,
    days: u32,
    until: Timestamp,
    left_out: &[String],
) -> Result<Churn, CollectError> {
    let shallow = git(folder, &["rev-parse", "--is-shallow-repository"])?;
    if shallow.trim() == "true" {
        return Err(CollectError::new(
            folder.display().to_string(),
            "is a shallow clone: its past is not known",
        )
        .hint("fetch it whole: `fetch-depth: 0` in actions/checkout, or `git fetch --unshallow`"));
    }
    let from = until.millis().saturating_sub(i64::from(days).saturating_mul(DAY_MS));
    let from = Timestamp::from_millis(from).unwrap_or(until);
    let (since, before) = (format!("--since={from}"), format!("--until={until}"));
    let outside: Vec<String> = left_out.iter().map(|path| format!(":(exclude,top){path}")).collect();
    let mut arguments = vec!["log", "--no-merges", "-M", "--numstat", "-z", "--format=", &since, &before];
    arguments.extend(["HEAD", "--", "."]);
    arguments.extend(outside.iter().map(String::as_str));
    Ok(counted(&git(folder, &arguments)?, days))
}

/// Sums `added<TAB>deleted<TAB>path<NUL>`; of a rename the path is empty and two paths follow.
fn counted(numstat: &str, days: u32) -> Churn {
    let mut churn = Churn { days, added: 0, deleted: 0, files: 0 };
    let mut paths = BTreeSet::new();
    let mut fields = numstat.split('\0');
    while let Some(field) = fields.next() {
        let mut columns = field.trim_start_matches('\n').splitn(3, '\t');
        let (Some(added), Some(deleted), Some(path)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        // A rename: the old path and the new one.
        let path = if path.is_empty() { fields.nth(1).unwrap_or_default() } else { path };
        churn.added += added.parse::<u64>().unwrap_or(0);
        churn.deleted += deleted.parse::<u64>().unwrap_or(0);
        // A file that only moved changed nothing.
        if (added, deleted) != ("0", "0") {
            paths.insert(path.to_owned());
        }
    }
    churn.files = paths.len() as u64;
    churn
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, CollectError> {
    let shown = folder.display().to_string();
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        .output();
    let output = output
        .map_err(|e| CollectError::new(&shown, format!("git cannot be run: {e}")).hint("install git"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it says nothing").to_owned();
    Err(CollectError::new(shown, format!("git cannot tell what changed: {}", crate::notes::harmless(&said))))
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn lines_are_summed_and_files_counted_once() {
        let numstat = "3\t1\ta b.rs\0\n2\t0\ta b.rs\0-\t-\tlogo.png\0\n5\t5\t\0old.rs\0new.rs\0\
            0\t0\t\0from.rs\0to.rs\0";
        let churn = counted(numstat, 7);
        assert_eq!((churn.added, churn.deleted, churn.files), (10, 6, 3));
    }
}
