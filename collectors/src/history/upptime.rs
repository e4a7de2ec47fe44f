//! What Upptime remembers: the repository of a status page, in which each change of `history/<site>.yml` is a state.

use super::Past;
use super::git::{Kept, each_kept_in_git};
use crate::error::CollectError;
use crate::origin::Origin;
use quarterdeck_model::Kind;
use std::collections::BTreeSet;
use std::path::Path;

/// Reads the repository. Sites are streams of their own: each is asked, and its state committed, on its own.
///
/// # Errors
/// When git is not there, or the folder is no repository of Upptime.
pub(super) fn read(path: &Path, origin: &Origin) -> Result<Past, CollectError> {
    let kept = Kept {
        repository: path,
        branch: None,
        files: &["history/*.yml".to_owned()],
        kind: Kind::Health,
        format: Some("upptime"),
    };
    let mut past = each_kept_in_git(&kept, origin.read_at)?;
    // What changes only the words of a site is committed, too.
    let mut seen = BTreeSet::new();
    past.runs.retain(|run| seen.insert((run.job.clone(), run.taken_at)));
    Ok(past)
}
