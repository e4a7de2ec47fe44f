//! Containers of Docker: `docker stats --format json` (or `'{{json .}}'`) and `docker ps --all --format json`, after
//! <https://docs.docker.com/reference/cli/docker/container/stats/>.
//!
//! A line a container. Of stats the last line of a container counts; with `--` nothing is known yet, and without a limit
//! of memory the container does not run: nothing is known of it, though its memory reads 0. A paused container looks
//! idle: only `ps` says so. Of ps a running container is up unless its own check says `unhealthy`, and unknown while that
//! is still `starting`; one that ended by itself with 0 is unknown, because it may have been done; every other is down.

use super::status::{Status, finished, round};
use super::usage::{bytes, cpu, memory};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use crate::origin::Origin;
use quarterdeck_model::payload::{Health, Outcome};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Stats {
    #[serde(rename = "Name")]
    name: String,
    #[serde(rename = "CPUPerc")]
    cpu: String,
    #[serde(rename = "MemUsage")]
    memory: String,
}

#[derive(Deserialize)]
struct Container {
    #[serde(rename = "Names")]
    names: String,
    #[serde(rename = "State")]
    state: String,
    #[serde(rename = "Status")]
    status: String,
}

/// Whether the beginning of a file looks like `docker stats`.
pub(crate) fn sniff_stats(text: &str) -> bool {
    let first = plain(text.lines().next().unwrap_or_default());
    first.starts_with('{') && first.contains("\"MemUsage\"") && first.contains("\"CPUPerc\"")
}

/// Whether the beginning of a file looks like `docker ps`.
pub(crate) fn sniff_ps(text: &str) -> bool {
    let first = plain(text.lines().next().unwrap_or_default());
    first.starts_with('{') && ["\"Names\"", "\"State\"", "\"Status\""].iter().all(|key| first.contains(key))
}

/// Reads what `docker stats` printed.
///
/// # Errors
/// When a line is not JSON of this shape.
pub(crate) fn parse_stats(input: &Input) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let mut latest = BTreeMap::new();
    for (number, line) in lines(&text) {
        let stats: Stats = record(input, number, &line)?;
        latest.insert(stats.name.clone(), (number, stats));
    }
    let mut health = Health::default();
    for (name, (number, stats)) in latest {
        let (used, limit) = stats.memory.split_once('/').unwrap_or((&stats.memory, ""));
        let running = bytes(limit).is_some_and(|limit| limit > 0.0);
        let percent =
            stats.cpu.trim_end_matches('%').trim().parse::<f64>().ok().filter(|cpu| cpu.is_finite());
        match (running, bytes(used), percent) {
            (true, Some(used), Some(percent)) => {
                health.figures.extend([memory(&name, used), cpu(&name, percent)]);
            }
            (false, Some(_), _) => {
                notes.warn(number, format!("{name} does not run: its use is not known"));
            }
            _ => notes.warn(number, format!("{name} has no figures yet")),
        }
    }
    Ok(finished(health, ("Docker", None, None), notes))
}

/// Reads what `docker ps` printed.
///
/// # Errors
/// When a line is not JSON of this shape.
pub(crate) fn parse_ps(input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
    let (text, notes) = input.noted();
    let mut health = Health::default();
    for (number, line) in lines(&text) {
        let container: Container = record(input, number, &line)?;
        let status = Status::new(origin.read_at, container.outcome());
        let why = if status.outcome == Outcome::Up { String::new() } else { container.status };
        health.rounds.push(round(container.names, "", vec![status.because(why)]));
    }
    Ok(finished(health, ("Docker", None, None), notes))
}

impl Container {
    fn outcome(&self) -> Outcome {
        match self.state.as_str() {
            "running" if self.status.contains("(unhealthy)") => Outcome::Down,
            "running" if self.status.contains("(health: starting)") => Outcome::Unknown,
            "running" => Outcome::Up,
            "exited" if self.status.starts_with("Exited (0)") => Outcome::Unknown,
            "created" | "removing" => Outcome::Unknown,
            _ => Outcome::Down,
        }
    }
}

/// Whether a text may end here: after a record, and the marks of a next one.
pub(crate) fn may_end(text: &str) -> bool {
    let last = text.lines().map(plain).rfind(|line| !line.is_empty());
    last.is_none_or(|line| json::ends_with_a_record(&line))
}

/// Lines that are not empty, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (u64, String)> {
    (1..).zip(text.lines()).map(|(number, line)| (number, plain(line))).filter(|(_, line)| !line.is_empty())
}

/// A line without the marks for a terminal that streaming puts before it.
fn plain(line: &str) -> String {
    anstream::adapter::strip_str(line).to_string().trim().to_owned()
}

fn record<T: DeserializeOwned>(input: &Input, number: u64, line: &str) -> Result<T, CollectError> {
    json::read(&input.name, line).map_err(|error| error.at_line(number))
}
