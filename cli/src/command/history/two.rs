//! `history merge` and `history diff`.

use super::Outcome;
use crate::args::{Format, TwoArgs};
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_model::plural;
use quarterdeck_model::{Level, SnapshotId};
use quarterdeck_store::Archive;
use serde_json::json;

/// Ids that are printed of each list.
const SHOWN: usize = 50;

pub(super) fn merge(args: &TwoArgs, printer: &Printer) -> Outcome {
    let into = Archive::new(&args.first);
    let merged = into.merge(&Archive::new(&args.second))?;
    printer.diagnostics(&merged.problems, usize::MAX);
    let unreadable = merged.problems.iter().filter(|d| d.level == Level::Error).count();
    let text = match args.answer.format {
        Format::Json => {
            json!({"added": merged.added, "existed": merged.existed, "unreadable": unreadable}).to_string()
        }
        Format::Human | Format::Markdown => format!(
            "{} added to {}, {} were there already",
            plural(merged.added, "run", "runs"),
            into.root().display(),
            merged.existed
        ),
    };
    printer.answer(&text)?;
    Ok(if unreadable > 0 { Exit::Unreadable } else { Exit::Done })
}

pub(super) fn diff(args: &TwoArgs, printer: &Printer) -> Outcome {
    let found = Archive::new(&args.first).difference(&Archive::new(&args.second))?;
    let text = match args.answer.format {
        Format::Json => {
            let ids = |all: &[SnapshotId]| all.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>();
            let pairs: Vec<_> = found.differing.iter().map(|(a, b)| [a.as_str(), b.as_str()]).collect();
            json!({"both": found.both, "first": ids(&found.left), "second": ids(&found.right), "differing": pairs})
                .to_string()
        }
        Format::Human | Format::Markdown => {
            let mut lines = some("- ", &found.left);
            lines.extend(some("+ ", &found.right));
            let pair = |(a, b): &(SnapshotId, SnapshotId)| {
                format!("~ {a} and {b} are one run with different content")
            };
            lines.extend(found.differing.iter().take(SHOWN).map(pair));
            lines.push(format!(
                "{} in both, {} only in the first, {} only in the second",
                plural(found.both, "run", "runs"),
                found.left.len(),
                found.right.len()
            ));
            lines.join("\n")
        }
    };
    printer.answer(&text)?;
    Ok(Exit::Done)
}

fn some(mark: &str, ids: &[SnapshotId]) -> Vec<String> {
    let mut lines: Vec<String> = ids.iter().take(SHOWN).map(|id| format!("{mark}{id}")).collect();
    if ids.len() > SHOWN {
        lines.push(format!("{mark}… and {} more (--format json lists all)", ids.len() - SHOWN));
    }
    lines
}
