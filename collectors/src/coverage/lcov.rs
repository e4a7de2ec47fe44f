//! lcov tracefiles, 1.x and 2.x (`man geninfo`, section FILES), as lcov, coverage.py, nyc, c8, LLVM, grcov and gcovr
//! write them. Totals in the file (`LF`, `LH`…) are not believed: they are counted again.

use super::lines::{FileLines, Has, coverage};
use crate::collected::Parsed;
use crate::coverage::finish;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::paths;
use quarterdeck_model::payload::Coverage;
use std::collections::BTreeMap;

/// Whether the first lines look like a tracefile.
pub fn sniff(head: &str) -> bool {
    head.lines().any(|line| line.starts_with("SF:") || line.trim_end() == "(empty-report)")
}

/// Reads a tracefile; `roots` are cut off paths.
///
/// # Errors
/// When the file holds no record at all, or ends inside a section.
pub fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Coverage>, CollectError> {
    let (text, warning) = input.text();
    let mut reader = Reader { roots, notes: Notes::new(&input.name, warning), ..Reader::default() };
    for (number, line) in numbered(&text) {
        reader.record(number, line.trim_end());
    }
    if reader.sections == 0 && reader.path.is_none() && !text.contains("(empty-report)") {
        return Err(CollectError::new(&input.name, "is not an lcov tracefile: no line begins with `SF:`")
            .hint("expected the output of lcov, or of a tool asked for lcov"));
    }
    if let Some((path, line)) = reader.path.take() {
        let message = format!("ends inside the section of {path}: its `end_of_record` is missing");
        return Err(CollectError::new(&input.name, message)
            .at_line(line)
            .hint("the file was cut off: run the tool again"));
    }
    let payload = coverage(reader.files, reader.has);
    Ok(finish(payload, "lcov", None, reader.notes))
}

/// Lines with their numbers; CRLF is one end of a line, and so is a lone CR.
fn numbered(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1u64..).zip(text.lines()).flat_map(|(number, line)| line.split('\r').map(move |part| (number, part)))
}

#[derive(Default)]
struct Reader<'a> {
    roots: &'a [String],
    notes: Notes,
    files: BTreeMap<String, FileLines>,
    has: Has,
    sections: u64,
    /// The open section: its path, and the line where it began.
    path: Option<(String, u64)>,
    current: FileLines,
}

impl Reader<'_> {
    fn record(&mut self, number: u64, line: &str) {
        let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { line };
        if line == "end_of_record" {
            return self.end();
        }
        let Some((tag, rest)) = line.split_once(':') else {
            if !line.is_empty() && !line.starts_with('#') && line != "(empty-report)" {
                self.notes.warn(number, format!("`{line}` is no record of a tracefile; it was passed over"));
            }
            return;
        };
        match tag {
            "SF" => self.begin(number, rest),
            "DA" => self.line(number, rest),
            "BRDA" => self.branch(number, rest),
            "FN" => self.function(rest),
            "FNDA" => self.calls(number, rest),
            "FNA" => self.alias(number, rest),
            "TN" | "VER" | "FNL" | "LF" | "LH" | "BRF" | "BRH" | "FNF" | "FNH" | "MCDC" | "MCF" | "MCH" => {}
            _ => self.notes.warn(number, format!("record `{tag}` is not known; it was passed over")),
        }
    }

    fn begin(&mut self, number: u64, path: &str) {
        if self.path.is_some() {
            self.notes.warn(number, "a section begins before the last one ended".to_owned());
            self.end();
        }
        self.path = Some((paths::normalised(path, self.roots), number));
    }

    /// Sections of one file are joined: lcov writes one for each test.
    fn end(&mut self) {
        let current = std::mem::take(&mut self.current);
        if let Some((path, _)) = self.path.take() {
            self.sections += 1;
            self.files.entry(path).or_default().join(current);
        }
    }

    /// `DA:line,count[,checksum]`. A negative count is gcov's overflow: the line ran.
    fn line(&mut self, number: u64, rest: &str) {
        let mut fields = rest.split(',');
        let line = fields.next().and_then(|f| f.trim().parse::<u64>().ok());
        let count = fields.next().map(str::trim);
        let hit = match count {
            Some("=====" | "#####") => Some(false),
            Some(count) => count.parse::<f64>().ok().map(|c| c > 0.0),
            None => None,
        };
        match (line, hit) {
            (Some(line), Some(hit)) => {
                if count.is_some_and(|c| c.starts_with('-')) {
                    self.notes.warn(number, "a negative hit count counts as not hit".to_owned());
                }
                if !self.current.line(line, hit) {
                    self.notes
                        .warn(number, format!("line number {line} is no line of code; it was left out"));
                }
            }
            _ => self.notes.warn(number, "a DA record needs a line and a count; it was left out".to_owned()),
        }
    }

    /// `BRDA:line,[e]block,branch,taken`; the branch may be any text, commas included, so the ends are cut first.
    fn branch(&mut self, number: u64, rest: &str) {
        self.has.branches = true;
        let parts = rest.split_once(',').and_then(|(line, rest)| Some((line, rest.rsplit_once(',')?)));
        let parsed =
            parts.and_then(|(line, (name, taken))| Some((line.trim().parse::<u64>().ok()?, name, taken)));
        match parsed {
            Some((line, name, taken)) => {
                let taken = taken.trim().parse::<f64>().is_ok_and(|count| count > 0.0);
                self.current.branch(line, name.trim_start_matches('e'), taken);
            }
            None => self
                .notes
                .warn(number, "a BRDA record needs line, block, branch, taken; it was left out".to_owned()),
        }
    }

    /// `FN:start[,end],name`; names may hold commas (C++ templates).
    fn function(&mut self, rest: &str) {
        self.has.functions = true;
        let after = rest.split_once(',').map_or("", |(_, name)| name);
        let name = match after.split_once(',') {
            Some((end, name)) if !end.is_empty() && end.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => after,
        };
        self.current.function(name, false);
    }

    /// `FNDA:count,name`.
    fn calls(&mut self, number: u64, rest: &str) {
        self.has.functions = true;
        match rest.split_once(',').map(|(count, name)| (count.trim().parse::<f64>(), name)) {
            Some((Ok(count), name)) => self.current.function(name, count > 0.0),
            _ => {
                self.notes.warn(number, "an FNDA record needs a count and a name; it was left out".to_owned())
            }
        }
    }

    /// `FNA:id,count,name`: one function by its id (`FNL`); aliases of one id are one function.
    fn alias(&mut self, number: u64, rest: &str) {
        self.has.functions = true;
        let mut fields = rest.splitn(3, ',');
        match (fields.next(), fields.next().map(|c| c.trim().parse::<f64>())) {
            (Some(id), Some(Ok(count))) => self.current.function(&format!("#{id}"), count > 0.0),
            _ => {
                self.notes.warn(number, "an FNA record needs id, count and name; it was left out".to_owned())
            }
        }
    }
}
