//! Arguments of `detect`.

use super::Answer;
use clap::Args;
use std::path::PathBuf;

/// Find where the levels of series change.
#[derive(Debug, Args)]
pub(crate) struct DetectArgs {
    /// CSV (first line: names; one column a series, one row a point, oldest first; empty cell: missing) or JSON
    /// ({"name":[1,2,…]}, [[1,2,…],[3,4,…]] or {"series":[{"name":…,"values":[1,2,…]}]}); - for standard input
    #[arg(value_name = "FILE|-")]
    pub(crate) file: PathBuf,
    /// Growth is better [default: growth is worse]
    #[arg(long)]
    pub(crate) higher_is_better: bool,
    /// Least change worth telling, in percent of the level
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0)]
    pub(crate) min_change: f64,
    /// Most series, in percent of those with a confirmed change, that may have none (Benjamini-Hochberg)
    #[arg(long, value_name = "PERCENT", default_value_t = 5.0)]
    pub(crate) false_discoveries: f64,
    /// CSV column with the machine or configuration of each row: their levels are never compared
    #[arg(long, value_name = "COLUMN")]
    pub(crate) split_by: Option<String>,
    /// An accepted level: the series and the index at which it begins; may be repeated
    #[arg(long, value_name = "SERIES=INDEX")]
    pub(crate) accept: Vec<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}
