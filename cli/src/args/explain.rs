//! Arguments of `explain`.

use super::Answer;
use clap::Args;
use std::path::PathBuf;

/// Tell where a verdict comes from.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A metric (`coverage.line_percent`, or its name), `score`, an alert (its identity, as `quarterdeck alerts` prints
    /// it) or a condition of the gate (`condition 2`, or its family, such as `no-alert`)
    pub(crate) name: String,
    /// Only series of this job
    #[arg(long, value_name = "NAME")]
    pub(crate) job: Option<String>,
    /// What counts as new for conditions is new since this, as in `check`
    #[arg(long, value_name = "NAME")]
    pub(crate) since: Option<String>,
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
