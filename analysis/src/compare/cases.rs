//! Test cases: new, removed, newly failing, fixed, flaky.

use quarterdeck_model::payload::{Case, Status, Tests};
use std::collections::BTreeMap;

/// What became of the cases from A to B; a case is known by suite, class, name and occurrence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseChanges<'a> {
    /// Not in A, passed or skipped in B.
    pub new: Vec<&'a Case>,
    /// Not in B.
    pub removed: Vec<&'a Case>,
    /// Failed or broke in B, and not in A: new ones that fail among them.
    pub newly_failing: Vec<&'a Case>,
    /// Failed or broke in both.
    pub still_failing: Vec<&'a Case>,
    /// Failed or broke in A, passed in B.
    pub fixed: Vec<&'a Case>,
    /// Flaky in B and not in A.
    pub newly_flaky: Vec<&'a Case>,
    /// Flaky in both.
    pub still_flaky: Vec<&'a Case>,
    /// Ran in A, skipped in B: a failure that was only silenced is not fixed.
    pub newly_skipped: Vec<&'a Case>,
    /// All the others of both.
    pub same: usize,
}

type Key<'a> = (&'a str, &'a str, &'a str, u32);

fn key(case: &Case) -> Key<'_> {
    (&case.suite, &case.class, &case.name, case.occurrence)
}

/// Compares two runs of one job.
pub fn cases<'a>(before: &'a Tests, after: &'a Tests) -> CaseChanges<'a> {
    let mut left: BTreeMap<Key, &Case> = before.cases.iter().map(|case| (key(case), case)).collect();
    let mut told = CaseChanges::default();
    for case in &after.cases {
        let was = left.remove(&key(case)).map(|case| case.status);
        match list(&mut told, was, case.status) {
            Some(list) => list.push(case),
            None => told.same += 1,
        }
    }
    told.removed = left.into_values().collect();
    told
}

/// The list that a case goes to; `None` where nothing happened.
fn list<'t, 'a>(
    told: &'t mut CaseChanges<'a>,
    was: Option<Status>,
    is: Status,
) -> Option<&'t mut Vec<&'a Case>> {
    use Status::{Errored, Failed, Flaky, Skipped};
    let bad = |status| matches!(status, Failed | Errored);
    match (was, is) {
        (Some(was), is) if bad(is) && bad(was) => Some(&mut told.still_failing),
        (_, is) if bad(is) => Some(&mut told.newly_failing),
        (Some(Flaky), Flaky) => Some(&mut told.still_flaky),
        (_, Flaky) => Some(&mut told.newly_flaky),
        (None, _) => Some(&mut told.new),
        (Some(Skipped), Skipped) => None,
        (_, Skipped) => Some(&mut told.newly_skipped),
        (Some(was), _) if bad(was) => Some(&mut told.fixed),
        _ => None,
    }
}
