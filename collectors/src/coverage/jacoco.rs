//! JaCoCo's XML (report.dtd 1.1): lines with missed and covered instructions and branches, and counters.
//!
//! Counters of source files count, and never those of classes: a line that two classes share stands in both. Lines and
//! branches are counted line by line; where a writer's lines have no instructions (gcovr), its counters are taken.

use super::lines::from_counts;
use super::{Measured, finish};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::{Notes, harmless};
use crate::paths;
use crate::stream::Stream;
use crate::xml::{Element, Node, Xml};
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Count, Counts};
use std::collections::BTreeMap;

/// Whether the beginning looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    let marks = ["//JACOCO//", "/jacoco/", "<sessioninfo", "<sourcefile"];
    head.contains("<report") && marks.iter().any(|mark| head.contains(mark))
}

/// Reads the report.
///
/// # Errors
/// When it is not well-formed XML with the root `report`.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let name = stream.name.clone();
    let mut reader = Reader { roots, notes: Notes::new(&name, None), ..Reader::default() };
    let mut xml = Xml::over(&name, stream.decoded());
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => reader.open(&name, &element)?,
            Node::Close(name) => reader.close(name),
            Node::Text(_) => {}
        }
    }
    xml.into_inner().warning(&name).into_iter().for_each(|warning| reader.notes.push(warning));
    let payload = Measured { coverage: from_counts(reader.files), lines: None };
    Ok(Parsed { taken_at: reader.taken_at, ..finish(payload, "jacoco", reader.notes) })
}

#[derive(Default)]
struct Reader<'a> {
    roots: &'a [String],
    notes: Notes,
    files: BTreeMap<String, Counts>,
    root: bool,
    /// Modules, from the outermost.
    groups: Vec<String>,
    package: String,
    source: Option<Source>,
    taken_at: Option<Timestamp>,
}

/// The open source file.
struct Source {
    path: String,
    line: u64,
    /// Lines, and those whose instructions are told.
    lines: Count,
    told: u64,
    branches: Count,
    counters: Counts,
}

impl Reader<'_> {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), CollectError> {
        match element.name {
            "report" => self.root = true,
            other if !self.root => {
                let message = format!("has the root <{}>; expected <report> of JaCoCo", harmless(other));
                return Err(CollectError::new(name, message).at_line(element.line));
            }
            "line" => self.line(element),
            "counter" => self.counter(element),
            "sessioninfo" => {
                let dump = element.number("dump").and_then(|millis| i64::try_from(millis).ok());
                self.taken_at = self.taken_at.max(dump.and_then(Timestamp::from_millis));
            }
            "group" => self.groups.push(element.attribute("name").unwrap_or_default()),
            "package" => self.package = element.attribute("name").unwrap_or_default(),
            "sourcefile" => self.begin(element),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "group" => drop(self.groups.pop()),
            "package" => self.package.clear(),
            "sourcefile" => self.end(),
            _ => {}
        }
    }

    /// Packages of two modules may have one name: the module stands before it.
    fn begin(&mut self, element: &Element) {
        let file = element.attribute("name").unwrap_or_default();
        let parts = self.groups.iter().chain([&self.package, &file]);
        let path: Vec<&str> = parts.map(String::as_str).filter(|part| !part.is_empty()).collect();
        self.source = Some(Source {
            path: paths::normalised(&path.join("/"), self.roots),
            line: element.line,
            lines: Count::default(),
            told: 0,
            branches: Count::default(),
            counters: Counts::default(),
        });
    }

    fn line(&mut self, element: &Element) {
        let Some(source) = &mut self.source else { return };
        let [number, missed, covered, missed_branches, covered_branches] =
            element.numbers(["nr", "mi", "ci", "mb", "cb"]);
        if number.is_none() {
            return self.notes.warn(element.line, "a line has no number; it was left out".to_owned());
        }
        source.lines.total += 1;
        source.lines.covered += u64::from(covered.unwrap_or(0) > 0);
        source.told += u64::from(missed.is_some() || covered.is_some());
        add(&mut source.branches, missed_branches.unwrap_or(0), covered_branches.unwrap_or(0));
    }

    /// Counters of the source file; those of the lines are counted from the lines.
    fn counter(&mut self, element: &Element) {
        let Some(source) = &mut self.source else { return };
        let [missed, covered] = element.numbers(["missed", "covered"]);
        let (Some(missed), Some(covered)) = (missed, covered) else {
            return self.notes.warn(element.line, "a counter is no number; it was left out".to_owned());
        };
        let of = match element.attribute("type").as_deref() {
            Some("LINE") => &mut source.counters.line,
            Some("BRANCH") => &mut source.counters.branch,
            Some("METHOD") => &mut source.counters.function,
            Some("INSTRUCTION") => &mut source.counters.instruction,
            _ => return,
        };
        add(of.get_or_insert_default(), missed, covered);
    }

    fn end(&mut self) {
        let Some(source) = self.source.take() else { return };
        let counts = source.counts();
        if let Some(known) = self.files.get_mut(&source.path) {
            let message = format!("{} is there twice; the better covered was kept", source.path);
            self.notes.warn(source.line, message);
            if super::covered(&counts) > super::covered(known) {
                *known = counts;
            }
        } else {
            self.files.insert(source.path, counts);
        }
    }
}

impl Source {
    fn counts(&self) -> Counts {
        let counted = self.lines.total > 0 && self.told == self.lines.total;
        // What is 0 of 0 JaCoCo leaves out.
        Counts {
            line: if counted { Some(self.lines) } else { self.counters.line.or(Some(Count::default())) },
            branch: if self.lines.total > 0 { Some(self.branches) } else { self.counters.branch },
            function: self.counters.function,
            instruction: self.counters.instruction,
            ..Counts::default()
        }
    }
}

fn add(count: &mut Count, missed: u64, covered: u64) {
    count.covered = count.covered.saturating_add(covered);
    count.total = count.total.saturating_add(missed).saturating_add(covered);
}
