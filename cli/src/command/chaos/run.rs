//! `chaos plan` and `chaos run`.

use super::super::Outcome;
use super::super::collect::{Asked, Stamped, configured_services, keep};
use super::{result, state};
use crate::args::{PlanArgs, RunArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::chaos::live::{self, Ended, Ready, Scenario, Site};
use quarterdeck_model::payload::{Experiment, Verdict};
use serde_json::json;
use std::io::{BufRead as _, IsTerminal as _};
use std::path::{Path, PathBuf};

/// Prints exactly what would happen.
pub(super) fn plan(args: &PlanArgs, project: &Project, printer: &Printer) -> Outcome {
    let state = state(args.state.as_deref(), None, project);
    for scenario in scenarios(&args.names, project)? {
        let ready = ready(&scenario, &state, project)?;
        printer.answer(&planned(&scenario, &ready))?;
    }
    Ok(Exit::Done)
}

/// Runs one after the other; the exit code is the worst of all.
pub(super) fn run(args: &RunArgs, project: &Project, printer: &Printer) -> Outcome {
    let state = state(args.state.as_deref(), args.stamp.archive.as_deref(), project);
    let scenarios = scenarios(&args.names, project)?;
    for scenario in &scenarios {
        let ready = ready(scenario, &state, project)?;
        if !args.yes {
            printer.note(&planned(scenario, &ready));
        }
    }
    if !args.yes && !agreed(printer)? {
        printer.answer("nothing was touched")?;
        return Ok(Exit::Done);
    }
    let mut worst = Exit::Done;
    for scenario in &scenarios {
        let ready = ready(scenario, &state, project)?;
        let exit = one(args, (scenario, ready), project, printer)?;
        worst = worst.max(exit);
        if exit > Exit::GateFailed {
            // What follows would be measured on a system of which nobody knows how it is.
            break;
        }
    }
    Ok(worst)
}

fn one(
    args: &RunArgs,
    (scenario, ready): (&Scenario, Ready),
    project: &Project,
    printer: &Printer,
) -> Outcome {
    let stamped = Stamped::new(&args.stamp, project)?.asked(asked(scenario, project));
    printer.note(&format!("{}: {:.0} s", scenario.name, ready.seconds()));
    let says = |phase: &str| printer.note(&format!("{}: {phase}", scenario.name));
    let ended =
        live::run(ready, &says).map_err(|why| CliError::Unreadable(format!("{}: {why}", scenario.name)))?;
    let Ended { collected, experiment, not_undone } = ended;
    let (_, stored) = keep(collected, &stamped, printer)?;
    printer.answer(&format!("{}\n{}", stored.trim_end(), reasons(&experiment)))?;
    result::write(&experiment, &stamped)?;
    for what in &not_undone {
        printer.warning(&format!("NOT UNDONE: {what}; try `quarterdeck chaos recover`"));
    }
    Ok(match experiment.verdict {
        _ if !not_undone.is_empty() => Exit::Internal,
        Verdict::Pass => Exit::Done,
        Verdict::Fail | Verdict::NotRecovered => Exit::GateFailed,
        Verdict::Aborted | Verdict::NotInjected | Verdict::Error => Exit::Unreadable,
    })
}

/// The scenario's table, and the services that are probed meanwhile.
fn asked(scenario: &Scenario, project: &Project) -> Asked {
    let config = project.config();
    let table = config.scenario.iter().find(|table| table.name == scenario.name);
    Asked::of(&json!({"scenario": table, "service": config.service}))
}

fn reasons(experiment: &Experiment) -> String {
    let lines: Vec<String> = experiment.reasons.iter().map(|reason| format!("  {reason}")).collect();
    format!("{}: {}\n{}", experiment.scenario, experiment.verdict.as_str(), lines.join("\n"))
}

/// The tables of these names.
fn scenarios(names: &[String], project: &Project) -> Result<Vec<Scenario>, CliError> {
    let config = project.config();
    let services: Vec<String> = config.service.iter().map(|service| service.name.clone()).collect();
    let known: Vec<&str> = config.scenario.iter().map(|table| table.name.as_str()).collect();
    let find = |name: &String| {
        let table = config.scenario.iter().find(|table| table.name == *name);
        let table = table.ok_or_else(|| {
            CliError::Usage(match known.as_slice() {
                [] => "quarterdeck.toml has no [[scenario]]; `quarterdeck chaos init` prints tables to begin with".to_owned(),
                known => format!("no [[scenario]] is named {name:?}; there are {}", known.join(", ")),
            })
        })?;
        table.to_scenario(&services).map_err(|wrong| CliError::Usage(wrong.join("\n")))
    };
    names.iter().map(find).collect()
}

fn ready(scenario: &Scenario, state: &Path, project: &Project) -> Result<Ready, CliError> {
    let program = std::env::current_exe().map_err(|e| CliError::io("this program", e))?;
    let site = Site { root: &root(project)?, state, program: &program };
    live::ready(scenario, &configured_services(project)?, site).map_err(|wrong| {
        let lines: Vec<String> = wrong.iter().map(|why| format!("{}: {why}", scenario.name)).collect();
        CliError::Usage(format!("nothing was touched: {}", lines.join("\n")))
    })
}

/// Absolute: what is undone later may be undone from elsewhere.
fn root(project: &Project) -> Result<PathBuf, CliError> {
    project.root().canonicalize().map_err(|e| CliError::io(project.root(), e))
}

fn planned(scenario: &Scenario, ready: &Ready) -> String {
    let lines: Vec<String> = ready.plan().iter().map(|line| format!("  {line}")).collect();
    format!("{} takes {:.0} s:\n{}", scenario.name, ready.seconds(), lines.join("\n"))
}

/// Asks on a terminal; elsewhere nobody could answer.
fn agreed(printer: &Printer) -> Result<bool, CliError> {
    if !std::io::stdin().is_terminal() {
        return Err(CliError::Usage(
            "nothing was touched: give --yes to run this without a terminal".to_owned(),
        ));
    }
    printer.note("run this? [y/N]");
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    Ok(read.is_ok() && matches!(line.trim(), "y" | "Y" | "yes"))
}
