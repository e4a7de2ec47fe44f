//! A load run, a timed command, or benchmarks that others measured.

use super::asked::Asked;
use super::stamp::Stamped;
use super::{Outcome, files, finish};
use crate::args::{BenchmarkArgs, CommandOptions, LoadOptions};
use crate::config::Job;
use crate::error::CliError;
use crate::now;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_analysis::policy::MetricRule;
use quarterdeck_collectors::benchmark::command::{self, CommandPlan};
use quarterdeck_collectors::benchmark::live::{self, LoadPlan, Target};
use quarterdeck_collectors::{CollectError, Collected};
use quarterdeck_model::Kind;
use std::path::Path;
use std::time::Duration;

/// The metric whose target is the default of `--p99`.
const P99: &str = "benchmark.latency_p99_ms";

/// Measures or reads, as asked for. Paths are relative to the current folder.
pub(super) fn run(args: &BenchmarkArgs, project: &Project, printer: &Printer) -> Outcome {
    let measured = match (&args.http, &args.command) {
        (Some(url), _) => {
            Measured::Load(Box::new(load(url, args.name.as_ref(), &args.load, (Path::new("."), project))?))
        }
        (None, Some(words)) => Measured::Command(timed(words, args.name.as_ref(), &args.times)),
        (None, None) => return files::run(Kind::Benchmark, &args.collect_one(), project, printer),
    };
    let asked = Asked::measured((&args.http, &args.command), &args.name, &args.load, &args.times);
    let stamped = Stamped::new(&args.stamp, project)?.asked(asked);
    finish(measured.collect(printer)?, &stamped, printer)
}

/// The same as a job of the configuration; `None` when the job reads files. Paths are relative to the project.
pub(super) fn job(job: &Job, stamped: &Stamped, project: &Project, printer: &Printer) -> Option<Outcome> {
    let measured = match (&job.http, &job.command) {
        (Some(url), _) => load(url, job.name.as_ref(), &job.load, (project.root(), project))
            .map(|plan| Measured::Load(Box::new(plan))),
        (None, Some(words)) => Ok(Measured::Command(timed(words, job.name.as_ref(), &job.runs))),
        (None, None) => return None,
    };
    let collected = measured.and_then(|measured| Ok(measured.collect(printer)?));
    Some(collected.and_then(|collected| finish(collected, stamped, printer)))
}

enum Measured {
    Load(Box<LoadPlan>),
    Command(CommandPlan),
}

impl Measured {
    fn collect(&self, printer: &Printer) -> Result<Collected, CollectError> {
        let spinner = printer.spinner("measuring");
        let say = |text: &str| spinner.set_message(quarterdeck_views::text::visible(text));
        let collected = match self {
            Measured::Load(plan) => live::collect(plan, &say),
            Measured::Command(plan) => command::collect(plan, &say),
        };
        spinner.finish_and_clear();
        collected
    }
}

fn timed(words: &str, name: Option<&String>, options: &CommandOptions) -> CommandPlan {
    CommandPlan {
        command: words.to_owned(),
        name: name.cloned(),
        runs: options.runs.unwrap_or(10),
        warmup_runs: options.warmup_runs.unwrap_or(1),
    }
}

fn load(
    url: &str,
    name: Option<&String>,
    options: &LoadOptions,
    (folder, project): (&Path, &Project),
) -> Result<LoadPlan, CliError> {
    if options.rate.is_none() && !options.capacity {
        return Err(CliError::Usage(
            "no rate is given: say how many requests a second with --rate (`rate` in the configuration), or look for the \
             most with --capacity"
                .to_owned(),
        ));
    }
    let body = options.body.as_deref().map(|body| self::body(body, folder)).transpose()?;
    let usual = if body.is_some() { "POST" } else { "GET" };
    let target = Target {
        method: options.method.clone().unwrap_or_else(|| usual.to_owned()),
        headers: options.header.iter().map(|field| header(field)).collect::<Result<_, _>>()?,
        body,
        expect_status: options.expect_status.clone(),
        body_regex: options.body_regex.clone(),
        ca_file: options.ca_file.as_ref().map(|path| folder.join(path)),
        ..Target::get(url)
    };
    let (p99, p99_given) = options.p99.map_or_else(|| p99(project), |span| (span.0, true));
    let usual = LoadPlan::new(target, options.rate, p99);
    Ok(LoadPlan {
        name: name.cloned(),
        duration: options.duration.map_or(usual.duration, |span| span.0),
        warmup: options.warmup.map_or(usual.warmup, |span| span.0),
        timeout: options.timeout.map_or(usual.timeout, |span| span.0),
        repeats: options.repeat.unwrap_or(usual.repeats),
        connections: options.connections,
        p99_given,
        capacity: options.capacity,
        compare_to: options.compare_to.clone(),
        ..usual
    })
}

/// The target of the 99th percentile that the policy has, else the shipped one; and whether it differs from that.
fn p99(project: &Project) -> (Duration, bool) {
    let of = |rules: Vec<&MetricRule>| {
        let rule = rules.into_iter().find(|rule| rule.metric == P99 && rule.target.is_some())?;
        Duration::try_from_secs_f64(rule.target?.value / 1000.0).ok().filter(|time| !time.is_zero())
    };
    let shipped = MetricRule::defaults();
    let shipped = of(shipped.iter().collect());
    let own = now::now(None).ok().and_then(|now| of(project.config().policy.rules_at(now)));
    (own.or(shipped).unwrap_or(Duration::from_micros(500)), own.is_some_and(|own| Some(own) != shipped))
}

fn header(field: &str) -> Result<(String, String), CliError> {
    match field.split_once(':') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        // The text may be a secret that lost its name.
        _ => Err(CliError::Usage(
            "a header has no name; expected such as `Accept: application/json`".to_owned(),
        )),
    }
}

fn body(text: &str, folder: &Path) -> Result<Vec<u8>, CliError> {
    match text.strip_prefix('@') {
        Some(file) => {
            let path = folder.join(file);
            std::fs::read(&path).map_err(|e| CliError::io(&path, e))
        }
        None => Ok(text.as_bytes().to_vec()),
    }
}
