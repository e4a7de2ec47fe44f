//! Payload of kind `findings`: what linters and scanners found, and what they looked at.

use super::envelope::Section;
use super::scalar::is_false;
use super::words::{Class, Severity};
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// Findings of one run.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Findings {
    /// Which tools looked at what.
    tools: Vec<ToolReport>,
    /// Counts by class and severity; authoritative for figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    counts: Vec<FindingCount>,
    /// The findings themselves; may be fewer than counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    items: Vec<Finding>,
}

/// What one tool looked at.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct ToolReport {
    /// Tool name.
    tool: String,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// Format read.
    format: String,
    /// Whether it really ran.
    section: Section,
    /// Classes it looks for: a class that no tool looked for is unknown.
    looked_for: Vec<Class>,
}

/// Number of findings of one class and severity.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct FindingCount {
    /// Class.
    class: Class,
    /// Severity.
    severity: Severity,
    /// Open ones.
    open: u64,
    /// Suppressed ones.
    #[serde(default)]
    suppressed: u64,
}

/// One finding.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Finding {
    /// Stable across runs.
    identity: String,
    /// Tool that found it.
    tool: String,
    /// Rule code.
    rule: String,
    /// What it is about.
    class: Class,
    /// How bad.
    severity: Severity,
    /// Message, one line.
    message: String,
    /// File, with `/`; absent when not about a file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    path: String,
    /// Line from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// Suppressed findings are kept and are not open.
    #[serde(default, skip_serializing_if = "is_false")]
    suppressed: bool,
}

impl From<&domain::Findings> for Findings {
    fn from(v: &domain::Findings) -> Self {
        Self {
            tools: v.tools.iter().map(Into::into).collect(),
            counts: v.counts.iter().map(Into::into).collect(),
            items: v.items.iter().map(Into::into).collect(),
        }
    }
}

impl From<Findings> for domain::Findings {
    fn from(v: Findings) -> Self {
        Self {
            tools: v.tools.into_iter().map(Into::into).collect(),
            counts: v.counts.into_iter().map(Into::into).collect(),
            items: v.items.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::ToolReport> for ToolReport {
    fn from(v: &domain::ToolReport) -> Self {
        Self {
            tool: v.tool.clone(),
            version: v.version.clone(),
            format: v.format.clone(),
            section: (&v.section).into(),
            looked_for: v.looked_for.iter().map(|x| (*x).into()).collect(),
        }
    }
}

impl From<ToolReport> for domain::ToolReport {
    fn from(v: ToolReport) -> Self {
        Self {
            tool: v.tool,
            version: v.version,
            format: v.format,
            section: v.section.into(),
            looked_for: v.looked_for.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::FindingCount> for FindingCount {
    fn from(v: &domain::FindingCount) -> Self {
        Self { class: v.class.into(), severity: v.severity.into(), open: v.open, suppressed: v.suppressed }
    }
}

impl From<FindingCount> for domain::FindingCount {
    fn from(v: FindingCount) -> Self {
        Self { class: v.class.into(), severity: v.severity.into(), open: v.open, suppressed: v.suppressed }
    }
}

impl From<&domain::Finding> for Finding {
    fn from(v: &domain::Finding) -> Self {
        Self {
            identity: v.identity.clone(),
            tool: v.tool.clone(),
            rule: v.rule.clone(),
            class: v.class.into(),
            severity: v.severity.into(),
            message: v.message.clone(),
            path: v.path.clone(),
            line: v.line,
            suppressed: v.suppressed,
        }
    }
}

impl From<Finding> for domain::Finding {
    fn from(v: Finding) -> Self {
        Self {
            identity: v.identity,
            tool: v.tool,
            rule: v.rule,
            class: v.class.into(),
            severity: v.severity.into(),
            message: v.message,
            path: v.path,
            line: v.line,
            suppressed: v.suppressed,
        }
    }
}
