//! Change points of any file, through the command.

use crate::harness::Project;
use serde_json::Value;

/// Two series of fifty points; the first grows by a fifth from row 30 on.
fn csv() -> String {
    let wave = |at: u32| f64::from((at * 7) % 11) / 10.0;
    let row = |at: u32| {
        format!("{},{}\n", (100.0 + wave(at)) * if at < 30 { 1.0 } else { 1.2 }, 50.0 + wave(at * 3))
    };
    (0..50).fold("latency,size\n".to_owned(), |text, at| text + row(at).as_str())
}

#[test]
fn csv_and_json_give_the_same() {
    let project = Project::new().with("a.csv", csv());
    let told: Value = serde_json::from_str(&project.ok(&["detect", "a.csv", "--format", "json"])).unwrap();
    let found = &told["series"][0]["change_points"];
    assert_eq!((&found[0]["index"], &found[0]["tier"]), (&30.into(), &"confirmed".into()), "{told}");
    assert_eq!(found[0]["direction"], "regression", "{told}");
    assert_eq!(told["series"][1]["change_points"], serde_json::json!([]), "{told}");
    assert_eq!(told["judged"], 2);
    let values = |at: usize| -> Vec<f64> {
        csv().lines().skip(1).map(|line| line.split(',').nth(at).unwrap().parse().unwrap()).collect()
    };
    project.write("a.json", serde_json::json!({"latency": values(0), "size": values(1)}).to_string());
    let again: Value = serde_json::from_str(&project.ok(&["detect", "a.json", "--format", "json"])).unwrap();
    assert_eq!(again, told);
}

#[test]
fn people_read_a_table() {
    let project = Project::new().with("a.csv", csv());
    let out = project.ok(&["detect", "a.csv", "--higher-is-better"]);
    assert!(out.contains("confirmed improvement") && out.contains("+19.9 %"), "{out}");
    assert!(out.contains("2 series judged: 1 confirmed change, 0 suspected, 0 drifts"), "{out}");
    let accepted = project.ok(&["detect", "a.csv", "--accept", "latency=30"]);
    assert!(accepted.contains("confirmed regression, accepted"), "{accepted}");
}

#[test]
fn what_cannot_be_read_is_named_by_line_and_column() {
    let project = Project::new().with("a.csv", "a,b\n1,2\n3,four\n");
    let ran = project.run(&["detect", "a.csv"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("a.csv:3:3: `four` (column `b`) is not a number"), "{ran:?}");
    let ran = project.run(&["detect", "none.csv"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let ran = project.run(&["detect", "a.csv", "--min-change", "-3"]);
    assert_eq!(ran.code, 2, "{ran:?}");
}
