//! The envelope: one collector run.

use crate::{Diagnostic, Kind, Labels, Metric, Payload, Section, Timestamp};

/// Where the measured thing came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Full commit hash, lower-case hex, where known.
    pub commit: Option<String>,
    /// Branch name.
    pub branch: Option<String>,
    /// Whether the work tree had uncommitted changes; `None` when not known.
    pub dirty: Option<bool>,
}

/// What produced the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collector {
    /// The name of the job, which tells two streams of one kind apart (`unit-coverage`, `ruff`, `api-load`).
    /// Two runs are compared only within one job.
    pub job: String,
    /// The version of Quarterdeck that wrote it.
    pub version: String,
    /// The tool whose output was read (`lcov`, `cargo-llvm-cov`, `criterion`, `quarterdeck`).
    pub tool: String,
    /// That tool's version, where its output says so.
    pub tool_version: Option<String>,
    /// The format read (`lcov`, `cobertura`, `sarif-2.1.0`): a change of format breaks the trend line visibly.
    pub format: String,
    /// Simulated by `quarterdeck demo`: every page says so.
    pub simulated: bool,
    /// What the job was asked to do, as 12 hex digits of a hash: two runs with other digits were not asked the same.
    /// `None` when not known.
    pub configuration: Option<String>,
    /// What was read: files, folders and patterns from the project's folder on; none of a job that measures.
    pub from: Vec<String>,
}

/// One collector run: the unit of the archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// When the measured run happened (not when the file was read, where the tool says so).
    pub taken_at: Timestamp,
    /// The project.
    pub subject: String,
    /// Commit, branch, dirtiness.
    pub source: Source,
    /// What produced it.
    pub collector: Collector,
    /// Run-level labels such as `host`. For benchmarks `host` splits series: levels are never compared across hosts.
    pub labels: Labels,
    /// Whether the whole can be believed.
    pub section: Section,
    /// The figures themselves.
    pub payload: Payload,
    /// What was remarked while collecting.
    pub diagnostics: Vec<Diagnostic>,
    /// Fields of a newer minor version that this version does not know: kept, and written back.
    pub unknown: crate::wire::Unknown,
}

impl Snapshot {
    /// The kind, which is the payload's.
    pub fn kind(&self) -> Kind {
        self.payload.kind()
    }

    /// Every figure of this run; none when the section does not count (failed, empty).
    pub fn metrics(&self) -> Vec<Metric> {
        if self.section.state.counts() { self.payload.metrics() } else { Vec::new() }
    }
}
