//! Tests that do not always say the same, over the runs of one job.
//!
//! A test is unsteady when a run says so (it failed and passed on a retry, or twice in one run), or when it passed in one
//! run and failed in another on the same commit: nothing but chance, or what is around it, can have made the difference
//! (Micco, "The State of Continuous Integration Testing @Google", 2017). A test that failed and was mended on another
//! commit is not unsteady.

use quarterdeck_model::payload::{Case, Status, Tests};
use std::collections::{BTreeMap, BTreeSet};

/// What tells a case from others of its job.
pub type Key<'a> = (&'a str, &'a str, &'a str, u32);

/// The key of a case.
pub fn key(case: &Case) -> Key<'_> {
    (&case.suite, &case.class, &case.name, case.occurrence)
}

/// Whether a case failed, in whatever way.
pub fn is_bad(status: Status) -> bool {
    matches!(status, Status::Failed | Status::Errored)
}

/// One run of the job: its number in the history, the commit when the tree was known to be that, and its results.
#[derive(Debug, Clone, Copy)]
pub struct Ran<'a> {
    /// Number of the run.
    pub run: u32,
    /// The commit that it tested; `None` when it is not known, or changed since.
    pub commit: Option<&'a str>,
    /// Its results.
    pub tests: &'a Tests,
}

/// How a case ended in the runs that had it, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Course<'a> {
    /// As the newest run that has it tells it.
    pub case: &'a Case,
    /// Number of the run and how it ended there, oldest first; skipped ones are among them.
    pub ends: Vec<(u32, Status)>,
    /// Runs that say themselves that it was flaky.
    pub flaky: usize,
    /// Commits on which it passed in one run and failed in another.
    pub both: usize,
}

impl Course<'_> {
    /// Runs in which it was not skipped.
    pub fn ran(&self) -> usize {
        self.ends.iter().filter(|(_, status)| *status != Status::Skipped).count()
    }

    /// Where its unbroken row of failures up to the newest run begins, and whether runs before did not fail; `None` when
    /// it does not fail now.
    pub fn failing_since(&self) -> Option<(u32, bool)> {
        let bad = |end: &&(u32, Status)| is_bad(end.1) || end.1 == Status::Skipped;
        let row = self.ends.iter().rev().take_while(bad).filter(|end| is_bad(end.1)).last()?;
        let now = self.ends.last().is_some_and(|end| is_bad(end.1));
        now.then(|| (row.0, self.ends.iter().any(|end| !bad(&end))))
    }
}

/// The course of every case that failed or was flaky in one of `runs` (oldest first), by key.
pub fn courses<'a>(runs: &[Ran<'a>]) -> BTreeMap<Key<'a>, Course<'a>> {
    let odd = |case: &&Case| is_bad(case.status) || case.status == Status::Flaky;
    let wanted: BTreeSet<Key<'a>> =
        runs.iter().flat_map(|ran| ran.tests.cases.iter().filter(odd).map(key)).collect();
    let mut all: BTreeMap<Key<'a>, Course<'a>> = BTreeMap::new();
    if wanted.is_empty() {
        return all;
    }
    let mut commits: BTreeMap<(Key<'a>, &'a str), (bool, bool)> = BTreeMap::new();
    for ran in runs {
        for case in ran.tests.cases.iter().filter(|case| wanted.contains(&key(case))) {
            let course =
                all.entry(key(case)).or_insert_with(|| Course { case, ends: Vec::new(), flaky: 0, both: 0 });
            course.case = case;
            course.ends.push((ran.run, case.status));
            course.flaky += usize::from(case.status == Status::Flaky);
            if let Some(commit) = ran.commit {
                let seen = commits.entry((key(case), commit)).or_default();
                seen.0 |= case.status == Status::Passed;
                seen.1 |= is_bad(case.status);
            }
        }
    }
    for ((key, _), _) in commits.iter().filter(|(_, seen)| seen.0 && seen.1) {
        if let Some(course) = all.get_mut(key) {
            course.both += 1;
        }
    }
    all
}

/// Those of `courses` that are unsteady, the most unsteady first.
pub fn unsteady<'c, 'a>(courses: &'c BTreeMap<Key<'a>, Course<'a>>) -> Vec<&'c Course<'a>> {
    let mut out: Vec<&Course<'a>> = courses.values().filter(|c| c.flaky + c.both > 0).collect();
    // The order of keys holds where two are as unsteady as each other.
    out.sort_by_key(|course| std::cmp::Reverse(course.flaky + course.both));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tests(cases: &[(&str, Status)]) -> Tests {
        let case = |(name, status): &(&str, Status)| Case {
            suite: "s".into(),
            class: "c".into(),
            name: (*name).to_owned(),
            occurrence: 0,
            status: *status,
            duration_s: None,
            attempts: 1,
            message: None,
        };
        Tests { cases: cases.iter().map(case).collect(), ..Tests::default() }
    }

    #[test]
    fn a_mended_test_is_steady_and_one_that_differs_on_a_commit_is_not() {
        use Status::{Failed, Flaky, Passed, Skipped};
        let runs = [
            tests(&[("mended", Failed), ("both", Failed), ("retried", Flaky), ("fine", Passed)]),
            tests(&[("mended", Failed), ("both", Passed), ("retried", Passed), ("fine", Passed)]),
            tests(&[("mended", Passed), ("both", Failed), ("retried", Skipped), ("fine", Passed)]),
            tests(&[("mended", Passed), ("both", Failed), ("broken", Failed), ("fine", Passed)]),
        ];
        let commits = [Some("a"), Some("a"), Some("b"), None];
        let ran = |((run, tests), commit): ((u32, &'static Tests), Option<&'static str>)| Ran {
            run,
            commit,
            tests,
        };
        let runs: &'static [Tests; 4] = Box::leak(Box::new(runs));
        let ran: Vec<Ran<'_>> = (0..).zip(runs).zip(commits).map(ran).collect();
        let courses = courses(&ran);
        let told: Vec<(&str, usize, usize, usize)> =
            unsteady(&courses).iter().map(|c| (c.case.name.as_str(), c.flaky, c.both, c.ran())).collect();
        assert_eq!(told, [("both", 0, 1, 4), ("retried", 1, 0, 2)]);
        let since: Vec<(&str, Option<(u32, bool)>)> =
            courses.values().map(|c| (c.case.name.as_str(), c.failing_since())).collect();
        let expected =
            [("both", Some((2, true))), ("broken", Some((3, false))), ("mended", None), ("retried", None)];
        assert_eq!(since, expected);
    }
}
