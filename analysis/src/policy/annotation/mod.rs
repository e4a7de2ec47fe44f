//! What people say beside the figures: acknowledgements, corrections, causes, notes. Committed files; history is never
//! rewritten.

mod entries;
mod problems;
mod read;
mod when;

pub use entries::{
    Acceptance, Acknowledgement, Cause, Note, PlannedWork, Reclassification, SecurityStatement, Verdict, Void,
};
pub use problems::AnnotationProblem;
pub use when::When;

use super::{Accepted, Maintenance, Policy};
use serde::{Deserialize, Serialize};

/// All annotations, as one file or as all of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Annotations {
    /// Alerts that somebody looks after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acknowledge: Vec<Acknowledgement>,
    /// Runs whose figures do not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub void: Vec<Void>,
    /// Probes that were not what they said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reclassify: Vec<Reclassification>,
    /// Why an incident happened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cause: Vec<Cause>,
    /// Events.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Note>,
    /// How many security incidents there were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<SecurityStatement>,
    /// Planned work on services.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub maintenance: Vec<PlannedWork>,
    /// Levels that were accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Acceptance>,
}

impl Annotations {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds those of another file.
    pub fn extend(&mut self, other: Self) {
        self.acknowledge.extend(other.acknowledge);
        self.void.extend(other.void);
        self.reclassify.extend(other.reclassify);
        self.cause.extend(other.cause);
        self.note.extend(other.note);
        self.security.extend(other.security);
        self.maintenance.extend(other.maintenance);
        self.accepted.extend(other.accepted);
    }
}

impl Policy {
    /// The same with what people said: planned work and accepted levels go where those of the configuration stand.
    #[must_use]
    pub fn annotated(mut self, annotations: Annotations) -> Self {
        self.annotations.extend(annotations);
        let work = std::mem::take(&mut self.annotations.maintenance).into_iter();
        self.health.maintenance.extend(work.map(|work| Maintenance {
            services: work.services,
            from: work.from.to_string(),
            until: work.until.to_string(),
            reason: work.reason,
        }));
        let levels = std::mem::take(&mut self.annotations.accepted).into_iter();
        self.accepted.extend(levels.map(|level| Accepted {
            metric: level.metric,
            labels: level.labels,
            job: level.job,
            since: level.since.to_string(),
            reason: level.reason,
            author: level.by,
        }));
        self
    }
}
