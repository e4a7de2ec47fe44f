//! `schedule`: writes the files by which tasks run by themselves, and runs a task.

mod ci;
mod kubernetes;
mod machine;
mod plan;
mod run;

use super::Outcome;
use crate::args::{ScheduleArgs, ScheduleCommand, Target};
use crate::config::ScheduleTable;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use plan::Task;
use quarterdeck_store::write;
use std::path::{Path, PathBuf};

/// A file that tasks run by: where in the project it is looked for, its name, and its text.
struct Made {
    folder: &'static str,
    name: String,
    text: String,
}

/// What files are made from.
struct Plan<'a> {
    /// The configuration.
    schedule: &'a ScheduleTable,
    /// What runs.
    tasks: &'a [Task],
    /// The project's folder.
    root: PathBuf,
    /// The folder of logs.
    logs: PathBuf,
    /// The configuration's file name, where it is not the usual one.
    config: Option<String>,
    /// Whether anybody is told of changes.
    notifies: bool,
}

impl Plan<'_> {
    /// The program as a CI machine finds it.
    fn program(&self) -> &str {
        self.schedule.program.as_deref().unwrap_or("quarterdeck")
    }

    /// The words after the program that run a task.
    fn words<'t>(&'t self, task: &'t Task) -> Vec<&'t str> {
        let config = self.config.as_deref().map(|name| ["--config", name]);
        config.into_iter().flatten().chain(["schedule", "run", &task.name]).collect()
    }

    /// A line of a shell on a machine that begins with a fresh clone.
    fn pushing(&self, task: &Task) -> String {
        let words: Vec<String> = self.words(task).into_iter().map(plan::quoted).collect();
        format!("{} {} --push", self.program(), words.join(" "))
    }
}

pub(super) fn run(args: &ScheduleArgs, project: &Project, printer: &Printer) -> Outcome {
    let schedule = project.config().schedule.clone().unwrap_or_default();
    if let Some(ScheduleCommand::Run(args)) = &args.command {
        return run::run(args, &schedule, project, printer);
    }
    let (tasks, left_out) = plan::tasks(project.config(), &schedule, false);
    for why in &left_out {
        printer.warning(why);
    }
    if tasks.is_empty() {
        let why =
            "nothing to run: configure what `quarterdeck collect all` reads, or give tasks their own `run`";
        return Err(CliError::Usage(why.to_owned()));
    }
    let absolute = |path: &Path| std::path::absolute(path).map_err(|e| CliError::io(path, e));
    let plan = Plan {
        schedule: &schedule,
        tasks: &tasks,
        root: absolute(project.root())?,
        logs: absolute(&logs(project))?,
        config: config_name(project),
        notifies: !project.config().notify.is_empty(),
    };
    let files = made(args.target, &plan)?;
    if project.config().schedule.is_none() {
        printer.warning(
            "quarterdeck.toml has no [schedule]: a run that is missed will not show as stale; \
             the one word `[schedule]` on a line of its own is enough",
        );
    }
    if args.print {
        let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
        printer.answer(&texts.join("\n"))?;
        return Ok(Exit::Done);
    }
    // cron and systemd open logs before anything of ours runs.
    if matches!(args.target, Some(Target::Cron | Target::Systemd)) {
        std::fs::create_dir_all(&plan.logs).map_err(|e| CliError::io(&plan.logs, e))?;
    }
    write(args, &files, (project, &tasks), printer)
}

fn made(target: Option<Target>, plan: &Plan<'_>) -> Result<Vec<Made>, CliError> {
    match target {
        Some(Target::Cron) => machine::cron(plan),
        Some(Target::Systemd) => machine::systemd(plan),
        Some(Target::GithubActions) => Ok(ci::github(plan)),
        Some(Target::GitlabCi) => Ok(ci::gitlab(plan)),
        Some(Target::Kubernetes) => Ok(kubernetes::cron_jobs(plan)),
        None => Err(CliError::Usage("say what for: --for cron, systemd, …".to_owned())),
    }
}

fn config_name(project: &Project) -> Option<String> {
    let name = project.config_path()?.file_name()?.to_string_lossy().into_owned();
    (name != "quarterdeck.toml").then_some(name)
}

/// Beside the archive: `monitoring`.
fn logs(project: &Project) -> PathBuf {
    let archive = project.archive(None);
    archive.root().parent().unwrap_or(project.root()).join("monitoring")
}

/// Writes all or, where one is there already, none.
fn write(
    args: &ScheduleArgs,
    files: &[Made],
    (project, tasks): (&Project, &[Task]),
    printer: &Printer,
) -> Outcome {
    let place = |made: &Made| match &args.out {
        Some(folder) => folder.join(&made.name),
        None => project.root().join(made.folder).join(&made.name),
    };
    let paths: Vec<PathBuf> = files.iter().map(place).collect();
    let other = |(path, made): (&PathBuf, &Made)| {
        path.exists() && std::fs::read(path).ok().as_deref() != Some(made.text.as_bytes())
    };
    if let Some((path, _)) = paths.iter().zip(files).find(|(p, m)| !args.force && other((p, m))) {
        return Err(CliError::Usage(format!(
            "{} exists and was left as it is, as were all others; look with --print, or replace it with --force",
            path.display()
        )));
    }
    for (path, made) in paths.iter().zip(files) {
        write::atomic(path, made.text.as_bytes())?;
    }
    let mut lines: Vec<String> = paths.iter().map(|path| format!("wrote {}", path.display())).collect();
    lines.extend(tasks.iter().map(|task| format!("  {:<12} {}", task.name, task.when.words())));
    printer.answer(&lines.join("\n"))?;
    Ok(Exit::Done)
}

/// The head of every file: what it is, and what each task runs.
fn head(what: &str, tasks: &[Task]) -> String {
    let mut out = format!(
        "# {what}\n# Made by `quarterdeck schedule` from [schedule] of quarterdeck.toml. A task runs there what\n\
         # `quarterdeck schedule run NAME --dry-run` prints; only when times or names change is this file made anew.\n"
    );
    for task in tasks {
        out.push_str(&format!("#   {}: {}\n", task.name, task.when.words()));
    }
    out
}
