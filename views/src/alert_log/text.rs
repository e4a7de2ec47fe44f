//! The alert log in words: for a terminal, a log file, a job summary.

use super::{AlertLog, Entry, Seen};
use crate::markdown::{escape, table};
use crate::page::rows::{plural, short_commit};
use crate::text::visible_lines;
use std::fmt::Write as _;

/// Plain text: the open alerts with all that is needed to begin, then what is not known, then the closed ones.
pub fn text(log: &AlertLog) -> String {
    let mut out = format!("{}, {}, at {}\n", log.project, summary(log), log.now);
    for begun in &log.together {
        let _ = writeln!(out, "\nTOGETHER  {}\n  {}", stamp(&begun.with), begun.message);
    }
    log.alerts.iter().filter(|e| e.state == "open").for_each(|entry| open(&mut out, entry));
    let mut known = log.alerts.iter().filter(|e| e.state == "acknowledged").peekable();
    if known.peek().is_some() {
        out.push_str("\nAcknowledged:\n");
    }
    for entry in known {
        let _ = writeln!(out, "  {} {}: {}", entry.severity, entry.name, entry.message);
        if let Some(said) = &entry.acknowledged {
            let until = said.until.as_ref().map(|until| format!(", until {until}")).unwrap_or_default();
            let issue = said.issue.as_ref().map(|issue| format!(" ({issue})")).unwrap_or_default();
            let _ = writeln!(out, "    {}{until}: {}{issue}", said.by, said.reason);
        }
    }
    if !log.unknown.is_empty() {
        out.push_str("\nNot known, so that no alert could open:\n");
        for unknown in &log.unknown {
            let _ = writeln!(out, "  {}: {}", unknown.metric, unknown.why);
        }
    }
    let mut closed = log.alerts.iter().filter(|e| !e.open).peekable();
    if closed.peek().is_some() {
        out.push_str("\nResolved:\n");
    }
    for entry in closed {
        let until = entry.closed.as_ref().map(stamp).unwrap_or_default();
        let from = stamp(&entry.opened);
        let _ =
            writeln!(out, "  {} {}: {}, from {from} to {until}", entry.severity, entry.name, entry.lasted);
    }
    visible_lines(&out)
}

/// An open alert with all that is needed to begin.
fn open(out: &mut String, entry: &Entry) {
    let _ = write!(out, "\n{}  {}\n", entry.severity.to_uppercase(), entry.name);
    let _ = writeln!(out, "  {}", entry.message);
    let _ = writeln!(out, "  {}; {}", entry.kind, course(entry));
    if entry.not_measured_since > 0 {
        let newer = plural(entry.not_measured_since, "newer run gives", "newer runs give");
        let _ = writeln!(
            out,
            "  whether it still holds is not known: {newer} no such figure; measure it again, or accept the level"
        );
    }
    if let Some(good) = &entry.last_good {
        let _ = writeln!(out, "  last good: {}", stamp(good));
    }
    if let Some(runbook) = &entry.runbook {
        let _ = writeln!(out, "  what to do: {runbook}");
    }
    let _ = writeln!(out, "  identity: {}", entry.id);
}

/// A table of the open alerts for a job summary or a comment.
pub fn markdown(log: &AlertLog) -> String {
    let mut out = format!("### {}\n", summary(log));
    for begun in &log.together {
        let _ = write!(out, "\n{} {}\n", escape(&stamp(&begun.with)), escape(&begun.message));
    }
    let row = |entry: &Entry| {
        let since = format!("{} ({})", stamp(&entry.opened), entry.lasted);
        vec![entry.severity.to_owned(), entry.name.clone(), entry.message.clone(), since]
    };
    let rows: Vec<Vec<String>> = log.alerts.iter().filter(|e| e.state == "open").map(row).collect();
    if !rows.is_empty() {
        let columns = ["severity", "metric", "what", "since"].map(|name| (name, false));
        let _ = write!(out, "\n{}", table(&columns, rows));
    }
    if !log.unknown.is_empty() {
        let names: Vec<String> = log.unknown.iter().map(|u| escape(&u.metric)).collect();
        let _ = write!(out, "\nNot known, so that no alert could open: {}.\n", names.join(", "));
    }
    out
}

fn summary(log: &AlertLog) -> String {
    let known = match log.acknowledged {
        0 => String::new(),
        known => format!(", {known} acknowledged"),
    };
    match log.open {
        0 => format!("no open alert{known}"),
        open => format!("{} ({} critical){known}", plural(open, "open alert", "open alerts"), log.critical),
    }
}

/// `open 12 days, seen in 5 snapshots from … to …`.
fn course(entry: &Entry) -> String {
    let times = plural(entry.evidence.len(), "snapshot", "snapshots");
    let (from, to) = (stamp(&entry.opened), stamp(&entry.last_seen));
    if from == to {
        return format!("{}, seen in {times} of {from}", entry.lasted);
    }
    format!("{}, seen in {times} from {from} to {to}", entry.lasted)
}

fn stamp(seen: &Seen) -> String {
    let commit = seen.commit.as_deref().map(|c| format!(" ({})", short_commit(c))).unwrap_or_default();
    format!("{}{commit}", seen.at)
}
