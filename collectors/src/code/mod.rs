//! Code: its size, its churn and its complexity.

mod churn;
mod formats;
mod lizard;
mod measure;
mod tree;

pub(crate) use self::formats::FORMATS;
pub use self::measure::{CodePlan, measure};
use quarterdeck_model::payload::{Code, Complexity};

/// Several reports as one: functions of several reports are of different code. Counts of lines are measured and never
/// read, so that there is nothing else to join.
pub(crate) fn merge(parts: Vec<Code>) -> Code {
    let complexity = parts.into_iter().filter_map(|part| part.complexity).reduce(|mut all, part| {
        all.functions += part.functions;
        all.over.extend(part.over);
        all.over.sort_by(|a, b| {
            b.complexity.cmp(&a.complexity).then_with(|| (&a.path, a.line).cmp(&(&b.path, b.line)))
        });
        Complexity { ..all }
    });
    Code { complexity, ..Code::default() }
}

#[cfg(test)]
mod tests;
