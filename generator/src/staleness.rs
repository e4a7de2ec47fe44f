//! When figures that are fresh at the build will be stale to a reader: a page is read later than it is built.

use quarterdeck_analysis::Policy;
use quarterdeck_model::{History, Run, Timestamp};
use quarterdeck_views::routes::{self, Slugs};
use std::collections::BTreeMap;

/// For the page of each series and of each job's newest run (addresses from the root): the RFC 3339 instant after which
/// it is stale, twice the expected cadence of its kind after it was taken. What has no cadence is never stale, and what
/// is stale at `now` is already shown so; neither is listed.
pub(crate) fn instants(
    history: &History,
    slugs: &Slugs,
    policy: &Policy,
    now: Timestamp,
) -> BTreeMap<String, String> {
    let instant = |run: &Run| {
        let after = policy.cadence.stale_after_ms(run.kind)?;
        let at = Timestamp::from_millis(run.taken_at.millis().checked_add(after as i64)?)?;
        (at > now).then(|| at.to_string())
    };
    let series = history.series.iter().filter_map(|series| {
        let run = history.run(*series.points.last()?)?;
        Some((routes::metric(slugs.get(&series.key)?), instant(run)?))
    });
    let newest: BTreeMap<_, &Run> = history.runs.iter().map(|run| ((run.kind, &run.job), run)).collect();
    let runs = newest.into_values().filter_map(|run| Some((routes::snapshot(&run.id), instant(run)?)));
    series.chain(runs).collect()
}
