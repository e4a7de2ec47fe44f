//! Phrases of an explanation: a figure that was never measured, a deviation, a penalty.

use super::Part;
use crate::format::{self, value};
use quarterdeck_analysis::baseline::Deviation;
use quarterdeck_analysis::gate::number;
use quarterdeck_analysis::score::{Input, Part as ScorePart};
use quarterdeck_model::{Direction, Series};
use std::collections::BTreeSet;

/// What stands in the place of a value where no run has given one, or none of the job that was asked for.
pub(super) fn never_measured(elsewhere: &[&Series], job: Option<&str>) -> Part {
    let mut part = Part::new("Present value");
    let jobs: BTreeSet<&str> = elsewhere.iter().map(|series| series.key.job.as_str()).collect();
    match job.filter(|_| !jobs.is_empty()) {
        Some(job) => {
            part.add("value", format!("not known: job {job} never measured it"));
            part.add("measured by", jobs.into_iter().collect::<Vec<_>>().join(", "));
        }
        None => {
            part.add("value", "not known: never measured by a run of the archive");
            part.add("what to do", "`quarterdeck collect --help` lists what gives figures");
        }
    }
    part
}

/// `5.2 % worse (+0.7 ms)`.
pub(super) fn deviation(d: Deviation, series: &Series) -> String {
    let sign = if d.delta < 0.0 { format::MINUS } else { '+' };
    let raw = format!("{sign}{}", value(d.delta.abs(), &series.unit));
    if d.delta == 0.0 {
        return "unchanged".to_owned();
    }
    let (up, down) =
        if series.direction == Direction::Neutral { ("more", "less") } else { ("worse", "better") };
    match d.percent {
        Some(percent) => {
            let word = if percent > 0.0 { up } else { down };
            format!("{} % {word} ({raw})", format::fixed(percent.abs(), 1))
        }
        None => format!("{raw}; from 0 no per cent is known"),
    }
}

/// `20 points of the score`, `unknown, at most 20`.
pub(super) fn penalty(part: &ScorePart) -> String {
    let worst = part.worst.map_or_else(|| "everything".to_owned(), |worst| format!("{worst}"));
    match (&part.input, part.penalty) {
        (Input::Known { value, .. }, Some(points)) => format!("{points} points, for {}", number(*value)),
        (Input::Unknown { reason }, _) => format!("not known ({reason}), at most {worst}"),
        (_, None) => format!("not known, at most {worst}"),
    }
}
