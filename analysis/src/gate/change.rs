//! Conditions on how much worse than its baseline a figure is.

use super::metric::place;
use super::report::{Figure, GateOutcome, Judged, number};
use super::{Facts, Sides};
use crate::baseline::Deviation;
use crate::policy::{Condition, Growth};
use quarterdeck_model::Direction;

/// One series against its baseline.
struct Seen {
    outcome: GateOutcome,
    why: String,
    figure: Figure,
    runs: (Option<u32>, Option<u32>),
}

impl Facts<'_> {
    /// Every selected series that has a baseline must be known and within the limit. One that has none is new, and can
    /// not have become worse; where none has one, nothing is known.
    pub(super) fn change(
        &self,
        sides: &Sides,
        metric: &str,
        growth: Growth,
        condition: &Condition,
    ) -> Judged {
        let chosen: Vec<usize> = self.chosen(metric, condition).map(|(index, _)| index).collect();
        if chosen.is_empty() {
            return Judged::missing("never measured");
        }
        let mut seen: Vec<Seen> =
            chosen.iter().filter_map(|index| self.against_base(sides, *index, growth)).collect();
        let new = chosen.len() - seen.len();
        seen.sort_by_key(|seen| std::cmp::Reverse(seen.outcome));
        let Some(worst) = seen.first() else {
            return Judged::missing("it is not known at the baseline, so no change is known");
        };
        let mut why = worst.why.clone();
        let others = seen.iter().filter(|other| other.outcome == worst.outcome).count() - 1;
        if others > 0 && worst.outcome != GateOutcome::Met {
            why.push_str(&format!(", and {others} more"));
        }
        if new > 0 {
            why.push_str(&format!("; {new} not known at the baseline, and not compared"));
        }
        let (now, then): (Vec<_>, Vec<_>) = seen.iter().map(|seen| seen.runs).unzip();
        Judged::new(worst.outcome, why)
            .evidence(now.into_iter().flatten())
            .compared(then.into_iter().flatten())
            .figures(seen.into_iter().map(|seen| seen.figure))
    }

    /// `None` for a series that is not known at the baseline.
    fn against_base(&self, sides: &Sides, index: usize, growth: Growth) -> Option<Seen> {
        let series = self.history.series.get(index)?;
        let then = sides.base.value(series)?;
        let reading = self.sweep.reading(index, self.policy, self.now);
        let figure = Figure { baseline: Some(then.value), ..self.figure(index, reading.known()) };
        let runs = (reading.run(), Some(then.run));
        let place = place(series);
        let Some(value) = reading.known() else {
            let why = format!("{}{place}", reading.reason().unwrap_or_default());
            return Some(Seen { outcome: GateOutcome::Missing, why, figure, runs });
        };
        let deviation = Deviation::of(value, then.value, series.direction);
        let sign = if series.direction == Direction::HigherIsBetter { -1.0 } else { 1.0 };
        let by = if growth.percent { deviation.percent } else { Some(sign * deviation.delta) };
        let figure = Figure { worse_percent: deviation.percent, ..figure };
        let level = if then.points > 1 {
            format!("the median of {} runs", then.points)
        } else {
            "the baseline".to_owned()
        };
        let (outcome, told) = match by {
            Some(by) if growth.limit.holds(by) => {
                (GateOutcome::Met, worse(by, growth.percent, series.direction))
            }
            Some(by) => (GateOutcome::NotMet, worse(by, growth.percent, series.direction)),
            None => (
                GateOutcome::Missing,
                "from a baseline of 0 no per cent is known; give `change` without %".to_owned(),
            ),
        };
        Some(Seen {
            outcome,
            why: format!("{told}: it is {}, {level} {}{place}", number(value), number(then.value)),
            figure,
            runs,
        })
    }
}

/// `5.2 % worse`, `12 better`, `unchanged`; of a metric without direction `5.2 % more`.
fn worse(by: f64, percent: bool, direction: Direction) -> String {
    let size = if percent { format!("{:.1} %", by.abs()) } else { number(by.abs()) };
    let (up, down) = if direction == Direction::Neutral { ("more", "less") } else { ("worse", "better") };
    match by {
        by if by > 0.0 => format!("{size} {up}"),
        by if by < 0.0 => format!("{size} {down}"),
        _ => "unchanged".to_owned(),
    }
}
