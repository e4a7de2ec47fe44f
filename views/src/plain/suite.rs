//! The health of a test suite: large files, slow tests, and a plan for running side by side.

use crate::format::{UNKNOWN, count, fixed};
use crate::text::plural;
use crate::text::{Shown, visible_lines};
use quarterdeck_analysis::suite::{Suite, TimedFile};
use std::fmt::Write as _;

/// Most rows of a list.
const MOST: usize = 10;
/// Most units named of a shard.
const NAMED: usize = 5;
/// Widest name.
const WIDEST: usize = 90;

/// Everything that is known. Files over `large` lines are listed, and how many are over twice as many.
pub fn suite(suite: &Suite, large: u64) -> String {
    let mut out = files(suite, large);
    if suite.units.is_empty() {
        out.push_str(
            "\nNo test has run: give its report with --from for the slowest tests and a plan of shards\n",
        );
        return out;
    }
    slowest(suite, &mut out);
    shards(suite, &mut out);
    visible_lines(&out)
}

fn files(suite: &Suite, large: u64) -> String {
    let sum = |of: fn(&TimedFile) -> u64| suite.files.iter().map(of).sum::<u64>() as usize;
    let mut out = format!(
        "Test files: {}, with {} and {} declared\n",
        count(suite.files.len() as f64),
        plural(sum(|timed| timed.file.lines), "line", "lines"),
        plural(sum(|timed| timed.file.tests), "test", "tests"),
    );
    let over = |limit: u64| suite.files.iter().filter(|timed| timed.file.lines > limit).count();
    let _ = writeln!(
        out,
        "Over {} lines: {}; over {} lines: {}",
        count(large as f64),
        over(large),
        count(large.saturating_mul(2) as f64),
        over(large.saturating_mul(2))
    );
    for timed in suite.files.iter().filter(|timed| timed.file.lines > large).take(MOST) {
        let file = &timed.file;
        let _ = write!(out, "  {:>6} lines  {}", count(file.lines as f64), name(&file.path));
        let _ = match (timed.seconds, timed.most_shards) {
            (Some(s), Some(most)) => {
                writeln!(out, ": {}, no gain from more than {} shards", seconds(s), fixed(most.ceil(), 0))
            }
            _ => writeln!(out, ": its time is not known"),
        };
    }
    more(over(large), &mut out);
    out
}

fn slowest(suite: &Suite, out: &mut String) {
    let _ = writeln!(out, "\nSlowest tests, of {} with a time", count(suite.slowest.len() as f64));
    for (case, s) in suite.slowest.iter().take(MOST) {
        let class = if case.class.is_empty() { &case.suite } else { &case.class };
        let _ = writeln!(out, "  {:>10}  {} {}", seconds(*s), name(class), name(&case.name));
    }
}

fn shards(suite: &Suite, out: &mut String) {
    let plan = &suite.plan;
    let _ = writeln!(
        out,
        "\n{} shards, longest first: total {}, makespan {}, ideal {}",
        plan.shards.len(),
        seconds(plan.total_s),
        seconds(plan.makespan_s),
        seconds(plan.ideal_s)
    );
    if plan.untimed > 0 {
        let _ = writeln!(
            out,
            "  {} of {} units have no time: they are spread by number, and every figure is a lower bound",
            plan.untimed,
            suite.units.len()
        );
    }
    for (number, shard) in (1..).zip(&plan.shards) {
        let units: Vec<String> =
            shard.units.iter().filter_map(|at| Some(name(&suite.units.get(*at)?.name))).collect();
        let named: Vec<&str> = units.iter().take(NAMED).map(String::as_str).collect();
        let rest = units.len().saturating_sub(NAMED);
        let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        let _ = writeln!(out, "  {number}: {:>10}  {}{rest}", seconds(shard.seconds), named.join(", "));
    }
}

fn more(all: usize, out: &mut String) {
    if all > MOST {
        let _ = writeln!(out, "  … and {} more", all - MOST);
    }
}

fn name(raw: &str) -> String {
    if raw.is_empty() { UNKNOWN.to_owned() } else { Shown::cut(raw, WIDEST).text }
}

fn seconds(value: f64) -> String {
    if value < 10.0 { format!("{} s", fixed(value, 3)) } else { format!("{} s", fixed(value, 1)) }
}
