//! Walks through the elements; results wait for the definitions of their tests.

use super::result::{Definition, TestResult};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::Notes;
use crate::tests::report::{Report, words};
use crate::xml::Element;
use quarterdeck_model::payload::{Status, Tests};
use quarterdeck_model::{Diagnostic, Timestamp};
use std::collections::HashMap;

/// The state of the walk.
pub(super) struct Walk<'a> {
    file: &'a str,
    report: Report,
    /// Names of the open elements.
    open: Vec<String>,
    /// Results that have begun, with the depth of their element.
    inside: Vec<(usize, TestResult)>,
    results: Vec<TestResult>,
    /// Results that only sum up others; some writers count them.
    sums: u64,
    definitions: HashMap<String, Definition>,
    /// The test that is being defined.
    defined: String,
    declared: Option<u64>,
    outcome: String,
    /// What the run says of itself, when it says that it broke.
    broken: Option<String>,
    /// Text of an open element that says so.
    said: Option<String>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        Self {
            file,
            report: Report::new(Notes::new(file, None)),
            open: Vec::new(),
            inside: Vec::new(),
            results: Vec::new(),
            sums: 0,
            definitions: HashMap::new(),
            defined: String::new(),
            declared: None,
            outcome: String::new(),
            broken: None,
            said: None,
        }
    }

    /// An element begins.
    pub(super) fn open(&mut self, element: &Element<'_>) -> Result<(), CollectError> {
        let parent = self.open.last().map_or("", String::as_str);
        match (parent, element.name) {
            ("", "TestRun") => {}
            ("", other) => {
                let message =
                    format!("its root is <{other}>; expected <TestRun> of Visual Studio's test results");
                return Err(CollectError::new(self.file, message).at_line(element.line));
            }
            ("Results" | "InnerResults", name) if name.ends_with("TestResult") => self.result(element),
            ("TestRun", "Times") => self.times(element),
            ("TestRun", "ResultSummary") => self.outcome = element.attribute("outcome").unwrap_or_default(),
            ("ResultSummary", "Counters") => self.declared = element.number("total"),
            ("RunInfos", "RunInfo") if element.attribute("outcome").as_deref() == Some("Error") => {
                self.said = Some(String::new());
            }
            ("TestDefinitions", _) => self.define(element),
            (_, "TestMethod") => self.method(element),
            _ => {}
        }
        self.open.push(element.name.to_owned());
        Ok(())
    }

    fn result(&mut self, element: &Element<'_>) {
        if let Some((_, outer)) = self.inside.last_mut() {
            outer.sums_up = true;
        }
        self.inside.push((self.open.len(), TestResult::of(element)));
    }

    fn times(&mut self, element: &Element<'_>) {
        let at = |name| element.attribute(name).and_then(|text| Timestamp::parse(&text));
        let (start, finish) = (at("start"), at("finish"));
        self.report.taken_at = start;
        let wall = start.zip(finish).map(|(start, finish)| finish.millis() - start.millis());
        self.report.tests.wall_s = wall.filter(|ms| *ms >= 0).map(|ms| ms as f64 / 1000.0);
    }

    fn define(&mut self, element: &Element<'_>) {
        let storage = element.attribute("storage").unwrap_or_default();
        let file = storage.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        self.defined = element.attribute("id").unwrap_or_default();
        self.definitions.insert(self.defined.clone(), Definition { storage: file, class: String::new() });
    }

    fn method(&mut self, element: &Element<'_>) {
        let class = element.attribute("className").unwrap_or_default();
        // The assembly's full name may follow.
        let class = class.split(',').next().unwrap_or_default().trim().to_owned();
        if let Some(definition) = self.definitions.get_mut(&self.defined) {
            definition.class = class;
        }
    }

    /// Text of the open element.
    pub(super) fn text(&mut self, text: &str) {
        let at = |from_end: usize| self.open.len().checked_sub(from_end).and_then(|at| self.open.get(at));
        let place = (at(2).map_or("", String::as_str), at(1).map_or("", String::as_str));
        match place {
            ("ErrorInfo", "Message") => {
                if let Some((_, result)) = self.inside.last_mut() {
                    result.push(text);
                }
            }
            ("RunInfo", "Text") => {
                if let Some(said) = &mut self.said {
                    said.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// The open element ends.
    pub(super) fn close(&mut self) {
        self.open.pop();
        if self.open.last().is_some_and(|name| name == "RunInfos") {
            // xUnit repeats each failed test here.
            let said = self.said.take().filter(|said| !said.trim_end().ends_with("[FAIL]"));
            self.broken = self.broken.take().or(said);
        }
        let Some((_, result)) = self.inside.pop_if(|(depth, _)| *depth == self.open.len()) else { return };
        let bad = matches!(result.status(), Status::Failed | Status::Errored);
        if let Some((_, outer)) = self.inside.last_mut() {
            outer.blamed |= bad;
        }
        if !result.sums_up || (bad && !result.blamed) {
            self.results.push(result);
        } else {
            self.sums += 1;
        }
    }

    /// All cases, and whether they can be believed.
    pub(super) fn finish(mut self, warning: Option<Diagnostic>) -> Parsed<Tests> {
        self.report.notes.extend(warning);
        let unknown = Definition::default();
        for result in self.results {
            let definition = self.definitions.get(&result.test).unwrap_or(&unknown);
            self.report.case(result.case(definition));
        }
        let cases = &self.report.tests.cases;
        let held = cases.len() as u64;
        let bad = cases.iter().any(|case| matches!(case.status, Status::Failed | Status::Errored));
        let failed = !matches!(self.outcome.as_str(), "" | "Completed" | "Passed" | "Warning");
        let outcome = (failed && !bad).then(|| format!("ended as {:?} though no test failed", self.outcome));
        let broken = self.broken.map(|said| words(&said).unwrap_or_default());
        if let Some(why) = broken.map(|said| format!("broke outside its tests: {said}")).or(outcome) {
            self.report.broken("", &why);
        }
        if let Some(total) = self.declared.filter(|total| *total > held + self.sums) {
            self.report.broken("", &format!("declares {total} tests and holds {held}"));
        }
        self.report.finish("trx")
    }
}
