//! What other tools and services say of health and of what they use, one file a format.

mod docker;
mod formats;
pub(crate) mod gatus;
mod health_json;
mod kubectl_top;
mod prometheus;
mod readyz;
mod spring_actuator;
mod status;
mod upptime;
mod usage;

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
