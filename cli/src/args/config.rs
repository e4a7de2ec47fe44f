//! Arguments of `config`.

use super::Answer;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Which question about the configuration.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: ConfigCommand,
}

/// The questions.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Tell every mistake and every name that nothing else knows, each with line, column and what was probably meant
    Check(CheckConfigArgs),
    /// Print the configuration in force, defaults included, as TOML
    Show(ShowArgs),
    /// Print the JSON Schema of quarterdeck.toml (draft 2020-12), for editors
    Schema,
    /// Print how thresholds changed, from the git history of quarterdeck.toml and its dated entries
    History(ConfigHistoryArgs),
}

/// `config check`.
#[derive(Debug, Args)]
pub(crate) struct CheckConfigArgs {
    /// Exit with 2 for warnings too
    #[arg(long)]
    pub(crate) strict: bool,
    /// Archive whose metrics and jobs are known [default: that of the configuration]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Form of the answer.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// `config show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Only this key or table, such as `policy.metrics` or `project.archive`
    #[arg(value_name = "KEY")]
    pub(crate) key: Option<String>,
    /// Say for each line where it comes from: the file and line, or the default
    #[arg(long)]
    pub(crate) origin: bool,
}

/// `config history`.
#[derive(Debug, Args)]
pub(crate) struct ConfigHistoryArgs {
    /// Add the changes to quarterdeck.toml as dated entries, so that old verdicts keep their old thresholds
    #[arg(long)]
    pub(crate) write: bool,
    /// Form of the answer.
    #[command(flatten)]
    pub(crate) answer: Answer,
}
