//! The folder that is published: its files by path, in order. How they were made is not known here.

use crate::PublishError;
use sha2::{Digest as _, Sha256};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

/// The files of a site on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    files: Vec<File>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct File {
    /// Relative to the site, `/`-separated.
    pub(crate) path: String,
    /// On disk.
    pub(crate) place: PathBuf,
    /// In bytes.
    pub(crate) size: u64,
}

impl Folder {
    /// Looks through the folder. Hidden files and folders are no part of a site: they are passed over.
    ///
    /// # Errors
    /// [`PublishError`] when it cannot be read, has no `index.html`, or holds what cannot be published as it is: a
    /// symbolic link, a name that is not UTF-8 or has control characters.
    pub fn open(root: &Path) -> Result<Self, PublishError> {
        let mut files = Vec::new();
        let unreadable = |source| PublishError::NoFolder { path: root.to_owned(), source };
        fs::read_dir(root).map_err(unreadable)?;
        let mut folders = vec![(root.to_owned(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(|e| PublishError::file(&folder, e))? {
                let entry = entry.map_err(|e| PublishError::file(&folder, e))?;
                let Some(name) = name(&entry)? else { continue };
                let path = format!("{prefix}{name}");
                let meta =
                    fs::symlink_metadata(entry.path()).map_err(|e| PublishError::file(&entry.path(), e))?;
                if meta.is_dir() {
                    folders.push((entry.path(), format!("{path}/")));
                } else if meta.is_file() {
                    files.push(File { path, place: entry.path(), size: meta.len() });
                } else {
                    return Err(PublishError::Name {
                        path: entry.path(),
                        why: "is neither a file nor a folder",
                    });
                }
            }
        }
        files.sort();
        if !files.iter().any(|f| f.path == ENTRY) {
            return Err(PublishError::NoEntry { path: root.to_owned() });
        }
        Ok(Self { files })
    }

    /// In order of their paths.
    pub(crate) fn files(&self) -> &[File] {
        &self.files
    }
}

/// The page that readers open first.
pub(crate) const ENTRY: &str = "index.html";

impl File {
    /// What it holds.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, PublishError> {
        fs::read(&self.place).map_err(|e| PublishError::file(&self.place, e))
    }

    /// The SHA-256 of what it holds, as lower-case hexadecimal digits.
    pub(crate) fn hash(&self) -> Result<String, PublishError> {
        let mut file = fs::File::open(&self.place).map_err(|e| PublishError::file(&self.place, e))?;
        let mut hash = Sha256::new();
        io::copy(&mut file, &mut hash).map_err(|e| PublishError::file(&self.place, e))?;
        Ok(hex(&hash.finalize()))
    }
}

/// The SHA-256 of `bytes`, as lower-case hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name of what is published; `None` for what is hidden.
fn name(entry: &DirEntry) -> Result<Option<String>, PublishError> {
    let refuse = |why| PublishError::Name { path: entry.path(), why };
    let name = entry.file_name().into_string().map_err(|_| refuse("has a name that is not UTF-8"))?;
    if name.starts_with('.') {
        return Ok(None);
    }
    if name.chars().any(|c| c.is_control() || c == '\\') {
        return Err(refuse("has a name with a control character or a backslash"));
    }
    Ok(Some(name))
}

/// What publishing does, or would do, to what readers find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Paths that were not there.
    pub new: Vec<String>,
    /// Paths that had another content.
    pub changed: Vec<String>,
    /// Paths that were there and are no longer part of the site.
    pub removed: Vec<String>,
    /// How many files had this content already.
    pub same: usize,
}

impl Changes {
    /// Whether readers find what they found before.
    pub fn none(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}
