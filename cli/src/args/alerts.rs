//! Arguments of `alerts`.

use super::Answer;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Print the alerts and write them to reports/monitoring.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct AlertsArgs {
    /// What to do besides.
    #[command(subcommand)]
    pub(crate) command: Option<AlertsCommand>,
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// Print resolved alerts too
    #[arg(long)]
    pub(crate) all: bool,
    /// Exit 1 when an alert of at least this severity is open and not acknowledged
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(crate) fail_on: Option<Least>,
    /// Write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// The least severity that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Least {
    /// Every open alert
    Warning,
    /// Critical ones only
    Critical,
}

/// What else can be done with alerts.
#[derive(Debug, Subcommand)]
pub(crate) enum AlertsCommand {
    /// Write down that somebody looks after an open alert
    Acknowledge(AcknowledgeArgs),
}

/// Write an acknowledgement into the project's annotations; it holds until the alert closes.
#[derive(Debug, Args)]
pub(crate) struct AcknowledgeArgs {
    /// Identity of the alert, as `quarterdeck alerts` prints it
    pub(crate) alert: String,
    /// Why it may wait, or what is done
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Where it is worked on
    #[arg(long, value_name = "URL")]
    pub(crate) issue: Option<String>,
    /// How long it holds at most: a time, RFC 3339, or a day
    #[arg(long, value_name = "TIME")]
    pub(crate) until: Option<String>,
    /// Who looks after it [default: git's user.name]
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
}
