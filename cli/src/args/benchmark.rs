//! Arguments of `collect benchmark`; the options of a load run are keys of the configuration too.

use super::Stamp;
use super::collect::CollectOne;
use super::span::Span;
use clap::{ArgGroup, Args};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A load run, a timed command, or what others measured.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("source").args(["from", "http", "command"]).required(true).multiple(false))]
pub(crate) struct BenchmarkArgs {
    /// Read these files, folders or patterns (`target/criterion`), or `-` for standard input
    #[arg(long = "from", value_name = "PATH", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
    /// Put load on this address, in an open loop: requests are sent when planned, whatever the answers do
    #[arg(long, value_name = "URL")]
    pub(crate) http: Option<String>,
    /// Time this command; its words are run without a shell (write `sh -c '…'` for one)
    #[arg(long, value_name = "COMMAND")]
    pub(crate) command: Option<String>,
    /// Format of the files; `quarterdeck formats` lists them
    #[arg(long, value_name = "NAME", default_value = "auto", requires = "from")]
    pub(crate) format: String,
    /// Treat every warning of the reader as a failure
    #[arg(long, requires = "from")]
    pub(crate) strict: bool,
    /// Name of the load run or the command on pages [default: method and address, or the command itself]
    #[arg(long, value_name = "NAME", conflicts_with = "from")]
    pub(crate) name: Option<String>,
    /// What every collection carries.
    #[command(flatten)]
    pub(crate) stamp: Stamp,
    /// Of a load run.
    #[command(flatten)]
    pub(crate) load: LoadOptions,
    /// Of a timed command.
    #[command(flatten)]
    pub(crate) times: CommandOptions,
}

/// How load is put on a service.
#[derive(Debug, Clone, Default, Args, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[command(next_help_heading = "Load runs (--http)")]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LoadOptions {
    /// Requests a second; needed unless the capacity is looked for
    #[arg(long, value_name = "RATE", requires = "http")]
    pub(crate) rate: Option<f64>,
    /// Time measured in each repeat [default: 30s]
    #[arg(long, value_name = "TIME", requires = "http")]
    pub(crate) duration: Option<Span>,
    /// Time before it in which requests are made and not counted [default: 5s]
    #[arg(long, value_name = "TIME", requires = "http")]
    pub(crate) warmup: Option<Span>,
    /// Repeats; the figures are medians over those that are valid [default: 5]
    #[arg(long, value_name = "N", requires = "http")]
    pub(crate) repeat: Option<u32>,
    /// Deadline of a request, from the time it was planned for [default: 2s]
    #[arg(long, value_name = "TIME", requires = "http")]
    pub(crate) timeout: Option<Span>,
    /// Connections [default: as many as keep the plan, up to rate × timeout]
    #[arg(long, value_name = "N", requires = "http")]
    pub(crate) connections: Option<u32>,
    /// Method [default: GET, with a body POST]
    #[arg(long, value_name = "METHOD", requires = "http")]
    pub(crate) method: Option<String>,
    /// A header field; ${NAME} in its value is that environment variable
    #[arg(long, value_name = "NAME: VALUE", requires = "http")]
    pub(crate) header: Vec<String>,
    /// Body to send: a text, or @ and a file
    #[arg(long, value_name = "TEXT|@FILE", requires = "http")]
    pub(crate) body: Option<String>,
    /// Right status codes [default: 200 to 299]
    #[arg(long, value_name = "STATUS", num_args = 1.., requires = "http")]
    pub(crate) expect_status: Vec<u16>,
    /// Regular expression that must match in the body of the answer
    #[arg(long, value_name = "REGEX", requires = "http")]
    pub(crate) body_regex: Option<String>,
    /// Trust the authorities of this PEM file alone [default: those of the system]
    #[arg(long, value_name = "FILE", requires = "http")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Look for the highest rate at which 99 % are achieved and the p99 target is met
    #[arg(long, requires = "http")]
    pub(crate) capacity: bool,
    /// Target of the 99th percentile: the capacity is judged by it, and the client's lateness by a tenth of it
    /// [default: the policy's target of benchmark.latency_p99_ms; without one of your own, the lateness of a slow service's
    /// client is judged by a tenth of its median service time]
    #[arg(long, value_name = "TIME", requires = "http")]
    pub(crate) p99: Option<Span>,
    /// Measure this address in turn with the other, and keep the ratio; it is sent the same request, secrets included
    #[arg(long, value_name = "URL", requires = "http")]
    pub(crate) compare_to: Option<String>,
}

/// How a command is timed.
#[derive(Debug, Clone, Default, Args, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[command(next_help_heading = "Commands (--command)")]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CommandOptions {
    /// Runs that are timed [default: 10]
    #[arg(long, value_name = "N", requires = "command")]
    pub(crate) runs: Option<u32>,
    /// Runs before them that are not [default: 1]
    #[arg(long, value_name = "N", requires = "command")]
    pub(crate) warmup_runs: Option<u32>,
}

impl BenchmarkArgs {
    /// The same as a collection from files.
    pub(crate) fn collect_one(&self) -> CollectOne {
        CollectOne {
            from: self.from.clone(),
            format: self.format.clone(),
            strict: self.strict,
            stamp: self.stamp.clone(),
        }
    }
}
