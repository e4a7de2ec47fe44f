//! Tables of `views` as HTML, written here and not by a template: thousands of snapshot pages hold long ones, and a
//! template would spend most of a build on their cells.

use crate::layout::escape_into;
use quarterdeck_views::chart::Table;
use quarterdeck_views::page::permalink::Section;
use serde::Serialize;

/// A section of a snapshot's page with its table written.
#[derive(Serialize)]
pub(crate) struct Written {
    title: String,
    summary: String,
    table: String,
}

/// Writes the tables of all sections.
pub(crate) fn sections(sections: Vec<Section>) -> Vec<Written> {
    let written = |s: Section| Written { title: s.title, summary: s.summary, table: table(&s.table) };
    sections.into_iter().map(written).collect()
}

/// A table with its note; empty text for one without rows and note.
pub(crate) fn table(table: &Table) -> String {
    let mut out = String::with_capacity(160 + table.rows.len() * 24 * table.columns.len());
    if !table.rows.is_empty() {
        out.push_str("<div class=\"table\"><table class=\"plain\"><thead><tr>");
        for column in &table.columns {
            cell(&mut out, "th scope=\"col\"", column.numeric, &column.text);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        rows(&mut out, table);
        out.push_str("\n</tbody></table></div>");
    }
    if !table.note.is_empty() {
        out.push_str("<p class=\"sub\">");
        escape_into(&mut out, &table.note);
        out.push_str("</p>");
    }
    out
}

fn rows(out: &mut String, table: &Table) {
    for row in &table.rows {
        out.push_str("\n<tr>");
        for (at, text) in row.cells.iter().enumerate() {
            let numeric = table.columns.get(at).is_some_and(|c| c.numeric);
            if at == 0 && !row.href.is_empty() {
                cell(out, "td", numeric, "");
                out.push_str("<a href=\"");
                escape_into(out, &row.href);
                out.push_str("\">");
                escape_into(out, text);
                out.push_str("</a></td>");
            } else {
                cell(out, "td", numeric, text);
                out.push_str("</td>");
            }
        }
        out.push_str("</tr>");
    }
}

/// Opens a cell and writes its text.
fn cell(out: &mut String, tag: &str, numeric: bool, text: &str) {
    out.push('<');
    out.push_str(tag);
    out.push_str(if numeric { " class=\"n\">" } else { ">" });
    escape_into(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_views::chart::{Column, Row};

    #[test]
    fn texts_are_escaped_and_numbers_stand_right() {
        let column = |text: &str, numeric| Column { text: text.to_owned(), numeric };
        let row =
            |href: &str| Row { cells: vec!["<b>".to_owned(), "1 & 2".to_owned()], href: href.to_owned() };
        let columns = vec![column("When", false), column("\"How\"", true)];
        let html =
            table(&Table { columns, rows: vec![row("s/a.html"), row("")], note: "2 of <3>".to_owned() });
        assert!(html.contains("<th scope=\"col\" class=\"n\">&quot;How&quot;</th>"), "{html}");
        assert!(
            html.contains("<td><a href=\"s/a.html\">&lt;b&gt;</a></td><td class=\"n\">1 &amp; 2</td>"),
            "{html}"
        );
        assert!(
            html.contains("<tr><td>&lt;b&gt;</td>") && html.ends_with("<p class=\"sub\">2 of &lt;3&gt;</p>"),
            "{html}"
        );
        assert_eq!(table(&Table::default()), "");
    }
}
