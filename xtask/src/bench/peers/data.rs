//! The same history for every tool, in the form that each of them reads. All of it follows from its size.

use crate::run::{Done, output, program};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

/// Milliseconds from 1970 to the first run; the runs are a day apart.
pub(super) const BEGAN: u64 = 1_767_225_600_000;
pub(super) const DAY: u64 = 86_400_000;

/// How long a test took in a run, in milliseconds.
pub(super) fn took(test: usize, run: usize) -> usize {
    5 + (test * 7_919 + run * 104_729) % 400
}

/// One test in a hundred fails, others in each run.
fn fails(test: usize, run: usize) -> bool {
    (test + run * 37).is_multiple_of(100)
}

/// Tests that pass in a run.
pub(super) fn passed(tests: usize, run: usize) -> usize {
    (0..tests).filter(|test| !fails(*test, run)).count()
}

/// A new file, with the folders that it needs.
pub(super) fn write(path: &Path, text: &str) -> Done {
    let at = |e: std::io::Error| format!("{}: {e}", path.display());
    path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(at)?;
    std::fs::write(path, text).map_err(at)
}

/// A run as JUnit XML.
pub(super) fn junit(tests: usize, run: usize) -> String {
    let mut xml = format!("<testsuites><testsuite name=\"suite\" tests=\"{tests}\">\n");
    for test in 0..tests {
        let seconds = took(test, run) as f64 / 1000.0;
        let class = format!("suite_{}", test / 100);
        let _ = write!(xml, "<testcase classname=\"{class}\" name=\"test_{test}\" time=\"{seconds}\"");
        let failed = "><failure message=\"expected 1, found 2\"/></testcase>\n";
        xml.push_str(if fails(test, run) { failed } else { "/>\n" });
    }
    xml.push_str("</testsuite></testsuites>\n");
    xml
}

/// When a run began, as RFC 3339 by `date`.
pub(super) fn instant(run: usize) -> Done<String> {
    let seconds = (BEGAN + DAY * run as u64) / 1000;
    let said = output(program("date").args(["-u", "+%Y-%m-%dT%H:%M:%SZ", "-d"]).arg(format!("@{seconds}")))?;
    Ok(said.trim().to_owned())
}

/// A run as Allure's results, a file a test.
pub(super) fn allure(folder: &Path, tests: usize, run: usize) -> Done {
    let start = BEGAN + DAY * run as u64;
    for test in 0..tests {
        let suite = format!("suite_{}", test / 100);
        let failed = fails(test, run);
        let status = if failed { "failed" } else { "passed" };
        let mut result = json!({
            "uuid": format!("{test:08x}-0000-4000-8000-{run:012x}"), "name": format!("test_{test}"),
            "fullName": format!("{suite}.test_{test}"), "status": status, "stage": "finished",
            "start": start, "stop": start + took(test, run) as u64, "labels": [{"name": "suite", "value": suite}],
        });
        if failed {
            result["statusDetails"] = json!({"message": "expected 1, found 2"});
        }
        write(&folder.join(format!("{test}-result.json")), &result.to_string())?;
    }
    Ok(())
}

/// Of one run that Allure wrote to its history, `runs` of them with the times and verdicts of each.
pub(super) fn allure_history(line: &str, runs: usize) -> Done<String> {
    let first: Value = serde_json::from_str(line).map_err(|e| format!("Allure's history: {e}"))?;
    let mut lines = String::new();
    for run in 0..runs {
        let mut point = first.clone();
        let start = BEGAN + DAY * run as u64;
        point["uuid"] = format!("00000000-0000-4000-8000-{run:012x}").into();
        point["timestamp"] = start.into();
        for result in point["testResults"].as_object_mut().into_iter().flatten().map(|(_, result)| result) {
            let name = result["name"].as_str().unwrap_or_default().trim_start_matches("test_").parse();
            let test: usize = name.unwrap_or_default();
            let took = took(test, run) as u64;
            result["status"] = if fails(test, run) { "failed" } else { "passed" }.into();
            result["start"] = start.into();
            result["stop"] = (start + took).into();
            result["duration"] = took.into();
        }
        lines.push_str(&format!("{point}\n"));
    }
    Ok(lines)
}

/// A repository of `commits` commits, a day apart; their names.
pub(super) fn commits(repository: &Path, commits: usize) -> Done<Vec<String>> {
    let place = repository.display().to_string();
    output(program("git").args(["init", "--quiet", "--initial-branch=main", &place]))?;
    let mut stream = String::new();
    for commit in 0..commits {
        let at = (BEGAN + DAY * commit as u64) / 1000;
        let _ = write!(stream, "commit refs/heads/main\ncommitter a <a@example.org> {at} +0000\ndata 1\nc\n");
        let _ = write!(stream, "M 644 inline file\ndata {}\n{commit}\n", commit.to_string().len());
    }
    let mut import = program("git");
    import.args(["-C", &place, "fast-import", "--quiet"]).stdin(Stdio::piped());
    let mut child = import.spawn().map_err(|e| e.to_string())?;
    child
        .stdin
        .take()
        .map_or(Ok(()), |mut pipe| pipe.write_all(stream.as_bytes()))
        .map_err(|e| e.to_string())?;
    child.wait().map_err(|e| e.to_string())?;
    let log = output(program("git").args(["-C", &place, "log", "--reverse", "--format=%H", "main"]))?;
    Ok(log.lines().map(ToOwned::to_owned).collect())
}
