//! Cases in a fixed order, each with an identity of its own.

use quarterdeck_model::payload::{Case, Status};
use std::cmp::Ordering;
use std::sync::Arc;

/// Sorts the cases and numbers those that have suite, class and name in common, in the order in which they came.
pub(crate) fn arrange(cases: &mut [Case]) {
    // Numbered first, so that a sort in place keeps the order in which equals came: a million cases need no copy.
    (0..).zip(cases.iter_mut()).for_each(|(at, case)| case.occurrence = at);
    cases.sort_unstable_by(|a, b| order(a, b).then(a.occurrence.cmp(&b.occurrence)));
    let mut occurrence = 0;
    for at in 0..cases.len() {
        let before = at.checked_sub(1).and_then(|before| cases.get(before)).zip(cases.get(at));
        let same = before.is_some_and(|(before, this)| order(before, this).is_eq());
        occurrence = if same { occurrence + 1 } else { 0 };
        if let Some(case) = cases.get_mut(at) {
            case.occurrence = occurrence;
        }
    }
}

/// By suite, class and name; of names that are one text in memory, the text is not looked at.
fn order(a: &Case, b: &Case) -> Ordering {
    let shared = |a: &Arc<str>, b: &Arc<str>| if Arc::ptr_eq(a, b) { Ordering::Equal } else { a.cmp(b) };
    shared(&a.suite, &b.suite).then_with(|| shared(&a.class, &b.class)).then_with(|| a.name.cmp(&b.name))
}

/// Makes one case of those that have suite, class and name in common: pytest gives every test a name of its own, so a
/// name that comes again is a rerun (pytest-rerunfailures writes each attempt as a case). The last attempt decides.
pub(super) fn with_reruns(mut cases: Vec<Case>) -> Vec<Case> {
    cases.sort_by(order);
    let mut merged: Vec<Case> = Vec::with_capacity(cases.len());
    for case in cases {
        match merged.last_mut() {
            Some(last) if order(last, &case).is_eq() => rerun(last, case),
            _ => merged.push(case),
        }
    }
    merged
}

/// Takes a further attempt into account. Only a failed test is run again, so passing now means flaky.
fn rerun(known: &mut Case, again: Case) {
    known.attempts += again.attempts;
    known.duration_s = again.duration_s;
    known.status = match again.status {
        Status::Passed => Status::Flaky,
        other => other,
    };
    if again.message.is_some() {
        known.message = again.message;
    }
}
