//! Whole files or none: a temporary file in the same folder, fsync, rename, fsync of the folder.

use crate::StoreError;
use crate::layout::unix_lines;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Temporary files are named `.quarterdeck-<random>.tmp`; one that stays behind is a crash's.
const TEMP_PREFIX: &str = ".quarterdeck-";
const TEMP_SUFFIX: &str = ".tmp";

/// Whether a file of this name is a temporary one of ours.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMP_PREFIX) && name.ends_with(TEMP_SUFFIX)
}

/// What writing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Written {
    /// There was no such file.
    New,
    /// It had another content.
    Changed,
    /// It had this content already and was not touched.
    Same,
}

/// Whether the bytes must have reached the disk before the file takes its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Durability {
    /// Yes: it cannot be made again.
    Synced,
    /// No: a power cut may lose it, and the next build writes it again.
    Rebuildable,
}

/// Writes `bytes` to `path`, creating folders; readers see the old content or the new, never a part. A file that has
/// this content already is not touched; a symbolic link is followed, and its target replaced.
///
/// # Errors
/// [`StoreError`] naming the path; what stood there is unchanged, and no temporary file is left.
pub fn atomic(path: &Path, bytes: &[u8]) -> Result<Written, StoreError> {
    let target = resolved(path)?;
    let folder = folder_of(&target);
    create_folders(folder)?;
    let written = replace(&target, bytes, Durability::Synced)?;
    if written != Written::Same {
        sync_folder(folder)?;
    }
    Ok(written)
}

/// The same for a file that is too large for memory: `fill` writes it, piece by piece. Gives its size too.
///
/// # Errors
/// As [`atomic`]; what `fill` says.
pub(crate) fn streamed(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
) -> Result<(Written, u64), StoreError> {
    let folder = folder_of(path);
    create_folders(folder)?;
    let before = match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(StoreError::NotAFile { path: path.to_owned() }),
        found => found.ok(),
    };
    let mut temp = empty(path)?;
    let mut out = BufWriter::new(temp.as_file_mut());
    let filled = fill(&mut out).and_then(|()| out.flush());
    drop(out);
    let size = filled
        .and_then(|()| temp.as_file().sync_all())
        .and_then(|()| temp.as_file().metadata())
        .map_err(|e| StoreError::io("write the file", path, e))?
        .len();
    if before.as_ref().is_some_and(|b| b.len() == size && equal(path, temp.path())) {
        return Ok((Written::Same, size));
    }
    temp.persist(path).map_err(|e| StoreError::io("put the file in place", path, e.error))?;
    sync_folder(folder)?;
    Ok((if before.is_some() { Written::Changed } else { Written::New }, size))
}

/// Whether two files can be read and hold the same, a piece at a time.
fn equal(one: &Path, other: &Path) -> bool {
    let same = || -> io::Result<bool> {
        let (mut one, mut other) = (BufReader::new(File::open(one)?), BufReader::new(File::open(other)?));
        loop {
            let (left, right) = (one.fill_buf()?, other.fill_buf()?);
            let shorter = left.len().min(right.len());
            if left.get(..shorter) != right.get(..shorter) {
                return Ok(false);
            }
            if shorter == 0 {
                return Ok(left.len() == right.len());
            }
            one.consume(shorter);
            other.consume(shorter);
        }
    };
    same().unwrap_or(false)
}

/// The same for a page of a site that can be built again, whose folder exists: without any fsync. Where nobody reads the
/// site yet, what is new is written in place: a crash may leave a part of it, to which no page leads, and which the next
/// build finds to differ; an error leaves nothing.
pub(crate) fn rebuildable(path: &Path, bytes: &[u8], read: bool) -> Result<Written, StoreError> {
    if read {
        return replace(path, bytes, Durability::Rebuildable);
    }
    match File::options().write(true).create_new(true).open(path) {
        Ok(mut file) => match file.write_all(bytes) {
            Ok(()) => Ok(Written::New),
            Err(e) => {
                // The disk is perhaps full: half a page would only mislead.
                let _ = fs::remove_file(path);
                Err(StoreError::io("write the file", path, e))
            }
        },
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => replace(path, bytes, Durability::Rebuildable),
        Err(e) => Err(StoreError::io("write into the folder", folder_of(path), e)),
    }
}

/// As [`atomic`] for a path without links whose folder exists, and without the folder's fsync.
fn replace(path: &Path, bytes: &[u8], durability: Durability) -> Result<Written, StoreError> {
    let before = match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(StoreError::NotAFile { path: path.to_owned() }),
        Ok(found) => Some(found),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(StoreError::io("look at the file", path, e)),
    };
    if before.as_ref().is_some_and(|b| b.len() == bytes.len() as u64 && holds(path, bytes)) {
        return Ok(Written::Same);
    }
    let temp = temporary(path, bytes, durability)?;
    if let Some(before) = &before {
        // Who could read or run it before still can. A system that has no such thing loses nothing.
        let _ = fs::set_permissions(temp.path(), before.permissions());
    }
    temp.persist(path).map_err(|e| StoreError::io("put the file in place", path, e.error))?;
    Ok(if before.is_some() { Written::Changed } else { Written::New })
}

/// Writes a file that never replaces another: `true` when the same content stands there already (but for line ends).
/// The folder is created; its fsync is the caller's.
pub(crate) fn fresh(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    if fs::symlink_metadata(path).is_ok() {
        return occupied_by_same(path, bytes);
    }
    create_folders(folder_of(path))?;
    match temporary(path, bytes, Durability::Synced)?.persist_noclobber(path) {
        Ok(_) => Ok(false),
        // Another writer was faster.
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => occupied_by_same(path, bytes),
        Err(e) => Err(StoreError::io("put the file in place", path, e.error)),
    }
}

fn occupied_by_same(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    let found = fs::read(path).map_err(|e| StoreError::io("read the file", path, e))?;
    if unix_lines(&found).as_ref() == bytes {
        Ok(true)
    } else {
        Err(StoreError::Occupied { path: path.to_owned() })
    }
}

/// Whether the file at `path` can be read and holds exactly `bytes`.
pub(crate) fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::read(path).is_ok_and(|found| found == bytes)
}

/// A temporary file beside `path` with `bytes`; it is removed again unless it is put in place.
fn temporary(path: &Path, bytes: &[u8], durability: Durability) -> Result<NamedTempFile, StoreError> {
    let mut temp = empty(path)?;
    let file = temp.as_file_mut();
    let synced = |file: &mut File| match durability {
        Durability::Synced => file.sync_all(),
        Durability::Rebuildable => Ok(()),
    };
    file.write_all(bytes)
        .and_then(|()| synced(file))
        .map_err(|e| StoreError::io("write the file", path, e))?;
    Ok(temp)
}

/// An empty one.
fn empty(path: &Path) -> Result<NamedTempFile, StoreError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX);
    #[cfg(unix)]
    // As any new file: what the umask leaves. Temporary files are otherwise for their owner alone.
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = folder_of(path);
    builder.tempfile_in(folder).map_err(|e| StoreError::io("write into the folder", folder, e))
}

/// Creates `folder` and the folders above it, and makes sure that they outlive a power cut.
pub(crate) fn create_folders(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|a| !a.as_os_str().is_empty() && !a.exists()).collect();
    fs::create_dir_all(folder).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            let at = folder.ancestors().find(|a| a.exists() && !a.is_dir()).unwrap_or(folder);
            StoreError::NotAFolder { path: at.to_owned() }
        }
        _ => StoreError::io("create the folder", folder, e),
    })?;
    missing.into_iter().try_for_each(|created| sync_folder(folder_of(created)))
}

/// Makes the names in `folder` outlive a power cut. Only Unix can, and only it needs to.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if !cfg!(unix) {
        return Ok(());
    }
    let synced = File::open(folder).and_then(|f| f.sync_all());
    match synced {
        // Some network file systems know no fsync of folders.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other.map_err(|e| StoreError::io("sync the folder", folder, e)),
    }
}

/// The folder that holds `path`; `.` for a bare name.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a symbolic link at `path` leads; `path` itself when there is none.
fn resolved(path: &Path) -> Result<PathBuf, StoreError> {
    if path.is_symlink() {
        return fs::canonicalize(path).map_err(|e| StoreError::io("follow the link", path, e));
    }
    Ok(path.to_owned())
}
