//! Files that are only ever added to a branch: an archive that has one of its own, fed by many jobs at once.

use crate::PublishError;
use crate::git::{Blobs, Built, Repository, Target};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The branch that files are added to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// A folder inside the repository.
    pub repository: PathBuf,
    /// A remote's name or an address.
    pub remote: String,
    /// The branch; begun when there is none.
    pub branch: String,
}

/// What adding came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The branch's new tip; `None` when it had everything.
    pub commit: Option<String>,
    /// How many files were added.
    pub added: usize,
    /// How often it was pushed; more than once when others wrote at the same time.
    pub attempts: u32,
}

impl Append {
    /// Adds the files by their path on the branch (`/`-separated). One whose path is there already is left as it is
    /// there, and nothing is removed. A branch that is begun gets the files of `begin` too.
    ///
    /// # Errors
    /// [`PublishError`]: no repository, no such remote, no permission, a file that cannot be read. The branch is then
    /// as it was.
    pub fn add(
        &self,
        files: &BTreeMap<String, PathBuf>,
        begin: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Appended, PublishError> {
        let repository = Repository::open(&self.repository)?;
        let to =
            Target { remote: repository.remote(&self.remote)?, branch: repository.branch(&self.branch)? };
        let ids = repository.hash(files.values().map(|p| p.as_path() as &Path), true)?;
        let blobs: Blobs = files.keys().cloned().zip(ids).collect();
        let mut added = 0;
        let updated = repository.update(&to, |tip| {
            let listed = tip.map(|tip| repository.list(tip)).transpose()?.unwrap_or_default();
            let mut fresh = blobs.clone();
            fresh.retain(|path, _| !listed.contains_key(path));
            added = fresh.len();
            if fresh.is_empty() {
                return Ok::<_, PublishError>(None);
            }
            if tip.is_none() {
                for (path, bytes) in begin {
                    fresh.insert(path.clone(), repository.blob(bytes)?);
                }
            }
            let tree = repository.tree(tip, &fresh)?;
            let message = format!("Collect {added} result{}\n", if added == 1 { "" } else { "s" });
            Ok(Some(Built { tree, parent: tip.map(str::to_owned), message }))
        })?;
        Ok(Appended { commit: updated.commit, added, attempts: updated.attempts })
    }
}

#[cfg(test)]
mod tests;
