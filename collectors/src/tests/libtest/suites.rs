//! Suites and tests that have begun, until they end.

use super::line::{Seconds, SuiteEvent, TestEvent};
use crate::collected::Parsed;
use crate::notes::Notes;
use crate::tests::report::{Report, passed, words};
use quarterdeck_model::payload::{Case, Status, Tests};
use std::collections::{BTreeMap, BTreeSet};

/// A suite that has begun.
struct Open {
    name: String,
    planned: Option<u64>,
    /// Its cases that have ended so far, and those that failed.
    ended: u64,
    failed: u64,
}

/// The state of the run.
pub(super) struct Suites {
    report: Report,
    /// What Cargo says that it runs next.
    pub(super) next: String,
    open: Option<Open>,
    /// Suite and name of tests that have begun.
    running: BTreeSet<(String, String)>,
    /// Where the cases of nextest stand, which come again with each retry of their suite.
    known: BTreeMap<(String, String), usize>,
    nextest: bool,
    /// Suites that have begun.
    begun: u64,
}

impl Suites {
    pub(super) fn new(notes: Notes) -> Self {
        Self {
            report: Report::new(notes),
            next: String::new(),
            open: None,
            running: BTreeSet::new(),
            known: BTreeMap::new(),
            nextest: false,
            begun: 0,
        }
    }

    pub(super) fn unreadable(&mut self, line: u64, why: &str) {
        self.report.notes.warn(line, format!("is no whole event and was left out: {why}"));
    }

    pub(super) fn suite(&mut self, event: &SuiteEvent) {
        self.nextest |= event.nextest.is_some();
        if event.event != "started" {
            return self.end(event);
        }
        self.crashed();
        self.begun += 1;
        self.report.tests.wall_s = None;
        let name = std::mem::take(&mut self.next);
        self.open = Some(Open { name, planned: event.test_count, ended: 0, failed: 0 });
    }

    fn end(&mut self, event: &SuiteEvent) {
        let wall = event.exec_time.as_ref().and_then(Seconds::known);
        self.report.tests.wall_s = wall.filter(|_| self.begun == 1);
        let Some(open) = self.open.take() else { return };
        if self.nextest {
            return;
        }
        self.abandoned();
        let declared = event.passed.unwrap_or(0).saturating_add(event.failed.unwrap_or(0));
        let held = open.ended;
        if declared > held {
            let why =
                format!("says that {declared} tests passed or failed; only {held} of them are in the file");
            self.report.broken(&open.name, &why);
        } else if event.failed.is_some_and(|failed| failed != open.failed) {
            let failed = event.failed.unwrap_or(0);
            let message =
                format!("suite {:?} declares {failed} failed tests, holds {}", open.name, open.failed);
            self.report.notes.note(message);
        }
    }

    pub(super) fn test(&mut self, event: TestEvent) {
        let (suite, name, attempts) = self.identity(&event.name, event.event == "started");
        let key = (suite, name);
        match event.event.as_str() {
            "started" => drop(self.running.insert(key)),
            "ok" | "failed" | "ignored" | "allowed_failure" => {
                self.running.remove(&key);
                let case = case(event, &key, attempts);
                self.ended(key, case);
            }
            // The harness says "timeout" of a test that runs for long, and goes on.
            _ => {}
        }
    }

    fn ended(&mut self, key: (String, String), case: Case) {
        if let Some(open) = &mut self.open {
            open.ended += 1;
            open.failed += u64::from(case.status == Status::Failed);
        }
        let cases = &mut self.report.tests.cases;
        if !self.nextest {
            return cases.push(case);
        }
        let at = *self.known.entry(key).or_insert(cases.len());
        match cases.get_mut(at) {
            Some(known) => *known = case,
            None => cases.push(case),
        }
    }

    /// Suite, name and attempt: nextest writes `crate::binary$test#3`.
    fn identity(&mut self, full: &str, started: bool) -> (String, String, u32) {
        let Some((binary, test)) = full.split_once('$') else {
            let suite = self.open.as_ref().map_or_else(String::new, |open| open.name.clone());
            return (suite, full.to_owned(), 1);
        };
        self.nextest = true;
        // A name may itself end so: then it began under it, for beginnings are not numbered.
        let began = started || self.running.contains(&(binary.to_owned(), test.to_owned()));
        let numbered = test.rsplit_once('#').filter(|_| !began);
        let numbered = numbered.and_then(|(name, n)| Some((name, n.parse().ok()?)));
        let (name, attempt) = numbered.unwrap_or((test, 1));
        (binary.to_owned(), name.to_owned(), attempt)
    }

    /// The open suite did not end.
    fn crashed(&mut self) {
        let Some(open) = self.open.take() else { return };
        if self.nextest && self.running.is_empty() && open.planned.is_none_or(|n| open.ended >= n) {
            return;
        }
        let of = open.planned.map_or_else(String::new, |planned| format!(" of its {planned}"));
        let why = format!("did not end: it crashed or was stopped after {}{of} tests had ended", open.ended);
        self.report.broken(&open.name, &why);
        self.abandoned();
    }

    /// Tests that began and did not end.
    fn abandoned(&mut self) {
        for (suite, name) in std::mem::take(&mut self.running) {
            let case = passed(&suite, "", &name);
            let message = Some("began and did not end".to_owned());
            self.report.case(Case { status: Status::Errored, message, ..case });
        }
    }

    pub(super) fn finish(mut self) -> Parsed<Tests> {
        self.crashed();
        let left: BTreeSet<String> = self.running.iter().map(|(suite, _)| suite.clone()).collect();
        left.iter().for_each(|suite| self.report.broken(suite, "did not end all its tests"));
        self.abandoned();
        self.report.finish(if self.nextest { "nextest" } else { "libtest" })
    }
}

fn case(event: TestEvent, (suite, name): &(String, String), attempts: u32) -> Case {
    let status = match event.event.as_str() {
        "ok" if attempts > 1 => Status::Flaky,
        "ok" => Status::Passed,
        "ignored" => Status::Skipped,
        _ => Status::Failed,
    };
    let said = event.reason.or(event.message).or(event.stdout).filter(|_| status != Status::Passed);
    Case {
        status,
        attempts,
        duration_s: event.exec_time.as_ref().and_then(Seconds::known),
        message: said.and_then(|said| words(&said)),
        ..passed(suite, "", name)
    }
}
