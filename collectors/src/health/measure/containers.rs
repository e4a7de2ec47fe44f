//! What containers and workloads use, as `docker stats` and `kubectl top` tell it.

use super::Used;
use crate::collected::Parsed;
use crate::health::reports::{docker, kubectl_top};
use crate::input::Input;
use crate::program::{self, Ended};
use quarterdeck_model::payload::Health;
use std::time::{Duration, Instant};

/// One reading of a container.
pub(super) fn docker(container: &str, timeout: Duration) -> Result<Used, String> {
    let argv = ["docker", "stats", "--no-stream", "--format", "{{json .}}", "--", container];
    let parsed = docker::parse_stats(&run(&argv, timeout)?).map_err(|error| error.to_string())?;
    used(&parsed, container)
}

/// One reading of a workload's pods.
pub(super) fn kubectl(workload: &str, namespace: Option<&str>, timeout: Duration) -> Result<Used, String> {
    let mut argv = vec!["kubectl", "top", "pods"];
    argv.extend(namespace.into_iter().flat_map(|namespace| ["--namespace", namespace]));
    let parsed = kubectl_top::parse(&run(&argv, timeout)?).map_err(|error| error.to_string())?;
    used(&parsed, workload)
}

/// What a program printed.
fn run(argv: &[&str], timeout: Duration) -> Result<Input, String> {
    let owned: Vec<String> = argv.iter().map(|part| (*part).to_owned()).collect();
    let name = argv.first().copied().unwrap_or_default();
    let ran = program::run(&owned, None, Instant::now() + timeout)?;
    let said = String::from_utf8_lossy(&ran.both);
    let said = said.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or("it said nothing");
    match ran.ended {
        Ended::Exit(0) => Ok(Input { name: name.to_owned(), bytes: ran.out }),
        Ended::Exit(code) => Err(format!("{name} ended with exit code {code}: {said}")),
        Ended::Signal(signal) => Err(format!("{name} was ended by signal {signal}")),
        Ended::Timeout => Err(format!("{name} did not answer within {:.1} s", timeout.as_secs_f64())),
    }
}

/// Memory and processor time of one of those that are told of.
fn used(parsed: &Parsed<Health>, name: &str) -> Result<Used, String> {
    let value = |metric: &str| {
        let figures = parsed.payload.figures.iter();
        let mut own =
            figures.filter(|f| f.metric.as_str() == metric && f.labels.get("service") == Some(name));
        own.next().map(|figure| figure.value)
    };
    match (value("resource.memory_mb"), value("resource.cpu_core_percent")) {
        (Some(memory), Some(cpu)) => Ok(Used { memory: memory * 1e6, cpu }),
        _ => Err(match parsed.diagnostics.first() {
            Some(remark) => remark.message.clone(),
            None => format!("nothing is told of {name}"),
        }),
    }
}
