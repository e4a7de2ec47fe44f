//! Clover's XML, as OpenClover, PHPUnit and Istanbul write it: lines of statements, conditions and methods.
//!
//! Lines are those of statements and conditions, each once in a file; a line of a method is a function. Metrics are read
//! only to tell the dialects of conditions apart: those of projects count nested classes twice.

mod conditions;

use self::conditions::Conditions;
use super::lines::{FileLines, Lines};
use super::{Measured, finish_lines};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::{Notes, harmless};
use crate::paths;
use crate::stream::Stream;
use crate::xml::{Element, Node, Xml};
use quarterdeck_model::Timestamp;

/// Whether the beginning looks like this report, and not like Cobertura's, which has the same root.
pub(crate) fn sniff(head: &str) -> bool {
    head.contains("<coverage")
        && (head.contains("clover=") || (head.contains("generated=") && head.contains("<project")))
}

/// Reads the report.
///
/// # Errors
/// When it is not well-formed XML with the root `coverage`.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let name = stream.name.clone();
    let mut reader = Reader { roots, notes: Notes::new(&name, None), ..Reader::default() };
    reader.lines.format = "clover";
    let mut xml = Xml::over(&name, stream.decoded());
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => reader.open(&name, &element)?,
            Node::Close("testproject") => reader.tests = false,
            Node::Close("file") => reader.end(),
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    xml.into_inner().warning(&name).into_iter().for_each(|warning| reader.notes.push(warning));
    let taken_at = reader.taken_at;
    Ok(Parsed { taken_at, ..finish_lines(reader.lines, "clover", reader.notes) })
}

#[derive(Default)]
struct Reader<'a> {
    roots: &'a [String],
    notes: Notes,
    lines: Lines,
    root: bool,
    /// Within the project of the tests themselves, which are not what is measured.
    tests: bool,
    file: Option<OpenFile>,
    taken_at: Option<Timestamp>,
}

/// A file whose lines are being read.
struct OpenFile {
    path: String,
    lines: FileLines,
    conditions: Conditions,
}

impl Reader<'_> {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), CollectError> {
        match element.name {
            "coverage" => {
                self.root = true;
                self.taken_at = element.number("generated").and_then(instant);
            }
            other if !self.root => {
                let message = format!("has the root <{}>; expected <coverage> of Clover", harmless(other));
                return Err(CollectError::new(name, message).at_line(element.line));
            }
            "testproject" => self.tests = true,
            "file" if !self.tests => self.begin(element),
            "line" => self.line(element),
            "metrics" => {
                if let Some(file) = &mut self.file {
                    let [all, covered] = element.numbers(["conditionals", "coveredconditionals"]);
                    file.conditions.declare(all.zip(covered));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// PHPUnit has the path as the name; Istanbul the last part of it.
    fn begin(&mut self, element: &Element) {
        let path = element.attribute("path").or_else(|| element.attribute("name")).unwrap_or_default();
        let path = paths::normalised(&path, self.roots);
        self.file = Some(OpenFile { path, lines: FileLines::default(), conditions: Conditions::default() });
    }

    fn end(&mut self) {
        if let Some(OpenFile { path, mut lines, conditions }) = self.file.take() {
            conditions.put_into(&mut lines);
            self.lines.files.entry(path).or_default().join(lines);
        }
    }

    fn line(&mut self, element: &Element) {
        let Some(OpenFile { lines, conditions, .. }) = &mut self.file else { return };
        let [number, count, taken, not_taken] = element.numbers(["num", "count", "truecount", "falsecount"]);
        let Some(number) = number else {
            return self.notes.warn(element.line, "a line has no number; it was left out".to_owned());
        };
        let hit = count.unwrap_or(0) > 0;
        let negative = element.attribute("count").is_some_and(|count| count.trim().starts_with('-'));
        if count.is_none() && element.attribute("type").as_deref() != Some("cond") {
            let why = if negative { "has a negative count, and counts as missed" } else { "has no count" };
            self.notes.doubt(element.line, &format!("line {number} {why}"));
        }
        let real = match element.attribute("type").as_deref() {
            Some("method") => {
                self.lines.has.functions = true;
                let name = element.attribute("name").or_else(|| element.attribute("signature"));
                lines.function(&format!("{number}:{}", name.unwrap_or_default()), hit);
                true
            }
            Some("cond") => {
                self.lines.has.branches = true;
                let (when_true, when_false) = (taken.unwrap_or(0), not_taken.unwrap_or(0));
                conditions.add(number, when_true, when_false);
                lines.line(number, hit || when_true > 0 || when_false > 0)
            }
            _ => lines.line(number, hit),
        };
        if !real {
            self.notes.warn(element.line, format!("{number} is no line of code; it was left out"));
        }
    }
}

/// PHPUnit writes seconds, the others milliseconds.
fn instant(number: u64) -> Option<Timestamp> {
    let millis = if number < 100_000_000_000 { number.checked_mul(1000)? } else { number };
    Timestamp::from_millis(i64::try_from(millis).ok()?)
}
