//! Which paths a site may have: those that stay inside it and that every file system can hold.

use super::MANIFEST;
use super::folded::{self, Folded};
use crate::StoreError;
use std::collections::BTreeSet;

/// Names that Windows keeps for devices, with any extension.
const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Characters that Windows refuses in names; `\` and `:` would also change which folder is meant.
const REFUSED: [char; 8] = ['\\', ':', '<', '>', '"', '|', '?', '*'];

/// The longest name that common file systems hold, in bytes.
const LONGEST: usize = 255;

/// Checks one path of a site: relative, `/`-separated, within the site, and such as any file system can hold.
///
/// # Errors
/// [`StoreError::SitePath`] saying what is wrong.
pub fn check(path: &str) -> Result<(), StoreError> {
    let refuse = |why: String| Err(StoreError::SitePath { path: path.to_owned(), why });
    if path.is_empty() {
        return refuse("the path is empty, a relative path with `/` was expected".to_owned());
    }
    if path.starts_with('/') {
        return refuse("the path is absolute, a path relative to the site was expected".to_owned());
    }
    if path.eq_ignore_ascii_case(MANIFEST) {
        return refuse(format!("`{MANIFEST}` is the list of the site's files, another name was expected"));
    }
    path.split('/').find_map(trouble).map_or(Ok(()), refuse)
}

/// What is wrong with one part of a path.
fn trouble(part: &str) -> Option<String> {
    let refused = |c: char| c.is_control() || REFUSED.contains(&c);
    match part {
        "" => Some("a part of the path is empty".to_owned()),
        "." | ".." => Some(format!("`{part}` could lead out of the site")),
        _ if part.len() > LONGEST => {
            Some(format!("a name of {} bytes, at most {LONGEST} were expected", part.len()))
        }
        _ if part.ends_with(['.', ' ']) => {
            Some(format!("`{part}` ends with a dot or space, which Windows drops"))
        }
        _ if is_device(part) => Some(format!("`{part}` is the name of a device on Windows")),
        _ => part
            .chars()
            .find(|c| refused(*c))
            .map(|c| format!("the character {c:?} cannot stand in a file name")),
    }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |word: &str| {
        let digit = stem.strip_prefix(word).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(digit.as_deref(), Some(['1'..='9' | '¹' | '²' | '³']))
    };
    RESERVED.contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

/// Checks every path and all of them together; gives the folders of the site.
pub(super) fn check_all<'a>(paths: &BTreeSet<&'a str>) -> Result<BTreeSet<&'a str>, StoreError> {
    let mut folders = BTreeSet::new();
    for path in paths {
        check(path)?;
    }
    // What is the same but for capitals stays in the order of the paths.
    let folded = folded::sorted(paths.iter().copied());
    let next = folded.iter().zip(folded.iter().skip(1));
    if let Some((Folded(other), Folded(path))) = next.into_iter().find(|(a, b)| a == b) {
        let why = format!("differs from {other:?} in capitals only, which some file systems hold as one");
        return Err(StoreError::SitePath { path: (*path).to_owned(), why });
    }
    for path in paths {
        for folder in above(path) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    match folders.iter().find(|folder| folded::has(&folded, folder)) {
        None => Ok(folders),
        Some(both) => Err(StoreError::SitePath {
            path: (*both).to_owned(),
            why: "is both a file and a folder of the site".to_owned(),
        }),
    }
}

/// The folders that `path` stands in, innermost first.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/').map(|(f, _)| f), |f| f.rsplit_once('/').map(|(f, _)| f))
}
