//! `history list`, `show` and `path`.

use super::Outcome;
use crate::args::{Format, ListArgs, OneArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_model::{Kind, Level};
use quarterdeck_store::Stored;
use serde_json::json;

pub(super) fn list(args: &ListArgs, project: &Project, printer: &Printer) -> Outcome {
    let kind = args.kind.as_deref().map(known_kind).transpose()?;
    let loaded = project::read_whole(&project.archive(args.archive.as_deref()), printer)?;
    let wanted = |stored: &&Stored| {
        kind.is_none_or(|kind| stored.snapshot.kind() == kind)
            && args.job.as_ref().is_none_or(|job| *job == stored.snapshot.collector.job)
    };
    let found: Vec<&Stored> = loaded.snapshots.iter().filter(wanted).collect();
    let skip = found.len().saturating_sub(args.last.unwrap_or(usize::MAX));
    let shown = found.get(skip..).unwrap_or_default();
    let text = match args.answer.format {
        Format::Json => json!(shown.iter().map(|s| as_json(s)).collect::<Vec<_>>()).to_string(),
        Format::Human | Format::Markdown => quarterdeck_views::text::visible_lines(
            &shown.iter().map(|s| line(s)).collect::<Vec<_>>().join("\n"),
        ),
    };
    printer.answer(&text)?;
    let unreadable = loaded.problems.iter().any(|d| d.level == Level::Error);
    Ok(if unreadable { Exit::Unreadable } else { Exit::Done })
}

fn known_kind(text: &str) -> Result<Kind, CliError> {
    Kind::parse(text).ok_or_else(|| {
        CliError::Usage(format!(
            "--kind: `{text}` is no kind; expected coverage, benchmark, tests, findings, health, chaos or code"
        ))
    })
}

fn line(stored: &Stored) -> String {
    let s = &stored.snapshot;
    let branch = s.source.branch.as_deref().map(|b| format!(" · {b}")).unwrap_or_default();
    format!("{}  {:<9} {} · {}{branch}", stored.id, s.kind(), s.collector.job, s.section.state.as_str())
}

fn as_json(stored: &Stored) -> serde_json::Value {
    let s = &stored.snapshot;
    json!({
        "id": stored.id.as_str(), "path": stored.path, "kind": s.kind().as_str(), "job": s.collector.job,
        "taken_at": s.taken_at.to_string(), "commit": s.source.commit, "branch": s.source.branch,
        "state": s.section.state.as_str(),
    })
}

pub(super) fn show(args: &OneArgs, project: &Project, printer: &Printer) -> Outcome {
    let archive = project.archive(args.archive.as_deref());
    let text = archive.text(&archive.read_one(&args.id)?)?;
    printer.answer(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}

pub(super) fn path(args: &OneArgs, project: &Project, printer: &Printer) -> Outcome {
    let archive = project.archive(args.archive.as_deref());
    let stored = archive.read_one(&args.id)?;
    printer.answer(&archive.root().join(stored.path).display().to_string())?;
    Ok(Exit::Done)
}
