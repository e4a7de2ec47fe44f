//! Arguments of `check`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Judge the latest results.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// What counts as new is new since this: snapshot, commit, tag, branch, date, week or quarter [default: the run
    /// before of each job, and for figures the median of the last runs]
    #[arg(long, value_name = "NAME")]
    pub(crate) since: Option<String>,
    /// List of the files that changed, one a line, from the repository's root; `-` reads standard input [default: git
    /// tells, from the baseline to the measured commit]
    #[arg(long, value_name = "FILE")]
    pub(crate) changed_files: Option<PathBuf>,
    /// Tell conditions that are met too, where only what is wrong usually is
    #[arg(long)]
    pub(crate) all: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(crate) format: CheckFormat,
}

/// Form of the answer of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For job summaries and pull-request comments: what is wrong, and what changed
    Markdown,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, a test case a condition
    Junit,
    /// Workflow commands of GitHub Actions, which annotate files
    Github,
    /// Code Quality of GitLab
    Gitlab,
}
