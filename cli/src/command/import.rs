//! `import`: brings the results of another system into the archive.

mod past;

use super::Outcome;
use crate::args::{Format, ImportArgs, ImportFrom, Into};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use chrono::FixedOffset;
use quarterdeck_model::Level;
use quarterdeck_model::plural;
use quarterdeck_store::import::{self, Imported};
use serde_json::json;

pub(super) fn run(args: &ImportArgs, project: &Project, printer: &Printer) -> Outcome {
    match &args.from {
        ImportFrom::Acgs2 { reports, zone, into } => {
            let archive = project.archive(into.archive.as_deref());
            finish(&import::acgs2(reports, offset(zone)?, &archive)?, "files read", into, printer)
        }
        ImportFrom::Git(git) => past::git(git, project, printer),
        ImportFrom::Allure(history) => past::history("allure", history, project, printer),
        ImportFrom::Octocov(history) => past::history("octocov", history, project, printer),
        ImportFrom::Asv(history) => past::history("asv", history, project, printer),
        ImportFrom::GithubActionBenchmark(history) => {
            past::history("github-action-benchmark", history, project, printer)
        }
        ImportFrom::PytestBenchmark(history) => past::history("pytest-benchmark", history, project, printer),
        ImportFrom::Upptime(history) => past::history("upptime", history, project, printer),
        ImportFrom::Gatus(history) => past::history("gatus", history, project, printer),
    }
}

/// Says what was done; `read` says with what.
fn finish(imported: &Imported, read: &str, into: &Into, printer: &Printer) -> Outcome {
    printer.diagnostics(&imported.problems, 20);
    let (added, existed, looked_at) = (imported.added, imported.existed, imported.files);
    match into.answer.format {
        Format::Json => {
            let what = read.split(' ').next().unwrap_or(read);
            printer.answer(&json!({what: looked_at, "added": added, "existed": existed}).to_string())?;
        }
        Format::Human | Format::Markdown => printer.answer(&format!(
            "{looked_at} {read}, {} added, {existed} there already",
            plural(added, "snapshot", "snapshots")
        ))?,
    }
    let failed = imported.problems.iter().any(|d| d.level == Level::Error);
    Ok(if failed { Exit::Unreadable } else { Exit::Done })
}

fn offset(text: &str) -> Result<FixedOffset, CliError> {
    text.parse().map_err(|_| {
        CliError::Usage(format!(
            "--zone: `{text}` is not an offset from UTC; expected such as +02:00 or -05:00"
        ))
    })
}
