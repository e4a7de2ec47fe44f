//! The verdict of the gate for programs: SARIF and Code Quality.

use crate::gate::told;
use quarterdeck_views::gate::{gitlab, sarif};
use serde_json::{Value, json};

#[test]
fn code_quality_has_a_fingerprint_of_its_own_for_each_issue() {
    let issues = serde_json::to_value(told(false, gitlab)).unwrap();
    let issues = issues.as_array().unwrap();
    let mut prints: Vec<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!((issues.len(), prints.len()), (4, 4));
    let issue = |description: &str, fingerprint: &str, (path, line): (&str, u32), severity: &str| {
        json!({
            "check_name": "new-findings",
            "description": description,
            "fingerprint": fingerprint,
            "location": { "path": path, "lines": { "begin": line } },
            "severity": severity,
        })
    };
    let condition = "new findings <= 0: 2 new: ruff F401 in src/a.py";
    assert_eq!(issues[0], issue(condition, "43313af20187430d", ("ci/quarterdeck.toml", 9), "blocker"));
    let finding = "new finding: ruff F401: `os` is unused";
    assert_eq!(issues[1], issue(finding, "77e6cf07178f5d5a", ("src/a.py", 7), "critical"));
}

#[test]
fn sarif_tells_results_with_their_rules() {
    let log = serde_json::to_value(told(false, sarif)).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!((log["version"].as_str(), results.len()), (Some("2.1.0"), 4));
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"], "the index leads to the rule");
        assert!(result["level"] == "none" || result["kind"] == "fail", "a level needs a failure: {result}");
    }
    let all = serde_json::to_value(told(true, sarif)).unwrap();
    let met = &all["runs"][0]["results"][0];
    assert_eq!((&met["kind"], &met["level"]), (&"pass".into(), &"none".into()));
}

#[test]
fn sarif_places_a_finding_in_its_file_whatever_its_name() {
    let log = serde_json::to_value(told(false, sarif)).unwrap();
    let result = |uri: &str, line: u32, fingerprint: &str| {
        let place = json!({
            "artifactLocation": { "uri": uri, "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": line },
        });
        json!({
            "kind": "fail",
            "level": "error",
            "locations": [{ "physicalLocation": place }],
            "message": { "text": "new finding: ruff F401: `os` is unused" },
            "partialFingerprints": { "quarterdeckGate/v1": fingerprint },
            "properties": {
                "outcome": "failed",
                "snapshots": ["20261123T071200123Z-9f31c2a-000000000002"],
            },
            "ruleId": "new-findings",
            "ruleIndex": 4,
        })
    };
    let results: &[Value] = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results[1], result("src/a.py", 7, "8ab16671795e388a"));
    let hostile = "src/a%2Cb%3Ac%25%0A%3Cscript%3E%7C%5D%5D%3E%E2%80%AE%22%26.py";
    assert_eq!(results[2], result(hostile, 1, "9d78309d47351934"));
}
