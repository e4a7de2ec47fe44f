//! What a suite declares of itself, beside what it holds.

use crate::xml::Element;

/// Counted cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) tests: u64,
    /// Failures and errors together: which is which differs from tool to tool.
    pub(super) bad: u64,
}

/// Declared totals, where there are any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Declared {
    tests: Option<u64>,
    bad: Option<u64>,
}

impl Totals {
    pub(super) fn add(&mut self, other: Totals) {
        self.tests += other.tests;
        self.bad += other.bad;
    }
}

impl Declared {
    pub(super) fn of(element: &Element<'_>) -> Self {
        let (failures, errors) = (element.number("failures"), element.number("errors"));
        let bad = match (failures, errors) {
            (None, None) => None,
            (failures, errors) => Some(failures.unwrap_or(0).saturating_add(errors.unwrap_or(0))),
        };
        Self { tests: element.number("tests"), bad }
    }

    /// What is wrong with them, if they are neither what the suite itself holds nor what it holds with its inner
    /// suites: both are usual.
    pub(super) fn differ(&self, own: Totals, whole: Totals) -> Option<String> {
        let fits = |totals: Totals| {
            self.tests.is_none_or(|n| n == totals.tests) && self.bad.is_none_or(|n| n == totals.bad)
        };
        if fits(own) || fits(whole) {
            return None;
        }
        let said = |n: Option<u64>| n.map_or_else(|| "no".to_owned(), |n| n.to_string());
        let (tests, bad) = (said(self.tests), said(self.bad));
        let Totals { tests: held, bad: broken } = whole;
        Some(format!("declares {tests} tests and {bad} failures, holds {held} and {broken}"))
    }

    /// Whether a suite without a single case says that there was something to run.
    pub(super) fn promises(&self) -> Option<String> {
        match (self.tests.unwrap_or(0), self.bad.unwrap_or(0)) {
            (0, 0) => None,
            (tests, bad) => Some(format!(
                "declares {tests} tests and {bad} failures but holds no case: it did not load or crashed"
            )),
        }
    }
}
