//! Whether the runs have an order in time that can be believed.

use super::{Loaded, Stored};
use quarterdeck_model::{Diagnostic, Timestamp};
use std::collections::BTreeMap;

/// Clocks of two machines differ; more than a day is no difference of clocks.
const SLACK_MS: i64 = 24 * 3_600_000;

/// Runs of the future, and runs of one job at the same instant of which nobody can tell which is the newer.
pub(super) fn check(loaded: &Loaded, now: Timestamp) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut at: BTreeMap<_, &Stored> = BTreeMap::new();
    for stored in &loaded.snapshots {
        let s = &stored.snapshot;
        if s.taken_at.millis() > now.millis() + SLACK_MS {
            let message = format!("was taken at {}, which is after now ({now})", s.taken_at);
            found.push(Diagnostic::warning(&stored.path, message).hint(
                "check the clock of the machine that collects; until then this run stands for the newest",
            ));
        }
        let run = (s.kind(), &s.collector.job, &s.subject, &s.source.branch, &s.labels, s.taken_at);
        if let Some(other) = at.insert(run, stored) {
            let message = format!("was taken at the same instant as {}, in the same job", other.path);
            found.push(Diagnostic::warning(&stored.path, message).hint(
                "which of the two is the newer cannot be told; delete one, or give each its own job or label",
            ));
        }
    }
    found
}
