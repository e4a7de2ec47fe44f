//! What other tools and services say of health and of what they use, one file a format.

pub(super) mod docker;
mod formats;
pub(crate) mod gatus;
pub(super) mod health_json;
pub(super) mod kubectl_top;
pub(super) mod prometheus;
pub(super) mod readyz;
pub(super) mod spring_actuator;
mod status;
mod upptime;
pub(super) mod usage;

pub(crate) use self::formats::FORMATS;
pub(crate) use self::status::finished;
use quarterdeck_model::payload::Health;

/// Rounds and figures of several reports, one after the other.
pub(crate) fn merge(parts: Vec<Health>) -> Health {
    let mut all = Health::default();
    for part in parts {
        all.rounds.extend(part.rounds);
        all.figures.extend(part.figures);
        all.canaries.extend(part.canaries);
    }
    all
}

#[cfg(test)]
mod tests;
