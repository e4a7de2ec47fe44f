//! The verdict of the gate in every form.

use crate::made_up::now;
use expect_test::{Expect, expect};
use quarterdeck_analysis::gate::{ConditionReport, Figure, GateOutcome, GateReport, Place, Rule};
use quarterdeck_views::gate::{ConfigFile, Gate, github, junit, markdown, text};

/// A name that is hostile to every form.
const BAD: &str = "src/a,b:c%\n<script>|]]>\u{202e}\"&.py";

fn condition(number: usize, rule: Rule, outcome: GateOutcome, words: (&str, &str)) -> ConditionReport {
    ConditionReport {
        number,
        rule,
        text: words.0.to_owned(),
        outcome,
        why: words.1.to_owned(),
        figures: Vec::new(),
        evidence: vec![format!("20261123T071200123Z-9f31c2a-{number:012}")],
        compared_with: Vec::new(),
        places: Vec::new(),
    }
}

fn report() -> GateReport {
    let met = condition(1, Rule::Score, GateOutcome::Met, ("score >= 70", "the score is 96.5"));
    let place = |path: &str, line| Place {
        path: path.to_owned(),
        line,
        message: "`os` is unused".to_owned(),
        rule: "ruff F401".to_owned(),
        severity: "high",
        identity: format!("id-{path}"),
    };
    let failed = ConditionReport {
        figures: vec![Figure {
            name: "coverage.line_percent".to_owned(),
            detail: "unit".to_owned(),
            value: Some(76.0),
            baseline: Some(80.0),
            worse_percent: Some(5.0),
        }],
        compared_with: vec!["20261101T071200123Z-0000000-000000000000".to_owned()],
        places: vec![place("src/a.py", Some(7)), place(BAD, None)],
        ..condition(
            2,
            Rule::NewFindings,
            GateOutcome::NotMet,
            ("new findings <= 0", "2 new: ruff F401 in src/a.py"),
        )
    };
    let missing = condition(
        3,
        Rule::Metric,
        GateOutcome::Missing,
        ("tests.failed < 1", "the latest run of unit failed: 50% | <b>"),
    );
    GateReport { conditions: vec![met, failed, missing], outcome: GateOutcome::NotMet }
}

pub(crate) fn told<T>(all: bool, form: impl FnOnce(&Gate<'_>) -> T) -> T {
    let config =
        ConfigFile { path: "ci/quarterdeck.toml".to_owned(), lines: vec![4, 9, 12], ..ConfigFile::default() };
    let report = report();
    form(&Gate {
        project: "acme & co",
        version: "0.1.0",
        now: now(),
        report: &report,
        since: Some("commit 0000000"),
        config: Some(&config),
        compared: None,
        all,
    })
}

fn check(actual: &str, expected: &Expect) {
    expected.assert_eq(actual);
}

#[test]
fn people_read_every_condition_and_what_is_wrong_in_full() {
    check(
        &told(false, text),
        &expect![[r#"
        ● met      score >= 70: the score is 96.5
        ▲ not met  new findings <= 0: 2 new: ruff F401 in src/a.py
                     coverage.line_percent (unit) 76, baseline 80, 5.0 % worse
                     src/a.py:7: new finding: ruff F401: `os` is unused
                     src/a,b:c% <script>|]]>⟨U+202E⟩"&.py: new finding: ruff F401: `os` is unused
                     snapshot: 20261123T071200123Z-9f31c2a-000000000002
                     compared with: 20261101T071200123Z-0000000-000000000000
        ○ no data  tests.failed < 1: the latest run of unit failed: 50% | <b>
                     snapshot: 20261123T071200123Z-9f31c2a-000000000003
        baseline: commit 0000000
        gate: failed"#]],
    );
}

#[test]
fn a_comment_tells_what_is_wrong_only_and_all_where_asked() {
    check(
        &told(false, markdown),
        &expect![[r####"
        ### Quality gate: failed

        | | condition | why |
        |---|---|---|
        | ▲ not met | new findings &lt;= 0 | 2 new: ruff F401 in src/a.py |
        | ○ no data | tests.failed &lt; 1 | the latest run of unit failed: 50% \| &lt;b&gt; |

        1 other condition holds.

        <details><summary>new findings &lt;= 0</summary>

        - src/a.py:7: new finding: ruff F401: \`os\` is unused
        - src/a,b:c% &lt;script&gt;\|\]\]&gt;⟨U+202E⟩"&amp;.py: new finding: ruff F401: \`os\` is unused

        </details>

        Baseline: commit 0000000.
    "####]],
    );
    assert!(told(true, markdown).contains("● met"));
}

#[test]
fn workflow_commands_end_where_they_should() {
    check(
        // Written out, since the compiler refuses it in a literal.
        &told(false, github).replace('\u{202e}', "⟨U+202E⟩"),
        &expect![[r#"
        ::error file=ci/quarterdeck.toml,line=9,title=Quality gate%3A New findings::new findings <= 0: 2 new: ruff F401 in src/a.py
        ::warning file=ci/quarterdeck.toml,line=12,title=Quality gate%3A Metric::tests.failed < 1: the latest run of unit failed: 50%25 | <b>
        ::error file=src/a.py,line=7,title=New findings::new finding: ruff F401: `os` is unused
        ::error title=New findings::src/a,b:c%25 <script>|]]>⟨U+202E⟩"&.py: new finding: ruff F401: `os` is unused
        quality gate: failed"#]],
    );
    assert!(told(true, github).contains("::notice file=ci/quarterdeck.toml,line=4,"));
}

#[test]
fn junit_has_a_case_a_condition() {
    check(
        &told(false, junit),
        &expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="acme &amp; co quality gate" tests="3" failures="1" errors="1" time="0">
          <testsuite name="acme &amp; co quality gate" tests="3" failures="1" errors="1" skipped="0" time="0" timestamp="2026-11-23T09:00:00">
            <testcase classname="quarterdeck.gate.score" name="1. score &gt;= 70" time="0"><system-out>the score is 96.5
        snapshot 20261123T071200123Z-9f31c2a-000000000001</system-out></testcase>
            <testcase classname="quarterdeck.gate.new-findings" name="2. new findings &lt;= 0" time="0"><failure message="2 new: ruff F401 in src/a.py" type="not-met">2 new: ruff F401 in src/a.py
        coverage.line_percent (unit) 76, baseline 80, 5.0 % worse
        src/a.py:7: new finding: ruff F401: `os` is unused
        src/a,b:c% &lt;script&gt;|]]&gt;⟨U+202E⟩&quot;&amp;.py: new finding: ruff F401: `os` is unused
        snapshot 20261123T071200123Z-9f31c2a-000000000002
        compared with 20261101T071200123Z-0000000-000000000000
        Mend the new findings, or suppress them in the tool with a reason.</failure></testcase>
            <testcase classname="quarterdeck.gate.metric" name="3. tests.failed &lt; 1" time="0"><error message="the latest run of unit failed: 50% | &lt;b&gt;" type="missing-data">the latest run of unit failed: 50% | &lt;b&gt;
        snapshot 20261123T071200123Z-9f31c2a-000000000003
        Data is missing, which is never met: collect it again, and look at the reasons with `quarterdeck verify`.</error></testcase>
          </testsuite>
        </testsuites>
    "#]],
    );
}

#[test]
fn programs_get_every_condition() {
    let json = told(false, |gate| serde_json::to_value(gate.json()).unwrap());
    assert_eq!((&json["outcome"], json["conditions"].as_array().unwrap().len()), (&"failed".into(), 3));
    assert_eq!(json["conditions"][1]["figures"][0]["worse_percent"], 5.0);
    assert_eq!(json["conditions"][1]["rule"], "new-findings");
}
