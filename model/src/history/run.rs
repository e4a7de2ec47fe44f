//! One run of a history.

use crate::{Kind, Labels, SectionState, Snapshot, SnapshotId, Timestamp};

/// What is known of one run besides its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its identifier in the archive.
    pub id: SnapshotId,
    /// When it happened.
    pub taken_at: Timestamp,
    /// Its kind.
    pub kind: Kind,
    /// Its job (see [`crate::Collector::job`]).
    pub job: String,
    /// The project.
    pub subject: String,
    /// Full commit hash.
    pub commit: Option<String>,
    /// Branch.
    pub branch: Option<String>,
    /// Uncommitted changes.
    pub dirty: Option<bool>,
    /// Run-level labels.
    pub labels: Labels,
    /// Whether its figures count.
    pub state: SectionState,
    /// Why not in full.
    pub reasons: Vec<String>,
    /// The tool and the format read.
    pub tool: String,
    /// The tool's version.
    pub tool_version: Option<String>,
    /// The format read.
    pub format: String,
    /// Simulated data.
    pub simulated: bool,
    /// What the job was asked to do; see [`Collector`](crate::Collector).
    pub configuration: Option<String>,
    /// Why people said that it does not hold; its figures are in no series then.
    pub voided: Option<String>,
}

impl Run {
    pub(super) fn of(id: SnapshotId, s: &Snapshot) -> Self {
        Self {
            id,
            taken_at: s.taken_at,
            kind: s.kind(),
            job: s.collector.job.clone(),
            subject: s.subject.clone(),
            commit: s.source.commit.clone(),
            branch: s.source.branch.clone(),
            dirty: s.source.dirty,
            labels: s.labels.clone(),
            state: s.section.state,
            reasons: s.section.reasons.clone(),
            tool: s.collector.tool.clone(),
            tool_version: s.collector.tool_version.clone(),
            format: s.collector.format.clone(),
            simulated: s.collector.simulated,
            configuration: s.collector.configuration.clone(),
            voided: None,
        }
    }

    /// Whether it says something of what was measured: the collection counts, and nobody said that it does not hold.
    pub fn counts(&self) -> bool {
        self.state.counts() && self.voided.is_none()
    }
}
