//! JSON lines of Go, also of reruns and crashes.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "benchmark.jsonl",
        "ok go test: [passed: a |  | TestNoEnd ? s] 2.5 s in all; Note 1 tests of a began and did not end; their package passed, so they did",
    ),
    (
        "broken-line.jsonl",
        "partial go test: [passed: a |  | TestA ? s] 0.1 s in all; because 2 records were left out; the first: line 2: is no whole event and was left out: EOF while parsing a string; Warning line 2: is no whole event and was left out: EOF while parsing a string; Warning line 3: is no whole event and was left out: it names no package; Note 1 tests of a began and did not end; their package passed, so they did",
    ),
    (
        "build-failed.jsonl",
        "partial go test: [passed: example.com/a |  | TestA 0 s]; because suite \"example.com/b\" could not be built; because suite \"example.com/c\" could not be built",
    ),
    (
        "failed.jsonl",
        "ok go test: [failed: a |  | TestLeaf/x 0.01 s \"a_test.go:5: 1 != 2\", failed: a |  | TestParentAlone 0.02 s \"a_test.go:15: cleanup failed\", passed: a |  | TestParentAlone/x 0 s] 0.03 s in all",
    ),
    (
        "one.jsonl",
        "ok go test at 2026-11-20T07:00:00.500Z: [passed: example.com/shop |  | TestAdds/one 0.1 s, skipped: example.com/shop |  | TestLater 0 s \"shop_test.go:9: needs a shop\"] 0.25 s in all",
    ),
    (
        "panic.jsonl",
        "partial go test: [passed: a |  | TestFine 0 s, errored: a |  | TestPanics ? s \"panic: oh no\"]; because suite \"b\" failed outside its tests: panic: in init",
    ),
    (
        "reruns.jsonl",
        "ok go test: [flaky: a |  | TestShaky ×2 0.25 s, failed: a |  | TestStubborn ×2 0.5 s \"second time\"] 1 s in all",
    ),
    (
        "truncated.jsonl",
        "partial go test: [failed: a |  | TestLeaf/x 0.01 s \"a_test.go:5: 1 != 2\", errored: a |  | TestParentAlone ? s \"began and did not end\", passed: a |  | TestParentAlone/x 0 s]; because suite \"a\" did not end: it was stopped, or the file is cut off; because line 11: is no whole event and was left out: EOF while parsing a string; Warning line 11: is no whole event and was left out: EOF while parsing a string",
    ),
    ("zero.jsonl", "empty go test: [] 0 s in all; because the report holds no test case"),
];

#[test]
fn each_fixture_is_read_as_it_is_meant() {
    super::check("go-test", ROWS);
}
