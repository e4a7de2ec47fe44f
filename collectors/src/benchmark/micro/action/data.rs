//! `data.js`: every run of every suite, after the assignment to a variable. gofiber's fork writes columns.

use super::Bench;
use crate::benchmark::micro::report::Report;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use crate::notes::Notes;
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Direction, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Tools of which more is better whatever the unit.
const HIGHER: [&str; 3] = ["customBiggerIsBetter", "benchmarkjs", "pytest"];

#[derive(Deserialize)]
struct Suites {
    entries: BTreeMap<String, Vec<SuiteRun>>,
}

#[derive(Deserialize)]
struct Columns {
    runs: Vec<Commit>,
    names: Vec<String>,
    units: Vec<String>,
    /// A column for each name, with a value for each run.
    values: Vec<Vec<Value>>,
}

#[derive(Deserialize)]
struct SuiteRun {
    commit: Commit,
    /// Milliseconds since 1970, when it was added.
    date: i64,
    #[serde(default)]
    tool: String,
    benches: Vec<Bench>,
}

#[derive(Deserialize)]
struct Commit {
    id: String,
    #[serde(default)]
    timestamp: Option<String>,
}

/// One run of one suite.
pub(crate) struct Run {
    /// Its name, empty when the file knows no suites.
    pub(crate) suite: String,
    pub(crate) commit: String,
    pub(crate) taken_at: Option<Timestamp>,
    better: Option<Direction>,
    benches: Vec<Bench>,
}

impl Run {
    /// What it gave, as a report of its own.
    pub(crate) fn parsed(&self, file: &str) -> Parsed<Benchmark> {
        let mut report = Report::new(Notes::new(file, None));
        self.tell(&mut report, "");
        report.finish("github-action-benchmark")
    }

    fn tell(&self, report: &mut Report, suite: &str) {
        self.benches.iter().for_each(|bench| bench.tell(report, suite, self.better));
    }
}

/// Whether it is that file.
pub(crate) fn sniff(head: &str) -> bool {
    let script = head.trim_start().starts_with("window.BENCHMARK_DATA");
    script || (head.contains("\"lastUpdate\"") && head.contains("\"repoUrl\""))
}

/// Reads the newest run of each suite; `import github-action-benchmark` reads them all.
///
/// # Errors
/// As [`runs`].
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let runs = runs(input)?;
    let mut newest: BTreeMap<&str, &Run> = BTreeMap::new();
    for run in &runs {
        let known = newest.entry(&run.suite).or_insert(run);
        if run.taken_at >= known.taken_at {
            *known = run;
        }
    }
    let mut report = Report::new(Notes::new(&input.name, None));
    report.taken_at = newest.values().filter_map(|run| run.taken_at).max();
    let several = newest.len() > 1;
    for (suite, run) in &newest {
        run.tell(&mut report, if several { suite } else { "" });
    }
    if runs.len() > newest.len() {
        let message = format!(
            "holds {} runs, of which the newest of each suite is read; import reads them all",
            runs.len()
        );
        report.notes.note(message);
    }
    Ok(report.finish("github-action-benchmark"))
}

/// Every run, in the order in which they are kept.
///
/// # Errors
/// When it is not JSON of that shape after an assignment, with the place.
pub(crate) fn runs(input: &Input) -> Result<Vec<Run>, CollectError> {
    let (text, _) = input.noted();
    let (before, after) = text.split_at(text.find('{').unwrap_or(text.len()));
    // The assignment makes room, so that lines and columns stay.
    let blank: String = before.chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
    let document = blank + after.trim_end().trim_end_matches(';');
    if after.contains("\"values\"") && after.contains("\"names\"") {
        return Ok(json::read::<Columns>(&input.name, &document)?.runs());
    }
    let Suites { entries } = json::read(&input.name, &document)?;
    let of = |(suite, runs): (String, Vec<SuiteRun>)| runs.into_iter().map(move |run| suite_run(&suite, run));
    Ok(entries.into_iter().flat_map(of).collect())
}

fn suite_run(suite: &str, run: SuiteRun) -> Run {
    let better = if HIGHER.contains(&run.tool.as_str()) {
        Direction::HigherIsBetter
    } else {
        Direction::LowerIsBetter
    };
    Run {
        suite: suite.to_owned(),
        commit: run.commit.id,
        taken_at: Timestamp::from_millis(run.date),
        better: Some(better),
        benches: run.benches,
    }
}

impl Columns {
    fn runs(mut self) -> Vec<Run> {
        let commits = std::mem::take(&mut self.runs);
        let of = |(at, commit): (usize, Commit)| Run {
            suite: String::new(),
            taken_at: commit.timestamp.as_deref().and_then(Timestamp::parse),
            commit: commit.id,
            better: None,
            benches: (0..self.names.len()).filter_map(|column| self.bench(column, at)).collect(),
        };
        commits.into_iter().enumerate().map(of).collect()
    }

    fn bench(&self, column: usize, run: usize) -> Option<Bench> {
        let value = self.values.get(column)?.get(run)?;
        let unit = self.units.get(column).cloned();
        let full = self.names.get(column)?;
        let name = unit.as_ref().and_then(|unit| full.strip_suffix(&format!(" - {unit}"))).unwrap_or(full);
        (!value.is_null()).then(|| Bench { name: name.to_owned(), value: value.clone(), unit, range: None })
    }
}
