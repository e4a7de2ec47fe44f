//! Tables of `views` as HTML, written here and not by a template: thousands of snapshot pages hold long ones, and a
//! template would spend most of a build on their cells. The markup is that of the theme's `parts.html`, which a test
//! compares.

use crate::layout::escape_into;
use quarterdeck_views::Shown;
use quarterdeck_views::chart::Table;
use quarterdeck_views::format::{Delta, Quantity};
use quarterdeck_views::page::Fact;
use quarterdeck_views::page::permalink::{FigureRow, Section};
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

/// The facts of a run, in two columns.
pub(crate) fn facts(facts: &[Fact]) -> String {
    let mut out = String::from("<dl class=\"facts two\">");
    for fact in facts {
        out.push_str("\n<dt>");
        escape_into(&mut out, &fact.name);
        out.push_str("</dt><dd>");
        linked(&mut out, &fact.href, &fact.value);
        out.push_str("</dd>");
    }
    out.push_str("\n</dl>");
    out
}

/// Rows of the table of a run's figures; empty without any.
pub(crate) fn figures(figures: &[FigureRow]) -> String {
    let mut out = String::with_capacity(figures.len() * 320);
    for figure in figures {
        out.push_str("\n<tr><th scope=\"row\">");
        linked(&mut out, &figure.href, &figure.name);
        if !figure.detail.text.is_empty() {
            out.push_str(" <span class=\"muted\">");
            shown(&mut out, &figure.detail);
            out.push_str("</span>");
        }
        out.push_str("</th><td class=\"n\">");
        quantity(&mut out, &figure.value);
        out.push_str("</td><td class=\"n\">");
        delta(&mut out, &figure.delta);
        out.push_str("</td></tr>");
    }
    out
}

fn linked(out: &mut String, href: &str, text: &Shown) {
    if href.is_empty() {
        return shown(out, text);
    }
    out.push_str("<a href=\"");
    escape_into(out, href);
    out.push_str("\">");
    shown(out, text);
    out.push_str("</a>");
}

fn shown(out: &mut String, text: &Shown) {
    out.push_str("<bdi");
    title(out, text.full.as_deref().unwrap_or_default());
    escape_into(out, &text.text);
    out.push_str("</bdi>");
}

fn quantity(out: &mut String, value: &Quantity) {
    out.push_str("<span class=\"value\">");
    escape_into(out, &value.number);
    out.push_str("</span>");
    if !value.unit.is_empty() {
        out.push_str("&thinsp;<span class=\"unit\">");
        escape_into(out, &value.unit);
        out.push_str("</span>");
    }
}

fn delta(out: &mut String, delta: &Delta) {
    out.push_str("<span");
    let known = (!delta.from.is_empty()).then(|| format!("{}, from {}", delta.words, delta.from));
    title(out, &known.unwrap_or_default());
    escape_into(out, &delta.text);
    out.push_str("</span>");
    if !delta.word.is_empty() {
        let word = delta.word;
        out.push_str(&format!(" <span class=\"change {word}\">{word}</span>"));
    }
}

/// A `title` attribute, unless it is empty, and the end of the tag.
fn title(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push_str(" title=\"");
        escape_into(out, text);
        out.push('"');
    }
    out.push('>');
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
    use crate::engine::Engine;
    use crate::theme::Theme;
    use quarterdeck_views::chart::{Column, Row};
    use std::collections::BTreeMap;

    /// What the theme's components make of the same.
    fn by_theme(template: &str, name: &str, value: &impl Serialize) -> String {
        let overlay = BTreeMap::from([("templates/404.html".to_owned(), template.to_owned())]);
        let theme = Theme::with_overlay(&overlay).unwrap();
        let mut context = tera::Context::new();
        context.insert(name.to_owned(), value);
        Engine::new(&theme).unwrap().render("404.html", &context).unwrap()
    }

    fn rows() -> Vec<FigureRow> {
        let cut = Shown { text: "a <b>…".to_owned(), full: Some("a <b> & \"c\"".to_owned()) };
        let value = |unit: &str| Quantity { number: "1".to_owned(), unit: unit.to_owned() };
        let worse = Delta {
            text: "+5 %".to_owned(),
            word: "worse",
            words: "5 % worse".to_owned(),
            from: "1 ms on <then>".to_owned(),
        };
        let href = "../metric/a&b.html".to_owned();
        let bare = FigureRow {
            name: cut.clone(),
            value: value(""),
            delta: Delta::unknown(),
            ..FigureRow::default()
        };
        vec![FigureRow { name: Shown::new("x"), detail: cut, href, value: value("ms"), delta: worse }, bare]
    }

    #[test]
    fn figures_are_written_as_the_theme_would() {
        let template = "{%- for f in rows %}\n<tr><th scope=\"row\">{% if f.href %}<a href=\"{{ f.href }}\">\
            {{ <shown s={f.name} /> }}</a>{% else %}{{ <shown s={f.name} /> }}{% endif %}\
            {% if f.detail.text %} <span class=\"muted\">{{ <shown s={f.detail} /> }}</span>{% endif %}</th>\
            <td class=\"n\">{{ <quantity q={f.value} /> }}</td><td class=\"n\">{{ <delta d={f.delta} /> }}</td></tr>\
            {%- endfor %}";
        assert_eq!(figures(&rows()), by_theme(template, "rows", &rows()));
    }

    #[test]
    fn facts_are_written_as_the_theme_would() {
        let fact = |row: FigureRow| Fact { name: "<n>".to_owned(), value: row.name, href: row.href };
        let all: Vec<Fact> = rows().into_iter().map(fact).collect();
        assert_eq!(facts(&all), by_theme("{{ <facts rows={rows} two={true} /> }}", "rows", &all));
    }

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
