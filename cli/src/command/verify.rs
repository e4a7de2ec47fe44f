//! `verify`: reads every file of the archive and prints every remark.

use super::Outcome;
use crate::args::{Format, VerifyArgs};
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_model::{Diagnostic, Level};
use serde_json::json;

pub(super) fn run(args: &VerifyArgs, project: &Project, printer: &Printer) -> Outcome {
    let loaded = project.archive(args.archive.as_deref()).read()?;
    let errors = loaded.problems.iter().filter(|d| d.level == Level::Error).count();
    let read = loaded.snapshots.len();
    match args.answer.format {
        Format::Json => {
            let problems: Vec<_> = loaded.problems.iter().map(as_json).collect();
            printer.answer(
                &json!({"snapshots": read, "unreadable": errors, "problems": problems}).to_string(),
            )?;
        }
        Format::Human | Format::Markdown => {
            printer.diagnostics(&loaded.problems, usize::MAX);
            printer.answer(&format!("{read} snapshots read, {errors} files not readable"))?;
        }
    }
    Ok(if errors == 0 { Exit::Done } else { Exit::Unreadable })
}

/// A diagnostic for programs.
pub(super) fn as_json(diagnostic: &Diagnostic) -> serde_json::Value {
    let level = match diagnostic.level {
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    json!({
        "level": level,
        "path": diagnostic.path,
        "place": diagnostic.place.as_ref().map(ToString::to_string),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    })
}
