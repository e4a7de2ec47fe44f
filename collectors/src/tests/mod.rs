//! Tests: results of test suites, every case with its outcome.

mod cases;
mod formats;
mod junit;

pub(crate) use self::formats::FORMATS;
pub(crate) use cases::arrange;

use quarterdeck_model::payload::Tests;

/// Several reports as one: all suites, all cases. The wall time of several runs is not known: they may have run side
/// by side.
pub(crate) fn merge(parts: Vec<Tests>) -> Tests {
    let wall_s = match parts.as_slice() {
        [only] => only.wall_s,
        _ => None,
    };
    let mut all = Tests { wall_s, ..Tests::default() };
    for part in parts {
        all.suites.extend(part.suites);
        all.cases.extend(part.cases);
    }
    arrange(&mut all.cases);
    all
}

#[cfg(test)]
mod checks;
