//! Outcomes of tests: how many passed, failed, were skipped, and how long they took.

use crate::table::{Folder, agree};
use crate::{corpus, files, read};
use quarterdeck_model::payload::{Case, Status, Tests};
use quarterdeck_model::{Kind, Payload, SectionState};
use std::collections::BTreeSet;

const FOLDERS: &[Folder] = &[
    folder("go_test2json", "go-test", &["python-leaf-tests-only"]),
    folder("jest", "jest", &["json"]),
    folder("junit", "junit", &["python-testcase-elements"]),
    folder("libtest_json", "libtest-json", &["python"]),
    folder("nextest", "libtest-json", &["python"]),
    folder("tap", "tap", &["python-top-level", "prove(TAP::Harness)"]),
    folder("trx", "trx", &["python", "python-UnitTestResult"]),
];

const fn folder(name: &'static str, format: &'static str, tools: &'static [&'static str]) -> Folder {
    Folder { name, kind: Kind::Tests, format, tools }
}

fn figure(payload: &Payload, metric: &str) -> Option<f64> {
    let Payload::Tests(tests) = payload else { return None };
    let count = |status| Some(tests.count(status) as f64);
    match metric {
        "testcases" | "results" | "tests" | "numTotalTests" => Some(tests.cases.len() as f64),
        "status:failed" | "event:failed" | "leaf:fail" | "tap:not ok" | "outcome:Failed"
        | "numFailedTests" => count(Status::Failed),
        "status:error" | "started_not_ended" | "outcome:Aborted" => count(Status::Errored),
        "status:skipped" | "event:ignored" | "leaf:skip" | "tap:skip" | "outcome:NotExecuted" => {
            count(Status::Skipped)
        }
        "status:flaky" => count(Status::Flaky),
        // That tool counts flaky cases among the passed ones too.
        "status:passed" | "event:ok" | "leaf:pass" | "tap:ok" | "outcome:Passed" | "numPassedTests" => {
            Some((tests.count(Status::Passed) + tests.count(Status::Flaky)) as f64)
        }
        "numTodoTests" => Some(todo(tests) as f64),
        "numPendingTests" => Some((tests.count(Status::Skipped) - todo(tests)) as f64),
        "numRuntimeErrorTestSuites" => Some(tests.suites.len() as f64),
        "numTotalTestSuites" => Some(suites(tests, |_| true) as f64),
        "numFailedTestSuites" => Some(suites(tests, |case| case.status == Status::Failed) as f64),
        "status:rerun_attempts" => Some(tests.cases.iter().map(|case| f64::from(case.attempts) - 1.0).sum()),
        "sum_testcase_time" => Some(tests.cases.iter().filter_map(|case| case.duration_s).sum()),
        _ => None,
    }
}

fn todo(tests: &Tests) -> u64 {
    tests.cases.iter().filter(|case| case.message.as_deref() == Some("todo")).count() as u64
}

/// Suites with such a case, and those that broke.
fn suites(tests: &Tests, which: fn(&Case) -> bool) -> usize {
    let with = tests.cases.iter().filter(|case| which(case)).map(|case| &*case.suite);
    with.chain(tests.suites.iter().map(|suite| suite.name.as_str())).collect::<BTreeSet<_>>().len()
}

#[test]
fn every_outcome_agrees_with_the_tool_named() {
    agree(FOLDERS, 100, figure, include_str!("differences/tests.tsv"));
}

#[test]
fn no_test_report_of_the_corpus_is_lost() {
    let Some(corpus) = corpus() else { return };
    for file in files(&corpus.join("junit")) {
        let collected = read(Kind::Tests, None, &file);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let expected = match name.as_str() {
            "enricomi-no-cases.xml" => SectionState::Empty,
            // Six tests are declared and none is there: nothing is known of them.
            "enricomi-no-cases-but-tests.xml" => SectionState::Failed,
            // A suite inside broke outside its cases.
            "jenkins-nested.xml" => SectionState::Partial,
            _ => SectionState::Ok,
        };
        assert_eq!(collected.section.state, expected, "{name}: {:?}", collected.section.reasons);
        println!(
            "{name}: {} {:?}",
            collected.tool,
            collected.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>()
        );
    }
}
