//! Arguments of `alerts`.

use super::Answer;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Print the alerts and write them to reports/monitoring.
#[derive(Debug, Args)]
pub(crate) struct AlertsArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// Print resolved alerts too
    #[arg(long)]
    pub(crate) all: bool,
    /// Exit 1 when an alert of at least this severity is open
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
