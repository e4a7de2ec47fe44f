//! Arguments of `schedule`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Write the files by which tasks run by themselves.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct ScheduleArgs {
    /// What to do besides.
    #[command(subcommand)]
    pub(crate) command: Option<ScheduleCommand>,
    /// What runs them
    #[arg(long = "for", value_name = "WHAT", value_enum, required = true)]
    pub(crate) target: Option<Target>,
    /// Folder of the files [default: where they are looked for in the project, else its folder `schedule`]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print them instead of writing them
    #[arg(long, conflicts_with_all = ["out", "force"])]
    pub(crate) print: bool,
    /// Replace existing files
    #[arg(long)]
    pub(crate) force: bool,
}

/// What runs tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// A crontab of a user
    Cron,
    /// Services and timers
    Systemd,
    /// Workflows of GitHub
    GithubActions,
    /// A file to include in .gitlab-ci.yml
    GitlabCi,
    /// CronJobs
    Kubernetes,
}

/// What else can be done with tasks.
#[derive(Debug, Subcommand)]
pub(crate) enum ScheduleCommand {
    /// Run one task now, as the written files do; exits with the worst code of its lines
    Run(ScheduleRunArgs),
}

/// Which task.
#[derive(Debug, Args)]
pub(crate) struct ScheduleRunArgs {
    /// Its name
    pub(crate) name: String,
    /// Also add what it collects to the branch of the archive, at once (of tasks without `run`)
    #[arg(long)]
    pub(crate) push: bool,
    /// Print its lines and run none
    #[arg(long)]
    pub(crate) dry_run: bool,
}
