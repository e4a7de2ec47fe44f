//! Payload of kind `tests`: test cases.

use super::envelope::Section;
use super::words::Status;
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// Results of one run.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Tests {
    /// Wall time of the whole in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    wall_s: Option<f64>,
    /// Suites, with their state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    suites: Vec<Suite>,
    /// Every case.
    cases: Vec<Case>,
    /// The files that hold the tests; absent when not looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<TestFiles>,
}

/// The files that hold the tests.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct TestFiles {
    /// How many there are.
    files: u64,
    /// More lines than this make a file large.
    limit: u64,
    /// Those over the limit, the largest first.
    large: Vec<TestFile>,
}

/// One file of tests.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct TestFile {
    /// Path.
    path: String,
    /// Its lines.
    lines: u64,
    /// Tests that it declares.
    tests: u64,
}

/// One suite.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Suite {
    /// Name.
    name: String,
    /// Whether it ran.
    section: Section,
}

/// One test case.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Case {
    /// Suite path, joined by `/`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    suite: String,
    /// Class or file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    class: String,
    /// Name.
    name: String,
    /// Which of several cases of the same name; absent for the first.
    #[serde(default, skip_serializing_if = "is_first")]
    occurrence: u32,
    /// How it ended.
    status: Status,
    /// Seconds of the last attempt.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_s: Option<f64>,
    /// Attempts made; absent for one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    attempts: u32,
    /// First lines of the failure, or reason to skip.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_one(attempts: &u32) -> bool {
    *attempts == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_first(occurrence: &u32) -> bool {
    *occurrence == 0
}

impl From<&domain::Tests> for Tests {
    fn from(v: &domain::Tests) -> Self {
        Self {
            wall_s: v.wall_s,
            suites: v.suites.iter().map(Into::into).collect(),
            cases: v.cases.iter().map(Into::into).collect(),
            files: v.files.as_ref().map(Into::into),
        }
    }
}

impl From<Tests> for domain::Tests {
    fn from(v: Tests) -> Self {
        Self {
            wall_s: v.wall_s,
            suites: v.suites.into_iter().map(Into::into).collect(),
            cases: v.cases.into_iter().map(Into::into).collect(),
            files: v.files.map(Into::into),
        }
    }
}

impl From<&domain::Suite> for Suite {
    fn from(v: &domain::Suite) -> Self {
        Self { name: v.name.clone(), section: (&v.section).into() }
    }
}

impl From<Suite> for domain::Suite {
    fn from(v: Suite) -> Self {
        Self { name: v.name, section: v.section.into() }
    }
}

impl From<&domain::Case> for Case {
    fn from(v: &domain::Case) -> Self {
        Self {
            suite: v.suite.to_string(),
            class: v.class.to_string(),
            name: v.name.clone(),
            occurrence: v.occurrence,
            status: v.status.into(),
            duration_s: v.duration_s,
            attempts: v.attempts,
            message: v.message.clone(),
        }
    }
}

impl From<Case> for domain::Case {
    fn from(v: Case) -> Self {
        Self {
            suite: v.suite.into(),
            class: v.class.into(),
            name: v.name,
            occurrence: v.occurrence,
            status: v.status.into(),
            duration_s: v.duration_s,
            attempts: v.attempts,
            message: v.message,
        }
    }
}

impl From<&domain::TestFiles> for TestFiles {
    fn from(v: &domain::TestFiles) -> Self {
        Self { files: v.files, limit: v.limit, large: v.large.iter().map(Into::into).collect() }
    }
}

impl From<TestFiles> for domain::TestFiles {
    fn from(v: TestFiles) -> Self {
        Self { files: v.files, limit: v.limit, large: v.large.into_iter().map(Into::into).collect() }
    }
}

impl From<&domain::TestFile> for TestFile {
    fn from(v: &domain::TestFile) -> Self {
        Self { path: v.path.clone(), lines: v.lines, tests: v.tests }
    }
}

impl From<TestFile> for domain::TestFile {
    fn from(v: TestFile) -> Self {
        Self { path: v.path, lines: v.lines, tests: v.tests }
    }
}
