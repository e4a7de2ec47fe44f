//! Arguments of `notify`.

use super::Answer;
use clap::Args;
use std::path::PathBuf;

/// Tell what changed since the last time, and send what could not be sent then.
#[derive(Debug, Args)]
pub(crate) struct NotifyArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// Print what would be told; nothing is written or sent
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}
