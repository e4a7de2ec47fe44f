//! `history prune` and `history compact`.

use super::{Outcome, keep};
use crate::args::{CompactArgs, Format, PruneArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_model::Timestamp;
use quarterdeck_model::plural;
use quarterdeck_store::{Archive, Dropped, Retention};
use serde_json::json;
use std::path::PathBuf;

pub(super) fn prune(args: &PruneArgs, project: &Project, printer: &Printer) -> Outcome {
    let rules = Retention { all_days: args.all, daily_days: args.daily };
    if rules.daily_days < rules.all_days {
        return Err(CliError::Usage(format!(
            "--daily {} is less than --all {}; it counts from now, so it must be at least as long",
            args.daily, args.all
        )));
    }
    let now = now::now(args.now.as_deref())?;
    let archive = project.archive(args.archive.as_deref());
    let loaded = project::read_whole(&archive, printer)?;
    let mut always = keep::always(&loaded.history(), project, now, printer);
    for id in &args.keep {
        always.insert(archive.read_one(id)?.id);
    }
    let plan = rules.plan(&loaded, &always, now);
    let log = log(args, &archive);
    if args.yes {
        archive.prune(&plan, &log, now)?;
    }
    printer.answer(&told(args, &plan, loaded.snapshots.len(), &log))?;
    Ok(Exit::Done)
}

/// Beside the archive, where the alerts are too.
fn log(args: &PruneArgs, archive: &Archive) -> PathBuf {
    let beside = || archive.root().parent().map(|reports| reports.join("monitoring/history_prune.log"));
    args.log.clone().or_else(beside).unwrap_or_else(|| PathBuf::from("history_prune.log"))
}

fn told(args: &PruneArgs, plan: &[Dropped], all: usize, log: &std::path::Path) -> String {
    let kept = all - plan.len();
    if args.answer.format == Format::Json {
        let one = |d: &Dropped| json!({"id": d.id.as_str(), "path": d.path, "why": d.why});
        return json!({
            "removed": args.yes, "runs": plan.iter().map(one).collect::<Vec<_>>(), "kept": kept,
            "log": args.yes.then(|| log.display().to_string()),
        })
        .to_string();
    }
    if args.yes && plan.is_empty() {
        return format!("nothing to remove; all {kept} runs stay");
    }
    if args.yes {
        return format!(
            "{} removed, {kept} kept; named in {}",
            plural(plan.len(), "run", "runs"),
            log.display()
        );
    }
    let mut lines: Vec<String> = plan.iter().map(|d| format!("- {}: {}", d.id, d.why)).collect();
    let yes = if plan.is_empty() { "" } else { "; --yes removes them" };
    lines.push(format!("{} would go, {kept} would stay{yes}", plural(plan.len(), "run", "runs")));
    lines.join("\n")
}

pub(super) fn compact(args: &CompactArgs, project: &Project, printer: &Printer) -> Outcome {
    let before = match &args.before {
        Some(text) => now::time(text, "--before")?,
        None => ninety_days_before(now::now(None)?),
    };
    let archive = project.archive(args.archive.as_deref());
    let done = archive.compact(before, args.dry_run)?;
    printer.diagnostics(&done.left, 10);
    let text = match args.answer.format {
        Format::Json => {
            let one = |(path, runs): &(String, usize)| json!({"path": path, "runs": runs});
            let written: Vec<_> = done.written.iter().map(one).collect();
            json!({"dry_run": args.dry_run, "written": written, "files": done.files}).to_string()
        }
        Format::Human | Format::Markdown => {
            let mut lines: Vec<String> = done
                .written
                .iter()
                .map(|(path, runs)| format!("{path}: {}", plural(*runs, "run", "runs")))
                .collect();
            let verb = if args.dry_run { "would become" } else { "became" };
            lines.push(format!("{} {verb} {}", plural(done.files, "file", "files"), done.written.len()));
            lines.join("\n")
        }
    };
    printer.answer(&text)?;
    Ok(Exit::Done)
}

fn ninety_days_before(now: Timestamp) -> Timestamp {
    Timestamp::from_millis(now.millis() - 90 * 86_400_000).unwrap_or(now)
}
