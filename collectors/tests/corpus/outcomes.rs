//! Outcomes of tests: how many passed, failed, were skipped, and how long they took.

use crate::table::{Folder, agree};
use crate::{corpus, files, read};
use quarterdeck_model::payload::Status;
use quarterdeck_model::{Kind, Payload, SectionState};

const FOLDERS: &[Folder] =
    &[Folder { name: "junit", kind: Kind::Tests, format: "junit", tools: &["python-testcase-elements"] }];

fn figure(payload: &Payload, metric: &str) -> Option<f64> {
    let Payload::Tests(tests) = payload else { return None };
    let count = |status| Some(tests.count(status) as f64);
    match metric {
        "testcases" => Some(tests.cases.len() as f64),
        "status:failed" => count(Status::Failed),
        "status:error" => count(Status::Errored),
        "status:skipped" => count(Status::Skipped),
        "status:flaky" => count(Status::Flaky),
        // That tool counts flaky cases among the passed ones too.
        "status:passed" => Some((tests.count(Status::Passed) + tests.count(Status::Flaky)) as f64),
        "status:rerun_attempts" => Some(tests.cases.iter().map(|case| f64::from(case.attempts) - 1.0).sum()),
        "sum_testcase_time" => Some(tests.cases.iter().filter_map(|case| case.duration_s).sum()),
        _ => None,
    }
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
