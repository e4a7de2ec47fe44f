//! Go's cover profile (`go test -coverprofile`): blocks with their number of statements and how often they ran.
//!
//! Statements are counted, not lines. With `-coverpkg` each test binary repeats every block: each is counted once, and
//! is covered when any of them ran it (golang.org/x/tools/cover).

use super::lines::{FileLines, Lines};
use super::{Measured, finish_lines};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::Notes;
use crate::paths;
use crate::stream::Stream;
use std::collections::BTreeMap;
use std::io::BufRead as _;

/// Whether the text begins with a mode.
pub(crate) fn sniff(head: &str) -> bool {
    let first = head.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    is_mode(first)
}

fn is_mode(line: &str) -> bool {
    matches!(line, "mode: set" | "mode: count" | "mode: atomic")
}

/// A list without an end: what is cut off between two blocks cannot be told.
pub(crate) fn may_be_cut(text: &str) -> bool {
    text.lines().last().is_some_and(|line| is_mode(line) || block(line).is_some())
}

/// Reads the profile.
///
/// # Errors
/// When it cannot be read, or no line is a block.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let name = stream.name.clone();
    let mut notes = Notes::new(&name, None);
    let mut lines = Lines { format: "go-cover", ..Lines::default() };
    lines.has.statements = true;
    lines.has.no_lines = true;
    let mut files: BTreeMap<String, FileLines> = BTreeMap::new();
    let (mut modes, mut blocks) = (0_u64, 0_u64);
    let mut decoded = stream.decoded();
    let mut line = String::new();
    for number in 1_u64.. {
        line.clear();
        if decoded.read_line(&mut line).map_err(|e| CollectError::new(&name, e.to_string()))? == 0 {
            break;
        }
        let text = line.trim();
        if is_mode(text) {
            modes += 1;
        } else if let Some(block) = block(text) {
            blocks += 1;
            add(&mut files, &block);
        } else if !text.is_empty() {
            notes.warn(number, "is no block of a cover profile; it was left out".to_owned());
        }
    }
    if modes == 0 && blocks == 0 {
        return Err(CollectError::new(
            &name,
            "holds no block; expected a cover profile of Go, which begins with `mode:`",
        )
        .hint("run go test -coverprofile=cover.out ./..."));
    }
    if modes == 0 {
        notes.note("has no mode: its counts are taken as they stand".to_owned());
    }
    for (path, mut file) in files {
        file.settle();
        lines.files.entry(paths::normalised(&path, roots)).or_default().join(file);
    }
    decoded.warning(&name).into_iter().for_each(|warning| notes.push(warning));
    Ok(finish_lines(lines, "go", notes))
}

/// Counts the block in its file; the path is copied once for a file, not once for a block.
fn add(files: &mut BTreeMap<String, FileLines>, block: &Block<'_>) {
    if !files.contains_key(block.path) {
        files.insert(block.path.to_owned(), FileLines::default());
    }
    if let Some(file) = files.get_mut(block.path) {
        file.statements(block.place, block.statements, block.hit);
    }
}

struct Block<'a> {
    path: &'a str,
    /// `3.14,5.2`.
    place: &'a str,
    statements: u32,
    hit: bool,
}

/// `path:line.column,line.column statements count`; Windows has a colon in its paths.
fn block(line: &str) -> Option<Block<'_>> {
    let (rest, count) = line.rsplit_once(' ')?;
    let (place, statements) = rest.rsplit_once(' ')?;
    let (path, place) = place.rsplit_once(':')?;
    let (from, to) = place.split_once(',')?;
    let position = |text: &str| {
        let (line, column) = text.split_once('.')?;
        Some((line.parse::<u64>().ok()?, column.parse::<u64>().ok()?))
    };
    position(from).zip(position(to))?;
    let count: u64 = count.parse().ok()?;
    (!path.is_empty()).then_some(Block { path, place, statements: statements.parse().ok()?, hit: count > 0 })
}
