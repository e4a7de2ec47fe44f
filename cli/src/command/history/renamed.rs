//! Annotations that name runs by ids which migrating changed: a void that names nobody would let a bad figure count again.

use crate::error::CliError;
use quarterdeck_store::write;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Ids after by ids before: what the log of earlier migrations says, so that one that was killed before its annotations is
/// completed, and what this one did.
pub(super) fn ids<'a>(
    log: &Path,
    now: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<String, String>, CliError> {
    let text = match std::fs::read_to_string(log) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(CliError::io(log, e)),
    };
    let logged = text.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let before = words.next()?;
        (words.next()? == "becomes").then_some(())?;
        Some((before.to_owned(), words.next()?.trim_end_matches(':').to_owned()))
    });
    Ok(logged.chain(now.map(|(before, after)| (before.to_owned(), after.to_owned()))).collect())
}

/// Puts the ids after in the place of those before in every `.toml` file of `folder`; gives the files. With `dry` it only
/// says which.
pub(super) fn annotations(
    folder: &Path,
    ids: &BTreeMap<String, String>,
    dry: bool,
) -> Result<Vec<PathBuf>, CliError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(CliError::io(folder, e)),
    };
    let mut changed = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| CliError::io(folder, e))?.path();
        if path.extension().is_none_or(|e| e != "toml") || !path.is_file() {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|e| CliError::io(&path, e))?;
        let new = replaced(&text, ids);
        if new != text {
            if !dry {
                write::atomic(&path, new.as_bytes())?;
            }
            changed.push(path);
        }
    }
    changed.sort();
    Ok(changed)
}

/// A run may have been migrated more than once: each id is followed to its last.
fn replaced(text: &str, ids: &BTreeMap<String, String>) -> String {
    let last = |id: &str| {
        let mut id = id;
        for _ in 0..ids.len() {
            match ids.get(id) {
                Some(next) => id = next,
                None => break,
            }
        }
        id.to_owned()
    };
    let named =
        ids.keys().filter(|before| text.contains(before.as_str())).map(|before| (before, last(before)));
    named.fold(text.to_owned(), |text, (before, after)| text.replace(before.as_str(), &after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_followed_to_their_last_and_the_log_is_believed() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("migrate.log");
        let id = |hash: &str| format!("20260101T000000000Z-nocommit-{hash}");
        let (first, second, third) = (id("111111111111"), id("222222222222"), id("333333333333"));
        let lines = format!("t migrating 1 runs to 1.1\nt {first} becomes {second}: version 1.0 at x\n");
        std::fs::write(&log, lines).unwrap();
        let ids = ids(&log, [(second.as_str(), third.as_str())].into_iter()).unwrap();
        assert_eq!(ids.len(), 2, "{ids:?}");
        let text = format!("snapshot = \"{first}\" # {second}, not {}", id("444444444444"));
        let new = format!("snapshot = \"{third}\" # {third}, not {}", id("444444444444"));
        assert_eq!(replaced(&text, &ids), new);
        std::fs::write(folder.path().join("a.toml"), &text).unwrap();
        let files = annotations(folder.path(), &ids, true).unwrap();
        assert_eq!(files, [folder.path().join("a.toml")]);
        assert_eq!(std::fs::read_to_string(&files[0]).unwrap(), text, "a dry run changes nothing");
        annotations(folder.path(), &ids, false).unwrap();
        assert_eq!(std::fs::read_to_string(&files[0]).unwrap(), new);
        assert!(annotations(folder.path(), &ids, false).unwrap().is_empty());
    }
}
