//! lcov tracefiles, 1.x and 2.x (`man geninfo`, section FILES), as lcov, coverage.py, nyc, c8, LLVM, grcov and gcovr
//! write them. Totals in the file (`LF`, `LH`…) are not believed: they are counted again.

use super::lines::{FileLines, Lines};
use super::{Measured, finish};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::{Notes, harmless};
use crate::paths;
use crate::stream::Stream;
use std::collections::BTreeMap;
use std::io::BufRead as _;

/// What c8 writes when nothing was covered.
const EMPTY: &str = "(empty-report)";

/// Whether the first lines look like a tracefile.
pub(crate) fn sniff(head: &str) -> bool {
    head.split(['\n', '\r']).any(|line| line.starts_with("SF:") || line.trim_end() == EMPTY)
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
    empty: bool,
    /// The open section: its path, and the line where it began.
    path: Option<(String, u64)>,
    current: FileLines,
    /// Start lines of the functions of the open section, by their number (`FNL`).
    starts: BTreeMap<u64, u64>,
}

impl Reader<'_> {
    fn record(&mut self, number: u64, line: &str) {
        if line == "end_of_record" {
            return self.end();
        }
        let Some((tag, rest)) = line.split_once(':') else {
            self.empty |= line == EMPTY;
            if !line.is_empty() && !line.starts_with('#') && line != EMPTY {
                self.notes.warn(number, format!("`{line}` is no record of a tracefile; it was passed over"));
            }
            return;
        };
        match tag {
            "DA" => self.line(number, rest),
            "BRDA" => self.branch(number, rest),
            "SF" => self.begin(number, rest),
            "FN" => self.function(rest),
            "FNDA" => self.calls(number, rest),
            "FNL" => self.leader(number, rest),
            "FNA" => self.alias(number, rest),
            "TN" | "VER" | "LF" | "LH" | "BRF" | "BRH" | "FNF" | "FNH" | "MCDC" | "MCF" | "MCH" => {}
            _ => self.notes.warn(number, format!("record `{tag}` is not known; it was passed over")),
        }
    }

    fn begin(&mut self, number: u64, path: &str) {
        self.drop_open(number);
        self.path = Some((paths::normalised(path, self.roots), number));
    }

    /// Sections of one file are joined: lcov writes one for each test.
    fn end(&mut self) {
        self.starts.clear();
        let current = std::mem::take(&mut self.current);
        if let Some((path, _)) = self.path.take() {
            self.sections += 1;
            self.lines.files.entry(path).or_default().join(current);
        }
    }

    /// A section without its end is not known to be whole: like lcov, we do not count it.
    fn drop_open(&mut self, number: u64) {
        self.current = FileLines::default();
        self.starts.clear();
        if let Some((path, began)) = self.path.take() {
            let message = format!(
                "the section of {path}, begun in line {began}, has no `end_of_record`; it was left out"
            );
            self.notes.warn(number, message);
        }
    }

    /// `DA:line,count[,checksum]`. lcov takes a negative count, an overflow of gcov, for 0; so do we.
    fn line(&mut self, number: u64, rest: &str) {
        let mut fields = rest.split(',');
        let line = fields.next().and_then(|f| f.trim().parse::<u64>().ok());
        let count = fields.next().map(str::trim).and_then(count);
        match (line, count) {
            (Some(line), Some(count)) => {
                if count < 0.0 {
                    self.notes.doubt(number, "a negative hit count counts as not hit");
                }
                if !self.current.line(line, count > 0.0) {
                    let message = format!("line number {line} is no line of code; it was left out");
                    self.notes.warn(number, message);
                }
            }
            _ => self.notes.warn(number, "a DA record needs a line and a count; it was left out".to_owned()),
        }
    }

    /// `BRDA:line,[e]block,branch,taken`; the branch may be any text, commas included, so the ends are cut first.
    fn branch(&mut self, number: u64, rest: &str) {
        self.lines.has.branches = true;
        let parts = rest.split_once(',').and_then(|(line, rest)| Some((line, rest.rsplit_once(',')?)));
        let added = parts.is_some_and(|(line, (name, taken))| {
            let exception =
                name.strip_prefix('e').filter(|block| block.starts_with(|c: char| c.is_ascii_digit()));
            // `-`: the block was never reached, so the branch was not taken.
            let taken = count(taken.trim()).is_some_and(|count| count > 0.0);
            let line = line.trim().parse().unwrap_or(0);
            self.current.branch(line, exception.unwrap_or(name), taken)
        });
        if !added {
            let message = "a BRDA record needs line, block, branch, taken; it was left out".to_owned();
            self.notes.warn(number, message);
        }
    }

    /// `FN:start[,end],name`; names may hold commas (C++ templates).
    fn function(&mut self, rest: &str) {
        self.lines.has.functions = true;
        let after = rest.split_once(',').map_or("", |(_, name)| name);
        let name = match after.split_once(',') {
            Some((end, name)) if !end.is_empty() && end.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => after,
        };
        self.current.function(name, false);
    }

    /// `FNDA:count,name`.
    fn calls(&mut self, number: u64, rest: &str) {
        self.lines.has.functions = true;
        match rest.split_once(',').map(|(calls, name)| (count(calls.trim()), name)) {
            Some((Some(calls), name)) => self.current.function(name, calls > 0.0),
            _ => {
                self.notes.warn(number, "an FNDA record needs a count and a name; it was left out".to_owned())
            }
        }
    }

    /// `FNL:number,start[,end]`: numbers hold within the section, start lines within the file.
    fn leader(&mut self, number: u64, rest: &str) {
        self.lines.has.functions = true;
        let mut fields = rest.split(',').map(|field| field.trim().parse::<u64>());
        match (fields.next(), fields.next()) {
            (Some(Ok(id)), Some(Ok(start))) => {
                self.starts.insert(id, start);
                self.current.function(&format!("@{start}"), false);
            }
            _ => {
                self.notes.warn(number, "an FNL record needs a number and a line; it was left out".to_owned())
            }
        }
    }

    /// `FNA:number,count,name`: the names (template instances) of one function are one function.
    fn alias(&mut self, number: u64, rest: &str) {
        let mut fields = rest.splitn(3, ',').map(str::trim);
        let id = fields.next().and_then(|id| id.parse().ok()).and_then(|id: u64| self.starts.get(&id));
        match (id, fields.next().and_then(count)) {
            (Some(start), Some(calls)) => self.current.function(&format!("@{start}"), calls > 0.0),
            _ => {
                let message = "an FNA record needs the number of an FNL, a count and a name; it was left out";
                self.notes.warn(number, message.to_owned());
            }
        }
    }

    fn finish(mut self, name: &str) -> Result<Parsed<Measured>, CollectError> {
        let unfinished = self.path.clone();
        if let (0, Some((path, line))) = (self.sections, unfinished) {
            let message =
                format!("ends inside the section of {}: its `end_of_record` is missing", harmless(&path));
            return Err(CollectError::new(name, message)
                .at_line(line)
                .hint("the file was cut off: run the tool again"));
        }
        if self.sections == 0 && !self.empty {
            return Err(CollectError::new(name, "is not an lcov tracefile: no line begins with `SF:`")
                .hint("expected the output of lcov, or of a tool asked for lcov"));
        }
        self.drop_open_at_end();
        let coverage = self.lines.coverage();
        Ok(finish(Measured { coverage, lines: Some(self.lines) }, "lcov", self.notes))
    }

    fn drop_open_at_end(&mut self) {
        if let Some((_, began)) = self.path {
            self.drop_open(began);
        }
    }
}

/// A count; gcov's marks for a line that was not reached are 0.
fn count(text: &str) -> Option<f64> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(f64::from(u8::from(text.bytes().any(|byte| byte != b'0'))));
    }
    match text {
        "=====" | "#####" => Some(0.0),
        _ => text.parse().ok().filter(|count: &f64| !count.is_nan()),
    }
}
