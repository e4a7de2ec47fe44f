//! The command line: help, completions, the man page and the reference all come from these structs.

mod alerts;
mod benchmark;
mod chaos;
mod check;
mod collect;
mod compare;
mod config;
mod detect;
mod explain;
mod export;
mod history;
mod import;
mod look;
mod notify;
mod publish;
mod review;
mod schedule;
mod site;
mod span;

pub(crate) use alerts::{AcknowledgeArgs, AlertsArgs, AlertsCommand, Least};
pub(crate) use benchmark::{BenchmarkArgs, CommandOptions, LoadOptions};
pub(crate) use chaos::ChaosArgs;
#[cfg(target_os = "linux")]
pub(crate) use chaos::{ChaosCommand, GuardArgs, PlanArgs, PressArgs, PressKind, RecoverArgs, RunArgs};
pub(crate) use check::{CheckArgs, CheckFormat};
pub(crate) use collect::{
    AllArgs, CodeArgs, CollectArgs, CollectKind, CollectOne, HealthArgs, PushOptions, Stamp, TestsArgs,
};
pub(crate) use compare::{CompareArgs, Only};
pub(crate) use config::{CheckConfigArgs, ConfigArgs, ConfigCommand, ConfigHistoryArgs, ShowArgs};
pub(crate) use detect::DetectArgs;
pub(crate) use explain::ExplainArgs;
pub(crate) use export::{ExportArgs, Sql, TableFormat};
pub(crate) use history::{
    ArchiveArgs, ArchiveCommand, CompactArgs, ListArgs, MigrateArgs, OneArgs, PruneArgs, PushArgs, TwoArgs,
};
pub(crate) use import::{GitArgs, HistoryArgs, ImportArgs, ImportFrom, Into, PastStamp};
pub(crate) use look::{FormatsArgs, ObjectivesArgs, VerifyArgs};
pub(crate) use notify::NotifyArgs;
pub(crate) use publish::PublishArgs;
pub(crate) use review::ReviewArgs;
pub(crate) use schedule::{ScheduleArgs, ScheduleCommand, ScheduleRunArgs, Target};
pub(crate) use site::{BuildArgs, DemoArgs, InitArgs, ServeArgs};
pub(crate) use span::Span;

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::time::Duration;

/// Keeps the results of your checks in git and shows their history on one page that opens anywhere.
#[derive(Debug, Parser)]
#[command(name = "quarterdeck", version, long_version = crate::version::LONG.as_str(), after_help = crate::exit::TABLE, max_term_width = 100)]
pub(crate) struct Args {
    /// Options of every command.
    #[command(flatten)]
    pub(crate) global: Global,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Configuration file [default: quarterdeck.toml here or in a folder above]
    #[arg(long, global = true, value_name = "FILE", env = "QUARTERDECK_CONFIG", hide_env_values = true)]
    pub(crate) config: Option<PathBuf>,
    /// Colour; NO_COLOR is obeyed too
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Print only the answer, warnings and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// How the answer is printed (everywhere but in `collect`, where `--format` names the format read).
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Answer {
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

/// Form of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
    /// For job summaries and pull-request comments
    Markdown,
}

/// Colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Sets it for standard output and standard error.
    pub(crate) fn apply(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Look at this project and write a commented quarterdeck.toml
    Init(InitArgs),
    /// Collect results into the archive
    Collect(CollectArgs),
    /// Break something on purpose, measure what is felt, and always put it back
    Chaos(ChaosArgs),
    /// Bring results of another system into the archive
    Import(ImportArgs),
    /// Render the archive to a static site
    Build(BuildArgs),
    /// Judge the latest results against the gate; exits 1 when it fails, 3 when needed data is missing
    Check(CheckArgs),
    /// Compare two snapshots, commits, branches, days or periods, item by item
    Compare(CompareArgs),
    /// Tell the way from a figure, an alert or a condition of the gate to the file behind it
    Explain(ExplainArgs),
    /// Print the alerts and write them to reports/monitoring
    Alerts(AlertsArgs),
    /// Check quarterdeck.toml, show what is in force, its schema, and how thresholds changed
    Config(ConfigArgs),
    /// Tell what a week or a quarter was like: verdict, movers, figures, alerts, gaps
    Review(ReviewArgs),
    /// Print which objectives are met, and what is left of the error budgets
    Objectives(ObjectivesArgs),
    /// Find where the levels of any series change: CSV or JSON in, change points out
    Detect(DetectArgs),
    /// Serve the site on this machine and rebuild it when something changes
    Serve(ServeArgs),
    /// Tell webhooks, chats and programs what changed since the last time: alerts, incidents, gate, objectives
    Notify(NotifyArgs),
    /// Write the files by which tasks run by themselves: cron, systemd, GitHub, GitLab, Kubernetes; or run one now
    Schedule(ScheduleArgs),
    /// Bring the site to its readers: a git branch, object storage, or a folder
    Publish(PublishArgs),
    /// Look after the archive: verify, list, show, thin out, compact, merge, compare
    History(ArchiveArgs),
    /// Read every file of the archive and print every remark: `history verify` in short
    Verify(VerifyArgs),
    /// Write a simulated archive, to try Quarterdeck or to measure it
    Demo(DemoArgs),
    /// List the formats that `collect` reads
    Formats(FormatsArgs),
    /// Print shell completions
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff), or write one for every command
    Man {
        /// Folder for a page of every command
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Print the command-line reference (Markdown)
    #[command(hide = true)]
    Reference,
}

/// A length of time such as `500ms`, `30s`, `10m`, `2h` or `1d`.
fn duration(text: &str) -> Result<Duration, String> {
    let wrong =
        || format!("`{text}` is no length of time; expected a number and ms, s, m, h or d, such as 30s");
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic()).ok_or_else(wrong)?);
    let seconds = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        "d" => 86_400.0,
        _ => return Err(wrong()),
    };
    let number = number.parse::<f64>().ok().filter(|number| *number > 0.0).ok_or_else(wrong)?;
    Duration::try_from_secs_f64(number * seconds)
        .ok()
        .filter(|length| (Duration::from_millis(1)..=Duration::from_secs(366 * 86_400)).contains(length))
        .ok_or_else(|| format!("`{text}` is out of range; expected 1ms to 366d"))
}

#[cfg(test)]
mod tests {
    use super::duration;
    use std::time::Duration;

    #[test]
    fn lengths_of_time() {
        for (text, seconds) in
            [("500ms", 0.5), ("30s", 30.0), ("1.5m", 90.0), ("2h", 7200.0), ("1d", 86_400.0)]
        {
            assert_eq!(duration(text), Ok(Duration::from_secs_f64(seconds)), "{text}");
        }
        for text in ["", "30", "s", "-1s", "0s", "NaNs", "1w", "1e30d", "infs"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
