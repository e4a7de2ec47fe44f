//! Results on a branch of their own: added there as soon as they are stored here, whatever other jobs add meanwhile.

use crate::args::PushOptions;
use crate::error::CliError;
use crate::project::Project;
use quarterdeck_publish::{Append, Appended};
use quarterdeck_store::Archive;
use std::collections::BTreeMap;
use std::path::PathBuf;
use walkdir::WalkDir;

/// On the branch, which holds nothing but the archive, line ends are nobody's business.
const ATTRIBUTES: &[u8] = b"# Kept byte for byte: names carry the hash of the content.\n* -text\n";

/// The branch that results go to.
#[derive(Debug, Clone)]
pub(in crate::command) struct Push {
    to: Append,
    archive: Archive,
}

impl Push {
    /// The branch that the options name.
    pub(in crate::command) fn new(options: &PushOptions, project: &Project, archive: Archive) -> Self {
        let to = Append {
            repository: project.root().to_owned(),
            remote: options.push_remote.clone(),
            branch: options.push_branch.clone(),
        };
        Self { to, archive }
    }

    /// Adds one stored file.
    pub(super) fn one(&self, file: PathBuf) -> Result<(), CliError> {
        self.add([file]).map(drop).map_err(|error| match error {
            CliError::Publish(error) => CliError::NotPushed { branch: self.to.branch.clone(), error },
            other => other,
        })
    }

    /// Adds every file of the archive that the branch has not.
    pub(in crate::command) fn all(&self) -> Result<Appended, CliError> {
        let mut files = Vec::new();
        for entry in WalkDir::new(self.archive.root()).sort_by_file_name() {
            let entry = entry.map_err(|e| CliError::Unreadable(format!("archive: {e}")))?;
            let is_ours = entry.path().extension().is_some_and(|e| e == "json" || e == "snapshots");
            if entry.file_type().is_file() && is_ours {
                files.push(entry.into_path());
            }
        }
        self.add(files)
    }

    fn add(&self, files: impl IntoIterator<Item = PathBuf>) -> Result<Appended, CliError> {
        let root = self.archive.root();
        let path = |file: &PathBuf| {
            let inside = file.strip_prefix(root).unwrap_or(file);
            inside.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        };
        let files: BTreeMap<String, PathBuf> = files.into_iter().map(|file| (path(&file), file)).collect();
        let begin = BTreeMap::from([(".gitattributes".to_owned(), ATTRIBUTES.to_vec())]);
        Ok(self.to.add(&files, &begin)?)
    }
}
