//! The elements that are open while a report is read.

use super::totals::{Declared, Totals};
use crate::tests::report::words;
use quarterdeck_model::payload::{Case, Status};
use std::sync::Arc;

/// Most text of a failure that is looked at, in bytes.
const TEXT: usize = 8 * 1024;

/// One open element.
pub(super) enum Frame {
    /// `<testsuites>`
    Root(Box<OpenSuite>),
    /// `<testsuite>`
    Suite(Box<OpenSuite>),
    /// `<testcase>`
    Case(Box<OpenCase>),
    /// `<failure>`, `<error>`, `<skipped>` and their kin.
    Outcome(Outcome),
    /// Anything else.
    Other,
}

/// A suite whose end has not come.
pub(super) struct OpenSuite {
    pub(super) name: String,
    /// Names from the outermost suite on, joined by `/`.
    pub(super) path: Arc<str>,
    pub(super) line: u64,
    pub(super) declared: Declared,
    /// Its own cases.
    pub(super) own: Totals,
    /// Its cases and those of its inner suites.
    pub(super) whole: Totals,
    /// What broke outside any case.
    pub(super) broken: Option<String>,
}

/// A case whose end has not come.
pub(super) struct OpenCase {
    pub(super) case: Case,
    pub(super) error: Option<String>,
    pub(super) failure: Option<String>,
    pub(super) skipped: Option<String>,
    pub(super) flaky: Option<String>,
    /// An attribute says that it is flaky.
    pub(super) called_flaky: bool,
    /// An attribute says that it was not run.
    pub(super) not_run: bool,
}

/// What an element inside a case says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Error,
    Failure,
    Skipped,
    /// A failed attempt of a case that passed in the end.
    Flaky,
    /// A further failed attempt.
    Rerun,
}

/// An outcome with its words.
pub(super) struct Outcome {
    pub(super) what: What,
    pub(super) message: Option<String>,
    pub(super) text: String,
}

impl What {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "error" => What::Error,
            "failure" => What::Failure,
            "skipped" => What::Skipped,
            "flakyFailure" | "flakyError" => What::Flaky,
            "rerunFailure" | "rerunError" => What::Rerun,
            _ => return None,
        })
    }
}

impl Outcome {
    pub(super) fn push(&mut self, text: &str) {
        if self.message.is_none() && self.text.len() < TEXT {
            let room = TEXT - self.text.len();
            let end = (0..=room.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            self.text.push_str(text.get(..end).unwrap_or_default());
        }
    }

    /// First lines of what it says; empty when it says nothing.
    pub(super) fn words(self) -> String {
        words(&self.message.unwrap_or(self.text)).unwrap_or_default()
    }
}

impl OpenCase {
    pub(super) fn add(&mut self, outcome: Outcome) {
        let what = outcome.what;
        if matches!(what, What::Flaky | What::Rerun) {
            self.case.attempts = self.case.attempts.saturating_add(1);
        }
        let place = match what {
            What::Error => &mut self.error,
            What::Failure => &mut self.failure,
            What::Skipped => &mut self.skipped,
            What::Flaky => &mut self.flaky,
            What::Rerun => return,
        };
        let words = outcome.words();
        place.get_or_insert(words);
    }

    /// The case as it ended: an error counts before a failure, a failure before a skip.
    pub(super) fn finish(self) -> Case {
        let OpenCase { mut case, error, failure, skipped, flaky, called_flaky, not_run } = self;
        let bad = error.is_some() || failure.is_some();
        let (status, message) = match (error, failure, skipped, flaky) {
            (error, failure, _, flaky) if called_flaky && (bad || flaky.is_some()) => {
                (Status::Flaky, error.or(failure).or(flaky))
            }
            (Some(error), ..) => (Status::Errored, Some(error)),
            (None, Some(failure), ..) => (Status::Failed, Some(failure)),
            (None, None, Some(skipped), _) => (Status::Skipped, Some(skipped)),
            (None, None, None, Some(flaky)) => (Status::Flaky, Some(flaky)),
            (None, None, None, None) if not_run => (Status::Skipped, None),
            (None, None, None, None) => (Status::Passed, None),
        };
        case.status = status;
        case.message = message.filter(|m| !m.is_empty());
        case
    }
}
