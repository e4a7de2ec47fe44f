//! Arguments of `history`.

use super::look::VerifyArgs;
use super::{Answer, ExportArgs, PushOptions};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Look after the archive.
#[derive(Debug, Args)]
pub(crate) struct ArchiveArgs {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: ArchiveCommand,
}

/// What to do with the archive.
#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Check every file: hashes, format, order in time, duplicates, what does not belong there; exits 3 with a list
    Verify(VerifyArgs),
    /// List the runs, oldest first
    List(ListArgs),
    /// Print one run as it stands in the archive
    Show(OneArgs),
    /// Print where one run stands
    Path(OneArgs),
    /// Thin out old runs: all of 90 days stay, then one a day, after two years one a week; says what would go unless --yes
    Prune(PruneArgs),
    /// Put the runs of each old month into one file a kind; nothing is lost
    Compact(CompactArgs),
    /// Add to a branch of its own every file of the archive that it has not (`collect --push` adds one at a time)
    Push(PushArgs),
    /// Write every figure as a row, in files for DuckDB, Spark and other engines of tables; or print queries over them
    Export(ExportArgs),
    /// Add to archive A what only archive B has
    Merge(TwoArgs),
    /// Rewrite runs of older format versions as the newest; runs of newer minor versions stay as they are
    Migrate(MigrateArgs),
    /// Compare two archives
    Diff(TwoArgs),
}

/// List the runs.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Only of this kind
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// Only of this job
    #[arg(long, value_name = "NAME")]
    pub(crate) job: Option<String>,
    /// Only the newest N
    #[arg(long, value_name = "N")]
    pub(crate) last: Option<usize>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// One run.
#[derive(Debug, Args)]
pub(crate) struct OneArgs {
    /// Its id, or the beginning of it
    pub(crate) id: String,
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
}

/// Thin out old runs.
#[derive(Debug, Args)]
pub(crate) struct PruneArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Remove them; without it nothing is touched
    #[arg(long)]
    pub(crate) yes: bool,
    /// Keep every run of so many days
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub(crate) all: u32,
    /// Keep one run a day for so many days; before that, one a week
    #[arg(long, value_name = "DAYS", default_value_t = 730)]
    pub(crate) daily: u32,
    /// Keep this run too (an id or the beginning of one); repeat for several
    #[arg(long = "keep", value_name = "ID")]
    pub(crate) keep: Vec<String>,
    /// Where what goes is written down [default: monitoring/history_prune.log beside the archive]
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// Put old months into one file each.
#[derive(Debug, Args)]
pub(crate) struct CompactArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Months that ended before this instant's month, RFC 3339 [default: 90 days ago]
    #[arg(long, value_name = "TIME")]
    pub(crate) before: Option<String>,
    /// Say what would be done; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// Rewrite runs of older format versions.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Say what would be done; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Where ids before and after are written down [default: monitoring/history_migrate.log beside the archive]
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// Add to a branch.
#[derive(Debug, Args)]
pub(crate) struct PushArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Which branch.
    #[command(flatten)]
    pub(crate) to: PushOptions,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// Two archives.
#[derive(Debug, Args)]
pub(crate) struct TwoArgs {
    /// Folder of the first archive
    #[arg(value_name = "A")]
    pub(crate) first: PathBuf,
    /// Folder of the second archive
    #[arg(value_name = "B")]
    pub(crate) second: PathBuf,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}
