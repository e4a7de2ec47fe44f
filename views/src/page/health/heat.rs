//! How the response times of one service moved: those of its good probes, day by day or week by week.

use super::course::{Course, Timed};
use crate::chart::{Frame, HeatWords};
use crate::context::Context;
use crate::page::response_times::{Single, response_times};
use crate::{Figure, routes};
use quarterdeck_model::Labels;

const WORDS: HeatWords = HeatWords { runs: "Rounds", made_of: "Good probes of all rounds" };

/// The heat map; none where no probe tells how long it took.
pub(super) fn map(context: &Context<'_>, course: &Course<'_>, n: usize) -> Option<Figure> {
    let until = course.timed.iter().filter(|round| round.begun <= context.now);
    let measured = until.map(|round| (round.begun, round));
    let frame = Frame { height: 240, ..Frame::full(format!("heat-{n}")) };
    let spec =
        response_times((context.now, &context.policy.zone), measured.collect(), merge, (&WORDS, &frame))?;
    let labels = Labels::one("service", course.service.as_str());
    let name = routes::chart_name("response-times", &course.job, labels);
    Some(Figure::on_page(spec, routes::HEALTH, &name))
}

fn merge(rounds: Vec<&Timed>) -> Option<Single> {
    let known: Vec<&[f64]> = rounds.iter().map(|round| &*round.times_ms).filter(|t| !t.is_empty()).collect();
    (!known.is_empty()).then(|| Single { rounds: known.len(), times_ms: known.concat() })
}
