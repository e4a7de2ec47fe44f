//! Arguments of `compare`.

use super::Answer;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Compare two sides of the archive.
#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// One name: what is compared, with the baseline as A. Two names: A and B. Each is a snapshot, commit, tag, branch,
    /// date (2026-11-20), instant (RFC 3339), week (2026-W47), quarter (2026-Q4), `latest` or `baseline` [default:
    /// baseline latest]
    #[arg(value_name = "A B", num_args = 0..=2)]
    pub(crate) sides: Vec<String>,
    /// List only this
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) only: Option<Only>,
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

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    /// What is not the same on both sides
    Changed,
}
