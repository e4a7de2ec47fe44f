//! `chaos`: experiments on running systems.

mod result;
mod run;

use super::Outcome;
use crate::args::{Answer, ChaosArgs, ChaosCommand, Format, GuardArgs, PressArgs, PressKind, RecoverArgs};
use crate::config;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::chaos::live::{self, Ability, Pressure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

pub(super) fn run(args: &ChaosArgs, config: Option<&Path>, printer: &Printer) -> Outcome {
    let project = || Project::open(config);
    match &args.what {
        ChaosCommand::Init => printer.answer(config::TABLES).map(|()| Exit::Done),
        ChaosCommand::Doctor(answer) => doctor(answer, printer),
        ChaosCommand::Plan(args) => run::plan(args, &project()?, printer),
        ChaosCommand::Run(args) => run::run(args, &project()?, printer),
        ChaosCommand::Recover(args) => recover(args, &project()?, printer),
        ChaosCommand::Guard(args) => Ok(guard(args)),
        ChaosCommand::Press(args) => press(args),
    }
}

fn doctor(answer: &Answer, printer: &Printer) -> Outcome {
    let all = live::doctor();
    let words = |a: &Ability| a.lacks.as_ref().map_or_else(|| "yes".to_owned(), |why| format!("no: {why}"));
    let text = match answer.format {
        Format::Json => {
            let one = |a: &Ability| json!({"action": a.action, "can": a.lacks.is_none(), "lacks": a.lacks, "on": a.on});
            Value::from(all.iter().map(one).collect::<Vec<_>>()).to_string()
        }
        Format::Markdown => {
            let row = |a: &Ability| format!("| {} | {} | {} |", a.action, words(a).replace('|', "\\|"), a.on);
            let rows: Vec<String> = all.iter().map(row).collect();
            format!("| action | here | on |\n|---|---|---|\n{}", rows.join("\n"))
        }
        Format::Human => {
            let row = |a: &Ability| format!("{:<10} {} ({})", a.action, words(a), a.on);
            all.iter().map(row).collect::<Vec<_>>().join("\n")
        }
    };
    printer.answer(&text)?;
    Ok(Exit::Done)
}

fn recover(args: &RecoverArgs, project: &Project, printer: &Printer) -> Outcome {
    let state = state(args.state.as_deref(), args.archive.as_deref(), project);
    match live::recover(&state).map_err(CliError::Unreadable)? {
        None => printer.answer("nothing was left behind")?,
        Some(left) => {
            let lines: Vec<String> = left.undone.iter().map(|step| format!("  undone: {step}")).collect();
            printer.answer(&format!("{} left this behind:\n{}", left.scenario, lines.join("\n")))?;
            for what in &left.failed {
                printer.warning(&format!("NOT UNDONE: {what}"));
            }
            if !left.failed.is_empty() {
                return Ok(Exit::Internal);
            }
        }
    }
    Ok(Exit::Done)
}

/// Folder of the state file: beside the archive, like the short results.
fn state(given: Option<&Path>, archive: Option<&Path>, project: &Project) -> PathBuf {
    let archive = project.archive(archive);
    let reports = archive.root().parent().unwrap_or(archive.root());
    given.map_or_else(|| reports.join("chaos/.state"), Path::to_owned)
}

fn guard(args: &GuardArgs) -> Exit {
    if live::guard(&args.state, args.seconds) { Exit::Done } else { Exit::Internal }
}

fn press(args: &PressArgs) -> Outcome {
    let file = || args.file.clone().ok_or_else(|| CliError::Usage("--file is missing".to_owned()));
    let pressure = match args.kind {
        PressKind::Cpu => Pressure::Cpu,
        PressKind::Memory => Pressure::Memory(args.amount),
        PressKind::Disk => Pressure::Disk(args.amount, file()?),
        PressKind::Fds => Pressure::Fds(args.amount),
    };
    live::press(&pressure, args.seconds).map(|()| Exit::Done).map_err(CliError::Unreadable)
}
