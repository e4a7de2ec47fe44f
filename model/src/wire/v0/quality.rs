//! `quality_metrics_*.json`: code size, findings, coverage and performance in one report.

use super::document::{Document, Report, section};
use super::names::Figures;
use super::node::Node;
use super::time::Clock;
use crate::payload::{
    Benchmark, Class, Code, Count, Counts, Coverage, FindingCount, Findings, Severity, ToolReport,
};
use crate::wire::WireError;
use crate::{Payload, Section, SectionState, Snapshot};

const FORMAT: &str = "acgs2-quality-metrics";

/// Reads one report: a snapshot for each of code, findings, coverage and benchmark that it has a part of.
pub(super) fn read(document: &Document, clock: &Clock<'_>) -> Result<Vec<Snapshot>, WireError> {
    let root = document.root();
    let (taken_at, remarks) = clock.time(&root)?;
    let mut report = Report { taken_at, format: FORMAT, remarks: document.remarks.clone() };
    report.remarks.extend(remarks);
    let mut out = Vec::new();
    let code = root.get("code_quality");
    out.extend(code.as_ref().and_then(|node| size(&report, node)));
    out.extend(root.get("test_coverage").map(|node| coverage(&report, &node)));
    out.extend(root.get("performance").map(|node| performance(&report, &node)));
    out.extend(findings(&report, code.as_ref(), root.get("security").as_ref()));
    Ok(out)
}

fn size(report: &Report, node: &Node<'_>) -> Option<Snapshot> {
    let (lines, files) = (node.get("total_lines"), node.first(&["python_files", "total_files"]));
    if lines.is_none() && files.is_none() {
        return None;
    }
    let count = |node: Option<Node<'_>>| node.and_then(|n| n.count()).filter(|n| *n > 0);
    let (total_lines, total_files) = (count(lines), count(files));
    let found = usize::from(total_lines.is_some()) + usize::from(total_files.is_some());
    let mut reasons = Vec::new();
    for (known, what) in [(total_lines, "lines"), (total_files, "files")] {
        reasons.extend(known.is_none().then(|| format!("no {what} were counted")));
    }
    let payload = Payload::Code(Code { total_lines, total_files, ..Code::default() });
    Some(report.snapshot("acgs2-code", section(found, reasons), payload, Vec::new()))
}

/// Only counts are taken over: a percentage alone does not say of what it is one.
fn coverage(report: &Report, node: &Node<'_>) -> Snapshot {
    let count = |key: &str| node.get(key).and_then(|n| n.count());
    let stated = node.get("overall_coverage").and_then(|n| n.number()).filter(|n| *n != 0.0);
    let (covered, total) = (count("lines_covered").unwrap_or(0), count("total_lines").unwrap_or(0));
    let mut remarks = Vec::new();
    let mut line = None;
    let section = match stated {
        _ if covered > total => {
            let reason = format!("{covered} of {total} lines covered: more than there are");
            Section::because(SectionState::Failed, reason)
        }
        _ if covered > 0 => {
            line = Some(Count { covered, total });
            Section::ok()
        }
        Some(percent) => {
            let reason = format!("the report states {percent} % without the number of lines");
            Section::because(SectionState::Failed, reason)
        }
        None => Section::because(SectionState::Empty, "coverage was not measured: the report holds zeros"),
    };
    if let (Some(stated), Some(derived)) = (stated, line.and_then(Count::percent)) {
        let as_percent = if stated <= 1.0 { stated * 100.0 } else { stated };
        if (as_percent - derived).abs() > 0.1 {
            let message = format!("{stated} is stated, but {covered} of {total} lines are {derived:.2} %");
            remarks.push(node.warning(message));
        }
    }
    let payload =
        Payload::Coverage(Coverage { totals: Counts { line, ..Counts::default() }, files: Vec::new() });
    report.snapshot("acgs2-coverage", section, payload, remarks)
}

fn performance(report: &Report, node: &Node<'_>) -> Snapshot {
    let mut figures = Figures::default();
    for (name, value) in node.fields() {
        if value.number().is_some() {
            figures.add(name, Some(value));
        }
    }
    if figures.figures.is_empty() && figures.missing.is_empty() {
        figures.missing.push("the report holds no performance figure".to_owned());
    }
    let section = section(figures.figures.len(), figures.missing);
    let payload = Payload::Benchmark(Benchmark { figures: figures.figures, ..Benchmark::default() });
    report.snapshot("acgs2-benchmark", section, payload, figures.remarks)
}

/// Counts of findings. A zero here is real: the tool looked. A class whose field is missing was not looked for.
fn findings(report: &Report, code: Option<&Node<'_>>, security: Option<&Node<'_>>) -> Option<Snapshot> {
    let fields = [
        (Class::Syntax, code, "syntax_errors"),
        (Class::Lint, code, "lint_errors"),
        (Class::Type, code, "type_errors"),
        (Class::Security, security, "vulnerabilities_found"),
    ];
    let (mut looked_for, mut counts, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    for (class, part, key) in fields {
        let Some(node) = part.and_then(|p| p.get(key)) else { continue };
        let number = if node.is_array() { Some(node.items().len() as u64) } else { node.count() };
        let Some(open) = number else {
            remarks.push(node.warning(format!("no number of {} findings can be read here", class.as_str())));
            continue;
        };
        looked_for.push(class);
        if open > 0 {
            counts.push(FindingCount { class, severity: Severity::Unknown, open, suppressed: 0 });
        }
    }
    if looked_for.is_empty() && remarks.is_empty() {
        return None;
    }
    let reasons = remarks.iter().map(ToString::to_string).collect();
    let section = section(looked_for.len(), reasons);
    let tool = ToolReport {
        tool: "acgs2".to_owned(),
        version: None,
        format: FORMAT.to_owned(),
        section: section.clone(),
        looked_for,
    };
    let payload = Payload::Findings(Findings { tools: vec![tool], items: Vec::new(), counts });
    Some(report.snapshot("acgs2-findings", section, payload, remarks))
}
