//! Figure by figure: what is worse, better, other, the same, or known on one side only.

use super::side::{Known, Side};
use crate::baseline::Deviation;
use quarterdeck_model::{Direction, History, Series};

/// How a series changed from A to B.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Worse by its direction.
    Worse,
    /// Better by its direction.
    Better,
    /// Another value, of a metric without direction.
    Other,
    /// Not known in B.
    OnlyBefore,
    /// Not known in A.
    OnlyAfter,
    /// The same value.
    Same,
}

impl Change {
    /// `worse`, `better`, `other`, `only-before`, `only-after`, `same`.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Worse => "worse",
            Change::Better => "better",
            Change::Other => "other",
            Change::OnlyBefore => "only-before",
            Change::OnlyAfter => "only-after",
            Change::Same => "same",
        }
    }
}

/// One series.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Index of the series.
    pub series: usize,
    /// In A.
    pub before: Option<Known>,
    /// In B.
    pub after: Option<Known>,
    /// From A to B, where both are known.
    pub deviation: Option<Deviation>,
    /// In a word.
    pub change: Change,
}

/// The series known in A or B of jobs that both sides have: one that only a side has is told as a warning, since it was
/// not looked at on the other.
pub fn rows(history: &History, a: &Side, b: &Side) -> Vec<Row> {
    let both = |s: &Series| a.at(s.kind, &s.key.job).is_some() && b.at(s.kind, &s.key.job).is_some();
    let shared = history.series.iter().enumerate().filter(|(_, series)| both(series));
    shared.filter_map(|(index, s)| row(index, s.direction, (a.value(s), b.value(s)))).collect()
}

fn row(series: usize, direction: Direction, (before, after): (Option<Known>, Option<Known>)) -> Option<Row> {
    let pair = before.zip(after);
    let deviation = pair.map(|(before, after)| Deviation::of(after.value, before.value, direction));
    let change = match (before, after, deviation) {
        (None, None, _) => return None,
        (Some(_), None, _) => Change::OnlyBefore,
        (None, Some(_), _) => Change::OnlyAfter,
        (_, _, Some(d)) if d.delta == 0.0 => Change::Same,
        (_, _, Some(_)) if direction == Direction::Neutral => Change::Other,
        (_, _, Some(d)) if d.is_worse(direction) => Change::Worse,
        _ => Change::Better,
    };
    Some(Row { series, before, after, deviation, change })
}
