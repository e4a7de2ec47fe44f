//! `history migrate`: runs of older format versions become the newest.

use super::{Outcome, renamed};
use crate::args::{Format, MigrateArgs};
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_model::plural;
use quarterdeck_model::{Level, wire};
use quarterdeck_store::{Archive, Migrated};
use serde_json::json;
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &MigrateArgs, project: &Project, printer: &Printer) -> Outcome {
    let archive = project.archive(args.archive.as_deref());
    let log = log(args, &archive);
    let done = archive.migrate(&log, now::now(None)?, args.dry_run)?;
    printer.diagnostics(&done.problems, usize::MAX);
    let ids = renamed::ids(&log, done.rewritten.iter().map(|one| (one.before.as_str(), one.after.as_str())))?;
    let annotations = renamed::annotations(&project.annotations_folder(), &ids, args.dry_run)?;
    let text = match args.answer.format {
        Format::Json => as_json(args, &done, &annotations),
        Format::Human | Format::Markdown => told(args, &done, &annotations, &log),
    };
    printer.answer(&quarterdeck_views::text::visible_lines(&text))?;
    let unreadable = done.problems.iter().any(|d| d.level == Level::Error);
    Ok(if unreadable { Exit::Unreadable } else { Exit::Done })
}

/// Beside the archive, where that of pruning is too.
fn log(args: &MigrateArgs, archive: &Archive) -> PathBuf {
    let beside = || archive.root().parent().map(|reports| reports.join("monitoring/history_migrate.log"));
    args.log.clone().or_else(beside).unwrap_or_else(|| PathBuf::from("history_migrate.log"))
}

fn as_json(args: &MigrateArgs, done: &Migrated, annotations: &[PathBuf]) -> String {
    let rewritten = done.rewritten.iter().map(|one| {
        json!({
            "before": one.before.as_str(), "after": one.after.as_str(), "path": one.path,
            "version": one.version.to_string(),
        })
    });
    let stay: serde_json::Map<String, serde_json::Value> =
        done.stay.iter().map(|(version, runs)| (version.to_string(), json!(runs))).collect();
    json!({
        "dry_run": args.dry_run, "newest": wire::NEWEST.to_string(), "rewritten": rewritten.collect::<Vec<_>>(),
        "stay": stay, "annotations": annotations.iter().map(|file| file.display().to_string()).collect::<Vec<_>>(),
        "unreadable": done.problems.iter().filter(|d| d.level == Level::Error).count(),
    })
    .to_string()
}

fn told(args: &MigrateArgs, done: &Migrated, annotations: &[PathBuf], log: &Path) -> String {
    let line = |one: &quarterdeck_store::Rewritten| {
        format!("- {} (version {}) becomes {}", one.before, one.version, one.after)
    };
    let mut lines: Vec<String> = done.rewritten.iter().map(line).collect();
    for (version, runs) in &done.stay {
        let why = match version.cmp(&wire::NEWEST) {
            Ordering::Less => "it holds all that they say",
            Ordering::Equal => "the newest that this program writes",
            Ordering::Greater => "newer; what this program does not know of them is kept",
        };
        lines.push({
            let stay = plural(*runs, "run", "runs");
            let verb = if *runs == 1 { "stays" } else { "stay" };
            format!("{stay} of version {version} {verb}: {why}")
        });
    }
    let names = if args.dry_run { "would name" } else { "names" };
    lines.extend(annotations.iter().map(|file| format!("{} {names} runs by their new ids", file.display())));
    let count = done.rewritten.len();
    lines.push(match (args.dry_run, count) {
        (_, 0) => "nothing to rewrite".to_owned(),
        (true, _) => {
            format!("{} would be rewritten as version {}", plural(count, "run", "runs"), wire::NEWEST)
        }
        (false, _) => format!(
            "{} rewritten as version {}; their ids before and after are in {}",
            plural(count, "run", "runs"),
            wire::NEWEST,
            log.display()
        ),
    });
    lines.join("\n")
}
