//! What the readers of test results put together, and what is concluded from it.

use super::cases::arrange;
use crate::collected::Parsed;
use crate::notes::Notes;
use anstream::adapter::strip_str;
use quarterdeck_model::payload::{Case, Status, Suite, Tests};
use quarterdeck_model::{Section, SectionState, Timestamp};

/// Longest message kept, in characters.
const MESSAGE: usize = 500;
/// Most lines of it.
const LINES: usize = 8;

/// A run as it is read.
pub(super) struct Report {
    pub(super) notes: Notes,
    pub(super) tests: Tests,
    /// When it began, where the file says so.
    pub(super) taken_at: Option<Timestamp>,
    pub(super) tool_version: Option<String>,
}

impl Report {
    pub(super) fn new(notes: Notes) -> Self {
        Self { notes, tests: Tests::default(), taken_at: None, tool_version: None }
    }

    /// A case whose outcome is known.
    pub(super) fn case(&mut self, case: Case) {
        self.tests.cases.push(case);
    }

    /// A suite that did not run as it should, beside whatever its cases say.
    pub(super) fn broken(&mut self, suite: &str, why: &str) {
        let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
        let reason =
            if suite.is_empty() { format!("the run {why}") } else { format!("suite {suite:?} {why}") };
        let section = Section::because(SectionState::Failed, reason);
        self.tests.suites.push(Suite { name: suite.to_owned(), section });
    }

    /// All cases, in order, and whether they can be believed.
    pub(super) fn finish(mut self, tool: &str) -> Parsed<Tests> {
        arrange(&mut self.tests.cases);
        Parsed {
            section: section(&self.tests, self.notes.lost()),
            payload: self.tests,
            tool: tool.to_owned(),
            tool_version: self.tool_version,
            taken_at: self.taken_at,
            diagnostics: self.notes.finish(),
        }
    }
}

/// A case of one attempt that passed, with nothing more known of it.
pub(super) fn passed(suite: &str, class: &str, name: &str) -> Case {
    Case {
        suite: suite.into(),
        class: class.into(),
        name: name.to_owned(),
        occurrence: 0,
        status: Status::Passed,
        duration_s: None,
        attempts: 1,
        message: None,
    }
}

/// Whether the whole can be believed; `lost` says what had to be left out.
pub(super) fn section(tests: &Tests, lost: Option<String>) -> Section {
    let mut reasons: Vec<String> = tests.suites.iter().flat_map(|s| s.section.reasons.clone()).collect();
    let broken = !reasons.is_empty();
    reasons.extend(lost);
    match (tests.cases.is_empty(), reasons.is_empty()) {
        (false, true) => Section::ok(),
        (false, false) => Section { state: SectionState::Partial, reasons },
        (true, false) if broken => Section { state: SectionState::Failed, reasons },
        (true, false) => Section { state: SectionState::Partial, reasons },
        (true, true) => Section::because(SectionState::Empty, "the report holds no test case"),
    }
}

/// First lines of what a failure says, without the colours of a terminal; nothing when it says nothing.
pub(super) fn words(text: &str) -> Option<String> {
    let plain = strip_str(text).to_string();
    let mut words = plain.trim().lines().take(LINES).collect::<Vec<_>>().join("\n");
    if let Some((at, _)) = words.char_indices().nth(MESSAGE) {
        words.truncate(at);
        words.push('…');
    }
    (!words.is_empty()).then_some(words)
}
