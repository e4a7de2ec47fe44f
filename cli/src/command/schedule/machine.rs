//! Files for one machine: a crontab, and services with timers of systemd. Logs go beside the archive.

use super::plan::{Task, quoted};
use super::{Made, Plan, head};
use crate::error::CliError;
use std::path::Path;

/// A crontab for `crontab FILE`.
pub(super) fn cron(plan: &Plan<'_>) -> Result<Vec<Made>, CliError> {
    let mut text = head(
        "A crontab of a user: `crontab -e` and paste it, or `crontab FILE` where there is none.",
        plan.tasks,
    );
    text.push_str(
        "# CRON_TZ makes times UTC where cron knows it (cronie); others take them as this machine's time.\n\
         CRON_TZ=UTC\nSHELL=/bin/sh\n",
    );
    let program = program(plan)?;
    for task in plan.tasks {
        let log = log(plan, task);
        let words: Vec<String> = plan.words(task).into_iter().map(quoted).collect();
        let line = format!(
            "cd {} && {} {} >>{} 2>&1",
            quoted(path(&plan.root)?),
            quoted(&program),
            words.join(" "),
            quoted(path(&log)?)
        );
        // An unescaped % ends the command for cron.
        text.push_str(&format!(
            "\n# {}\n{} {}\n",
            task.when.words(),
            task.when.cron(),
            line.replace('%', "\\%")
        ));
    }
    Ok(vec![Made { folder: "schedule", name: "quarterdeck.cron".to_owned(), text }])
}

/// A service and a timer for each task.
pub(super) fn systemd(plan: &Plan<'_>) -> Result<Vec<Made>, CliError> {
    let program = program(plan)?;
    let mut made = Vec::new();
    for task in plan.tasks {
        let unit = format!("quarterdeck-{}", task.name);
        let file = |kind: &str, text| Made { folder: "schedule", name: format!("{unit}.{kind}"), text };
        made.push(file("service", service(plan, task, &program)?));
        made.push(file("timer", timer(task, &unit)));
    }
    Ok(made)
}

fn service(plan: &Plan<'_>, task: &Task, program: &str) -> Result<String, CliError> {
    let head = head(
        "A service of systemd, started by the timer beside it. For one user: copy both to ~/.config/systemd/user.",
        std::slice::from_ref(task),
    );
    let log = log(plan, task);
    Ok(format!(
        "{head}[Unit]\nDescription=Quarterdeck: {name}\n\n[Service]\nType=oneshot\n\
         WorkingDirectory={root}\nExecStart={program} {words}\n\
         # What it says is added to the log; systemd keeps the exit code.\n\
         StandardOutput=append:{log}\nStandardError=append:{log}\n\
         # Work on the side: services on this machine come first.\nNice=10\n",
        name = task.name,
        root = specifiers(path(&plan.root)?),
        program = word(program),
        words = plan.words(task).into_iter().map(word).collect::<Vec<_>>().join(" "),
        log = specifiers(path(&log)?),
    ))
}

fn timer(task: &Task, unit: &str) -> String {
    let head = head(
        &format!("A timer of systemd: `systemctl --user enable --now {unit}.timer`."),
        std::slice::from_ref(task),
    );
    format!(
        "{head}[Unit]\nDescription=Quarterdeck: {name}, {words}\n\n[Timer]\nOnCalendar={calendar}\n\
         # A run that was missed while the machine was off is made up for.\nPersistent=true\n\n\
         [Install]\nWantedBy=timers.target\n",
        name = task.name,
        words = task.when.words(),
        calendar = task.when.calendar(),
    )
}

/// The program that is configured, else this one: neither cron nor systemd has a user's PATH.
fn program(plan: &Plan<'_>) -> Result<String, CliError> {
    if let Some(program) = &plan.schedule.program {
        return Ok(program.clone());
    }
    let own = std::env::current_exe().map_err(|e| CliError::io("quarterdeck", e))?;
    path(&own).map(ToOwned::to_owned)
}

fn log(plan: &Plan<'_>, task: &Task) -> std::path::PathBuf {
    plan.logs.join(format!("{}_cron.log", task.name))
}

/// A path that can stand in a line.
fn path(path: &Path) -> Result<&str, CliError> {
    let text = path.to_str().filter(|text| !text.contains(|c: char| c.is_control()));
    text.ok_or_else(|| {
        CliError::Usage(format!("{}: a path with such characters cannot be scheduled", path.display()))
    })
}

/// systemd reads % as the beginning of a specifier.
fn specifiers(text: &str) -> String {
    text.replace('%', "%%")
}

/// One word of a command line of systemd.
fn word(text: &str) -> String {
    let text = specifiers(text).replace('\\', "\\\\").replace('"', "\\\"").replace('$', "$$");
    format!("\"{text}\"")
}
