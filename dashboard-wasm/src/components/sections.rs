//! Tables of the site's views, as the pages beside show them.

use quarterdeck_views::chart::Table;
use quarterdeck_views::page::permalink::Section;
use yew::{Html, html};

/// A section: heading, summary, table.
pub fn section(section: &Section) -> Html {
    html! {
        <div class="explorer-section">
            <h3>{ &section.title }{ " " }<span class="muted small">{ &section.summary }</span></h3>
            { table(&section.table) }
        </div>
    }
}

/// A table with its note; nothing for one without rows.
pub fn table(table: &Table) -> Html {
    let class = |at: usize| table.columns.get(at).is_some_and(|column| column.numeric).then_some("n");
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().enumerate().map(|(at, text)| {
            let linked = at == 0 && !row.href.is_empty();
            html! {
                <td class={class(at)}>
                    if linked { <a href={row.href.clone()}>{ text }</a> } else { { text } }
                </td>
            }
        });
        html! { <tr>{ for cells }</tr> }
    });
    html! {
        <>
            if !table.rows.is_empty() {
                <div class="table" role="region" aria-label="Table" tabindex="0"><table class="plain">
                    <thead><tr>{ for table.columns.iter().enumerate().map(|(at, column)| html! {
                        <th scope="col" class={class(at)}>{ &column.text }</th>
                    }) }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table></div>
            }
            if !table.note.is_empty() {
                <p class="sub">{ &table.note }</p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::at_once;
    use quarterdeck_views::chart::{Column, Row};
    use yew::{LocalServerRenderer, Properties, component};

    #[derive(PartialEq, Properties)]
    struct Props {
        told: Table,
    }

    #[component]
    fn Shown(props: &Props) -> Html {
        table(&props.told)
    }

    fn markup(told: Table) -> String {
        at_once(LocalServerRenderer::<Shown>::with_props(Props { told }).hydratable(false).render())
    }

    #[test]
    fn a_table_has_its_headings_links_and_note_and_hostile_names_stay_text() {
        let column = |text: &str, numeric| Column { text: text.to_owned(), numeric };
        let cells = vec!["<script>".to_owned(), "1".to_owned()];
        let html = markup(Table {
            columns: vec![column("Metric", false), column("A", true)],
            rows: vec![Row { cells, href: "metric/x.html".to_owned() }],
            note: "The first 1 of 2 rows.".to_owned(),
        });
        assert!(html.contains("<a href=\"metric/x.html\">&lt;script&gt;</a>"), "{html}");
        assert!(html.contains("<td class=\"n\">1</td>") && html.contains("The first 1 of 2 rows."), "{html}");
    }

    #[test]
    fn no_rows_are_no_table() {
        assert!(!markup(Table::default()).contains("<table"));
    }
}
