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
    let newest: BTreeMap<_, &Run> = history
        .runs
        .iter()
        .filter(|run| run.voided.is_none())
        .map(|run| ((run.kind, &run.job), run))
        .collect();
    let runs = newest.into_values().filter_map(|run| Some((routes::snapshot(&run.id), instant(run)?)));
    series.chain(runs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_analysis::policy::Cadence;
    use quarterdeck_model::{
        Kind, Labels, MetricId, Point, SectionState, Series, SeriesKey, SnapshotId, Unit,
    };

    fn history(taken_at: Timestamp) -> History {
        let run = Run {
            id: SnapshotId::new("a").expect("an id"),
            taken_at,
            kind: Kind::Tests,
            job: "unit".to_owned(),
            subject: String::new(),
            commit: None,
            branch: None,
            dirty: None,
            labels: Labels::none(),
            state: SectionState::Ok,
            reasons: Vec::new(),
            tool: String::new(),
            tool_version: None,
            format: String::new(),
            simulated: false,
            configuration: None,
            voided: None,
        };
        let key = SeriesKey {
            metric: MetricId::new("tests.total"),
            job: "unit".to_owned(),
            labels: Labels::none(),
        };
        let series = Series {
            key,
            kind: Kind::Tests,
            unit: Unit::Count,
            direction: quarterdeck_model::Direction::Neutral,
            points: vec![Point { run: 0, value: 3.0 }],
        };
        History {
            runs: [run].into_iter().collect(),
            series: vec![series],
            probes: Vec::new(),
            problems: Vec::new(),
        }
    }

    #[test]
    fn a_figure_is_stale_after_twice_its_cadence() {
        let time = |text: &str| Timestamp::parse(text).expect("a time");
        let history = history(time("2026-11-23T07:00:00Z"));
        let slugs = Slugs::of(&history.series);
        let daily = Policy {
            cadence: Cadence { default_hours: Some(24.0), ..Cadence::default() },
            ..Policy::default()
        };
        let fresh = instants(&history, &slugs, &daily, time("2026-11-23T09:00:00Z"));
        let expected = "2026-11-25T07:00:00.000Z".to_owned();
        assert_eq!(fresh.get("metric/tests.total--unit.html"), Some(&expected));
        assert_eq!(fresh.get("s/a.html"), Some(&expected));
        let late = instants(&history, &slugs, &daily, time("2026-11-25T07:00:00Z"));
        assert!(late.is_empty(), "what is stale at the build is shown so already: {late:?}");
        let never = instants(&history, &slugs, &Policy::default(), time("2026-11-23T09:00:00Z"));
        assert!(never.is_empty(), "without a cadence nothing goes stale: {never:?}");
    }
}
