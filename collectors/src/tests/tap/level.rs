//! The tests of one indentation.

use super::line::{Plan, TestLine};
use crate::tests::report::passed;
use quarterdeck_model::payload::{Case, Status};

/// What is known of them.
#[derive(Default)]
pub(super) struct Level {
    /// The leaves so far.
    pub(super) cases: Vec<Case>,
    /// Test lines so far.
    pub(super) seen: u64,
    planned: Option<u64>,
    /// Why nothing was to be run.
    pub(super) skipped: Option<String>,
    /// Whether the last test is a case itself.
    leaf: bool,
    /// Holds subtests that no test sums up.
    pub(super) orphans: bool,
}

impl Level {
    pub(super) fn plan(&mut self, plan: Plan) {
        self.planned = Some(plan.tests);
        self.skipped = plan.skipped;
    }

    /// What is wrong with the plan.
    pub(super) fn unfulfilled(&self) -> Option<String> {
        let seen = self.seen;
        match self.planned {
            None => Some("has no plan: it did not end".to_owned()),
            Some(planned) if planned != seen => Some(format!("planned {planned} tests, {seen} are there")),
            Some(_) => None,
        }
    }

    /// Adds a test, or the subtests that it sums up. A test that failed though no subtest of it did is a case too.
    pub(super) fn add(&mut self, test: TestLine, inner: Option<Level>) {
        self.seen += 1;
        let inner = inner.map(|level| level.cases).unwrap_or_default();
        let case = case(test, self.seen);
        let blamed = inner.iter().any(|case| case.status == Status::Failed);
        let leaf = inner.is_empty() || (case.status == Status::Failed && !blamed);
        let todo = case.status == Status::Skipped;
        self.cases.extend(inner.into_iter().map(|leaf| below(&case, leaf, todo)));
        self.leaf = leaf;
        if leaf {
            self.cases.push(case);
        }
    }

    /// The case that the last test line is.
    pub(super) fn last(&mut self) -> Option<&mut Case> {
        self.cases.last_mut().filter(|_| self.leaf)
    }
}

/// The leaf as one of the suite; of a suite that is still to be done, failures do not count.
fn below(suite: &Case, mut leaf: Case, todo: bool) -> Case {
    let Case { name, .. } = suite;
    leaf.suite =
        if leaf.suite.is_empty() { name.as_str().into() } else { format!("{name}/{}", leaf.suite).into() };
    if todo && leaf.status == Status::Failed {
        leaf.status = Status::Skipped;
        leaf.message = suite.message.clone();
    }
    leaf
}

fn case(test: TestLine, number: u64) -> Case {
    let name = if test.name.is_empty() { format!("test {number}") } else { test.name };
    let (status, message) = match (test.ok, test.todo, test.skip) {
        (_, Some(why), _) => (Status::Skipped, Some(format!("todo {why}").trim_end().to_owned())),
        (true, None, Some(why)) => (Status::Skipped, Some(why)),
        (true, None, None) => (Status::Passed, None),
        (false, None, _) => (Status::Failed, None),
    };
    let message = message.filter(|message| !message.is_empty());
    Case { status, message, duration_s: test.duration_s, ..passed("", "", &name) }
}
