//! What stops the store: which file or folder, what was found, what to do.

use quarterdeck_model::Diagnostic;
use std::io;
use std::path::{Path, PathBuf};

/// Why something could not be stored or read. Trouble with single files of an archive is a
/// [`Diagnostic`] instead, and stops nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The archive does not exist.
    #[error(
        "{path}: there is no archive here; run `quarterdeck collect …` to begin one, or name another with --archive",
        path = .path.display()
    )]
    NoArchive {
        /// The folder that was looked for.
        path: PathBuf,
    },
    /// Something else stands where a folder was expected.
    #[error("{path}: this is not a folder, a folder was expected; name another, or move what stands there", path = .path.display())]
    NotAFolder {
        /// The place.
        path: PathBuf,
    },
    /// Something that is not a plain file stands where a file is to be written.
    #[error("{path}: this is not a plain file and is not overwritten; name another file", path = .path.display())]
    NotAFile {
        /// The place.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{path}: cannot {action}: {source}", path = .path.display())]
    Io {
        /// What was tried: `read the file`, `create the folder`, ….
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The name of a snapshot follows from its content, and yet another content stands under it.
    #[error(
        "{path}: another content stands under the name of this run, so that file is damaged or was edited; \
         restore it from git or delete it, then collect again",
        path = .path.display()
    )]
    Occupied {
        /// The file that stands there, left as it is.
        path: PathBuf,
    },
    /// No snapshot has such an id.
    #[error("no snapshot of the archive begins with `{wanted}`{nearest}", nearest = list("; there are ", .nearest))]
    NotFound {
        /// What was asked for.
        wanted: String,
        /// Ids that come near it, or the newest ones.
        nearest: Vec<String>,
    },
    /// Several snapshots have ids that begin so.
    #[error("several snapshots begin with `{wanted}`, give more of the id{candidates}", candidates = list(": ", .candidates))]
    Ambiguous {
        /// What was asked for.
        wanted: String,
        /// The ids that begin so.
        candidates: Vec<String>,
    },
    /// The one file that was asked for cannot be read.
    #[error("{0}")]
    Unreadable(Box<Diagnostic>),
    /// A path of a generated site that some system could not hold, or that leads out of the site.
    #[error("site file {path:?}: {why}")]
    SitePath {
        /// The path as generated.
        path: String,
        /// What is wrong with it and what was expected.
        why: String,
    },
    /// The folder for a site holds what no build wrote.
    #[error(
        "{path}: the folder is not empty and not an earlier build (it holds {example:?}, and no {manifest}); \
         name an empty or new folder with --out",
        path = .path.display(), manifest = crate::site::MANIFEST
    )]
    SiteNotOurs {
        /// The folder.
        path: PathBuf,
        /// One thing that it holds.
        example: String,
    },
    /// A file that no build wrote stands where a page is to go.
    #[error("{path}: no earlier build wrote this file, so it is not overwritten; move it away, then build again", path = .path.display())]
    SiteForeign {
        /// The file.
        path: PathBuf,
    },
    /// The list of an earlier build's files cannot be trusted.
    #[error("{path}, line {line}: {why}; delete the whole folder if it is a generated site, then build again", path = .path.display())]
    Manifest {
        /// The list.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// A file that no export wrote stands where one of ours is to go.
    #[error("{path}: no earlier export wrote this, so it is not replaced; move it away, or name another folder with --out", path = .path.display())]
    ExportForeign {
        /// What stands there.
        path: PathBuf,
    },
    /// The list of an earlier export's files cannot be trusted.
    #[error(
        "{path}, line {line}: {why}; delete the list and the folder of that project, then export again",
        path = .path.display()
    )]
    ExportList {
        /// The list.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// A result of an engine is not what the shipped query gives.
    #[error("{path}: {why}", path = .path.display())]
    Rollup {
        /// The file or folder.
        path: PathBuf,
        /// Which column, what was found, what was expected.
        why: String,
    },
    /// The folder to import holds no reports.
    #[error(
        "{path}: none of the folders metrics, performance, chaos is here; name the folder that holds them, usually `reports`",
        path = .path.display()
    )]
    NoReports {
        /// The folder.
        path: PathBuf,
    },
}

impl StoreError {
    pub(crate) fn io(action: &'static str, path: impl AsRef<Path>, source: io::Error) -> Self {
        let path = path.as_ref().to_owned();
        Self::Io { action, path, source }
    }
}

/// At most eight names behind `before`; nothing for none.
fn list(before: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let shown: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
    let more = names.len().saturating_sub(8);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{before}{}{tail}", shown.join(", "))
}
