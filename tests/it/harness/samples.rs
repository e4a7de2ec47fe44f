//! Small tool outputs, as the tools write them.

/// lcov: two files, 3 of 4 lines.
pub(crate) const LCOV: &str =
    "TN:\nSF:src/a.rs\nDA:1,1\nDA:2,0\nend_of_record\nSF:src/b.rs\nDA:1,5\nDA:2,5\nend_of_record\n";

/// JUnit XML: one passed, one failed, one skipped.
pub(crate) const JUNIT: &str = r#"<?xml version="1.0"?>
<testsuites><testsuite name="unit" tests="3" failures="1" skipped="1">
  <testcase classname="unit" name="adds" time="0.010"/>
  <testcase classname="unit" name="divides" time="0.020"><failure message="1 is not 2">left: 1</failure></testcase>
  <testcase classname="unit" name="waits" time="0"><skipped/></testcase>
</testsuite></testsuites>
"#;

/// ruff: one lint finding and one syntax error.
pub(crate) const RUFF: &str = r#"[
  {"code":"F401","name":"unused-import","severity":"error","filename":"/src/a.py","location":{"row":1,"column":8},"end_location":{"row":1,"column":10},"message":"`os` imported but unused","fix":null,"url":"https://docs.astral.sh/ruff/rules/unused-import","cell":null,"noqa_row":1},
  {"code":null,"filename":"/src/b.py","location":{"row":3,"column":1},"end_location":{"row":3,"column":2},"message":"SyntaxError: Expected an expression","fix":null,"url":null,"cell":null,"noqa_row":null}
]
"#;

/// hyperfine: one command, five runs.
pub(crate) const HYPERFINE: &str = r#"{"results":[{"command":"sleep 0.1","mean":0.1021,"stddev":0.0004,"median":0.102,"user":0.001,"system":0.001,"min":0.1016,"max":0.1027,"times":[0.1016,0.1018,0.102,0.1024,0.1027],"exit_codes":[0,0,0,0,0]}]}
"#;
