//! Whether the runs have an order in time that can be believed.

use super::Shelved;
use quarterdeck_model::{Diagnostic, Run, Timestamp};
use std::collections::BTreeMap;

/// Clocks of two machines differ; more than a day is no difference of clocks.
const SLACK_MS: i64 = 24 * 3_600_000;

/// Runs of the future, and runs of one job at the same instant of which nobody can tell which is the newer.
pub(super) fn check(shelved: &Shelved, now: Timestamp) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut at: BTreeMap<_, &Run> = BTreeMap::new();
    for s in &shelved.history.runs {
        if s.taken_at.millis() > now.millis() + SLACK_MS {
            let message = format!("was taken at {}, which is after now ({now})", s.taken_at);
            found.push(Diagnostic::warning(shelved.path(s), message).hint(
                "check the clock of the machine that collects; until then this run stands for the newest",
            ));
        }
        let run = (s.kind, &s.job, &s.subject, &s.branch, &s.labels, s.taken_at);
        if let Some(other) = at.insert(run, s) {
            let message =
                format!("was taken at the same instant as {}, in the same job", shelved.path(other));
            found.push(Diagnostic::warning(shelved.path(s), message).hint(
                "which of the two is the newer cannot be told; delete one, or give each its own job or label",
            ));
        }
    }
    found
}
