//! Arguments of `collect`.

use super::{BenchmarkArgs, Format};
use clap::{Args, Subcommand};
use quarterdeck_model::Kind;
use std::path::PathBuf;
use std::time::Duration;

/// Collect results into the archive.
#[derive(Debug, Args)]
pub(crate) struct CollectArgs {
    /// What to collect
    #[command(subcommand)]
    pub(crate) kind: CollectKind,
}

/// What to collect.
#[derive(Debug, Subcommand)]
pub(crate) enum CollectKind {
    /// Everything that the configuration names; one failing source never stops the others
    All(AllArgs),
    /// Line, branch and function coverage (lcov, Cobertura, JaCoCo, Istanbul, Go and more)
    Coverage(CollectOne),
    /// Put load on a service, or time a command; or read benchmarks and load runs (criterion, hyperfine, k6 and more)
    Benchmark(Box<BenchmarkArgs>),
    /// Test results (JUnit XML, libtest and nextest, go test, TAP, TRX, Jest and Vitest, mocha)
    Tests(TestsArgs),
    /// Findings of linters and scanners (SARIF, ESLint, ruff, clippy, Trivy and more)
    Findings(CollectOne),
    /// Probe services over HTTP(S), TCP, TLS or by commands; or read what others found (Gatus, Upptime, docker and more)
    Health(HealthArgs),
    /// Results of chaos experiments (Chaos Toolkit, LitmusChaos)
    Chaos(CollectOne),
    /// Count the code: lines by language, what git says changed, large files, and complexity from lizard
    Code(CodeArgs),
}

/// Everything that the configuration names.
#[derive(Debug, Args)]
pub(crate) struct AllArgs {
    /// Only of this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    pub(crate) kinds: Vec<Kind>,
    /// What every collection carries.
    #[command(flatten)]
    pub(crate) stamp: Stamp,
}

/// A kind of snapshot by its name.
fn kind(text: &str) -> Result<Kind, String> {
    let known = Kind::ALL.map(Kind::as_str);
    Kind::parse(text).ok_or_else(|| format!("not a kind of snapshot; expected {}", known.join(", ")))
}

/// A look at the code.
#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    /// Folder to look at [default: the project's]
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Days of the churn
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub(crate) days: u32,
    /// Files with more lines than this are large
    #[arg(long, value_name = "LINES", default_value_t = 1000)]
    pub(crate) large: u64,
    /// Reports of complexity by lizard (CSV or XML)
    #[arg(long = "from", value_name = "PATH", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
    /// What every collection carries.
    #[command(flatten)]
    pub(crate) stamp: Stamp,
}

/// One collection from files.
#[derive(Debug, Args)]
pub(crate) struct CollectOne {
    /// Files, folders or patterns (`target/**/lcov.info`), or `-` for standard input
    #[arg(long = "from", value_name = "PATH", num_args = 1.., required = true)]
    pub(crate) from: Vec<PathBuf>,
    /// Format of the files; `quarterdeck formats` lists them
    #[arg(long, value_name = "NAME", default_value = "auto")]
    pub(crate) format: String,
    /// Treat every warning of the reader as a failure
    #[arg(long)]
    pub(crate) strict: bool,
    /// What every collection carries.
    #[command(flatten)]
    pub(crate) stamp: Stamp,
}

/// Test results, and the files that hold the tests.
#[derive(Debug, Args)]
pub(crate) struct TestsArgs {
    /// Files, folders or patterns (`**/junit.xml`), or `-` for standard input
    #[arg(long = "from", value_name = "PATH", num_args = 1.., required_unless_present = "scan")]
    pub(crate) from: Vec<PathBuf>,
    /// Format of the files; `quarterdeck formats` lists them
    #[arg(long, value_name = "NAME", default_value = "auto")]
    pub(crate) format: String,
    /// Treat every warning of the reader as a failure
    #[arg(long)]
    pub(crate) strict: bool,
    /// Find the files of tests in this folder too: the largest, the slowest tests, and a plan of shards
    #[arg(long, value_name = "DIR")]
    pub(crate) scan: Option<PathBuf>,
    /// Machines that run the tests side by side
    #[arg(long, value_name = "N", default_value_t = 4, requires = "scan", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) shards: u32,
    /// Files of tests with more lines than this are large
    #[arg(long, value_name = "LINES", default_value_t = 500, requires = "scan")]
    pub(crate) large: u64,
    /// What every collection carries.
    #[command(flatten)]
    pub(crate) stamp: Stamp,
}

impl TestsArgs {
    /// The same without a scan.
    pub(crate) fn collect_one(&self) -> CollectOne {
        CollectOne {
            from: self.from.clone(),
            format: self.format.clone(),
            strict: self.strict,
            stamp: self.stamp.clone(),
        }
    }
}

/// A round of probes, or what others found.
#[derive(Debug, Args)]
pub(crate) struct HealthArgs {
    /// Read these files, folders or patterns (`-` for standard input) instead of probing
    #[arg(long = "from", value_name = "PATH", num_args = 1.., conflicts_with_all = ["urls", "probes", "hz"])]
    pub(crate) from: Vec<PathBuf>,
    /// Format of the files; `quarterdeck formats` lists them
    #[arg(long, value_name = "NAME", default_value = "auto", requires = "from")]
    pub(crate) format: String,
    /// Treat every warning of the reader as a failure
    #[arg(long, requires = "from")]
    pub(crate) strict: bool,
    /// Probe these instead of the configured services
    #[arg(long = "url", value_name = "NAME=URL", num_args = 1..)]
    pub(crate) urls: Vec<String>,
    /// Probes a round
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) probes: u32,
    /// Probes a second
    #[arg(long, value_name = "HZ", default_value_t = 5.0)]
    pub(crate) hz: f64,

    /// Probe round after round, one every so often (30s, 5m, 1h), whatever the last one took; Ctrl-C ends it in order
    #[arg(long, value_name = "TIME", value_parser = super::duration, conflicts_with_all = ["from", "taken_at"])]
    pub(crate) watch: Option<Duration>,

    /// How long to watch [default: until Ctrl-C]
    #[arg(long = "for", value_name = "TIME", value_parser = super::duration, requires = "watch")]
    pub(crate) period: Option<Duration>,

    /// Store one snapshot of the whole watch in place of one a round
    #[arg(long, requires = "watch")]
    pub(crate) one_snapshot: bool,
    /// What every collection carries.
    #[command(flatten)]
    pub(crate) stamp: Stamp,
}

/// What every collection carries, and where it goes.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Stamp {
    /// Name of this stream of results: runs are compared only within one job [default: the kind]
    #[arg(long, value_name = "NAME")]
    pub(crate) job: Option<String>,
    /// A label, such as host=ci-large (levels of benchmarks are never compared across hosts)
    #[arg(long = "label", value_name = "KEY=VALUE")]
    pub(crate) labels: Vec<String>,
    /// When the measured run happened, RFC 3339 [default: what the file says, else now]
    #[arg(long, value_name = "TIME")]
    pub(crate) taken_at: Option<String>,
    /// Commit measured [default: from git or the CI's variables]
    #[arg(long, value_name = "HASH")]
    pub(crate) commit: Option<String>,
    /// Branch measured [default: from git or the CI's variables]
    #[arg(long, value_name = "NAME")]
    pub(crate) branch: Option<String>,
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Read and report, but store nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Also add it to a branch of its own, at once
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) push: bool,
    /// Which branch.
    #[command(flatten)]
    pub(crate) to: PushOptions,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) answer: Format,
}

/// The branch that results are added to.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct PushOptions {
    /// The branch that --push adds to; it holds the archive and nothing else
    #[arg(long, value_name = "NAME", default_value = "quarterdeck-data")]
    pub(crate) push_branch: String,
    /// The remote of that branch
    #[arg(long, value_name = "NAME", default_value = "origin")]
    pub(crate) push_remote: String,
}
