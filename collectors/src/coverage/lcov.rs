//! lcov tracefiles, 1.x and 2.x (`man geninfo`, section FILES), as lcov, coverage.py, nyc, c8, LLVM, grcov and gcovr
//! write them. Totals in the file (`LF`, `LH`…) are not believed: they are counted again.

mod records;
mod rust;

use super::lines::{FileLines, Lines};
use super::{Measured, finish};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::{Notes, harmless};
use crate::paths;
use crate::stream::Stream;
use quarterdeck_model::payload::Count;
use std::collections::BTreeMap;
use std::io::BufRead as _;

/// Whether the first lines look like a tracefile.
pub(crate) fn sniff(head: &str) -> bool {
    head.split(['\n', '\r']).any(|line| line.starts_with("SF:"))
}

/// Whether a text ends between two sections: nobody can tell that more were to come.
pub(crate) fn may_be_cut(text: &str) -> bool {
    let rest = text.rsplit_once("end_of_record").map(|(_, rest)| rest);
    rest.is_some_and(|rest| rest.lines().all(|line| line.is_empty() || line.starts_with("TN:")))
}

/// Reads a tracefile line by line; `roots` are cut off paths.
///
/// # Errors
/// When the file holds no whole section.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let name = stream.name.clone();
    let mut text = stream.decoded();
    let mut reader = Reader { roots, notes: Notes::new(&name, None), ..Reader::default() };
    reader.lines.format = "lcov";
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = text.read_until(b'\n', &mut bytes).map_err(|e| CollectError::new(&name, e.to_string()))?;
        if read == 0 {
            break;
        }
        // A lone CR ends a line too, and CRLF is one end.
        let line = String::from_utf8_lossy(&bytes);
        line.split('\r').for_each(|part| reader.record(number, part.trim_end()));
    }
    reader.notes.extend(text.warning(&name));
    reader.finish(&name)
}

#[derive(Default)]
struct Reader<'a> {
    roots: &'a [String],
    notes: Notes,
    lines: Lines,
    sections: u64,
    /// The last line.
    last: u64,
    /// The open section: its path, and the line where it began.
    path: Option<(String, u64)>,
    current: FileLines,
    /// Start lines of the functions of the open section, by their number (`FNL`).
    starts: BTreeMap<u64, u64>,
    /// Where the instances of generic functions of the open section begin, by name.
    instances: BTreeMap<String, u64>,
    /// What the open section says that it holds (`LH`, `LF`).
    declared: (Option<u64>, Option<u64>),
    /// Sections whose totals are not what they hold, and what the first of them says.
    lies: u64,
    first_lie: String,
}

impl Reader<'_> {
    fn begin(&mut self, number: u64, path: &str) {
        self.drop_open(number);
        let path = if path.is_empty() {
            self.notes.doubt(number, "an SF record names no file; its lines count as one file");
            "(unnamed)".to_owned()
        } else {
            paths::normalised(path, self.roots)
        };
        self.path = Some((path, number));
    }

    /// Sections of one file are joined: lcov writes one for each test.
    fn end(&mut self, number: u64) {
        let Some((path, began)) = self.path.take() else { return self.drop_open(number) };
        self.starts.clear();
        self.instances.clear();
        let mut current = std::mem::take(&mut self.current);
        current.settle();
        self.compare(&path, began, current.line_count());
        self.sections += 1;
        self.lines.files.entry(path).or_default().join(current);
    }

    /// Totals that differ are remarked on once: they do not count, but say that their writer counts in another way.
    fn compare(&mut self, path: &str, began: u64, Count { covered, total }: Count) {
        let (hit, found) = std::mem::take(&mut self.declared);
        if hit.is_none_or(|hit| hit == covered) && found.is_none_or(|found| found == total) {
            return;
        }
        self.lies += 1;
        if self.lies == 1 {
            let said = |number: Option<u64>| number.map_or("?".to_owned(), |number| number.to_string());
            self.first_lie = format!(
                "the section of {path}, begun in line {began}, declares {} of {} lines covered, holds {covered} of {total}",
                said(hit),
                said(found)
            );
        }
    }

    /// A section without its end is not known to be whole: like lcov, we do not count it. Nor do records of no file.
    fn drop_open(&mut self, number: u64) {
        let lost = !std::mem::take(&mut self.current).is_empty();
        self.starts.clear();
        self.instances.clear();
        self.declared = (None, None);
        if let Some((path, began)) = self.path.take() {
            let message = format!(
                "the section of {path}, begun in line {began}, has no `end_of_record`; it was left out"
            );
            self.notes.warn(number, message);
        } else if lost {
            let message = "the records before this line belong to no file: their SF is missing";
            self.notes.warn(number, format!("{message}; they were left out"));
        }
    }

    fn finish(mut self, name: &str) -> Result<Parsed<Measured>, CollectError> {
        if let (0, Some((path, line))) = (self.sections, &self.path) {
            let message =
                format!("ends inside the section of {}: its `end_of_record` is missing", harmless(path));
            return Err(CollectError::new(name, message)
                .at_line(*line)
                .hint("the file was cut off: run the tool again"));
        }
        if self.sections == 0 {
            return Err(CollectError::new(name, "is not an lcov tracefile: it holds no section of a file")
                .hint("expected the output of lcov, or of a tool asked for lcov: `SF:`, records, `end_of_record`"));
        }
        let last = self.path.as_ref().map_or(self.last, |(_, began)| *began);
        self.drop_open(last);
        if self.lies > 0 {
            let (lies, first) = (self.lies, &self.first_lie);
            let message =
                format!("declared totals differ from the records, which count ({lies} times): {first}");
            self.notes.note(message);
        }
        let coverage = self.lines.coverage();
        Ok(finish(Measured { coverage, lines: Some(self.lines) }, "lcov", self.notes))
    }
}
