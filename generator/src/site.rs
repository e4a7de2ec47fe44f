//! The result: the files of a site, most of them in memory, the many pages about single runs made when asked for.

use crate::GenerateError;
use crate::api::{self, Form};
use crate::jobs::Jobs;
use quarterdeck_views::routes;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A site: path relative to its root (`/`-separated, no `..`) → bytes. Writing it is the caller's business.
///
/// A page about one run is made each time it is asked for: ten thousand of them would fill 100 MB before the first is
/// written.
pub struct Site<'a> {
    files: BTreeMap<String, Content>,
    jobs: &'a Jobs<'a>,
}

/// What a file holds.
enum Content {
    /// These bytes.
    Ready(Vec<u8>),
    /// The page of run number n.
    Run(usize),
    /// A file beside that page.
    BesideRun(usize),
    /// A snapshot as the archive keeps it: its place on the shelf.
    Stored(usize),
    /// The values of series number n of the whole history.
    Values(usize, Form),
    /// Page n of the archive's list.
    List(usize),
}

impl<'a> Site<'a> {
    /// Finished files, and all that is made by `jobs` when it is asked for.
    ///
    /// # Errors
    /// As [`Site::bytes`].
    pub(crate) fn new(ready: Files, jobs: &'a Jobs<'a>) -> Result<Self, GenerateError> {
        let all = jobs.told.all;
        let mut files = BTreeMap::new();
        for (index, run, place) in jobs.runs() {
            files.insert(routes::snapshot(&run.id), Content::Run(index));
            files.insert(routes::snapshot_json(&run.id), Content::Stored(place));
        }
        let beside = jobs.beside_runs()?;
        files.extend(beside.into_iter().map(|(path, index)| (path, Content::BesideRun(index))));
        let values = api::metrics(all.history, all.slugs()).into_iter();
        files.extend(values.map(|(path, (index, form))| (path, Content::Values(index, form))));
        let lists = 1..=all.snapshot_pages();
        files.extend(lists.map(|number| (routes::snapshots(number), Content::List(number))));
        // Last: where one was made already, that is taken.
        files.extend(ready.0.into_iter().map(|(path, bytes)| (path, Content::Ready(bytes))));
        Ok(Self { files, jobs })
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What the file at `path` holds; nothing when the site has no such file.
    ///
    /// # Errors
    /// [`GenerateError`] when a template of the theme overlay does not fit this very page.
    pub fn bytes(&self, path: &str) -> Result<Cow<'_, [u8]>, GenerateError> {
        Ok(match self.files.get(path) {
            None => Cow::Borrowed(&[]),
            Some(Content::Ready(bytes)) => Cow::Borrowed(bytes.as_slice()),
            Some(Content::Stored(place)) => Cow::Owned(self.jobs.shelf.text(*place).unwrap_or_default()),
            Some(Content::Values(index, form)) => {
                Cow::Owned(api::metric(self.jobs.told.all.history, *index, *form)?.into_bytes())
            }
            Some(Content::List(number)) => Cow::Owned(self.jobs.list_page(*number)?.page.1.into_bytes()),
            Some(Content::Run(index)) => Cow::Owned(self.jobs.snapshot(*index)?.page.1.into_bytes()),
            Some(Content::BesideRun(index)) => {
                let files = self.jobs.beside_run(*index)?;
                let own = files.into_iter().find(|(of, _)| of == path);
                Cow::Owned(own.map(|(_, text)| text.into_bytes()).unwrap_or_default())
            }
        })
    }
}

/// Finished files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Files(pub(crate) BTreeMap<String, Vec<u8>>);

impl Files {
    /// Adds one file, giving back spare memory.
    pub(crate) fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let mut bytes = bytes.into();
        bytes.shrink_to_fit();
        self.0.insert(path.into(), bytes);
    }

    /// Adds one file under a name that carries the hash of its content (`a/style.css` → `a/style.1f2e3d4c5b6a.css`),
    /// so that a browser never mixes two builds; returns the name.
    pub(crate) fn add_hashed(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let name = hashed_name(path, &bytes);
        self.add(name.clone(), bytes);
        name
    }
}

/// The first twelve hex digits of the SHA-256 of all parts.
pub(crate) fn short_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// `dir/stem.<hash>.ext…`: the extension begins at the first dot of the file name.
pub(crate) fn hashed_name(path: &str, bytes: &[u8]) -> String {
    let hash = short_hash([bytes]);
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(f, n)| (f, n));
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    let slash = if folder.is_empty() { "" } else { "/" };
    let dot = if extension.is_empty() { "" } else { "." };
    format!("{folder}{slash}{stem}.{hash}{dot}{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_extension() {
        assert_eq!(
            hashed_name("assets/a_bg.wasm.b64.js", b"x").split('.').collect::<Vec<_>>()[2..],
            ["wasm", "b64", "js"]
        );
        assert!(hashed_name("boot.js", b"x").starts_with("boot."));
        assert_ne!(hashed_name("boot.js", b"x"), hashed_name("boot.js", b"y"));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(short_hash([b"ab".as_slice(), b"c"]), short_hash([b"a".as_slice(), b"bc"]));
    }
}
