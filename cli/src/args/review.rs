//! Arguments of `review`.

use super::Format;
use clap::Args;
use std::path::PathBuf;

/// Tell what a week or a quarter was like.
#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// ISO week or quarter: 2026-W47, 2026-Q4 [default: the last week that has ended]
    pub(crate) period: Option<String>,
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// Write a template of notes on the period in place of printing the review; notes that stand are never changed
    #[arg(long)]
    pub(crate) notes: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    pub(crate) format: Format,
}
