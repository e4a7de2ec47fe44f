//! The JSON shape of a chunk, version 1.2.

use crate::wire::Version;
use crate::wire::v1::envelope::Diagnostic;
use crate::wire::v1::scalar::{Labels, is_false};
use crate::wire::v1::words::{Direction, Kind, Outcome, State};
use serde::{Deserialize, Serialize, Serializer};

/// Major version of the shape.
pub(super) const MAJOR: u32 = 1;
/// Minor version of the shape.
pub(super) const MINOR: u32 = 2;

/// Some consecutive runs of a history, as columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Shape {
    /// Always `quarterdeck.published`.
    pub(super) schema: String,
    /// Version of the format.
    pub(super) version: Version,
    /// Place among the chunks, from 0 (the oldest).
    pub(super) number: u32,
    /// Milliseconds since 1970 of the first run, then the difference of each run to the one before.
    pub(super) time: Vec<i64>,
    /// Index into `contexts` for each run.
    pub(super) context: Vec<u32>,
    /// For each run, 1 + index into `commits` (0 = not known), as difference to the run before.
    pub(super) commit: Vec<i64>,
    /// The hash parts (12 hex digits each) of identifiers of the form `<time>-<commit>-<hash>`, one after another.
    pub(super) hash: String,
    /// The identifiers of any other form, with the index of their run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) ids: Vec<(u32, String)>,
    /// Full commit hashes, by first appearance.
    pub(super) commits: Vec<String>,
    /// What runs have in common, by first appearance.
    pub(super) contexts: Vec<Context>,
    /// Lists of runs that series share: the first index, then differences.
    pub(super) rows: Vec<Vec<u32>>,
    /// The series, sorted by metric, job and labels.
    pub(super) series: Vec<Column>,
    /// The probes of every service, sorted by service and job.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) probes: Vec<ProbeColumn>,
    /// Files that could not be read, or were read with remarks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) problems: Vec<Diagnostic>,
}

impl Shape {
    /// Whether it says that it is of this format, in a version that is read.
    pub(super) fn is_ours(&self) -> bool {
        self.schema == super::SCHEMA && self.version.major == MAJOR
    }
}

/// What runs of one stream have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Context {
    /// What the runs are about.
    pub(super) kind: Kind,
    /// Job.
    pub(super) job: String,
    /// Project.
    pub(super) subject: String,
    /// Branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) branch: Option<String>,
    /// Uncommitted changes; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dirty: Option<bool>,
    /// Labels of the run.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub(super) labels: Labels,
    /// Whether the figures count.
    pub(super) state: State,
    /// Why not in full.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) reasons: Vec<String>,
    /// Tool.
    pub(super) tool: String,
    /// The tool's version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tool_version: Option<String>,
    /// Format read.
    pub(super) format: String,
    /// Simulated data.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) simulated: bool,
    /// What the job was asked to do, as a hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) configuration: Option<String>,
    /// Why the figures were said not to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) voided: Option<String>,
}

/// The probes of one service in one job in this chunk. Lists of pairs are runs of equal values: the value, then how often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct ProbeColumn {
    /// Service.
    pub(super) service: String,
    /// Job.
    pub(super) job: String,
    /// For each probe, its run as difference to the one before; the first from the chunk's first run.
    pub(super) run: Vec<(u32, u32)>,
    /// For each probe, milliseconds from the one before; the first since 1970.
    pub(super) at: Vec<(i64, u32)>,
    /// For each probe, how it ended.
    pub(super) outcome: Vec<(Outcome, u32)>,
}

/// The points of one series in this chunk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Column {
    /// Metric id.
    pub(super) metric: String,
    /// Job.
    pub(super) job: String,
    /// Labels.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub(super) labels: Labels,
    /// Kind of the runs.
    pub(super) kind: Kind,
    /// Unit.
    pub(super) unit: String,
    /// Which way is better.
    pub(super) direction: Direction,
    /// Index into `rows`: the runs that have a point.
    pub(super) row: u32,
    /// The values, one for each of them.
    #[serde(serialize_with = "short")]
    pub(super) values: Vec<f64>,
}

/// Whole numbers without `.0`, the rest in the shortest form that reads back the same.
fn short<S: Serializer>(values: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(values.iter().map(|v| Short(*v)))
}

struct Short(f64);

impl Serialize for Short {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = self.0 as i64;
        let same = (whole as f64).to_bits() == self.0.to_bits() && whole.unsigned_abs() < 1 << 53;
        if same { serializer.serialize_i64(whole) } else { serializer.serialize_f64(self.0) }
    }
}
