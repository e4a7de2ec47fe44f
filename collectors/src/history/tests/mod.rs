//! Histories as tools keep them: every fixture with all that is read from it.

mod allure;
mod asv;
mod gatus;
mod github_action;
mod octocov;
mod pytest_benchmark;

use crate::history::{PastRun, read};
use quarterdeck_model::Timestamp;
use std::path::Path;

/// A file or folder of the fixtures, and what is to be said of it.
type Row = (&'static str, &'static [&'static str]);

/// Reads each history and says of each run when, of what, how and its figures; then each remark, or the error.
fn check(name: &str, rows: &[Row]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/histories").join(name);
    let mut wrong = String::new();
    for (path, expected) in rows {
        let said = said(name, &folder.join(path), &folder);
        if said != *expected {
            wrong += &format!("\n{path}\n  expected {expected:#?}\n  read     {said:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn said(name: &str, path: &Path, folder: &Path) -> Vec<String> {
    let now = Timestamp::parse("2026-02-01T00:00:00Z").unwrap();
    let lines = match read(name, path, Path::new("/repo"), now) {
        Ok(past) => {
            past.runs.iter().map(run).chain(past.diagnostics.iter().map(ToString::to_string)).collect()
        }
        Err(error) => vec![format!("error: {error}")],
    };
    let here = format!("{}/", folder.display());
    lines.into_iter().map(|line| line.replace(&here, "")).collect()
}

fn run(run: &PastRun) -> String {
    let collected = &run.collected;
    let source = [run.source.commit.as_deref(), run.source.branch.as_deref(), run.job.as_deref()];
    let source: Vec<&str> = source.into_iter().map(|part| part.unwrap_or("-")).collect();
    let labels = if collected.labels.is_empty() { String::new() } else { format!(" [{}]", collected.labels) };
    let figures = collected.payload.metrics();
    let figures: Vec<String> = figures
        .iter()
        .map(|m| {
            if m.labels.is_empty() {
                format!("{} {}", m.id, m.value)
            } else {
                format!("{} [{}] {}", m.id, m.labels, m.value)
            }
        })
        .collect();
    let reasons: String =
        collected.section.reasons.iter().map(|reason| format!("; because {reason}")).collect();
    let remarks: String = collected.diagnostics.iter().map(|d| format!("; {d}")).collect();
    format!(
        "{} {} {} {}{labels}: {}{reasons}{remarks}",
        run.taken_at,
        source.join(" "),
        collected.section.state.as_str(),
        collected.format,
        figures.join(", "),
    )
}
