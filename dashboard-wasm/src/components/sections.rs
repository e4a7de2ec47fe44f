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
