//! What is known at one instant and nothing of how it came: readings, states and score of the runs that are chosen.
//!
//! One walk over the runs, without copying them and without alerts, change points and gate: what a reader's filter asks
//! for at every click. It says of the chosen runs what [`assess`](crate::assess()) says of an archive of those alone.

use crate::alert;
use crate::annotation;
use crate::assess::{self, Assessment};
use crate::change::of_history;
use crate::current::{Reading, Sweep};
use crate::gate::{GateOutcome, GateReport};
use crate::policy::{Policy, Standing};
use crate::score::{Score, Selection};
use crate::state::{self, MetricState};
use quarterdeck_model::{History, Timestamp};

/// What is known of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    /// The present.
    pub reading: Reading,
    /// Another host has given it since: history, not the present.
    pub superseded: bool,
}

/// What is known at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Present {
    /// The score.
    pub score: Score,
    /// The states of the ruled metrics.
    pub states: Vec<MetricState>,
    /// One for each series of the history, in its order; none for those to which the chosen runs gave no point.
    pub series: Vec<Option<Now>>,
}

impl Present {
    /// What is known once `sweep` has walked over the runs that are chosen.
    pub fn of(history: &History, sweep: &Sweep<'_>, standing: &Standing, now: Timestamp) -> Self {
        let policy = standing.policy();
        let known = |index: usize| Now {
            reading: sweep.reading(index, policy, now),
            superseded: sweep.superseded(index),
        };
        let series = (0..history.series.len()).map(|index| sweep.has_seen(index).then(|| known(index)));
        Self {
            score: Selection::seen(history, policy, sweep).score(sweep, policy, now),
            states: state::states(history, sweep, policy, now),
            series: series.collect(),
        }
    }
}

/// The part of it that charts show: readings, change points, and the alerts that are about a series. Of a few series of a
/// long history, at a fraction of the cost; the score is that of these series alone, the gate has not been asked, and
/// nothing is said of services and objectives.
pub fn assess_charts(history: &History, policy: &Policy, now: Timestamp) -> Assessment {
    let sweep = Sweep::finished(history);
    let changes = of_history(history, policy);
    let facts = alert::Facts {
        history,
        sweep: &sweep,
        policy,
        changes: &changes,
        services: &[],
        trend: &[],
        objectives: &[],
        now,
    };
    let mut alerts = alert::log(&facts);
    annotation::acknowledge(&mut alerts, history, policy, now);
    let series = assess::summaries(history, &sweep, policy, now);
    Assessment {
        now,
        score: Selection::new(history, policy).score(&sweep, policy, now),
        trend: Vec::new(),
        states: state::states(history, &sweep, policy, now),
        alerts,
        gate: GateReport { conditions: Vec::new(), outcome: GateOutcome::Missing },
        counts: assess::counts(&series),
        series,
        changes,
        services: Vec::new(),
        objectives: Vec::new(),
        unmatched: Vec::new(),
    }
}
