//! Arguments of `verify` and `formats`.

use super::Answer;
use clap::Args;
use std::path::PathBuf;

/// Read every file of the archive.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// List the formats.
#[derive(Debug, Args)]
pub(crate) struct FormatsArgs {
    /// Only the one of this name
    pub(crate) name: Option<String>,
    /// Only of this kind
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// Print the objectives.
#[derive(Debug, Args)]
pub(crate) struct ObjectivesArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}
