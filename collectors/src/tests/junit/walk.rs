//! Walks through a report element by element; nothing but the cases is kept.

use super::frame::{Frame, OpenCase, OpenSuite, Outcome, What};
use super::remarks::Remarks;
use super::seconds::{self, Seconds};
use super::totals::{Declared, Totals};
use super::writer;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::paths;
use crate::tests::report::section;
use crate::tests::{arrange, cases};
use crate::xml::Element;
use quarterdeck_model::payload::{Case, Status, Suite, Tests};
use quarterdeck_model::{Diagnostic, Section, SectionState, Timestamp};
use std::borrow::Cow;
use std::sync::Arc;

/// A time that only the rest of the file can tell: index of the case, seconds by point and by thousands.
type Doubtful = (usize, f64);

/// Cases for which room is made at the beginning, at most.
const MOST_EXPECTED: u64 = 4_000_000;

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
    /// The class read last, as it stands in the file and as it is kept.
    class_as_written: String,
    class: Arc<str>,
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
            class_as_written: String::new(),
            class: Arc::default(),
            wall_s: None,
            taken_at: None,
            doubtful: Vec::new(),
            thousands: false,
        }
    }

    /// Makes room for that many cases, if there is room: a list that grows is copied, again and again.
    pub(super) fn expect(&mut self, cases: u64) {
        let room = usize::try_from(cases.min(MOST_EXPECTED)).unwrap_or(0);
        // Without room for so many at once there may still be room for those that come.
        drop(self.cases.try_reserve_exact(room));
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
        let name = element.attribute("name").unwrap_or_default();
        self.remarks.look_for_controls(&name);
        let name = self.portable(name);
        let outer = match self.open.last() {
            Some(Frame::Suite(outer)) => Some(&*outer.path).filter(|p| !p.is_empty()),
            _ => None,
        };
        let path = match (root, outer) {
            (true, _) => Arc::default(),
            (false, Some(outer)) => format!("{outer}/{name}").into(),
            (false, None) => name.as_str().into(),
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
            Some(Frame::Suite(suite)) => Arc::clone(&suite.path),
            _ => Arc::default(),
        };
        let names = ["name", "classname", "class", "file", "time", "status", "result", "flaky"];
        let [name, classname, class, file, time, status, result, flaky] = element.attributes(names);
        let class = [classname, class, file].into_iter().flatten().find(|class| !class.is_empty());
        let class = self.class(class.unwrap_or_default());
        let name = name.unwrap_or_default().into_owned();
        self.remarks.look_for_controls(&name);
        let not_run = matches!(status.as_deref(), Some("notrun" | "disabled" | "skipped" | "ignored"))
            || matches!(result.as_deref(), Some("suppressed" | "skipped"));
        let duration_s = time.and_then(|time| self.duration(&time, element.line));
        let (occurrence, status, attempts) = (0, Status::Passed, 1);
        let case = Case { suite, class, name, occurrence, status, duration_s, attempts, message: None };
        let called_flaky = matches!(flaky.as_deref(), Some("true" | "1"));
        OpenCase { case, error: None, failure: None, skipped: None, flaky: None, called_flaky, not_run }
    }

    /// The time that the report gives the case; what cannot be read is not known, and never 0.
    fn duration(&mut self, raw: &str, line: u64) -> Option<f64> {
        self.thousands |= seconds::shows_thousands(raw);
        match seconds::read(raw) {
            Seconds::Known(seconds) => Some(seconds),
            Seconds::Missing => None,
            Seconds::Ambiguous { decimal, thousands } => {
                self.doubtful.push((self.cases.len(), thousands));
                Some(decimal)
            }
            Seconds::Unreadable => {
                self.remarks.time(line, raw.to_owned());
                None
            }
        }
    }

    /// The class of a case, which is mostly that of the case before.
    fn class(&mut self, name: Cow<'_, str>) -> Arc<str> {
        self.remarks.look_for_controls(&name);
        if *name != *self.class_as_written {
            self.class_as_written = name.clone().into_owned();
            self.class = self.portable(name.into_owned()).into();
        }
        Arc::clone(&self.class)
    }

    /// A name without the folder of this machine's work tree.
    fn portable(&self, name: String) -> String {
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
            let name = if suite.path.is_empty() { suite.name } else { suite.path.to_string() };
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
        let mut tests = Tests { suites: self.suites, cases, wall_s: self.wall_s, files: None };
        arrange(&mut tests.cases);
        Parsed {
            section: section(&tests, None),
            payload: tests,
            tool: tool.to_owned(),
            tool_version: None,
            taken_at: self.taken_at,
            diagnostics: self.remarks.finish(tool, linter, warning),
        }
    }
}
