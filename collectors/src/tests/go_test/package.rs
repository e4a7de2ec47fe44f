//! One package, and its tests as they go on.

use super::event::{Event, not_built};
use crate::tests::report::{Report, passed, words};
use quarterdeck_model::payload::{Case, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Most output of a test that is looked at, in bytes.
const OUTPUT: usize = 4 * 1024;

/// What is known of a package.
#[derive(Default)]
pub(super) struct Package {
    tests: BTreeMap<String, Test>,
    /// Seconds.
    pub(super) elapsed: Option<f64>,
    end: Option<Status>,
    pub(super) failed_build: bool,
    output: String,
}

/// What is known of a test.
#[derive(Default)]
struct Test {
    end: Option<Status>,
    elapsed: Option<f64>,
    /// Attempts before this one.
    earlier: u32,
    failed_before: bool,
    output: String,
}

impl Package {
    pub(super) fn event(&mut self, event: Event) {
        let elapsed = event.elapsed.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
        let end = end(&event.action);
        self.failed_build |= event.failed_build.is_some();
        if let Some(name) = event.test {
            let test = self.tests.entry(name).or_default();
            return match (&*event.action, end) {
                ("run", _) => test.again(),
                ("output", _) => keep(&mut test.output, event.output.as_deref().unwrap_or_default()),
                (_, Some(end)) => test.ended(end, elapsed),
                _ => {}
            };
        }
        match (&*event.action, end) {
            ("start", _) => self.end = None,
            ("output", _) => self.say(event.output.as_deref().unwrap_or_default()),
            (_, Some(_)) => (self.end, self.elapsed) = (end, elapsed),
            _ => {}
        }
    }

    fn say(&mut self, output: &str) {
        self.failed_build |= not_built(output).is_some();
        keep(&mut self.output, output);
    }

    /// Hands its cases on, and what broke beside them.
    pub(super) fn tell(self, name: &str, report: &mut Report) {
        let failed = self.end.is_none() || self.end == Some(Status::Failed);
        let parents: BTreeSet<&str> = self.tests.keys().flat_map(|test| above(test)).collect();
        let bad: BTreeSet<&str> =
            self.tests.iter().filter(|(_, t)| t.is_bad(failed)).map(|(n, _)| &**n).collect();
        let blamed: BTreeSet<&str> = bad.iter().flat_map(|test| above(test)).collect();
        for (test, seen) in &self.tests {
            let kept = !parents.contains(&**test) || (bad.contains(&**test) && !blamed.contains(&**test));
            if kept && !(seen.end.is_none() && test.starts_with("Benchmark")) {
                report.case(seen.case(name, test, failed));
            }
        }
        let silent =
            self.tests.iter().filter(|(n, t)| t.end.is_none() && !n.starts_with("Benchmark")).count();
        if silent > 0 && !failed {
            let message =
                format!("{silent} tests of {name} began and did not end; their package passed, so they did");
            report.notes.note(message);
        }
        if let Some(why) = self.broken(bad.is_empty()) {
            report.broken(name, &why);
        }
    }

    /// What is wrong with the package itself; `blameless` when none of its tests failed.
    fn broken(&self, blameless: bool) -> Option<String> {
        if self.failed_build {
            return Some("could not be built".to_owned());
        }
        match self.end {
            None => Some("did not end: it was stopped, or the file is cut off".to_owned()),
            Some(Status::Failed) if blameless => Some(match words(&self.output) {
                Some(words) => format!("failed outside its tests: {words}"),
                None => "failed outside its tests".to_owned(),
            }),
            _ => None,
        }
    }
}

impl Test {
    /// It begins, perhaps once more.
    fn again(&mut self) {
        if self.end.take().is_some() {
            self.earlier += 1;
            self.output.clear();
        }
    }

    fn ended(&mut self, end: Status, elapsed: Option<f64>) {
        // Some lists lack the beginnings of reruns.
        self.earlier += u32::from(self.end.is_some());
        self.failed_before |= end == Status::Failed;
        (self.end, self.elapsed) = (Some(end), elapsed);
        if end == Status::Passed {
            self.output.clear();
        }
    }

    fn is_bad(&self, package_failed: bool) -> bool {
        self.end == Some(Status::Failed) || (self.end.is_none() && package_failed)
    }

    fn case(&self, package: &str, name: &str, package_failed: bool) -> Case {
        let status = match self.end {
            Some(Status::Passed) if self.failed_before => Status::Flaky,
            Some(end) => end,
            None if package_failed => Status::Errored,
            None => Status::Passed,
        };
        let said = words(&self.output).filter(|_| status != Status::Passed && status != Status::Flaky);
        let message =
            said.or_else(|| (status == Status::Errored).then(|| "began and did not end".to_owned()));
        Case {
            status,
            duration_s: self.elapsed,
            attempts: self.earlier + 1,
            message,
            ..passed(package, "", name)
        }
    }
}

fn end(action: &str) -> Option<Status> {
    match action {
        "pass" => Some(Status::Passed),
        "fail" => Some(Status::Failed),
        "skip" => Some(Status::Skipped),
        _ => None,
    }
}

/// The tests that this one may be a subtest of.
fn above(test: &str) -> impl Iterator<Item = &str> {
    test.match_indices('/').filter_map(|(at, _)| test.get(..at))
}

/// Keeps what a test says itself, and not what Go says of its beginning and end.
fn keep(output: &mut String, line: &str) {
    let said = line.trim_start();
    let of_go =
        ["=== ", "--- ", "FAIL", "PASS", "ok  ", "exit status"].iter().any(|mark| said.starts_with(mark));
    if !of_go && output.len() + line.len() <= OUTPUT {
        output.push_str(line);
    }
}
