//! The text on the terminal: a line with a benchmark's path, then a line for each metric, the new count before the old.

use super::count;
use crate::benchmark::micro::report::Report;

/// Whether a benchmark with its instructions is there.
pub(super) fn sniff(head: &str) -> bool {
    head.lines()
        .any(|line| metric(line).is_some_and(|(name, _)| name == "Instructions" || name == "Total bytes"))
}

/// Reads every metric of every benchmark.
pub(super) fn read(text: &str, report: &mut Report) {
    let mut benchmark = "";
    for line in text.lines() {
        if let Some((name, value)) = metric(line).filter(|_| !benchmark.is_empty()) {
            if let Some(value) = value {
                count(report, benchmark, name, value);
            }
        } else if line.contains("::") && !line.starts_with([' ', '\t']) {
            benchmark = line.trim_end();
        }
    }
}

/// `  Instructions:   1|N/A   (*********)`; no value where nothing was measured now.
fn metric(line: &str) -> Option<(&str, Option<f64>)> {
    let (name, rest) = line.strip_prefix("  ")?.split_once(':')?;
    let (new, _) = rest.trim_start().split_once('|')?;
    let value = if new == "N/A" { None } else { Some(new.replace(',', "").parse().ok()?) };
    Some((name.trim(), value))
}
