//! JUnit XML: one test case a condition. What is not met is a failure, what has no data is an error.

use super::{Gate, words};
use crate::text::visible;
use quarterdeck_analysis::gate::{ConditionReport, GateOutcome};
use std::fmt::Write as _;

/// The whole file: always every condition, so that the number of cases is that of the configuration.
pub fn junit(gate: &Gate<'_>) -> String {
    let conditions = &gate.report.conditions;
    let count = |outcome| conditions.iter().filter(|c| c.outcome == outcome).count();
    let counts = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{}\"",
        conditions.len(),
        count(GateOutcome::NotMet),
        count(GateOutcome::Missing)
    );
    let name = escape(&format!("{} quality gate", gate.project));
    let stamp = gate.now.to_chrono().format("%Y-%m-%dT%H:%M:%S");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{name}\" {counts} time=\"0\">\n  \
         <testsuite name=\"{name}\" {counts} skipped=\"0\" time=\"0\" timestamp=\"{stamp}\">\n"
    );
    for condition in conditions {
        case(&mut out, condition);
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn case(out: &mut String, condition: &ConditionReport) {
    let name = escape(&format!("{}. {}", condition.number, condition.text));
    let class = condition.rule.as_str();
    let _ = write!(out, "    <testcase classname=\"quarterdeck.gate.{class}\" name=\"{name}\" time=\"0\">");
    let (tag, kind) = match condition.outcome {
        GateOutcome::Met => ("system-out", ""),
        GateOutcome::NotMet => ("failure", "not-met"),
        GateOutcome::Missing => ("error", "missing-data"),
    };
    if condition.outcome == GateOutcome::Met {
        let _ = write!(out, "<{tag}>");
    } else {
        let _ = write!(out, "<{tag} message=\"{}\" type=\"{kind}\">", escape(&condition.why));
    }
    let _ = writeln!(out, "{}</{tag}></testcase>", escape_lines(&details(condition)));
}

/// Reason, figures, places, snapshots, what to do: a line each.
fn details(condition: &ConditionReport) -> Vec<String> {
    let mut lines = vec![condition.why.clone()];
    lines.extend(condition.figures.iter().map(words::figure));
    lines.extend(condition.places.iter().map(|place| {
        let line = place.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{}{line}: {}", place.path, words::of_place(place))
    }));
    lines.extend(condition.evidence.iter().map(|id| format!("snapshot {id}")));
    lines.extend(condition.compared_with.iter().map(|id| format!("compared with {id}")));
    if condition.outcome != GateOutcome::Met {
        lines.push(words::to_do(condition.rule, condition.outcome).to_owned());
    }
    lines
}

fn escape_lines(lines: &[String]) -> String {
    lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\n")
}

/// XML 1.0 text or attribute; characters that XML cannot hold are written out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
