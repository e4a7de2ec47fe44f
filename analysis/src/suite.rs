//! The health of a test suite: what is slow, what is large, and how well it can run side by side.

use crate::shards::{Plan, Unit, plan};
use quarterdeck_model::payload::{Case, Status, TestFile};
use std::collections::BTreeMap;

/// A file of tests with the time of its tests.
#[derive(Debug, Clone, PartialEq)]
pub struct TimedFile {
    /// The file.
    pub file: TestFile,
    /// Seconds of its tests; `None` when one of them has no time, or no test is known to be of it.
    pub seconds: Option<f64>,
    /// More shards than this do not make the whole faster while this file is one piece: the total by its time.
    pub most_shards: Option<f64>,
}

/// What is known of a suite.
#[derive(Debug, Clone, PartialEq)]
pub struct Suite {
    /// Every file, the largest first.
    pub files: Vec<TimedFile>,
    /// Cases that ran and have a time, the slowest first.
    pub slowest: Vec<(Case, f64)>,
    /// What cannot be split: files, and what ran and is of no file that is known.
    pub units: Vec<Unit>,
    /// How the units are spread.
    pub plan: Plan,
}

impl Suite {
    /// Of the files that were found and the cases that ran; `file_of` tells the place of a case's file.
    pub fn of(
        files: &[TestFile],
        cases: &[Case],
        shards: usize,
        file_of: impl Fn(&Case) -> Option<usize>,
    ) -> Self {
        let ran: Vec<&Case> = cases.iter().filter(|case| case.status != Status::Skipped).collect();
        let units = units(files, &ran, file_of);
        let plan = plan(&units, shards);
        let mut slowest: Vec<(Case, f64)> =
            ran.iter().filter_map(|case| Some(((*case).clone(), case.duration_s?))).collect();
        slowest.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
        let timed = |file: &TestFile| {
            let seconds = units.iter().find(|unit| unit.name == file.path).and_then(|unit| unit.seconds);
            let most_shards = seconds.filter(|seconds| *seconds > 0.0).map(|seconds| plan.total_s / seconds);
            TimedFile { file: file.clone(), seconds, most_shards }
        };
        let mut files: Vec<TimedFile> = files.iter().map(timed).collect();
        files.sort_by(|a, b| b.file.lines.cmp(&a.file.lines).then_with(|| a.file.path.cmp(&b.file.path)));
        Self { files, slowest, units, plan }
    }
}

/// The cases by file, else by what their tool runs in one piece: the class, else the suite.
fn units(files: &[TestFile], ran: &[&Case], file_of: impl Fn(&Case) -> Option<usize>) -> Vec<Unit> {
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    for case in ran {
        let file = file_of(case).and_then(|at| files.get(at)).map(|file| file.path.clone());
        let piece = if case.class.is_empty() { &case.suite } else { &case.class };
        let name = file.unwrap_or_else(|| piece.to_string());
        let unit = units.entry(name.clone()).or_insert_with(|| Unit { name, tests: 0, seconds: Some(0.0) });
        unit.tests += 1;
        unit.seconds = unit.seconds.zip(case.duration_s).map(|(sum, seconds)| sum + seconds);
    }
    units.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::Suite;
    use quarterdeck_model::payload::{Case, Status, TestFile};

    fn case(class: &str, name: &str, duration_s: Option<f64>) -> Case {
        Case {
            suite: "".into(),
            class: class.into(),
            name: name.to_owned(),
            occurrence: 0,
            status: Status::Passed,
            duration_s,
            attempts: 1,
            message: None,
        }
    }

    #[test]
    fn a_file_holds_back_as_many_shards_as_its_share() {
        let file = |path: &str, lines| TestFile { path: path.to_owned(), lines, tests: 1 };
        let files = [file("a.py", 100), file("b.py", 900), file("c.py", 10)];
        let skipped = Case { status: Status::Skipped, ..case("c.py", "never", None) };
        let cases = [
            case("a.py", "one", Some(1.0)),
            case("b.py", "two", Some(2.0)),
            case("b.py", "three", Some(4.0)),
            case("elsewhere", "four", Some(1.0)),
            case("untimed", "five", None),
            skipped,
        ];
        let suite = Suite::of(&files, &cases, 2, |case| files.iter().position(|f| *f.path == *case.class));
        let told: Vec<(&str, Option<f64>, Option<f64>)> =
            suite.files.iter().map(|f| (f.file.path.as_str(), f.seconds, f.most_shards)).collect();
        let expected =
            [("b.py", Some(6.0), Some(8.0 / 6.0)), ("a.py", Some(1.0), Some(8.0)), ("c.py", None, None)];
        assert_eq!(told, expected);
        let slowest: Vec<&str> = suite.slowest.iter().map(|(case, _)| case.name.as_str()).collect();
        assert_eq!(slowest, ["three", "two", "four", "one"]);
        assert_eq!((suite.plan.total_s, suite.plan.makespan_s, suite.plan.untimed), (8.0, 6.0, 1));
    }
}
