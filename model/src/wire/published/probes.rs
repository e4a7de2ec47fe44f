//! Probes as columns, and back. Rounds look alike, so each column is written as runs of equal values.

use super::restore::wrong;
use super::shape::ProbeColumn;
use crate::sorted::entry;
use crate::wire::WireError;
use crate::{Probed, Probes, Timestamp};
use std::ops::Range;

/// The most probes that one column of a chunk may hold: counts are read from a file, and each is a word only.
const MOST: usize = 50_000_000;

/// The probes of the runs `first..first + runs`.
pub(super) fn columns(all: &[Probes], first: usize, runs: usize) -> Vec<ProbeColumn> {
    let of = |probes: &Probes| {
        let from = probes.seen.partition_point(|p| (p.run as usize) < first);
        let to = probes.seen.partition_point(|p| (p.run as usize) < first + runs);
        column(probes, probes.seen.get(from..to).filter(|seen| !seen.is_empty())?, first)
    };
    all.iter().filter_map(of).collect()
}

fn column(probes: &Probes, seen: &[Probed], first: usize) -> Option<ProbeColumn> {
    let mut run = u32::try_from(first).ok()?;
    let mut at = 0;
    let mut column = ProbeColumn {
        service: probes.service.clone(),
        job: probes.job.clone(),
        run: Vec::new(),
        at: Vec::new(),
        outcome: Vec::new(),
    };
    for probe in seen {
        push(&mut column.run, probe.run.saturating_sub(run));
        push(&mut column.at, probe.at.millis() - at);
        push(&mut column.outcome, probe.outcome.into());
        (run, at) = (probe.run, probe.at.millis());
    }
    Some(column)
}

fn push<T: PartialEq>(list: &mut Vec<(T, u32)>, value: T) {
    match list.last_mut() {
        Some((last, count)) if *last == value && *count < u32::MAX => *count += 1,
        _ => list.push((value, 1)),
    }
}

/// Appends the probes of one column, whose chunk holds the runs `runs`.
pub(super) fn restore(
    column: &ProbeColumn,
    runs: Range<u32>,
    all: &mut Vec<((String, String), Vec<Probed>)>,
    place: &str,
) -> Result<(), WireError> {
    let [steps, times, outcomes] = [length(&column.run), length(&column.at), length(&column.outcome)];
    if steps != times || steps != outcomes || steps > MOST {
        let message = format!("{steps} runs, {times} times, {outcomes} outcomes; expected as many of each");
        return Err(wrong(place, message));
    }
    let seen = entry(all, (column.service.clone(), column.job.clone()), Vec::new);
    if seen.last().is_some_and(|last| last.run >= runs.start) {
        return Err(wrong(place, "the service is there twice"));
    }
    let (mut run, mut at) = (runs.start, 0i64);
    let columns = flat(&column.run).zip(flat(&column.at)).zip(flat(&column.outcome));
    for ((step, later), outcome) in columns {
        run = run.saturating_add(step);
        at = at.saturating_add(later);
        let time = Timestamp::from_millis(at).filter(|_| runs.contains(&run));
        let at = time.ok_or_else(|| wrong(place, "a probe of no run, or outside the years 0 to 9999"))?;
        seen.push(Probed { run, at, outcome: outcome.into() });
    }
    Ok(())
}

fn length<T>(list: &[(T, u32)]) -> usize {
    list.iter().map(|(_, count)| *count as usize).fold(0, usize::saturating_add)
}

fn flat<T: Copy>(list: &[(T, u32)]) -> impl Iterator<Item = T> {
    list.iter().flat_map(|(value, count)| std::iter::repeat_n(*value, *count as usize))
}
