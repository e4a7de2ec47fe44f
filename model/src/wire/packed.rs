//! Archive files, read and written by the store and read by the explorer: the runs of one kind and one month in one file, sorted by name, each as it stood in a file of its own.
//!
//! ```text
//! quarterdeck snapshots 1
//! --- 20261123T071200Z-1a2b3c4-0123456789ab.json
//! {…}
//! ```
//!
//! A line of JSON text never begins with `---`, so nothing is escaped: the file is read by people and compared by git.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// What their names end in.
pub const PACKED: &str = "snapshots";

const FIRST: &str = "quarterdeck snapshots 1";
const NEXT: &str = "--- ";

/// Runs by the name that their file had.
pub type Members = BTreeMap<String, Vec<u8>>;

/// The runs of an archive file. Line ends count as LF.
///
/// # Errors
/// The 1-based line and what is wrong there.
pub fn split(bytes: &[u8]) -> Result<Members, (usize, String)> {
    let text = unix_lines(bytes);
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').zip(1..);
    let first = lines.next().map(|(line, _)| line).unwrap_or_default();
    if first.strip_suffix(b"\n") != Some(FIRST.as_bytes()) {
        return Err((1, format!("`{FIRST}` was expected")));
    }
    let mut members = Members::new();
    let mut open: Option<(String, Vec<u8>)> = None;
    for (line, number) in lines {
        if let Some(name) = line.strip_prefix(NEXT.as_bytes()) {
            close(open.take(), &mut members, number)?;
            let name = String::from_utf8_lossy(name).trim_end().to_owned();
            if !is_name(&name) {
                return Err((number, format!("{name:?} is not the name of a snapshot's file")));
            }
            open = Some((name, Vec::new()));
        } else if let Some((_, content)) = &mut open {
            content.extend_from_slice(line);
        } else {
            return Err((number, format!("a line that begins with `{NEXT}` was expected")));
        }
    }
    let end = text.split(|byte| *byte == b'\n').count();
    close(open, &mut members, end)?;
    Ok(members)
}

fn close(
    open: Option<(String, Vec<u8>)>,
    members: &mut Members,
    number: usize,
) -> Result<(), (usize, String)> {
    let Some((name, content)) = open else { return Ok(()) };
    match members.insert(name, content) {
        None => Ok(()),
        Some(_) => Err((number.saturating_sub(1), "the same name stands here twice".to_owned())),
    }
}

/// The text with LF for every CR LF.
#[must_use]
pub fn unix_lines(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let kept = bytes.iter().zip(next).filter(|(b, next)| !(**b == b'\r' && *next == Some(&b'\n')));
    Cow::Owned(kept.map(|(b, _)| *b).collect())
}

/// The archive file of these runs.
#[must_use]
pub fn join(members: &Members) -> Vec<u8> {
    let mut out = format!("{FIRST}\n").into_bytes();
    for (name, content) in members {
        out.extend_from_slice(NEXT.as_bytes());
        out.extend_from_slice(name.as_bytes());
        out.push(b'\n');
        out.extend_from_slice(content);
    }
    out
}

/// Whether the content comes out of an archive file as it went in.
#[must_use]
pub fn fits(name: &str, content: &[u8]) -> bool {
    let mut lines = content.split(|byte| *byte == b'\n');
    is_name(name) && content.ends_with(b"\n") && !lines.any(|line| line.starts_with(NEXT.as_bytes()))
}

fn is_name(name: &str) -> bool {
    let stem = name.strip_suffix(".json");
    stem.is_some_and(|stem| !stem.is_empty() && stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(contents in proptest::collection::vec("[a-z{}\" \\n-]{0,40}", 0..6)) {
            let name = |n: usize| format!("2026-{n}.json");
            let all = contents.iter().enumerate().map(|(n, text)| (name(n), format!("{text}\n").into_bytes()));
            let members: Members = all.filter(|(name, content)| fits(name, content)).collect();
            prop_assert_eq!(split(&join(&members)), Ok(members));
        }
    }

    #[test]
    fn damage_is_told_with_its_line() {
        for (text, line) in [
            ("", 1),
            ("something\n", 1),
            ("quarterdeck snapshots 1\n{}\n", 2),
            ("quarterdeck snapshots 1\n--- ../x.json\n", 2),
            ("quarterdeck snapshots 1\n--- a.json\n{}\n--- a.json\n{}\n--- b.json\n", 5),
        ] {
            assert_eq!(split(text.as_bytes()).map_err(|(line, _)| line), Err(line), "{text:?}");
        }
    }
}
