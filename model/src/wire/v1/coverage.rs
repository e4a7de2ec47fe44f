//! Payload of kind `coverage`: covered and total counts.

use super::scalar::Count;
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// Coverage of one test run.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Coverage {
    /// Of the whole.
    totals: Counts,
    /// Per file, sorted by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileCoverage>,
}

/// Counts by kind of thing; absent what the format does not have.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Counts {
    /// Executable lines with a hit.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<Count>,
    /// Branch outcomes taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<Count>,
    /// Functions entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<Count>,
    /// Statements executed.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<Count>,
    /// Regions executed.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Count>,
    /// Bytecode instructions executed.
    #[serde(skip_serializing_if = "Option::is_none")]
    instruction: Option<Count>,
}

/// One source file.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct FileCoverage {
    /// Path with `/`.
    path: String,
    /// Its counts.
    counts: Counts,
}

impl From<&domain::Coverage> for Coverage {
    fn from(v: &domain::Coverage) -> Self {
        Self { totals: (&v.totals).into(), files: v.files.iter().map(Into::into).collect() }
    }
}

impl From<Coverage> for domain::Coverage {
    fn from(v: Coverage) -> Self {
        Self { totals: v.totals.into(), files: v.files.into_iter().map(Into::into).collect() }
    }
}

impl From<&domain::Counts> for Counts {
    fn from(v: &domain::Counts) -> Self {
        Self {
            line: v.line.map(Into::into),
            branch: v.branch.map(Into::into),
            function: v.function.map(Into::into),
            statement: v.statement.map(Into::into),
            region: v.region.map(Into::into),
            instruction: v.instruction.map(Into::into),
        }
    }
}

impl From<Counts> for domain::Counts {
    fn from(v: Counts) -> Self {
        Self {
            line: v.line.map(Into::into),
            branch: v.branch.map(Into::into),
            function: v.function.map(Into::into),
            statement: v.statement.map(Into::into),
            region: v.region.map(Into::into),
            instruction: v.instruction.map(Into::into),
        }
    }
}

impl From<&domain::FileCoverage> for FileCoverage {
    fn from(v: &domain::FileCoverage) -> Self {
        Self { path: v.path.clone(), counts: (&v.counts).into() }
    }
}

impl From<FileCoverage> for domain::FileCoverage {
    fn from(v: FileCoverage) -> Self {
        Self { path: v.path, counts: v.counts.into() }
    }
}
