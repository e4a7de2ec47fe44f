//! The files that changed between two measurements, which git tells.

use super::{Git, Picked};
use quarterdeck_analysis::Policy;
use quarterdeck_analysis::compare::Side;
use quarterdeck_model::{History, Kind};

/// From the commit of the baseline to that at which coverage was measured; or why that is not known. Git is only asked
/// when a condition needs it.
pub(crate) fn changed(
    policy: &Policy,
    history: &History,
    base: Option<&Picked>,
    git: &Git,
) -> Result<Vec<String>, String> {
    if policy.gate.conditions.iter().all(|condition| condition.changed_coverage.is_none()) {
        return Err("no condition asks for them".to_owned());
    }
    let now = Side::newest(history, |_| true).only(|kind, _| kind == Kind::Coverage);
    let commit = |side: &Side| {
        let run = side.newest_run().and_then(|run| history.runs.get(run as usize));
        run.and_then(|run| run.commit.clone())
    };
    let measured = commit(&now).ok_or("the commit at which coverage was measured is not known")?;
    let before = match base {
        Some(base) => base.commit.clone(),
        None => commit(&Side::before(history, &now)),
    };
    let before = before.ok_or("the commit of the baseline is not known; name one with --since")?;
    git.changed(&before, Some(&measured))
}
