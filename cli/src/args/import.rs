//! Arguments of `import`.

use super::Answer;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Bring results of another system into the archive.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// From where
    #[command(subcommand)]
    pub(crate) from: ImportFrom,
}

/// From where.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportFrom {
    /// Reports kept in a git repository: each version of them is a run at its commit
    Git(GitArgs),
    /// Allure's history.jsonl, or the history folder of an Allure 2 report
    Allure(HistoryArgs),
    /// octocov's report.json, or a folder of them
    Octocov(HistoryArgs),
    /// airspeed velocity's folder of results, or one of its files
    Asv(HistoryArgs),
    /// github-action-benchmark's data.js
    GithubActionBenchmark(HistoryArgs),
    /// pytest-benchmark's storage (.benchmarks), or one of its files
    PytestBenchmark(HistoryArgs),
    /// Upptime's repository: each state of each site that was committed
    Upptime(HistoryArgs),
    /// Gatus' statuses, saved as a file, or a folder of them: each result of each endpoint
    Gatus(HistoryArgs),
    /// The ACGS-2 quality scripts: their reports folder (metrics, performance, chaos)
    Acgs2 {
        /// The reports folder
        reports: PathBuf,
        /// Zone of its local times, such as +02:00 (its files do not say)
        #[arg(long, value_name = "OFFSET", default_value = "+00:00", allow_hyphen_values = true)]
        zone: String,
        /// Where they go.
        #[command(flatten)]
        into: Into,
    },
}

/// A history that another tool keeps.
#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// Its file or folder
    pub(crate) path: PathBuf,
    /// Where they go.
    #[command(flatten)]
    pub(crate) past: PastStamp,
}

/// Reports kept in git.
#[derive(Debug, Args)]
pub(crate) struct GitArgs {
    /// Kind of their figures
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: String,
    /// Files, relative to the repository's folder; git's patterns may be used (`coverage/*.xml`)
    #[arg(long = "file", value_name = "PATH", num_args = 1.., required = true)]
    pub(crate) files: Vec<String>,
    /// The repository
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) repo: PathBuf,
    /// Branch, tag or commit whose history is walked [default: what is checked out]
    #[arg(long, value_name = "NAME")]
    pub(crate) branch: Option<String>,
    /// Format of the files; `quarterdeck formats` lists them
    #[arg(long, value_name = "NAME", default_value = "auto")]
    pub(crate) reader: String,
    /// Where they go.
    #[command(flatten)]
    pub(crate) past: PastStamp,
}

/// What past runs carry, and where they go.
#[derive(Debug, Args)]
pub(crate) struct PastStamp {
    /// Name of this stream of results [default: as the history names it, else the kind]
    #[arg(long, value_name = "NAME")]
    pub(crate) job: Option<String>,
    /// Read and report, but store nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Where they go.
    #[command(flatten)]
    pub(crate) into: Into,
}

/// Where imported runs go.
#[derive(Debug, Args)]
pub(crate) struct Into {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}
