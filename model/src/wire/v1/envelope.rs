//! The envelope of a snapshot: everything but the payload.

use super::scalar::{Commit, Labels, Time, is_false};
use super::words::{Kind, Level, State};
use crate::wire::Version;
use serde::{Deserialize, Serialize};

/// One collector run.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Envelope<P> {
    /// Always `quarterdeck.snapshot`.
    pub(super) schema: String,
    /// Version of the format.
    pub(super) version: Version,
    /// What the payload is.
    pub(super) kind: Kind,
    /// When the measured run happened.
    pub(super) taken_at: Time,
    /// The project.
    pub(super) subject: String,
    /// Commit, branch, uncommitted changes.
    #[serde(default, skip_serializing_if = "Source::is_none")]
    pub(super) source: Source,
    /// What produced it.
    pub(super) collector: Collector,
    /// Labels of the run, such as `host`.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub(super) labels: Labels,
    /// Whether the whole can be believed.
    pub(super) section: Section,
    /// The figures, in the shape of the kind.
    pub(super) payload: P,
    /// What was remarked while collecting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where the measured thing came from.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Source {
    /// Commit hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<Commit>,
    /// Branch name.
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<String>,
    /// Whether the work tree had uncommitted changes; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    dirty: Option<bool>,
}

impl Source {
    fn is_none(&self) -> bool {
        self.commit.is_none() && self.branch.is_none() && self.dirty.is_none()
    }
}

/// What produced the snapshot.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Collector {
    /// Name of the job: two runs are compared only within one job.
    job: String,
    /// Version of Quarterdeck.
    version: String,
    /// Tool whose output was read.
    tool: String,
    /// That tool's version, where its output says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    tool_version: Option<String>,
    /// Format read.
    format: String,
    /// Simulated data.
    #[serde(default, skip_serializing_if = "is_false")]
    simulated: bool,
    /// What the job was asked to do, as a hash (since 1.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    configuration: Option<String>,
    /// What was read: files, folders and patterns (since 1.1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    from: Vec<String>,
}

/// Whether figures can be believed, and why not in full.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Section {
    /// The state.
    state: State,
    /// Why not in full.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
}

/// One remark about one input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Diagnostic {
    /// How much it matters.
    pub(in crate::wire) level: Level,
    /// The file, where it is about one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(in crate::wire) path: String,
    /// Where in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::wire) place: Option<Place>,
    /// What was found and what was expected.
    pub(in crate::wire) message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::wire) hint: Option<String>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Place {
    /// Line and column from 1; column 0 when not known.
    Line([u64; 2]),
    /// Bytes from the start.
    Byte(u64),
    /// JSON pointer (RFC 6901).
    Pointer(String),
}

impl From<&crate::Source> for Source {
    fn from(s: &crate::Source) -> Self {
        Self { commit: s.commit.clone().map(Commit), branch: s.branch.clone(), dirty: s.dirty }
    }
}

impl From<Source> for crate::Source {
    fn from(s: Source) -> Self {
        Self { commit: s.commit.map(Into::into), branch: s.branch, dirty: s.dirty }
    }
}

impl From<&crate::Collector> for Collector {
    fn from(c: &crate::Collector) -> Self {
        Self {
            job: c.job.clone(),
            version: c.version.clone(),
            tool: c.tool.clone(),
            tool_version: c.tool_version.clone(),
            format: c.format.clone(),
            simulated: c.simulated,
            configuration: c.configuration.clone(),
            from: c.from.clone(),
        }
    }
}

impl From<Collector> for crate::Collector {
    fn from(c: Collector) -> Self {
        Self {
            job: c.job,
            version: c.version,
            tool: c.tool,
            tool_version: c.tool_version,
            format: c.format,
            simulated: c.simulated,
            configuration: c.configuration,
            from: c.from,
        }
    }
}

impl From<&crate::Section> for Section {
    fn from(s: &crate::Section) -> Self {
        Self { state: s.state.into(), reasons: s.reasons.clone() }
    }
}

impl From<Section> for crate::Section {
    fn from(s: Section) -> Self {
        Self { state: s.state.into(), reasons: s.reasons }
    }
}

impl From<&crate::Diagnostic> for Diagnostic {
    fn from(d: &crate::Diagnostic) -> Self {
        let place = d.place.as_ref().map(|place| match place {
            crate::Place::Line { line, column } => Place::Line([*line, *column]),
            crate::Place::Byte(at) => Place::Byte(*at),
            crate::Place::Pointer(pointer) => Place::Pointer(pointer.clone()),
        });
        let (path, message, hint) = (d.path.clone(), d.message.clone(), d.hint.clone());
        Self { level: d.level.into(), path, place, message, hint }
    }
}

impl From<Diagnostic> for crate::Diagnostic {
    fn from(d: Diagnostic) -> Self {
        let place = d.place.map(|place| match place {
            Place::Line([line, column]) => crate::Place::Line { line, column },
            Place::Byte(at) => crate::Place::Byte(at),
            Place::Pointer(pointer) => crate::Place::Pointer(pointer),
        });
        Self { level: d.level.into(), path: d.path, place, message: d.message, hint: d.hint }
    }
}
