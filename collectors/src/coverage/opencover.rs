//! OpenCover's XML, which coverlet writes too: sequence points, which are statements and not lines, and branch points.
//!
//! Points count, each once in a file, however many modules contain it; summaries repeat them at each level. Modules,
//! classes and methods that were skipped do not count.

use super::lines::{FileLines, Lines};
use super::{Measured, finish_lines};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::{Notes, harmless};
use crate::paths;
use crate::stream::Stream;
use crate::xml::{Element, Node, Xml};
use std::collections::BTreeMap;

/// Whether the beginning looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    head.contains("<CoverageSession")
}

/// Reads the report.
///
/// # Errors
/// When it is not well-formed XML with the root `CoverageSession`.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Measured>, CollectError> {
    let name = stream.name.clone();
    let mut reader = Reader { roots, notes: Notes::new(&name, None), ..Reader::default() };
    reader.lines.format = "opencover";
    reader.lines.has.statements = true;
    reader.lines.has.no_lines = true;
    let mut xml = Xml::over(&name, stream.decoded());
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => reader.open(&name, &element)?,
            Node::Close(name) => reader.close(name),
            Node::Text(text) => reader.text(text),
        }
    }
    xml.into_inner().warning(&name).into_iter().for_each(|warning| reader.notes.push(warning));
    for (path, file) in reader.files {
        reader.lines.files.entry(path).or_default().join(file);
    }
    Ok(finish_lines(reader.lines, "opencover", reader.notes))
}

#[derive(Default)]
struct Reader<'a> {
    roots: &'a [String],
    notes: Notes,
    lines: Lines,
    files: BTreeMap<String, FileLines>,
    root: bool,
    /// The innermost thing that was skipped.
    skipped: Option<String>,
    /// Paths of the module's files.
    paths: BTreeMap<u64, String>,
    method: Option<Method>,
    /// Within the name of the method.
    naming: bool,
}

/// The open method.
#[derive(Default)]
struct Method {
    name: String,
    file: Option<u64>,
    points: u64,
    entered: bool,
}

impl Reader<'_> {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), CollectError> {
        if element.name == "CoverageSession" {
            self.root = true;
        } else if !self.root {
            let message = format!("has the root <{}>; expected <CoverageSession>", harmless(element.name));
            return Err(CollectError::new(name, message).at_line(element.line));
        }
        if self.skipped.is_some() {
            return Ok(());
        }
        match element.name {
            "Module" | "Class" | "Method" if element.attribute("skippedDueTo").is_some() => {
                self.skipped = Some(element.name.to_owned());
            }
            "Module" => self.paths.clear(),
            "File" => {
                let path = element.attribute("fullPath").unwrap_or_default();
                let path = paths::normalised(&path, self.roots);
                element.number("uid").map(|uid| self.paths.insert(uid, path));
            }
            "Method" => self.method = Some(Method::default()),
            "Name" => self.naming = true,
            "FileRef" => {
                if let Some(method) = &mut self.method {
                    method.file = element.number("uid");
                }
            }
            "SequencePoint" => self.point(element),
            "BranchPoint" => self.branch(element),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if self.skipped.as_deref() == Some(name) {
            self.skipped = None;
            return;
        }
        match name {
            "Name" => self.naming = false,
            "Method" => self.end(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(method) = self.method.as_mut().filter(|_| self.naming) {
            method.name.push_str(text);
        }
    }

    /// The lines of the file that a point is in.
    fn file(&mut self, id: Option<u64>) -> Option<&mut FileLines> {
        let id = id.or_else(|| self.method.as_ref()?.file)?;
        let path = self.paths.get(&id)?;
        if !self.files.contains_key(path) {
            self.files.insert(path.clone(), FileLines::default());
        }
        self.files.get_mut(path)
    }

    fn point(&mut self, element: &Element) {
        let names = ["vc", "sl", "sc", "el", "ec", "fileid", "offset"];
        let [visits, sl, sc, el, ec, file, offset] = element.numbers(names);
        let (Some(visits), Some(line)) = (visits, sl) else {
            return self.notes.warn(element.line, "a point needs vc and sl; it was left out".to_owned());
        };
        let hit = visits > 0;
        let place = format!("{line}.{sc:?}-{el:?}.{ec:?}+{offset:?}");
        match self.file(file) {
            Some(lines) => lines.statements(&place, 1, hit),
            None => {
                return self.notes.warn(element.line, "a point is in no file; it was left out".to_owned());
            }
        }
        if let Some(method) = &mut self.method {
            method.points += 1;
            method.entered |= hit;
        }
    }

    fn branch(&mut self, element: &Element) {
        // Old versions name the line as sequence points do.
        let [visits, line, old_line, path, offset, file, end] =
            element.numbers(["vc", "sline", "sl", "path", "offset", "fileid", "offsetend"]);
        let Some(visits) = visits else { return };
        self.lines.has.branches = true;
        let name = format!("{path:?}+{offset:?}-{end:?}");
        if let Some(lines) = self.file(file) {
            lines.branch(line.or(old_line).unwrap_or(1).max(1), &name, visits > 0);
        }
    }

    /// Of a method without points nobody knows where it is.
    fn end(&mut self) {
        let Some(method) = self.method.take().filter(|method| method.points > 0) else { return };
        self.lines.has.functions = true;
        let id = method.file;
        if let Some(lines) = self.file(id) {
            lines.function(&method.name, method.entered);
        }
    }
}
