//! Arguments of `chaos`.

use super::{Answer, Stamp};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Break something on purpose, and always put it back.
#[derive(Debug, Args)]
pub(crate) struct ChaosArgs {
    /// What to do
    #[command(subcommand)]
    pub(crate) what: ChaosCommand,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum ChaosCommand {
    /// Print tables of the three usual scenarios for quarterdeck.toml: crash, partition, exhaustion
    Init,
    /// Say which actions this machine can do, and why not the others
    Doctor(Answer),
    /// Print exactly what an experiment would do; nothing is touched
    Plan(PlanArgs),
    /// Run experiments one after the other and store what was found; exits 1 when one fails
    Run(Box<RunArgs>),
    /// Undo what an experiment left behind, and say what that was
    Recover(RecoverArgs),
    /// Wait for the end of a runner and undo what it leaves
    #[command(hide = true)]
    Guard(GuardArgs),
    /// Use up processor, memory, disk or descriptors for a while
    #[command(hide = true)]
    Press(PressArgs),
}

/// Which experiment.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// Names of `[[scenario]]` tables
    #[arg(required = true, value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// Folder of the state file [default: reports/chaos/.state, beside the archive]
    #[arg(long, value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,
}

/// Which experiments, and how they are kept.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Names of `[[scenario]]` tables
    #[arg(required = true, value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Folder of the state file [default: reports/chaos/.state, beside the archive]
    #[arg(long, value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,
    /// What every collection carries.
    #[command(flatten)]
    pub(crate) stamp: Stamp,
}

/// Where to look.
#[derive(Debug, Args)]
pub(crate) struct RecoverArgs {
    /// Folder of the state file [default: reports/chaos/.state, beside the archive]
    #[arg(long, value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
}

/// What a guardian is told.
#[derive(Debug, Args)]
pub(crate) struct GuardArgs {
    /// Folder of the state file
    pub(crate) state: PathBuf,
    /// Seconds after which it undoes in any case
    #[arg(long)]
    pub(crate) seconds: f64,
}

/// What a worker is told.
#[derive(Debug, Args)]
pub(crate) struct PressArgs {
    /// What it uses up
    #[arg(value_enum)]
    pub(crate) kind: PressKind,
    /// Mebibytes or descriptors
    #[arg(long)]
    pub(crate) amount: u64,
    /// Seconds after which it ends in any case
    #[arg(long)]
    pub(crate) seconds: f64,
    /// File to fill
    #[arg(long)]
    pub(crate) file: Option<PathBuf>,
}

/// What a worker uses up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PressKind {
    /// A processor
    Cpu,
    /// Memory
    Memory,
    /// Disk
    Disk,
    /// File descriptors
    Fds,
}
