//! Arguments of `init`, `build`, `serve` and `demo`.

use super::Answer;
use clap::Args;
use std::path::PathBuf;

/// Write a commented quarterdeck.toml.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Project folder
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Print it instead of writing it
    #[arg(long)]
    pub(crate) print: bool,
    /// Replace an existing file
    #[arg(long)]
    pub(crate) force: bool,
    /// Write runbooks and checklists of reviews to begin with; without replacing any, nor the configuration
    #[arg(long, conflicts_with = "print")]
    pub(crate) runbooks: bool,
    /// Write a .pre-commit-config.yaml for the languages found; without replacing one, nor the configuration
    #[arg(long, conflicts_with = "print")]
    pub(crate) pre_commit: bool,
}

/// Render the archive.
#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Folder of the site [default: from the configuration, else reports/dashboard]
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The instant that counts as now, RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// A built-in theme (default, high-contrast), or a folder laid over the default theme, file by file
    #[arg(long, value_name = "THEME")]
    pub(crate) theme: Option<PathBuf>,
    /// Parquet file, or folder of such, with the results of `history export --sql fleet` and `trend`: makes a page of many projects
    #[arg(long, value_name = "PATH")]
    pub(crate) rollup: Option<PathBuf>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// Serve the site.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// What to build.
    #[command(flatten)]
    pub(crate) build: BuildArgs,
    /// Port on the loopback address; 0 takes a free one
    #[arg(long, default_value_t = 8800)]
    pub(crate) port: u16,
    /// Serve under this path, as GitHub Pages does (`/project/`)
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub(crate) base: String,
    /// Serve what is there: neither build nor watch
    #[arg(long)]
    pub(crate) no_build: bool,
}

/// Write a simulated archive.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Folder to write the archive to; must be new or a demo's own
    #[arg(long, value_name = "DIR", default_value = "quarterdeck-demo")]
    pub(crate) out: PathBuf,
    /// How many snapshots
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) snapshots: u32,
    /// Another seed gives another history
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The last day of the history, RFC 3339
    #[arg(long, value_name = "TIME", default_value = "2026-11-23T07:12:00Z")]
    pub(crate) until: String,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}
