//! `history verify`, in short `verify`: reads every file of the archive and prints every remark.

use super::Outcome;
use crate::args::{Format, VerifyArgs};
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_model::plural;
use quarterdeck_model::{Diagnostic, Level};
use serde_json::json;

pub(super) fn run(args: &VerifyArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let (read, problems) = project.archive(args.archive.as_deref()).verify(now)?;
    let count = |level| problems.iter().filter(|d| d.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    match args.answer.format {
        Format::Json => {
            let problems: Vec<_> = problems.iter().map(as_json).collect();
            printer.answer(
                &json!({"snapshots": read, "unreadable": errors, "doubtful": warnings, "problems": problems})
                    .to_string(),
            )?;
        }
        Format::Human | Format::Markdown => {
            printer.diagnostics(&problems, usize::MAX);
            printer.answer(&format!(
                "{} read, {} not readable, {}",
                plural(read, "snapshot", "snapshots"),
                plural(errors, "file", "files"),
                plural(warnings, "doubt", "doubts")
            ))?;
        }
    }
    // A note is about what harms nothing; a file that was edited or stands there twice is no sound archive.
    Ok(if errors + warnings == 0 { Exit::Done } else { Exit::Unreadable })
}

/// A diagnostic for programs.
fn as_json(diagnostic: &Diagnostic) -> serde_json::Value {
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
