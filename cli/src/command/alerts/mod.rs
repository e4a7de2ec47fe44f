//! `alerts`: prints the alert log, and writes it where people and scripts look for it.

mod acknowledge;

use super::Outcome;
use crate::args::{AlertsArgs, AlertsCommand, Format, Least};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_analysis::assess;
use quarterdeck_model::{Kind, Level};
use quarterdeck_store::Keep;
use quarterdeck_store::{Archive, write};
use quarterdeck_views::Context;
use quarterdeck_views::alert_log::{self, AlertLog, Choice};
use quarterdeck_views::page::about;

pub(super) fn run(args: &AlertsArgs, project: &Project, printer: &Printer) -> Outcome {
    if let Some(AlertsCommand::Acknowledge(args)) = &args.command {
        return acknowledge::run(args, project, printer);
    }
    let now = now::now(args.now.as_deref())?;
    let archive = project.archive(args.archive.as_deref());
    let loaded = project::read(&archive, Keep::Columns, printer)?;
    let unreadable = loaded.problems().iter().any(|problem| problem.level == Level::Error);
    let policy = project.policy()?;
    let told = project.told(project::history(&loaded, &policy));
    let assessment = assess(&told, &policy, now);
    let context = Context::new(&project.name(), &told, &assessment, &policy, env!("CARGO_PKG_VERSION"));
    for line in about::unmatched(&context) {
        printer.warning(&line);
    }
    if !args.dry_run {
        write_files(&context, &archive, printer)?;
    }
    let log = AlertLog::of(&context, Choice { closed: args.all, kind: None });
    let text = match args.answer.format {
        Format::Human => alert_log::text(&log),
        Format::Markdown => alert_log::markdown(&log),
        Format::Json => json(&log)?,
    };
    printer.answer(&text)?;
    Ok(exit(args.fail_on, &log, unreadable))
}

/// Beside the archive: `monitoring/alerts.txt` and `.json`, and `performance_alerts.txt` with those of benchmarks only.
fn write_files(context: &Context<'_>, archive: &Archive, printer: &Printer) -> Result<(), CliError> {
    let Some(reports) = archive.root().parent() else { return Ok(()) };
    let folder = reports.join("monitoring");
    let of = |closed, kind| AlertLog::of(context, Choice { closed, kind });
    let files = [
        ("alerts.txt", alert_log::text(&of(false, None))),
        ("alerts.json", json(&of(true, None))?),
        ("performance_alerts.txt", alert_log::text(&of(false, Some(Kind::Benchmark)))),
    ];
    for (name, text) in files {
        write::atomic(&folder.join(name), text.as_bytes())?;
    }
    printer
        .note(&format!("written to {}: alerts.txt, alerts.json, performance_alerts.txt", folder.display()));
    Ok(())
}

fn json(log: &AlertLog) -> Result<String, CliError> {
    let text = serde_json::to_string_pretty(log).map_err(|e| CliError::Output(e.into()))?;
    Ok(format!("{text}\n"))
}

/// An open alert is told before all; an archive that could be read in part only may hide one, and is told next.
fn exit(fail_on: Option<Least>, log: &AlertLog, unreadable: bool) -> Exit {
    let fails = match fail_on {
        None => false,
        Some(Least::Warning) => log.open > 0,
        Some(Least::Critical) => log.critical > 0,
    };
    match (unreadable, fails) {
        (_, true) => Exit::GateFailed,
        (true, false) => Exit::Unreadable,
        (false, false) => Exit::Done,
    }
}
