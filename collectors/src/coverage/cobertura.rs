//! Cobertura XML (coverage-04.dtd) as Cobertura, coverage.py, nyc, gcovr, grcov, llvm and .NET write it.
//!
//! Only the lines directly under `class` count: lines of methods repeat some of them, and some writers list method lines
//! that are no statements; they are used only for a class that has no lines of its own. Classes of one file are joined.

use super::lines::{FileLines, Has, coverage};
use crate::collected::Parsed;
use crate::coverage::finish;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::paths;
use crate::xml::{Element, Node, Xml};
use quarterdeck_model::payload::Coverage;
use std::collections::BTreeMap;

/// Whether the beginning looks like this report.
pub fn sniff(head: &str) -> bool {
    let root = head.contains("<coverage");
    root && !head.contains("<project") && !head.contains("generated=") && !head.contains("clover=")
}

/// Reads the report; `roots` and the report's own sources are cut off paths.
///
/// # Errors
/// When it is not well-formed XML with the root `coverage`.
pub fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Coverage>, CollectError> {
    let (text, warning) = input.text();
    let mut reader =
        Reader { roots: roots.to_vec(), notes: Notes::new(&input.name, warning), ..Reader::default() };
    let mut xml = Xml::new(&input.name, &text);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => reader.open(&input.name, &element)?,
            Node::Close(name) => reader.close(&name),
            Node::Text(text) if reader.in_source => reader.source(&text),
            Node::Text(_) => {}
        }
    }
    let tool = reader.tool.unwrap_or("cobertura");
    Ok(finish(coverage(reader.files, reader.has), tool, None, reader.notes))
}

#[derive(Default)]
struct Reader {
    roots: Vec<String>,
    notes: Notes,
    files: BTreeMap<String, FileLines>,
    has: Has,
    tool: Option<&'static str>,
    rooted: bool,
    in_source: bool,
    in_method: bool,
    /// The open class: its file, its own lines, and the lines of its methods.
    class: Option<(String, FileLines, FileLines)>,
    /// Whether the open class has lines of its own.
    own_lines: bool,
    /// The open method's name and whether a line of it was hit.
    method: Option<(String, bool)>,
}

impl Reader {
    fn open(&mut self, name: &str, element: &Element) -> Result<(), CollectError> {
        match element.name.as_str() {
            "coverage" => self.root(element),
            other if !self.rooted => {
                let message = format!("has the root <{other}>; expected <coverage> of a Cobertura report");
                return Err(CollectError::new(name, message).at_line(element.line));
            }
            "source" => self.in_source = true,
            "class" => self.begin(element),
            "method" => {
                self.in_method = true;
                let signature = element.attribute("signature").unwrap_or_default();
                self.method = element.attribute("name").map(|name| (format!("{name}{signature}"), false));
            }
            "line" => self.line(element),
            _ => {}
        }
        Ok(())
    }

    fn root(&mut self, element: &Element) {
        self.rooted = true;
        // gcovr and coverage.py sign their reports with their version; grcov and nyc do not.
        let branches = element.number("branches-valid").is_some_and(|n| n > 0);
        self.has.branches = branches;
    }

    /// A `<source>` folder is cut off paths that begin with it.
    fn source(&mut self, text: &str) {
        let folder = text.trim().replace('\\', "/");
        if folder.len() > 1 && !self.roots.contains(&folder) {
            self.roots.push(folder);
        }
    }

    fn begin(&mut self, element: &Element) {
        let file = element.attribute("filename").or_else(|| element.attribute("name")).unwrap_or_default();
        if file.is_empty() {
            self.notes.note(format!(
                "line {}: a class has neither filename nor name; its lines count as one file",
                element.line
            ));
        }
        let file = if file.is_empty() { "(unnamed)".to_owned() } else { file };
        self.class =
            Some((paths::normalised(&file, &self.roots), FileLines::default(), FileLines::default()));
        self.own_lines = false;
    }

    fn line(&mut self, element: &Element) {
        let (Some(number), Some(hits)) = (element.number("number"), hits(element)) else {
            self.notes.warn(element.line, "a line needs a number and hits; it was left out".to_owned());
            return;
        };
        let Some((_, own, of_methods)) = &mut self.class else { return };
        if let Some((_, entered)) = &mut self.method {
            *entered |= hits;
        }
        self.own_lines |= !self.in_method;
        let lines = if self.in_method { of_methods } else { own };
        if !lines.line(number, hits) {
            self.notes
                .warn(element.line, format!("line number {number} is no line of code; it was left out"));
        }
        if let Some((covered, total)) =
            element.attribute("condition-coverage").as_deref().and_then(conditions)
        {
            self.has.branches = true;
            for outcome in 0..total.min(10_000) {
                lines.branch(number, &outcome.to_string(), outcome < covered);
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "source" => self.in_source = false,
            "method" => {
                self.in_method = false;
                if let (Some((name, entered)), Some((_, own, _))) = (self.method.take(), &mut self.class) {
                    self.has.functions = true;
                    own.function(&name, entered);
                }
            }
            "class" => {
                if let Some((file, mut own, of_methods)) = self.class.take() {
                    if !self.own_lines {
                        own.join(of_methods);
                    }
                    self.files.entry(file).or_default().join(own);
                }
            }
            _ => {}
        }
    }
}

/// Hits as a number; saturating, and some writers give a fraction.
fn hits(element: &Element) -> Option<bool> {
    element.attribute("hits")?.trim().parse::<f64>().ok().map(|hits| hits > 0.0)
}

/// `50% (1/2)` → 1 of 2.
fn conditions(text: &str) -> Option<(u64, u64)> {
    let (covered, total) = text.split_once('(')?.1.split_once(')')?.0.split_once('/')?;
    let (covered, total) = (covered.trim().parse::<u64>().ok()?, total.trim().parse::<u64>().ok()?);
    Some((covered.min(total), total))
}
