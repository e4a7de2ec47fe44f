//! Canaries: addresses that should answer whatever becomes of the services. Where a service and its canary fail at the
//! same instant, the fault may be on our side of the network: the service is then unknown, not down.

use super::prober::Target;
use super::service::Service;
use crate::http::address;
use quarterdeck_model::payload::{Outcome, Probe, Round};

/// Every canary that services name, once each, as a service of its own.
pub(super) fn services(services: &[Service]) -> Vec<Service> {
    let mut found: Vec<Service> = Vec::new();
    for (url, service) in services.iter().filter_map(|s| Some((s.canary.as_ref()?, s))) {
        if !found.iter().any(|canary| canary.url == *url) {
            // It is judged by the deadline of the first service that names it.
            found.push(Service { timeout: service.timeout, ..Service::get(address::displayed(url), url) });
        }
    }
    found
}

/// Makes unknown what failed together with its canary. A canary that could not be asked at all excuses nothing.
pub(super) fn excuse(rounds: &mut [Round], targets: &[Target], beside: &[Round], canaries: &[Target]) {
    for (round, target) in rounds.iter_mut().zip(targets) {
        let Some(url) = &target.service.canary else { continue };
        let known = canaries.iter().zip(beside).find(|(c, _)| c.service.url == *url && c.ready.is_ok());
        let Some((_, canary)) = known else { continue };
        for (probe, witness) in round.probes.iter_mut().zip(&canary.probes) {
            if probe.outcome == Outcome::Down && !answered(witness) {
                let why =
                    |probe: &Probe| probe.detail.clone().unwrap_or_else(|| "no reason given".to_owned());
                let detail =
                    format!("{}; its canary {} failed too: {}", why(probe), canary.target, why(witness));
                (probe.outcome, probe.detail) = (Outcome::Unknown, Some(detail));
            }
        }
    }
}

fn answered(probe: &Probe) -> bool {
    matches!(probe.outcome, Outcome::Up | Outcome::Degraded)
}
