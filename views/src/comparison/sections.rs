//! A comparison as tables: the same on a page, on a terminal and in a comment.

use super::details::{CasesOf, FilesOf, FindingRow, FindingsOf};
use super::{Compared, FigureChange};
use crate::chart::{Column, Row, Table, column};
use crate::format::{MINUS, UNKNOWN, count};
use crate::page::permalink::Section;
use crate::page::rows::plural;
use crate::text::Shown;

/// Rows of one table.
const MOST_ROWS: usize = 200;

/// Every section that has something to tell; `href` gives the page of a series, or nothing. With `changed` only what
/// changed is listed.
pub fn sections(told: &Compared, changed: bool, href: impl Fn(usize) -> String) -> Vec<Section> {
    let mut out = Vec::new();
    out.extend(figures("Figures", &told.metrics, changed, &href));
    out.extend(figures("Benchmarks", &told.benchmarks, changed, &href));
    out.extend(told.coverage.iter().filter_map(files));
    out.extend(told.findings.iter().flat_map(findings));
    out.extend(told.tests.iter().filter_map(cases));
    out
}

fn cell(raw: &str) -> String {
    Shown::cut(raw, 120).text
}

fn table(columns: Vec<Column>, mut rows: Vec<Row>) -> Table {
    let total = rows.len();
    rows.truncate(MOST_ROWS);
    let note = (rows.len() < total).then(|| format!("The first {} of {total} rows.", rows.len()));
    Table { columns, rows, note: note.unwrap_or_default() }
}

fn figures(
    title: &str,
    all: &[FigureChange],
    changed: bool,
    href: &impl Fn(usize) -> String,
) -> Option<Section> {
    let shown = all.iter().filter(|row| !changed || row.changed());
    let row = |f: &FigureChange| {
        let name = if f.detail.is_empty() { f.name.clone() } else { format!("{} ({})", f.name, f.detail) };
        let cells = [&name, &f.words, &f.before_text, &f.after_text, &f.delta_text].map(|text| cell(text));
        Row { cells: cells.to_vec(), href: href(f.series) }
    };
    let rows: Vec<Row> = shown.map(row).collect();
    let same = all.iter().filter(|row| !row.changed()).count();
    let summary = format!("{} changed, {} unchanged", all.len() - same, same);
    let columns = [("Metric", false), ("Change", false), ("A", true), ("B", true), ("Difference", true)];
    let columns = columns.iter().map(|(text, numeric)| column(text, *numeric)).collect();
    (!all.is_empty()).then(|| Section { title: title.to_owned(), summary, table: table(columns, rows) })
}

fn signed(n: i64) -> String {
    let size = count(n.unsigned_abs() as f64);
    match n {
        0 => size,
        n if n > 0 => format!("+{size}"),
        _ => format!("{MINUS}{size}"),
    }
}

fn files(of: &FilesOf) -> Option<Section> {
    let lines = |counts: Option<[u64; 2]>| {
        counts.map_or_else(|| UNKNOWN.to_owned(), |[covered, total]| format!("{covered} of {total}"))
    };
    let row = |file: &super::FileRow| Row {
        cells: vec![
            cell(&file.path),
            lines(file.before),
            lines(file.after),
            signed(file.covered),
            signed(file.uncovered),
        ],
        href: String::new(),
    };
    let gained: i64 = of.files.iter().map(|file| file.covered.max(0)).sum();
    let lost: i64 = of.files.iter().map(|file| file.covered.min(0)).sum();
    let title = titled("Coverage by file", &of.job, "coverage");
    let columns = vec![
        column("File", false),
        column("A", true),
        column("B", true),
        column("Covered lines", true),
        column("Uncovered lines", true),
    ];
    let files = plural(of.files.len(), "file differs", "files differ");
    let summary =
        format!("{files}: {} covered lines gained, {} lost", count(gained as f64), count(-lost as f64));
    let rows = of.files.iter().map(row).collect();
    (!of.files.is_empty()).then(|| Section { title, summary, table: table(columns, rows) })
}

/// The title with the job, unless it has the name that a single job has.
fn titled(title: &str, job: &str, usual: &str) -> String {
    if job == usual { title.to_owned() } else { format!("{title}, {}", cell(job)) }
}

fn findings(of: &FindingsOf) -> Vec<Section> {
    let row = |finding: &FindingRow| {
        let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
        let cells = [
            format!("{}{line}", finding.path),
            format!("{} {}", finding.tool, finding.rule),
            format!("{} {}", finding.severity, finding.class),
            finding.message.clone(),
        ];
        Row { cells: cells.iter().map(|text| cell(text)).collect(), href: String::new() }
    };
    let columns = || ["Where", "Rule", "What", "Message"].map(|text| column(text, false)).to_vec();
    let unknown: Vec<String> = of.unknown.iter().map(|why| format!("not compared: {}", cell(why))).collect();
    let section = |title: &str, rows: &[FindingRow], summary: String| Section {
        title: titled(title, &of.job, "findings"),
        summary,
        table: table(columns(), rows.iter().map(row).collect()),
    };
    let mut out = Vec::new();
    if !of.new.is_empty() || !unknown.is_empty() {
        let compared = of.unknown.is_empty() || of.same > 0 || !of.new.is_empty();
        let counts = compared.then(|| format!("{} new, {} as before", of.new.len(), of.same));
        let summary = counts.into_iter().chain(unknown).collect::<Vec<_>>().join("; ");
        out.push(section("New findings", &of.new, summary));
    }
    if !of.fixed.is_empty() {
        let gone = plural(of.fixed.len(), "finding is", "findings are");
        out.push(section("Fixed findings", &of.fixed, format!("{gone} not open any more")));
    }
    out
}

fn cases(of: &CasesOf) -> Option<Section> {
    let row = |case: &super::CaseRow| Row {
        cells: vec![
            case.what.to_owned(),
            cell(&case.name),
            cell(case.message.as_deref().unwrap_or_default()),
        ],
        href: String::new(),
    };
    let mut summary: Vec<String> = Vec::new();
    for what in [
        "newly failing",
        "still failing",
        "newly flaky",
        "still flaky",
        "newly skipped",
        "removed",
        "fixed",
        "new",
    ] {
        let number = of.cases.iter().filter(|case| case.what == what).count();
        if number > 0 {
            summary.push(format!("{} {what}", count(number as f64)));
        }
    }
    summary.push(format!("{} as before", count(of.same as f64)));
    let columns = ["What", "Test", "Message"].map(|text| column(text, false)).to_vec();
    let title = titled("Tests", &of.job, "tests");
    let rows = of.cases.iter().map(row).collect();
    let section = || Section { title, summary: summary.join(", "), table: table(columns, rows) };
    (!of.cases.is_empty()).then(section)
}
