//! What a snapshot holds, as tables, by kind: coverage, tests and findings here, the rest in `chaos`, `code` and
//! `measured`.

use super::Section;
use super::build::cap_note;
use super::{chaos, code, measured};
use crate::chart::{Column, Row, Table, column};
use crate::format::{UNKNOWN, count, fixed, percent as with_sign, value};
use crate::page::rows::plural;
use crate::text::Shown;
use quarterdeck_model::Unit;
use quarterdeck_model::payload::{
    Class, Count, Coverage, FileCoverage, Findings, Payload, Severity, Status, Tests, ToolReport,
};

/// Rows of one table.
pub(super) const MOST_ROWS: usize = 200;

/// The tables of a payload.
pub(super) fn sections(payload: &Payload) -> Vec<Section> {
    match payload {
        Payload::Coverage(p) => coverage(p),
        Payload::Tests(p) => tests(p),
        Payload::Findings(p) => findings(p),
        Payload::Code(p) => code::sections(p),
        Payload::Benchmark(p) => measured::benchmark(p),
        Payload::Health(p) => measured::health(p),
        Payload::Chaos(p) => chaos::sections(p),
    }
}

/// Text from data in a cell.
pub(super) fn cell(raw: &str) -> String {
    Shown::cut(raw, 120).text
}

/// A number of things in a cell.
pub(super) fn number(n: u64) -> String {
    count(n as f64)
}

/// A table of at most [`MOST_ROWS`] rows of `total`.
pub(super) fn table(columns: Vec<Column>, rows: impl Iterator<Item = Vec<String>>, total: usize) -> Table {
    let rows: Vec<Row> = rows.take(MOST_ROWS).map(|cells| Row { cells, href: String::new() }).collect();
    Table { columns, note: cap_note(rows.len(), total), rows }
}

fn percent(count: Count) -> String {
    count.percent().map_or_else(|| UNKNOWN.to_owned(), |p| with_sign(&fixed(p, 1)))
}

fn covered(count: Option<Count>) -> [String; 2] {
    count.map_or_else(
        || [UNKNOWN.to_owned(), UNKNOWN.to_owned()],
        |c| [percent(c), format!("{} of {}", number(c.covered), number(c.total))],
    )
}

fn coverage(p: &Coverage) -> Vec<Section> {
    let totals: Vec<_> = p.totals.named().into_iter().filter_map(|(name, c)| Some((name, c?))).collect();
    let rows = totals.iter().map(|(name, c)| {
        let [share, counts] = covered(Some(*c));
        let ending = if name.ends_with("ch") { "es" } else { "s" };
        vec![format!("{name}{ending}"), share, counts]
    });
    let columns = vec![column("What", false), column("Covered", true), column("Count", true)];
    let whole = Section {
        title: "Whole".to_owned(),
        summary: format!("{} in this report.", plural(p.files.len(), "file", "files")),
        table: table(columns, rows, totals.len()),
    };
    vec![whole, worst_files(p)]
}

/// Worst first: by uncovered lines share, then by name; files without executable lines last.
fn worst_files(p: &Coverage) -> Section {
    let main =
        |f: &FileCoverage| f.counts.line.or(f.counts.statement).or(f.counts.region).or(f.counts.instruction);
    let share = |f: &FileCoverage| main(f).and_then(Count::percent).unwrap_or(101.0);
    let mut files: Vec<&FileCoverage> = p.files.iter().collect();
    files.sort_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| a.path.cmp(&b.path)));
    let rows = files.iter().map(|f| {
        let [line, counts] = covered(main(f));
        let [branch, _] = covered(f.counts.branch);
        vec![cell(&f.path), line, counts, branch]
    });
    let columns =
        vec![column("File", false), column("Lines", true), column("Count", true), column("Branches", true)];
    Section {
        title: "Files, worst first".to_owned(),
        summary: if p.files.is_empty() { "The report names no file.".to_owned() } else { String::new() },
        table: table(columns, rows, p.files.len()),
    }
}

fn tests(p: &Tests) -> Vec<Section> {
    let counts = Status::ALL.map(|s| format!("{} {}", number(p.count(s)), s.as_str()));
    let bad: Vec<_> = p
        .cases
        .iter()
        .filter(|c| matches!(c.status, Status::Failed | Status::Errored | Status::Flaky))
        .collect();
    let rows = bad.iter().map(|c| {
        let message = c.message.as_deref().map(|m| cell(m.lines().next().unwrap_or_default()));
        let name = if c.class.is_empty() { c.name.clone() } else { format!("{} {}", c.class, c.name) };
        vec![c.status.as_str().to_owned(), cell(&name), cell(&c.suite), message.unwrap_or_default()]
    });
    let columns = ["Result", "Test", "Suite", "Message"].map(|t| column(t, false)).to_vec();
    let failed = Section {
        title: "Failed, broken and flaky tests".to_owned(),
        summary: format!("{}.", counts.join(", ")),
        table: table(columns, rows, bad.len()),
    };
    let suites: Vec<_> = p.suites.iter().filter(|s| !s.section.reasons.is_empty()).collect();
    let rows = suites.iter().map(|s| {
        let reason = s.section.reasons.first().map(|r| cell(r)).unwrap_or_default();
        vec![cell(&s.name), s.section.state.as_str().to_owned(), reason]
    });
    let columns = ["Suite", "State", "Why"].map(|t| column(t, false)).to_vec();
    let broken = Section {
        title: "Suites that did not run in full".to_owned(),
        summary: String::new(),
        table: table(columns, rows, suites.len()),
    };
    let mut out = vec![failed, slowest(p)];
    out.extend(Some(broken).filter(|_| !suites.is_empty()));
    out
}

fn slowest(p: &Tests) -> Section {
    let mut timed: Vec<_> = p.cases.iter().filter_map(|c| Some((c.duration_s?, c))).collect();
    timed.sort_by(|(a, ca), (b, cb)| b.total_cmp(a).then_with(|| ca.name.cmp(&cb.name)));
    let rows =
        timed.iter().take(10).map(|(s, c)| vec![cell(&c.name), cell(&c.suite), value(*s, &Unit::Seconds)]);
    let columns = vec![column("Test", false), column("Suite", false), column("Time", true)];
    let summary = format!("The 10 slowest of {} with a time.", plural(timed.len(), "test", "tests"));
    Section { title: "Slowest tests".to_owned(), summary, table: table(columns, rows, timed.len().min(10)) }
}

fn findings(p: &Findings) -> Vec<Section> {
    let rows = p.counts.iter().rev().map(|c| {
        vec![
            c.class.as_str().to_owned(),
            c.severity.as_str().to_owned(),
            number(c.open),
            number(c.suppressed),
        ]
    });
    let columns = vec![
        column("Class", false),
        column("Severity", false),
        column("Open", true),
        column("Suppressed", true),
    ];
    let counts = Section {
        title: "Counts".to_owned(),
        summary: looked_for(p),
        table: table(columns, rows, p.counts.len()),
    };
    vec![counts, items(p), tools(p)]
}

/// A class that nobody looked for is not clean: it is said.
fn looked_for(p: &Findings) -> String {
    let missing: Vec<&str> =
        Class::ALL.into_iter().filter(|c| !p.looked_for(*c)).map(Class::as_str).collect();
    if missing.is_empty() {
        "Every class was looked for.".to_owned()
    } else {
        format!("Not looked for, so not known: {}.", missing.join(", "))
    }
}

fn items(p: &Findings) -> Section {
    let mut open: Vec<_> = p.items.iter().filter(|i| !i.suppressed).collect();
    let rank = |s: Severity| std::cmp::Reverse(s);
    open.sort_by(|a, b| {
        (rank(a.severity), &a.path, a.line, &a.rule).cmp(&(rank(b.severity), &b.path, b.line, &b.rule))
    });
    let rows = open.iter().map(|i| {
        let line = i.line.map(|l| format!(":{l}")).unwrap_or_default();
        let place = format!("{}{line}", cell(&i.path));
        vec![i.severity.as_str().to_owned(), cell(&i.rule), cell(&i.message), place, cell(&i.tool)]
    });
    let columns = ["Severity", "Rule", "Message", "Place", "Tool"].map(|t| column(t, false)).to_vec();
    let summary =
        if p.items.is_empty() { "The report lists no single finding.".to_owned() } else { String::new() };
    Section {
        title: "Open findings, worst first".to_owned(),
        summary,
        table: table(columns, rows, open.len()),
    }
}

fn tools(p: &Findings) -> Section {
    let rows = p.tools.iter().map(|t: &ToolReport| {
        let looked: Vec<&str> = t.looked_for.iter().map(|c| c.as_str()).collect();
        let reason = t.section.reasons.first().map(|r| cell(r)).unwrap_or_default();
        let name = format!("{} {}", t.tool, t.version.as_deref().unwrap_or_default());
        vec![cell(name.trim()), t.section.state.as_str().to_owned(), looked.join(", "), reason]
    });
    let columns = ["Tool", "State", "Looked for", "Why not in full"].map(|t| column(t, false)).to_vec();
    Section { title: "Tools".to_owned(), summary: String::new(), table: table(columns, rows, p.tools.len()) }
}
