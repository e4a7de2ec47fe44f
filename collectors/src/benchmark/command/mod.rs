//! A command timed: warm-up, runs, and what each took of time, CPU and memory.
//!
//! The words are run as they are, without a shell whose start would have to be taken off again. The figure is the median
//! of the runs, which a few disturbed ones do not move; those are remarked on, and none is left out.

mod runs;
mod words;

use super::section;
use crate::context;
use crate::{CollectError, Collected};
use chrono::{DateTime, Utc};
use quarterdeck_model::payload::{Benchmark, Entry, Estimate, MedianSpread, Spread};
use quarterdeck_model::{Diagnostic, Direction, Labels, Payload, Section, SectionState, Timestamp, Unit};
use runs::{Run, Stopped};
use std::time::SystemTime;

/// Modified z-score beyond which a run is an outlier, as hyperfine has it (Iglewicz and Hoaglin, 1993, with a wider
/// bound): 0.6745 · |x − median| / MAD.
const OUTLIER: f64 = 14.826;
/// Most runs.
const MOST: u32 = 100_000;

/// A command to be timed.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandPlan {
    /// Program and arguments, quoted as in a POSIX shell.
    pub command: String,
    /// Its name on pages; `None` for the command itself.
    pub name: Option<String>,
    /// Runs that are timed.
    pub runs: u32,
    /// Runs before them that are not.
    pub warmup_runs: u32,
}

/// Runs the command as planned, and says on the way what it does. A run that fails ends it: a command that breaks at once
/// is fast, and its times mean nothing.
///
/// # Errors
/// When the plan itself is wrong: no run, a quote without its end, a program that is not there.
pub fn collect(plan: &CommandPlan, say: &dyn Fn(&str)) -> Result<Collected, CollectError> {
    let words = words::of(&plan.command)?;
    if !(1..=MOST).contains(&plan.runs) || plan.warmup_runs > MOST {
        let given = format!("{} runs after {} of warm-up are out of range", plan.runs, plan.warmup_runs);
        return Err(CollectError::new("", format!("{given}; expected 1 to {MOST}, after 0 to {MOST}")));
    }
    let taken_at = Timestamp::from_chrono(DateTime::<Utc>::from(SystemTime::now()));
    let (runs, stopped) = all(plan, &words, say);
    if let Some(Stopped::NotStarted(why)) = &stopped {
        return Err(CollectError::new("", why.clone())
            .hint("name a program of this machine; for a shell's syntax write `sh -c '…'`"));
    }
    let name = plan.name.clone().unwrap_or_else(|| plan.command.clone());
    Ok(collected(&name, &runs, stopped, taken_at))
}

fn all(plan: &CommandPlan, words: &[String], say: &dyn Fn(&str)) -> (Vec<Run>, Option<Stopped>) {
    let mut runs = Vec::new();
    for number in 0..plan.warmup_runs.saturating_add(plan.runs) {
        match number.checked_sub(plan.warmup_runs) {
            None => say(&format!("warm-up run {} of {}", number + 1, plan.warmup_runs)),
            Some(counted) => say(&format!("run {} of {}", counted + 1, plan.runs)),
        }
        match runs::one(words) {
            Ok(run) if number >= plan.warmup_runs => runs.push(run),
            Ok(_) => {}
            Err(stopped) => return (runs, Some(stopped)),
        }
    }
    (runs, None)
}

fn collected(name: &str, runs: &[Run], stopped: Option<Stopped>, taken_at: Timestamp) -> Collected {
    let state = match stopped {
        Some(Stopped::Failed(why) | Stopped::NotStarted(why)) => {
            Section::because(SectionState::Failed, format!("{name}: {why}"))
        }
        None => Section::ok(),
    };
    let entries = entries(name, runs, &state);
    let unread = if entries.is_empty() { state.reasons } else { Vec::new() };
    let section = section(&entries, unread, "no run was timed");
    Collected {
        payload: Payload::Benchmark(Benchmark { entries, ..Benchmark::default() }),
        section: Section { reasons: deduplicated(section.reasons), ..section },
        tool: "quarterdeck".to_owned(),
        tool_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        format: "command-runs".to_owned(),
        taken_at: Some(taken_at),
        labels: context::machine_class().map_or_else(Labels::none, |host| Labels::one("host", host)),
        diagnostics: outliers(name, runs).into_iter().collect(),
    }
}

/// Every measure of one command has the same reason.
fn deduplicated(mut reasons: Vec<String>) -> Vec<String> {
    reasons.dedup();
    reasons
}

/// What is measured of a run, in which unit, and how it is taken from the run.
type Measure = (&'static str, Unit, fn(&Run) -> Option<f64>);

fn entries(name: &str, runs: &[Run], section: &Section) -> Vec<Entry> {
    let measures: [Measure; 4] = [
        ("memory", Unit::Bytes, |run| run.memory_bytes),
        ("system_time", Unit::Seconds, |run| run.system_s),
        ("time", Unit::Seconds, |run| Some(run.wall_s)),
        ("user_time", Unit::Seconds, |run| run.user_s),
    ];
    let entry = |(measure, unit, of): Measure| {
        let values: Vec<f64> = runs.iter().map(of).collect::<Option<_>>()?;
        Some(Entry {
            name: name.to_owned(),
            measure: measure.to_owned(),
            estimate: estimate(&values)?,
            unit,
            direction: Direction::LowerIsBetter,
            throughput: None,
            section: section.clone(),
        })
    };
    measures.into_iter().filter_map(entry).collect()
}

/// The median, with the smallest and the largest.
fn estimate(values: &[f64]) -> Option<Estimate> {
    let lower = values.iter().copied().min_by(f64::total_cmp)?;
    let upper = values.iter().copied().max_by(f64::total_cmp)?;
    Some(Estimate {
        value: MedianSpread::of(values)?.median,
        estimator: "median".to_owned(),
        spread: Some(Spread { lower, upper, confidence: None }),
        samples: Some(values.len() as u64),
    })
}

/// A remark on runs that took far longer or shorter than the others.
fn outliers(name: &str, runs: &[Run]) -> Option<Diagnostic> {
    let times: Vec<f64> = runs.iter().map(|run| run.wall_s).collect();
    let MedianSpread { median, mad } = MedianSpread::of(&times)?;
    let far = |time: &&f64| mad > 0.0 && 0.6745 * (**time - median).abs() / mad > OUTLIER;
    let count = times.iter().filter(far).count();
    (count > 0).then(|| {
        let text = format!(
            "{name}: {count} of {} runs took far longer or shorter than the median of {median:.4} s",
            times.len()
        );
        Diagnostic::warning("", text)
            .hint("other programs may have disturbed them; try again, or with more --warmup-runs")
    })
}

#[cfg(test)]
mod tests;
