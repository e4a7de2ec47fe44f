//! A comparison on a terminal, and as Markdown.

use super::{Compared, sections};
use crate::markdown::{self, escape};
use crate::page::permalink::Section;
use crate::text::{plural, shorten, visible, visible_lines};
use std::fmt::Write as _;

/// Widest column on a terminal.
const WIDEST: usize = 70;

/// Both sides, warnings, then a table a subject.
pub fn text(told: &Compared, changed: bool) -> String {
    let mut out = format!("A  {}\nB  {}\n", told.a.sentence(), told.b.sentence());
    for warning in &told.warnings {
        let _ = writeln!(out, "◆  {}", visible(warning));
    }
    let _ = writeln!(out, "\n{}", told.counts.sentence());
    for section in sections(told, changed, |_| String::new()) {
        let _ = write!(out, "\n{}: {}\n", section.title, section.summary);
        rows(&mut out, &section);
    }
    visible_lines(out.trim_end())
}

fn rows(out: &mut String, section: &Section) {
    let table = &section.table;
    if table.rows.is_empty() {
        return;
    }
    let head: Vec<String> = table.columns.iter().map(|column| column.text.clone()).collect();
    let body = table.rows.iter().map(|row| row.cells.clone());
    let lines: Vec<Vec<String>> = std::iter::once(head)
        .chain(body)
        .map(|cells| cells.iter().map(|cell| shorten(cell, WIDEST)).collect())
        .collect();
    let width = |at: usize| lines.iter().filter_map(|l| l.get(at)).map(|c| c.chars().count()).max();
    let widths: Vec<usize> = (0..table.columns.len()).map(|at| width(at).unwrap_or(0)).collect();
    for line in &lines {
        let mut text = String::from(" ");
        for ((cell, width), column) in line.iter().zip(&widths).zip(&table.columns) {
            let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
            let (left, right) = if column.numeric { (pad.as_str(), "") } else { ("", pad.as_str()) };
            let _ = write!(text, " {left}{cell}{right} ");
        }
        let _ = writeln!(out, "{}", text.trim_end());
    }
    if !table.note.is_empty() {
        let _ = writeln!(out, "  {}", table.note);
    }
}

/// The same as Markdown; long tables fold.
pub fn markdown(told: &Compared, changed: bool) -> String {
    let mut out = format!("### Comparison: {}\n\n", told.counts.sentence());
    let _ = writeln!(out, "- A: {}\n- B: {}", escape(&told.a.sentence()), escape(&told.b.sentence()));
    for warning in &told.warnings {
        let _ = writeln!(out, "- ◆ {}", escape(warning));
    }
    tables(&mut out, told, changed);
    out
}

/// What changed, folded, below another text.
pub(crate) fn changes(out: &mut String, told: &Compared) {
    let against = escape(&told.a.sentence());
    let _ = writeln!(
        out,
        "\n<details><summary>Figures: {}</summary>\n\nAgainst {against}",
        told.counts.sentence()
    );
    for warning in &told.warnings {
        let _ = writeln!(out, "\n◆ {}", escape(warning));
    }
    tables(out, told, true);
    out.push_str("\n</details>\n");
}

/// A table a subject.
fn tables(out: &mut String, told: &Compared, changed: bool) {
    for section in sections(told, changed, |_| String::new()) {
        let _ = write!(out, "\n**{}**: {}\n", escape(&section.title), escape(&section.summary));
        let table = &section.table;
        if table.rows.is_empty() {
            continue;
        }
        let fold = table.rows.len() > 15;
        if fold {
            let _ =
                write!(out, "\n<details><summary>{}</summary>\n", plural(table.rows.len(), "row", "rows"));
        }
        let columns: Vec<(&str, bool)> =
            table.columns.iter().map(|column| (column.text.as_str(), column.numeric)).collect();
        let rows = table.rows.iter().map(|row| row.cells.clone());
        let _ = write!(out, "\n{}", markdown::table(&columns, rows));
        if fold {
            out.push_str("\n</details>\n");
        }
        if !table.note.is_empty() {
            let _ = writeln!(out, "\n{}", escape(&table.note));
        }
    }
}
