//! Histories of allure.

use super::{Row, check};

const ROWS: &[Row] = &[
    (
        "history.jsonl",
        &[
            "2026-01-01T10:00:00.000Z - - - ok allure-history: tests.total 3, tests.skipped 1, tests.failed 1, tests.flaky 0, tests.pass_percent 50, tests.duration_s 1.75",
            "2026-01-02T10:00:00.000Z - - - empty allure-history: ; because no test is in this run",
            "2026-01-03T10:00:00.000Z - - - partial allure-history: tests.total 1, tests.skipped 0, tests.failed 1, tests.flaky 0, tests.pass_percent 0; because 1 tests have no known outcome",
            "history.jsonl, line 5: has a time that is none; this run was left out",
            "history.jsonl, line 6: ends in the middle of its JSON document; this run was left out",
        ],
    ),
    (
        "two",
        &[
            "2026-01-01T10:00:00.500Z - - - ok allure-history: tests.total 1, tests.skipped 0, tests.failed 0, tests.flaky 0, tests.pass_percent 100, tests.duration_s 0.5",
            "2026-01-02T10:00:03.000Z - - - ok allure-history: tests.total 2, tests.skipped 0, tests.failed 1, tests.flaky 0, tests.pass_percent 50, tests.duration_s 4",
        ],
    ),
    (
        "two/history/history.json",
        &[
            "2026-01-01T10:00:00.500Z - - - ok allure-history: tests.total 1, tests.skipped 0, tests.failed 0, tests.flaky 0, tests.pass_percent 100, tests.duration_s 0.5",
            "2026-01-02T10:00:03.000Z - - - ok allure-history: tests.total 2, tests.skipped 0, tests.failed 1, tests.flaky 0, tests.pass_percent 50, tests.duration_s 4",
        ],
    ),
    (
        "apart",
        &[
            "error: apart/history/history.json: has outcomes that do not say in which report they stand, so runs cannot be told apart (Allure writes reportUrl when an executor.json with it lies beside the results; history.jsonl of Allure 3 needs none)",
        ],
    ),
    (
        "alone",
        &[
            "2026-01-01T10:00:00.500Z - - - ok allure-history: tests.total 1, tests.skipped 0, tests.failed 0, tests.flaky 0, tests.pass_percent 100, tests.duration_s 0.5",
        ],
    ),
    (
        "history-trend.json",
        &[
            "error: history-trend.json: has totals without times, which cannot be put in their place (history.json, beside it, has the outcomes)",
        ],
    ),
    (
        "two/data",
        &[
            "error: two/data: holds no history of Allure (expected one of history.jsonl, .allure/history.jsonl, history.json, history/history.json)",
        ],
    ),
    (
        "nowhere",
        &[
            "error: nowhere: does not exist (expected Allure's history.jsonl, or the history folder of an Allure 2 report)",
        ],
    ),
];

#[test]
fn every_run_is_read_as_the_table_says() {
    check("allure", ROWS);
}
