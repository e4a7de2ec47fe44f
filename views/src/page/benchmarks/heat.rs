//! How the response times of one load moved: its histograms, day by day or week by week.

use super::card::Told;
use crate::chart::{Frame, HeatWords};
use crate::context::Context;
use crate::page::response_times::response_times;
use crate::{Figure, routes};
use quarterdeck_analysis::merged::Merged;

const WORDS: HeatWords = HeatWords { runs: "Runs", made_of: "Histograms of all valid runs" };

/// The heat map of the runs of a load; none without any histogram.
pub(super) fn map(context: &Context<'_>, told: &Told<'_>, n: usize) -> Option<Figure> {
    let valid = told.runs.iter().filter(|run| run.valid());
    let measured = valid.filter_map(|run| Some((context.run(run.run)?.taken_at, run.load?))).collect();
    let frame = Frame { height: 260, ..Frame::full(format!("heat-{n}")) };
    let spec = response_times((context.now, &context.policy.zone), measured, Merged::of, (&WORDS, &frame))?;
    Some(Figure::on_page(spec, routes::BENCHMARKS, &told.key.chart_name("response-times")))
}
