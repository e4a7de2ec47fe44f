//! Cases in a fixed order, each with an identity of its own.

use quarterdeck_model::payload::{Case, Status};

/// Sorts the cases and numbers those that have suite, class and name in common, in the order in which they came.
pub(crate) fn arrange(cases: &mut [Case]) {
    cases.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut occurrence = 0;
    for at in 0..cases.len() {
        let same = at > 0 && cases.get(at - 1).map(key) == cases.get(at).map(key);
        occurrence = if same { occurrence + 1 } else { 0 };
        if let Some(case) = cases.get_mut(at) {
            case.occurrence = occurrence;
        }
    }
}

fn key(case: &Case) -> (&str, &str, &str) {
    (&case.suite, &case.class, &case.name)
}

/// Makes one case of those that have suite, class and name in common: pytest gives every test a name of its own, so a
/// name that comes again is a rerun (pytest-rerunfailures writes each attempt as a case). The last attempt decides.
pub(super) fn with_reruns(mut cases: Vec<Case>) -> Vec<Case> {
    cases.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut merged: Vec<Case> = Vec::with_capacity(cases.len());
    for case in cases {
        match merged.last_mut() {
            Some(last) if key(last) == key(&case) => rerun(last, case),
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
