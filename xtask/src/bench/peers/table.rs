//! The table: for a terminal, and as Markdown in docs/peers.md.

use super::case::Case;
use super::visit::Visited;
use crate::bench::measure::Usage;
use crate::run::Done;
use std::path::Path;

const HEAD: [&str; 10] = [
    "history",
    "tool",
    "CPU s",
    "peak MB",
    "files",
    "MB out",
    "first paint ms",
    "content ms",
    "opens from disk",
    "asks",
];

/// The lines of the document between which the table stands.
const OPEN: &str = "<!-- table: cargo xtask bench-peers --write -->";
const CLOSE: &str = "<!-- end of table -->";

/// One report by one tool.
pub(super) struct Row {
    history: String,
    tool: String,
    /// What was found, or why nothing was.
    outcome: Result<Measured, String>,
}

/// What one report takes and does.
pub(super) struct Measured {
    pub(super) built: Built,
    pub(super) visited: Visited,
}

/// What building took, and what came out.
pub(super) struct Built {
    /// None when nothing of this machine builds it.
    pub(super) usage: Option<Usage>,
    pub(super) files: usize,
    pub(super) megabytes: f64,
}

impl Row {
    pub(super) fn measured(case: &Case, tool: &str, measured: Measured) -> Self {
        Self { history: case.told(), tool: tool.to_owned(), outcome: Ok(measured) }
    }

    pub(super) fn failed(case: &Case, tool: &str, why: &str) -> Self {
        Self { history: case.told(), tool: tool.to_owned(), outcome: Err(why.to_owned()) }
    }

    fn cells(&self) -> [String; 10] {
        let [cpu, peak, files, out, paint, content, disk, asks] = match &self.outcome {
            Ok(measured) => measured.cells(),
            Err(why) => {
                let mut cells: [String; 8] = Default::default();
                cells[0] = format!("not measured: {}", short(why));
                cells
            }
        };
        [self.history.clone(), self.tool.clone(), cpu, peak, files, out, paint, content, disk, asks]
    }

    /// As a row of a table in Markdown.
    pub(super) fn markdown(&self) -> String {
        format!("| {} |", self.cells().map(|cell| cell.replace('|', "\\|")).join(" | "))
    }
}

impl Measured {
    fn cells(&self) -> [String; 8] {
        let Built { usage, files, megabytes } = &self.built;
        let used = |figure: fn(&Usage) -> String| usage.as_ref().map_or_else(|| "–".to_owned(), figure);
        let Visited { paint, content, disk, asked } = &self.visited;
        let time = |ms: Option<f64>| ms.map_or_else(|| "not seen".to_owned(), |ms| format!("{ms:.0}"));
        [
            used(|usage| format!("{:.1}", usage.cpu_s)),
            used(|usage| format!("{:.0}", usage.peak_mb)),
            files.to_string(),
            format!("{megabytes:.1}"),
            time(*paint),
            time(*content),
            disk.map_or_else(|| "no".to_owned(), |ms| format!("yes, {ms:.0} ms")),
            if asked.is_empty() { "nobody".to_owned() } else { asked.join(", ") },
        ]
    }
}

/// The first line of a reason, of a length that a cell takes.
fn short(why: &str) -> String {
    let line = why.lines().next().unwrap_or_default().trim();
    let cut: String = line.chars().take(160).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}

/// The rows as a table in Markdown.
pub(super) fn markdown(rows: &[Row]) -> String {
    let head = format!("| {} |\n|---|---|--:|--:|--:|--:|--:|--:|---|---|\n", HEAD.join(" | "));
    let lines: Vec<_> = std::iter::once(head).chain(rows.iter().map(|row| row.markdown() + "\n")).collect();
    lines.concat()
}

/// The rows in columns, each history named once above its tools. What a reason says is outside the columns.
pub(super) fn human(rows: &[Row]) -> String {
    let head = HEAD.map(ToOwned::to_owned);
    let lines: Vec<_> = rows.iter().map(|row| (row.outcome.is_ok(), row.cells())).collect();
    let whole = lines.iter().filter(|(whole, _)| *whole).map(|(_, cells)| cells).chain([&head]);
    let mut widths = [0; 10];
    for cells in whole {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.chars().count());
        }
    }
    widths[1] =
        lines.iter().map(|(_, cells)| cells[1].chars().count()).max().unwrap_or_default().max(widths[1]);
    let padded = |cells: &[String; 10]| {
        let each = cells.iter().zip(widths).enumerate().skip(1);
        let text = each.map(|(at, (cell, width))| {
            // Figures end where the next one ends.
            if (2..8).contains(&at) { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        text.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut text = padded(&head) + "\n";
    let mut above = "";
    for (whole, cells) in &lines {
        if cells[0] != above {
            above = &cells[0];
            text.push_str(&format!("\n{above}\n"));
        }
        let width = widths[1];
        let line = if *whole { padded(cells) } else { format!("{:<width$}  {}", cells[1], cells[2]) };
        text.push_str(&(line + "\n"));
    }
    text
}

/// Puts `text` in the place of the last table of the document.
pub(super) fn keep(document: &Path, text: &str) -> Done {
    let at = |e: std::io::Error| format!("{}: {e}", document.display());
    let old = std::fs::read_to_string(document).map_err(at)?;
    let new = replaced(&old, text).ok_or_else(|| format!("{}: no line {OPEN}", document.display()))?;
    std::fs::write(document, new).map_err(at)
}

fn replaced(document: &str, text: &str) -> Option<String> {
    let (before, rest) = document.split_once(OPEN)?;
    let (_, after) = rest.split_once(CLOSE)?;
    Some(format!("{before}{OPEN}\n{}\n{CLOSE}{after}", text.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        let case: Case = "tests-1000x100".parse().unwrap();
        let usage = |cpu_s| Usage { wall_s: 9.0, cpu_s, peak_mb: 512.4 };
        let measured = |usage, disk, asked: &[&str]| Measured {
            built: Built { usage, files: 12, megabytes: 3.25 },
            visited: Visited {
                paint: Some(161.4),
                content: None,
                disk,
                asked: asked.iter().map(|host| (*host).to_owned()).collect(),
            },
        };
        vec![
            Row::measured(&case, "Allure 3", measured(Some(usage(61.26)), None, &["a.org", "b.org"])),
            Row::failed(&case, "asv | publish", "no | network\nat all"),
            Row::measured(&case, "page", measured(None, Some(99.9), &[])),
        ]
    }

    #[test]
    fn a_table_in_markdown_keeps_a_row_that_failed() {
        let expected = "\
| history | tool | CPU s | peak MB | files | MB out | first paint ms | content ms | opens from disk | asks |
|---|---|--:|--:|--:|--:|--:|--:|---|---|
| 1,000 tests × 100 runs | Allure 3 | 61.3 | 512 | 12 | 3.2 | 161 | not seen | no | a.org, b.org |
| 1,000 tests × 100 runs | asv \\| publish | not measured: no \\| network |  |  |  |  |  |  |  |
| 1,000 tests × 100 runs | page | – | – | 12 | 3.2 | 161 | not seen | yes, 100 ms | nobody |
";
        assert_eq!(markdown(&rows()), expected);
    }

    #[test]
    fn columns_are_as_wide_as_they_must_be() {
        let expected = "\
tool           CPU s  peak MB  files  MB out  first paint ms  content ms  opens from disk  asks

1,000 tests × 100 runs
Allure 3        61.3      512     12     3.2             161    not seen  no               a.org, b.org
asv | publish  not measured: no | network
page               –        –     12     3.2             161    not seen  yes, 100 ms      nobody
";
        assert_eq!(human(&rows()), expected);
    }

    #[test]
    fn only_the_table_of_the_document_is_replaced() {
        let document = format!("# Head\n\n{OPEN}\nold\n{CLOSE}\n\ntail\n");
        let new = replaced(&document, "new\n").unwrap();
        assert_eq!(new, format!("# Head\n\n{OPEN}\nnew\n{CLOSE}\n\ntail\n"));
        assert_eq!(replaced(&new, "new"), Some(new.clone()));
        assert_eq!(replaced("# Head\n", "new"), None);
    }

    #[test]
    fn a_reason_is_one_short_line() {
        assert_eq!(short("first \nsecond"), "first");
        assert_eq!(short(&"é".repeat(200)).chars().count(), 161);
    }
}
