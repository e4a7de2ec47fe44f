//! Allure's histories: `history.jsonl` of Allure 3, one run a line; and `history/history.json` of Allure 2, which keeps
//! the last runs of each test, without saying which belong together unless each names the report that it is in.

mod two;

use super::{Past, PastRun};
use crate::collect::{Read, join};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::format::{FormatInfo, Reading};
use crate::json;
use crate::notes::harmless;
use crate::origin::Origin;
use crate::stream::Stream;
use crate::tests::arrange;
use quarterdeck_model::payload::{Case, Status, Tests};
use quarterdeck_model::{Diagnostic, Kind, Payload, Section, SectionState, Source, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::BufRead as _;
use std::path::Path;

/// One line of `history.jsonl`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    /// Milliseconds since 1970.
    timestamp: i64,
    #[serde(default)]
    test_results: BTreeMap<String, Test>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    #[serde(default)]
    name: String,
    #[serde(default)]
    full_name: Option<String>,
    #[serde(default)]
    status: String,
    /// Milliseconds.
    #[serde(default)]
    duration: Option<f64>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    error: Option<Trouble>,
    #[serde(default)]
    labels: Vec<Label>,
}

#[derive(Deserialize)]
struct Trouble {
    #[serde(default)]
    message: Option<String>,
}

#[derive(Deserialize)]
struct Label {
    name: String,
    #[serde(default)]
    value: Option<String>,
}

/// Reads `history.jsonl`, `history.json`, or a folder that has one of them.
///
/// # Errors
/// When there is none, or Allure 2 does not say which results belong together.
pub(super) fn read(path: &Path, _: &Origin) -> Result<Past, CollectError> {
    if path.is_file() {
        return file(path);
    }
    let places = ["history.jsonl", ".allure/history.jsonl", "history.json", "history/history.json"];
    match places.iter().map(|place| path.join(place)).find(|file| file.is_file()) {
        Some(found) => file(&found),
        None => Err(CollectError::new(path.display().to_string(), "holds no history of Allure")
            .hint(format!("expected one of {}", places.join(", ")))),
    }
}

fn file(path: &Path) -> Result<Past, CollectError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.ends_with(".jsonl") { lines(path) } else { two::read(path) }
}

fn lines(path: &Path) -> Result<Past, CollectError> {
    let stream = Stream::open(path)?;
    let shown = stream.name.clone();
    let mut past = Past::default();
    for (at, line) in stream.decoded().lines().enumerate() {
        let line = line.map_err(|e| CollectError::new(&shown, e.to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        match json::read::<Line>(&shown, &line).map(run) {
            Ok(Ok(run)) => past.runs.push(run),
            Ok(Err(why)) => past.diagnostics.push(remark(&shown, at, why)),
            Err(error) => past.diagnostics.push(remark(&shown, at, &error.0.message)),
        }
    }
    if past.runs.is_empty() && past.diagnostics.is_empty() {
        return Err(CollectError::new(shown, "is empty; expected one run a line"));
    }
    Ok(past)
}

fn remark(file: &str, at: usize, why: &str) -> Diagnostic {
    Diagnostic::error(file, format!("{}; this run was left out", harmless(why))).at_line(at as u64 + 1)
}

fn run(line: Line) -> Result<PastRun, &'static str> {
    let at = Timestamp::from_millis(line.timestamp).ok_or("has a time that is none")?;
    let all = line.test_results.len();
    let cases: Vec<Case> = line.test_results.into_iter().filter_map(|(id, test)| test.case(id)).collect();
    let unknown = all - cases.len();
    Ok(of_cases(at, cases, unknown))
}

impl Test {
    fn case(self, id: String) -> Option<Case> {
        let label = |wanted: &str| {
            let found = self.labels.iter().find(|label| label.name == wanted);
            found.and_then(|label| label.value.clone()).unwrap_or_default()
        };
        let suites = [label("parentSuite"), label("suite"), label("subSuite")];
        let suite: Vec<String> = suites.into_iter().filter(|name| !name.is_empty()).collect();
        let name = [self.name.clone(), self.full_name.clone().unwrap_or_default(), id];
        let class = label("testClass");
        let said = self.message.or(self.error.and_then(|error| error.message));
        Some(Case {
            suite: suite.join("/").into(),
            class: class.into(),
            name: name.into_iter().find(|name| !name.is_empty())?,
            occurrence: 0,
            status: status(&self.status)?,
            duration_s: self.duration.filter(|ms| ms.is_finite() && *ms >= 0.0).map(|ms| ms / 1000.0),
            attempts: 1,
            message: said.and_then(|text| text.lines().next().map(harmless)),
        })
    }
}

/// Allure's words; a test of unknown outcome has none.
fn status(word: &str) -> Option<Status> {
    match word {
        "passed" => Some(Status::Passed),
        "failed" => Some(Status::Failed),
        "broken" => Some(Status::Errored),
        "skipped" => Some(Status::Skipped),
        _ => None,
    }
}

/// A run of these cases, and of so many whose outcome is not known. Allure keeps no branch and no commit.
fn of_cases(at: Timestamp, mut cases: Vec<Case>, unknown: usize) -> PastRun {
    arrange(&mut cases);
    let section = match (cases.len(), unknown) {
        (0, 0) => Section::because(SectionState::Empty, "no test is in this run"),
        (_, 0) => Section::ok(),
        (0, n) => Section::because(SectionState::Failed, format!("{n} tests, all without a known outcome")),
        (_, n) => Section::because(SectionState::Partial, format!("{n} tests have no known outcome")),
    };
    let tests = Tests { cases, ..Tests::default() };
    let parsed = Parsed {
        payload: Reading { payload: Payload::Tests(tests), lines: None },
        section,
        tool: "allure".to_owned(),
        tool_version: None,
        taken_at: Some(at),
        diagnostics: Vec::new(),
    };
    let read: Read = Ok((INFO, parsed));
    PastRun {
        taken_at: at,
        source: Source::default(),
        job: None,
        collected: join(Kind::Tests, false, vec![read]),
    }
}

/// How snapshots name this format.
const INFO: FormatInfo = FormatInfo {
    name: "allure-history",
    kind: Kind::Tests,
    tool: "Allure",
    description: "",
    example: "",
    figures: "",
    link: "",
};
