//! `bench-load`: our load run beside other tools on the same server, in one run: what a request costs them, and what they
//! tell of a second in which the server stood still.

mod server;

use super::measure::{self, Usage};
use crate::run::{Done, exists};
use crate::site::release_binary;
use serde_json::Value;
use server::{Frozen, Server};
use std::path::PathBuf;
use std::time::Duration;

/// How to ask.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Requests a second, of those that can be asked for a rate
    #[arg(long, default_value_t = 500)]
    rate: u32,
    /// Seconds of each run; the server stands still for one of them, from four tenths on
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Connections, of those that do not find their own number
    #[arg(long, default_value_t = 50)]
    connections: u32,
    /// A release build of quarterdeck [default: it is built]
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// A tool: how it is asked, and where its answer has the p99.
struct Tool {
    name: &'static str,
    program: &'static str,
    /// `RATE`, `SECONDS`, `CONNECTIONS` and `URL` are put in.
    words: &'static [&'static str],
    p99_ms: fn(&str) -> Option<f64>,
}

const PEERS: &[Tool] = &[
    Tool {
        name: "wrk (closed loop, as fast as it can)",
        program: "wrk",
        words: &["wrk", "-t1", "-cCONNECTIONS", "-dSECONDSs", "--latency", "URL"],
        p99_ms: wrk,
    },
    Tool { name: "oha -q", program: "oha", words: OHA, p99_ms: oha },
    Tool {
        name: "oha -q --latency-correction",
        program: "oha",
        words: &[
            "oha",
            "--no-tui",
            "--output-format",
            "json",
            "-q",
            "RATE",
            "-z",
            "SECONDSs",
            "-c",
            "CONNECTIONS",
            "--latency-correction",
            "URL",
        ],
        p99_ms: oha,
    },
];
const OHA: &[&str] = &[
    "oha",
    "--no-tui",
    "--output-format",
    "json",
    "-q",
    "RATE",
    "-z",
    "SECONDSs",
    "-c",
    "CONNECTIONS",
    "URL",
];
/// No warm-up, so that all count the same requests; a p99 target that a busy machine keeps.
const OURS: &[&str] = &[
    "QUARTERDECK",
    "collect",
    "benchmark",
    "--http",
    "URL",
    "--rate",
    "RATE",
    "--duration",
    "SECONDSs",
    "--warmup",
    "0s",
    "--repeat",
    "1",
    "--p99",
    "1s",
    "--dry-run",
];

/// Runs every tool on a calm server and on one that stands still, and prints a table.
pub(crate) fn run(options: &Options) -> Done {
    let binary = match &options.binary {
        Some(path) => path.display().to_string(),
        None => release_binary()?,
    };
    let program = server::build()?;
    let ours = Tool { name: "quarterdeck", program: "", words: OURS, p99_ms: self::ours };
    println!(
        "| tool | requests | CPU µs a request | of that spinning | p99 calm ms | p99 frozen ms | by log and plan ms |"
    );
    println!("|---|---|---|---|---|---|---|");
    for tool in std::iter::once(&ours).chain(PEERS) {
        if !tool.program.is_empty() && !exists(tool.program) {
            println!("| {} | skipped: not installed | | | | | |", tool.name);
            continue;
        }
        let calm = one(tool, options, (&binary, &program), false);
        let frozen = one(tool, options, (&binary, &program), true);
        match calm.and_then(|calm| Ok((calm, frozen?))) {
            Ok((calm, frozen)) => row(tool, options, &calm, &frozen),
            Err(why) => println!("| {} | failed: {} | | | | | |", tool.name, why.replace('|', "/")),
        }
    }
    Ok(())
}

/// What one run gave.
struct Ran {
    usage: Usage,
    answered: usize,
    p99_ms: Option<f64>,
    /// CPU seconds spent in waiting for an instant, of a tool that tells it.
    spun_s: Option<f64>,
    frozen: Option<Frozen>,
}

fn one(tool: &Tool, options: &Options, (binary, program): (&str, &str), freezes: bool) -> Done<Ran> {
    let server = Server::start(program)?;
    let word = |word: &&str| match *word {
        "QUARTERDECK" => binary.to_owned(),
        "URL" => server.url(),
        word => word
            .replace("RATE", &options.rate.to_string())
            .replace("SECONDS", &options.seconds.to_string())
            .replace("CONNECTIONS", &options.connections.to_string()),
    };
    let words: Vec<String> = tool.words.iter().map(word).collect();
    let out = server.folder().join("out");
    let after = Duration::from_secs(options.seconds.into()).mul_f64(0.4);
    let usage = std::thread::scope(|scope| {
        let asks = scope.spawn(|| measure::child_to(&words, &out));
        if freezes {
            std::thread::sleep(after);
            server.control("freeze?1000")?;
        }
        asks.join().map_err(|_| "the tool's thread broke".to_owned())?
    })?;
    let text = std::fs::read_to_string(&out).map_err(|e| e.to_string())?;
    // Between a number and its unit stands a space of its own kind.
    let text: String = text.chars().map(|c| if c != '\n' && c.is_whitespace() { ' ' } else { c }).collect();
    let log = server.log()?;
    Ok(Ran {
        usage,
        answered: server::answered(&log) - usize::from(freezes),
        p99_ms: (tool.p99_ms)(&text),
        spun_s: spun(&text).map(|share| share * f64::from(options.seconds)),
        frozen: server::frozen(&log, options.rate as usize * 98 / 100),
    })
}

fn row(tool: &Tool, options: &Options, calm: &Ran, frozen: &Ran) {
    let known = |ms: Option<f64>| ms.map_or_else(|| "not told".to_owned(), |ms| format!("{ms:.3}"));
    let each = |seconds: f64| seconds * 1e6 / calm.answered.max(1) as f64;
    // The slowest hundredth of a plan are the requests that come first in the freeze, one every 1/rate.
    let hundredth = f64::from(options.seconds) * 0.01 * 1000.0;
    let truth = frozen.frozen.as_ref().map_or_else(
        || "not known".to_owned(),
        |f| format!("{:.0} (+{:.0} to drain)", f.stood_ms - hundredth, f.drained_ms),
    );
    println!(
        "| {} | {} | {:.0} | {} | {} | {} | {truth} |",
        tool.name,
        calm.answered,
        each(calm.usage.cpu_s),
        calm.spun_s.map_or_else(String::new, |spun| format!("{:.0}", each(spun))),
        known(calm.p99_ms),
        known(frozen.p99_ms),
    );
}

/// `  benchmark.latency_p99_ms [load=…] = 914 ms`
fn ours(text: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.trim_start().starts_with("benchmark.latency_p99_ms"))?;
    line.rsplit_once(" = ")?.1.trim().strip_suffix(" ms")?.replace(',', "").parse().ok()
}

/// Cores that spun all the time, of `client     CPU 3.3 % of 2 cores (spinning 1.7 %), …`.
fn spun(text: &str) -> Option<f64> {
    let (before, after) = text.split_once(" cores (spinning ")?;
    let cores: f64 = before.rsplit(' ').next()?.parse().ok()?;
    let percent: f64 = after.split(' ').next()?.parse().ok()?;
    Some(cores * percent / 100.0)
}

fn oha(text: &str) -> Option<f64> {
    let answer: Value = serde_json::from_str(text).ok()?;
    answer["latencyPercentiles"]["p99"].as_f64().map(|seconds| seconds * 1000.0)
}

/// `     99%    1.23ms`
fn wrk(text: &str) -> Option<f64> {
    let told = text.lines().find_map(|line| line.trim().strip_prefix("99%"))?.trim();
    let (number, scale) = [("us", 1e-3), ("ms", 1.0), ("s", 1e3)]
        .into_iter()
        .find_map(|(unit, scale)| Some((told.strip_suffix(unit)?, scale)))?;
    number.trim().parse::<f64>().ok().map(|n| n * scale)
}
