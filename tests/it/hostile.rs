//! Malicious names reach pages, file names and JSON harmlessly.

use crate::harness::{NOW, Project};

const SCRIPT: &str = "</script><img src=x onerror=alert(1)>";
const ESCAPE: &str = "../../../../../../etc/passwd";
const BIDI: &str = "a\u{202e}gnp.exe\u{0007}\u{0000}";

fn project() -> Project {
    let long = "n".repeat(10_000);
    let name = |text: &str| serde_json::to_string(&text.replace('\0', "")).unwrap();
    let cases: String = [SCRIPT, ESCAPE, BIDI, &long].map(|text| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\0', "");
        format!("<testcase classname=\"{escaped}\" name=\"{escaped}\" time=\"1\"><failure message=\"{escaped}\"/></testcase>")
    }).concat();
    let hyperfine = [SCRIPT, ESCAPE, BIDI, &long].map(|text| {
        format!("{{\"command\":{},\"mean\":1.0,\"median\":1.0,\"min\":1.0,\"max\":1.0,\"user\":0,\"system\":0,\"times\":[1.0],\"exit_codes\":[0]}}", name(text))
    }).join(",");
    let lcov: String =
        [SCRIPT, ESCAPE, "a\u{202e}b.rs", &long].map(|p| format!("SF:{p}\nDA:1,1\nend_of_record\n")).concat();
    Project::new()
        .with("junit.xml", format!("<testsuite name=\"x\">{cases}</testsuite>"))
        .with("hyperfine.json", format!("{{\"results\":[{hyperfine}]}}"))
        .with("lcov.info", lcov)
        .with("quarterdeck.toml", format!("[project]\nname = {}\n", name(SCRIPT)))
}

#[test]
fn nothing_gets_out_of_its_place() {
    let project = project();
    for (kind, file) in [("tests", "junit.xml"), ("benchmark", "hyperfine.json"), ("coverage", "lcov.info")] {
        let branch = SCRIPT;
        project.run(&[
            "collect",
            kind,
            "--from",
            file,
            "--branch",
            branch,
            "--job",
            ESCAPE,
            "--label",
            &format!("host={SCRIPT}"),
            "--taken-at",
            "2026-11-23T10:00:00Z",
        ]);
    }
    assert_eq!(project.files("reports/history").len(), 3);
    project.run(&["build", "--now", NOW]);
    let files = project.files("reports/dashboard");
    assert!(files.iter().any(|f| f.starts_with("metric/")), "{files:?}");
    for file in &files {
        assert!(file.len() < 200 && file.is_ascii() && !file.contains(".."), "file name {file:?}");
        let page = file.ends_with(".html");
        if !page && !file.ends_with(".svg") && !file.starts_with("data/") {
            continue;
        }
        let text = project.read(&format!("reports/dashboard/{file}"));
        assert!(!text.contains("<img src=x"), "{file} holds the script's tag");
        assert!(!text.contains('\u{202e}'), "{file} holds a direction override");
        assert!(!page || text.len() < 400_000, "{file} has {} bytes", text.len());
    }
}
