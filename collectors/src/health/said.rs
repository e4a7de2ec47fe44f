//! What a body of a known format says: the verdict of the service, with every component that it is not well with.

use super::reports::{health_json, readyz, spring_actuator};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::payload::{Health, Outcome};

/// A format of bodies that judge for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// `application/health+json`, draft-inadarei-api-health-check-06.
    HealthJson,
    /// Spring Boot Actuator's health.
    Actuator,
    /// `readyz`, `livez` and `healthz` of Kubernetes and etcd, with `?verbose`.
    Readyz,
}

impl BodyFormat {
    /// All of them, by the names that a configuration gives them.
    pub const NAMED: [(&'static str, BodyFormat); 3] = [
        ("health+json", BodyFormat::HealthJson),
        ("actuator", BodyFormat::Actuator),
        ("readyz", BodyFormat::Readyz),
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    fn parse(self, input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
        match self {
            BodyFormat::HealthJson => health_json::parse(input, origin),
            BodyFormat::Actuator => spring_actuator::parse(input, origin),
            BodyFormat::Readyz => readyz::parse(input, origin),
        }
    }

    /// What a body says, with the reason when that is not up.
    ///
    /// # Errors
    /// One sentence when the body is not of this format.
    pub(super) fn said(self, body: &[u8]) -> Result<(Outcome, Option<String>), String> {
        let input = Input { name: "the body".to_owned(), bytes: body.to_vec() };
        let origin = Origin { roots: Vec::new(), read_at: super::now() };
        let parsed = self.parse(&input, &origin).map_err(|error| error.to_string())?;
        let probe =
            parsed.payload.rounds.into_iter().next().and_then(|round| round.probes.into_iter().next());
        // A good verdict over no check at all has no round of its own.
        Ok(probe.map_or((Outcome::Up, None), |probe| (probe.outcome, probe.detail)))
    }
}
