//! `import`: brings the results of another system into the archive.

use super::Outcome;
use crate::args::{Format, ImportArgs, ImportFrom};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use chrono::FixedOffset;
use quarterdeck_model::Level;
use quarterdeck_store::import;
use serde_json::json;

pub(super) fn run(args: &ImportArgs, project: &Project, printer: &Printer) -> Outcome {
    let ImportFrom::Acgs2 { reports, zone, archive, answer } = &args.from;
    let zone = offset(zone)?;
    let imported = import::acgs2(reports, zone, &project.archive(archive.as_deref()))?;
    printer.diagnostics(&imported.problems, 20);
    let (added, existed, files) = (imported.added, imported.existed, imported.files);
    match answer.format {
        Format::Json => {
            printer.answer(&json!({"files": files, "added": added, "existed": existed}).to_string())?;
        }
        Format::Human | Format::Markdown => printer
            .answer(&format!("{files} files read, {added} snapshots added, {existed} were there already"))?,
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
