//! Walks through a report element by element; nothing but the cases is kept.

use super::frame::{Frame, OpenCase, OpenSuite, Outcome, What};
use super::remarks::Remarks;
use super::seconds::{self, Seconds};
use super::totals::{Declared, Totals};
use super::writer;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::paths;
use crate::tests::{arrange, cases};
use crate::xml::Element;
use quarterdeck_model::payload::{Case, Status, Suite, Tests};
use quarterdeck_model::{Diagnostic, Section, SectionState, Timestamp};

/// A time that only the rest of the file can tell: index of the case, seconds by point and by thousands.
type Doubtful = (usize, f64);

/// The state of the walk.
pub(super) struct Walk<'a> {
    file: &'a str,
    /// The beginning of the file, by which its writer is known.
    head: String,
    roots: &'a [String],
    remarks: Remarks,
    open: Vec<Frame>,
    cases: Vec<Case>,
    suites: Vec<Suite>,
    names: Vec<String>,
    wall_s: Option<f64>,
    taken_at: Option<Timestamp>,
    doubtful: Vec<Doubtful>,
    thousands: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(file: &'a str, head: String, roots: &'a [String]) -> Self {
        Self {
            file,
            head,
            roots,
            remarks: Remarks::new(file),
            open: Vec::new(),
            cases: Vec::new(),
            suites: Vec::new(),
            names: Vec::new(),
            wall_s: None,
            taken_at: None,
            doubtful: Vec::new(),
            thousands: false,
        }
    }

    /// An element begins.
    pub(super) fn open(&mut self, element: &Element<'_>) -> Result<(), CollectError> {
        self.remarks.line = element.line;
        let frame = match (self.open.last(), element.name) {
            (None, "testsuites") => Frame::Root(Box::new(self.suite(element, true))),
            (None | Some(Frame::Root(_) | Frame::Suite(_)), "testsuite") => {
                Frame::Suite(Box::new(self.suite(element, false)))
            }
            (None, other) => {
                let message =
                    format!("its root is <{other}>; expected <testsuites> or <testsuite> of JUnit XML");
                return Err(CollectError::new(self.file, message).at_line(element.line));
            }
            (Some(Frame::Root(_) | Frame::Suite(_)), "testcase") => Frame::Case(Box::new(self.case(element))),
            (Some(Frame::Case(_) | Frame::Suite(_)), name) => What::of(name).map_or(Frame::Other, |what| {
                let message = element.attribute("message").filter(|m| !m.trim().is_empty());
                Frame::Outcome(Outcome { what, message, text: String::new() })
            }),
            _ => Frame::Other,
        };
        self.open.push(frame);
        Ok(())
    }

    /// Text of the open element.
    pub(super) fn text(&mut self, text: &str) {
        self.remarks.look_for_controls(text);
        if let Some(Frame::Outcome(outcome)) = self.open.last_mut() {
            outcome.push(text);
        }
    }

    /// The open element ends.
    pub(super) fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Outcome(outcome)) => match self.open.last_mut() {
                Some(Frame::Case(case)) => case.add(outcome),
                Some(Frame::Suite(suite)) if outcome.what != What::Skipped => {
                    suite.broken.get_or_insert_with(|| outcome.words());
                }
                _ => {}
            },
            Some(Frame::Case(case)) => self.end_case(*case),
            Some(Frame::Suite(suite) | Frame::Root(suite)) => self.end_suite(*suite),
            Some(Frame::Other) | None => {}
        }
    }

    fn suite(&mut self, element: &Element<'_>, root: bool) -> OpenSuite {
        let name = element.attribute("name").map(|n| self.portable(n)).unwrap_or_default();
        let outer = match self.open.last() {
            Some(Frame::Suite(outer)) => Some(outer.path.as_str()).filter(|p| !p.is_empty()),
            _ => None,
        };
        let path = match (root, outer) {
            (true, _) => String::new(),
            (false, Some(outer)) => format!("{outer}/{name}"),
            (false, None) => name.clone(),
        };
        let time = element.attribute("time").unwrap_or_default();
        self.thousands |= seconds::shows_thousands(&time);
        if self.open.is_empty()
            && let Seconds::Known(wall) = seconds::read(&time)
        {
            self.wall_s = Some(wall);
        }
        let at = element.attribute("timestamp").and_then(|t| seconds::instant(&t));
        self.taken_at = match (self.taken_at, at) {
            (Some(known), Some(at)) => Some(known.min(at)),
            (known, at) => known.or(at),
        };
        if self.names.len() < 100 {
            self.names.push(name.clone());
        }
        let declared = Declared::of(element);
        let (own, whole) = (Totals::default(), Totals::default());
        OpenSuite { name, path, line: element.line, declared, own, whole, broken: None }
    }

    fn case(&mut self, element: &Element<'_>) -> OpenCase {
        let suite = match self.open.last() {
            Some(Frame::Suite(suite)) => suite.path.clone(),
            _ => String::new(),
        };
        let attribute = |name| element.attribute(name).filter(|v| !v.is_empty());
        let class = attribute("classname").or_else(|| attribute("class")).or_else(|| attribute("file"));
        let class = class.map(|c| self.portable(c)).unwrap_or_default();
        let name = element.attribute("name").unwrap_or_default();
        self.remarks.look_for_controls(&name);
        let status = attribute("status").unwrap_or_default();
        let result = attribute("result").unwrap_or_default();
        let not_run = matches!(status.as_str(), "notrun" | "disabled" | "skipped" | "ignored")
            || matches!(result.as_str(), "suppressed" | "skipped");
        let duration_s = self.duration(element);
        let case = Case {
            suite,
            class,
            name,
            occurrence: 0,
            status: Status::Passed,
            duration_s,
            attempts: 1,
            message: None,
        };
        let called_flaky = attribute("flaky").is_some_and(|v| v == "true" || v == "1");
        OpenCase { case, error: None, failure: None, skipped: None, flaky: None, called_flaky, not_run }
    }

    /// The time that the report gives the case; what cannot be read is not known, and never 0.
    fn duration(&mut self, element: &Element<'_>) -> Option<f64> {
        let raw = element.attribute("time")?;
        self.thousands |= seconds::shows_thousands(&raw);
        match seconds::read(&raw) {
            Seconds::Known(seconds) => Some(seconds),
            Seconds::Missing => None,
            Seconds::Ambiguous { decimal, thousands } => {
                self.doubtful.push((self.cases.len(), thousands));
                Some(decimal)
            }
            Seconds::Unreadable => {
                self.remarks.time(element.line, raw);
                None
            }
        }
    }

    /// A name without the folder of this machine's work tree.
    fn portable(&mut self, name: String) -> String {
        self.remarks.look_for_controls(&name);
        let here = self.roots.iter().any(|root| name.starts_with(root.as_str()));
        if here { paths::normalised(&name, self.roots) } else { name }
    }

    fn end_case(&mut self, open: OpenCase) {
        let case = open.finish();
        let bad = u64::from(matches!(case.status, Status::Failed | Status::Errored));
        if let Some(Frame::Suite(suite) | Frame::Root(suite)) = self.open.last_mut() {
            suite.own.add(Totals { tests: 1, bad });
            suite.whole.add(Totals { tests: 1, bad });
        }
        self.cases.push(case);
    }

    fn end_suite(&mut self, suite: OpenSuite) {
        if let Some(Frame::Suite(outer) | Frame::Root(outer)) = self.open.last_mut() {
            outer.whole.add(suite.whole);
        }
        let empty = suite.whole.tests == 0;
        let promised = suite.declared.promises().filter(|_| empty && !self.inner_told(&suite));
        let why = suite.broken.map(|words| format!("broke outside its cases: {words}")).or(promised);
        if let Some(why) = why {
            let name = if suite.path.is_empty() { suite.name } else { suite.path };
            let reason = format!("suite {name:?} {why}");
            self.suites.push(Suite { name, section: Section::because(SectionState::Failed, reason) });
        } else if let Some(difference) = suite.declared.differ(suite.own, suite.whole) {
            self.remarks.total(&suite.name, suite.line, &difference);
        }
    }

    /// Whether an inner suite without cases has already been told of.
    fn inner_told(&self, suite: &OpenSuite) -> bool {
        let inner = format!("{}/", suite.path);
        self.suites.iter().any(|s| suite.path.is_empty() || s.name.starts_with(&inner))
    }

    /// All cases, in order, and whether they can be believed.
    pub(super) fn finish(mut self, warning: Option<Diagnostic>) -> Parsed<Tests> {
        if self.thousands {
            for (at, seconds) in &self.doubtful {
                if let Some(case) = self.cases.get_mut(*at) {
                    case.duration_s = Some(*seconds);
                }
            }
        }
        let (tool, linter) = writer::tool(&self.names, &self.head);
        let cases = if tool == "pytest" { cases::with_reruns(self.cases) } else { self.cases };
        let mut tests = Tests { suites: self.suites, cases, wall_s: self.wall_s };
        arrange(&mut tests.cases);
        Parsed {
            section: section(&tests),
            payload: tests,
            tool: tool.to_owned(),
            tool_version: None,
            taken_at: self.taken_at,
            diagnostics: self.remarks.finish(tool, linter, warning),
        }
    }
}

fn section(tests: &Tests) -> Section {
    let reasons: Vec<String> = tests.suites.iter().flat_map(|s| s.section.reasons.clone()).collect();
    match (tests.cases.is_empty(), reasons.is_empty()) {
        (false, true) => Section::ok(),
        (false, false) => Section { state: SectionState::Partial, reasons },
        (true, false) => Section { state: SectionState::Failed, reasons },
        (true, true) => Section::because(SectionState::Empty, "the report holds no test case"),
    }
}
