//! One file a command; each gets its arguments and the printer, and gives an exit code.

mod alerts;
mod build;
#[cfg(target_os = "linux")]
mod chaos;
mod check;
mod collect;
mod compare;
mod completions;
mod config;
pub(crate) mod demo;
mod detect;
mod explain;
mod formats;
mod history;
mod import;
mod init;
mod notify;
mod objectives;
mod publish;
mod review;
mod schedule;
mod serve;

use crate::args::{Args, Command, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;

/// What a command ends with.
type Outcome = Result<Exit, CliError>;

/// Runs the command that was asked for.
pub(crate) fn run(args: &Args, printer: &Printer) -> Outcome {
    let project = || open(&args.global);
    match &args.command {
        Command::Init(a) => init::run(a, printer),
        Command::Collect(a) => collect::run(a, &project()?, printer),
        #[cfg(target_os = "linux")]
        Command::Chaos(a) => chaos::run(a, args.global.config.as_deref(), printer),
        #[cfg(not(target_os = "linux"))]
        Command::Chaos(_) => Err(CliError::Usage("experiments need Linux".to_owned())),
        Command::Import(a) => import::run(a, &project()?, printer),
        Command::Build(a) => build::run(a, &project()?, printer),
        Command::Check(a) => check::run(a, &project()?, printer),
        Command::Compare(a) => compare::run(a, &project()?, printer),
        Command::Explain(a) => explain::run(a, &project()?, printer),
        Command::Alerts(a) => alerts::run(a, &project()?, printer),
        Command::Config(a) => config::run(a, args.global.config.as_deref(), printer),
        Command::Review(a) => review::run(a, &project()?, printer),
        Command::Objectives(a) => objectives::run(a, &project()?, printer),
        Command::Detect(a) => detect::run(a, printer),
        Command::Serve(a) => serve::run(a, args.global.config.as_deref(), printer),
        Command::Notify(a) => notify::run(a, &project()?, printer),
        Command::Schedule(a) => schedule::run(a, &project()?, printer),
        Command::Publish(a) => publish::run(a, &project()?, printer),
        Command::History(a) => history::run(a, &project()?, printer),
        Command::Verify(a) => history::verify(a, &project()?, printer),
        Command::Demo(a) => demo::run(a, printer),
        Command::Formats(a) => formats::run(a, printer),
        Command::Completions { shell } => completions::shell(*shell, printer),
        Command::Man { out } => completions::man(out.as_deref(), printer),
        Command::Reference => completions::reference(printer),
    }
}

fn open(global: &Global) -> Result<Project, CliError> {
    Project::open(global.config.as_deref())
}
