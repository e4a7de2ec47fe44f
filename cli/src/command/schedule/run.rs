//! `schedule run`: one task now. A line that fails never stops the next one; two runs of a task never overlap.

use super::{logs, plan};
use crate::args::ScheduleRunArgs;
use crate::command::Outcome;
use crate::config::ScheduleTable;
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::Project;
use crate::suggest::suggestion;
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::process::Command;

pub(super) fn run(
    args: &ScheduleRunArgs,
    schedule: &ScheduleTable,
    project: &Project,
    printer: &Printer,
) -> Outcome {
    let (tasks, left_out) = plan::tasks(project.config(), schedule, args.push);
    let Some(task) = tasks.iter().find(|task| task.name == args.name) else {
        let known: Vec<&str> = tasks.iter().map(|task| task.name.as_str()).collect();
        let of = format!("task {}:", args.name);
        let why = left_out.into_iter().find(|why| why.starts_with(&of));
        let unknown = || format!("no task {:?}{}", args.name, suggestion(&args.name, &known));
        return Err(CliError::Usage(why.unwrap_or_else(unknown)));
    };
    if args.dry_run {
        printer.answer(&task.lines.join("\n"))?;
        return Ok(Exit::Done);
    }
    let _held = hold(&logs(project), &task.name)?;
    printer.note(&format!("== {} {}", now::now(None)?, task.name));
    let mut worst = Exit::Done;
    for line in &task.lines {
        printer.note(&format!("$ {line}"));
        let exit = shell(line, project)?;
        if exit != Exit::Done {
            printer.warning(&format!("`{line}` ended with exit code {}", exit as u8));
        }
        worst = worst.max(exit);
    }
    Ok(worst)
}

/// A lock that the system takes back however this ends.
fn hold(folder: &Path, name: &str) -> Result<File, CliError> {
    let path = folder.join(format!(".{name}.lock"));
    let error = |e| CliError::io(&path, e);
    std::fs::create_dir_all(folder).map_err(error)?;
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(error)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(CliError::Unreadable(format!("task {name} is still running; this run is left out")))
        }
        Err(TryLockError::Error(e)) => Err(error(e)),
    }
}

/// Runs a line by the shell, with this program first where `quarterdeck` is looked for.
fn shell(line: &str, project: &Project) -> Result<Exit, CliError> {
    let (program, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut command = Command::new(program);
    command.args([option, line]).current_dir(project.root());
    // Its lines speak of the same project, whatever its configuration is called.
    if let Some(config) = project.config_path() {
        let config = std::path::absolute(config).map_err(|e| CliError::io(config, e))?;
        command.env("QUARTERDECK_CONFIG", config);
    }
    if let Some(path) = path() {
        command.env("PATH", path);
    }
    let status = command.status().map_err(|e| CliError::io(program, e))?;
    Ok(match status.code() {
        Some(0) => Exit::Done,
        Some(1) => Exit::GateFailed,
        Some(2) => Exit::Usage,
        Some(3) => Exit::Unreadable,
        _ => Exit::Internal,
    })
}

fn path() -> Option<OsString> {
    let own = std::env::current_exe().ok()?.parent()?.to_owned();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&rest))).ok()
}
