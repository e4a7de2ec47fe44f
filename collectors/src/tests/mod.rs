//! Tests: results of test suites, every case with its outcome.

mod cases;
mod formats;
mod go_test;
mod jest;
mod junit;
mod libtest;
mod mocha;
mod report;
pub mod scan;
mod tap;
mod trx;

pub(crate) use self::formats::FORMATS;
pub(crate) use cases::arrange;

use quarterdeck_model::payload::Tests;

/// Several reports as one: all suites, all cases. The wall time of several runs is not known: they may have run side
/// by side.
pub(crate) fn merge(parts: Vec<Tests>) -> Tests {
    let mut parts = parts.into_iter();
    // The first is not copied: it may be the only one, and of a million cases.
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        all.wall_s = None;
        all.suites.extend(part.suites);
        all.cases.extend(part.cases);
    }
    arrange(&mut all.cases);
    all
}

#[cfg(test)]
mod checks;
