//! Which runs must stay whatever the rules say: those that prove an alert, a change of level, or a release.

use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_analysis::assess;
use quarterdeck_model::{History, SnapshotId, Timestamp};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::process::Command;

/// Their ids.
pub(super) fn always(
    history: &History,
    project: &Project,
    now: Timestamp,
    printer: &Printer,
) -> BTreeSet<SnapshotId> {
    let told = project.told(Cow::Borrowed(history));
    let mut keep = proofs(&told, project, now);
    let tagged = tagged(project);
    if tagged.is_empty() {
        printer
            .note("no tags were found here, so no run counts as one of a release (a shallow clone has none)");
    }
    let released = history.runs.iter().filter(|run| run.commit.as_ref().is_some_and(|c| tagged.contains(c)));
    keep.extend(released.map(|run| run.id.clone()));
    keep
}

/// Of each alert its first and last proof and what closed it; of each change the runs on either side.
fn proofs(told: &History, project: &Project, now: Timestamp) -> BTreeSet<SnapshotId> {
    let assessment = assess(told, &project.rules(), now);
    let mut runs: BTreeSet<u32> = BTreeSet::new();
    for alert in &assessment.alerts {
        runs.extend([alert.opened, alert.last_seen]);
        runs.extend(alert.closed);
        runs.extend(alert.evidence.first().into_iter().chain(alert.evidence.last()));
    }
    for (series, found) in told.series.iter().zip(&assessment.changes) {
        for change in &found.changes {
            let sides = [change.at.checked_sub(1), Some(change.at)];
            let points = sides.into_iter().flatten().filter_map(|at| series.points.get(at));
            runs.extend(points.map(|point| point.run));
        }
    }
    let id = |run: u32| told.runs.get(run as usize).map(|run| run.id.clone());
    runs.into_iter().filter_map(id).collect()
}

/// The commits that have a tag; none outside a repository.
fn tagged(project: &Project) -> BTreeSet<String> {
    let format = "--format=%(objectname) %(*objectname)";
    let output = Command::new("git")
        .arg("-C")
        .arg(project.root())
        .args(["for-each-ref", "refs/tags", format])
        .output();
    let text = output.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}
