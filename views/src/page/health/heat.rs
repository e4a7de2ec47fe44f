//! How the response times of one service moved: those of its good probes, day by day or week by week.

use super::course::Course;
use crate::chart::{Frame, HeatWords};
use crate::context::Context;
use crate::page::response_times::{Single, response_times};
use crate::{Figure, routes};
use quarterdeck_model::payload::{Outcome, Probe, Round};
use quarterdeck_model::{Labels, Timestamp};

const WORDS: HeatWords = HeatWords { runs: "Rounds", made_of: "Good probes of all rounds" };

/// The heat map; none where no probe tells how long it took.
pub(super) fn map(context: &Context<'_>, course: &Course<'_>, n: usize) -> Option<Figure> {
    let begun = |round: &&Round| round.probes.first().map(|probe| probe.planned_at);
    let until = |at: &Timestamp| *at <= context.now;
    let measured = course.rounds.iter().filter_map(|round| Some((begun(round).filter(until)?, *round)));
    let frame = Frame { height: 240, ..Frame::full(format!("heat-{n}")) };
    let spec =
        response_times((context.now, &context.policy.zone), measured.collect(), merge, (&WORDS, &frame))?;
    let labels = Labels::one("service", course.service.as_str());
    let name = routes::chart_name("response-times", &course.job, labels);
    Some(Figure::on_page(spec, routes::HEALTH, &name))
}

/// A failed probe has no response time: how long it took says how long we waited.
fn merge(rounds: Vec<&Round>) -> Option<Single> {
    let good = |probe: &&Probe| matches!(probe.outcome, Outcome::Up | Outcome::Degraded);
    let took = |probe: &Probe| probe.phases.total_ms.filter(|ms| ms.is_finite() && *ms >= 0.0);
    let of = |round: &Round| round.probes.iter().filter(good).filter_map(took).collect::<Vec<f64>>();
    let known: Vec<Vec<f64>> = rounds.into_iter().map(of).filter(|times| !times.is_empty()).collect();
    let rounds = known.len();
    (rounds > 0).then(|| Single { rounds, times_ms: known.into_iter().flatten().collect() })
}
