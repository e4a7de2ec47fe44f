//! A site on a branch that a host such as GitHub Pages serves: only what changed is uploaded, no checkout is touched.

mod cname;

#[cfg(test)]
mod tests;

use crate::PublishError;
use crate::folder::{Changes, Folder};
use crate::git::{Blobs, Built, GitError, Listed, Repository, Target};
use std::path::{Path, PathBuf};

/// What a branch is to be, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// A folder inside the repository.
    pub repository: PathBuf,
    /// A remote's name or an address.
    pub remote: String,
    /// The branch that is served.
    pub branch: String,
    /// The host name that the site is served under; without one, that which the branch has stays.
    pub cname: Option<String>,
    /// One commit without history in place of one more on top.
    pub single_commit: bool,
    /// Take the branch even when it holds what no publish wrote.
    pub replace: bool,
}

/// What publishing to a branch came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagesPublished {
    /// The branch's new tip; `None` when it was right already, and in a dry run.
    pub commit: Option<String>,
    /// What it changes for readers.
    pub changes: Changes,
    /// How often it was pushed; more than once when others published at the same time.
    pub attempts: u32,
}

/// Tells GitHub that the files are a site already; also the mark of a branch that we wrote.
const MARK: &str = ".nojekyll";
/// Where GitHub looks for the host name.
const CNAME: &str = "CNAME";

impl Pages {
    /// Puts the folder on the branch, whole: what is no longer part of the site goes.
    ///
    /// # Errors
    /// [`PublishError`]: no repository, no such remote, no permission, a branch of somebody else's files, a file that
    /// cannot be read. The branch is then as it was.
    pub fn publish(&self, folder: &Folder) -> Result<PagesPublished, PublishError> {
        let (repository, to) = self.opened()?;
        let site = self.blobs(&repository, folder, true)?;
        let source = repository.head()?;
        let mut changes = Changes::default();
        let updated = repository.update(&to, |tip| {
            let (wanted, listed) = self.wanted(&repository, tip, &site)?;
            changes = compare(&listed, &wanted);
            let alone = tip.is_none_or(|_| !self.single_commit) || is_alone(&repository, tip)?;
            if changes.none() && tip.is_some() && alone {
                return Ok::<_, PublishError>(None);
            }
            let tree = repository.tree(None, &wanted)?;
            let parent = tip.filter(|_| !self.single_commit).map(str::to_owned);
            Ok(Some(Built { tree, parent, message: message(source.as_deref()) }))
        })?;
        Ok(PagesPublished { commit: updated.commit, changes, attempts: updated.attempts })
    }

    /// What [`Pages::publish`] would change. The clone gets the branch's objects; nothing is pushed.
    ///
    /// # Errors
    /// As [`Pages::publish`].
    pub fn dry_run(&self, folder: &Folder) -> Result<PagesPublished, PublishError> {
        let (repository, to) = self.opened()?;
        let site = self.blobs(&repository, folder, false)?;
        let tip = repository.settled(&to)?;
        let (wanted, listed) = self.wanted(&repository, tip.as_deref(), &site)?;
        Ok(PagesPublished { commit: None, changes: compare(&listed, &wanted), attempts: 0 })
    }

    fn opened(&self) -> Result<(Repository, Target), PublishError> {
        let repository = Repository::open(&self.repository)?;
        let remote = repository.remote(&self.remote)?;
        let branch = repository.branch(&self.branch)?;
        Ok((repository, Target { remote, branch }))
    }

    /// The site's objects by their path, the marks included.
    fn blobs(&self, repository: &Repository, folder: &Folder, write: bool) -> Result<Blobs, PublishError> {
        let places: Vec<&Path> = folder.files().iter().map(|f| f.place.as_path()).collect();
        let ids = repository.hash(places, write)?;
        let mut blobs: Blobs = folder.files().iter().map(|f| f.path.clone()).zip(ids).collect();
        blobs.insert(MARK.to_owned(), repository.blob(b"")?);
        if let Some(host) = &self.cname {
            let host = cname::checked(host)?;
            blobs.insert(CNAME.to_owned(), repository.blob(format!("{host}\n").as_bytes())?);
        }
        Ok(blobs)
    }

    /// The files that the branch is to hold, and those that it holds.
    fn wanted(
        &self,
        repository: &Repository,
        tip: Option<&str>,
        site: &Blobs,
    ) -> Result<(Blobs, Listed), PublishError> {
        let listed = tip.map(|tip| repository.list(tip)).transpose()?.unwrap_or_default();
        let foreign = listed.keys().next().filter(|_| !listed.contains_key(MARK) && !self.replace);
        if let Some(example) = foreign {
            return Err(PublishError::NotOurBranch { branch: self.branch.clone(), example: example.clone() });
        }
        let mut wanted = site.clone();
        if let Some(kept) = listed.get(CNAME) {
            wanted.entry(CNAME.to_owned()).or_insert_with(|| kept.id.clone());
        }
        Ok((wanted, listed))
    }
}

/// Whether the tip has no parent.
fn is_alone(repository: &Repository, tip: Option<&str>) -> Result<bool, GitError> {
    tip.map_or(Ok(false), |tip| repository.is_root(tip))
}

fn compare(listed: &Listed, wanted: &Blobs) -> Changes {
    let mut changes = Changes::default();
    for (path, id) in wanted {
        match listed.get(path) {
            None => changes.new.push(path.clone()),
            Some(entry) if entry.is_plain(id) => changes.same += 1,
            Some(_) => changes.changed.push(path.clone()),
        }
    }
    changes.removed = listed.keys().filter(|path| !wanted.contains_key(*path)).cloned().collect();
    changes
}

fn message(source: Option<&str>) -> String {
    let trailer = source.map(|commit| format!("\n\nSource-Commit: {commit}")).unwrap_or_default();
    format!("Publish the site{trailer}\n")
}
