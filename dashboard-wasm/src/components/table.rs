//! The table of runs: any number of rows, of which only those in view are in the document.

use crate::components::Act;
use crate::components::table_row::row;
use crate::components::text::counted;
use crate::data::{Judged, Shared, Source, rows};
use crate::state::sort::{Column, Sort};
use crate::state::{Action, window};
use quarterdeck_model::Series;
use std::ops::Range;
use web_sys::HtmlElement;
use yew::{
    Callback, Html, NodeRef, Properties, component, hook, html, use_effect_with, use_memo, use_node_ref,
    use_state_eq,
};

/// Pixels of a row until the browser has told.
const ROW: f64 = 33.0;

/// Pixels of the box until the browser has told.
const BOX: f64 = 480.0;

/// Properties of [`RunTable`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// Where addresses come from.
    pub source: Shared<Source>,
    /// The runs.
    pub judged: Shared<Judged>,
    /// Indices into the judged history's series: their figures get a column each.
    pub series: Vec<usize>,
    /// The order.
    pub sort: Sort,
    /// Where clicks go.
    pub act: Act,
}

/// The runs that are chosen; with series on the chart, the runs that gave one of them, and their figures.
#[component]
pub fn RunTable(props: &TableProps) -> Html {
    let (scroller, above, below) = (use_node_ref(), use_node_ref(), use_node_ref());
    let series = chosen(props);
    let listed = {
        let deps = (props.judged.clone(), props.series.clone(), props.sort);
        use_memo(deps, |(judged, _, sort)| rows::listed(&judged.history, &series, *sort))
    };
    let shown = use_state_eq(|| window::visible(listed.len(), ROW, BOX, 0.0));
    let range = shown.start.min(listed.len())..shown.end.min(listed.len());
    let look = {
        let (scroller, shown, total) = (scroller.clone(), shown.clone(), listed.len());
        Callback::from(move |()| shown.set(in_view(&scroller, total)))
    };
    use_effect_with((props.judged.clone(), props.series.clone(), props.sort), {
        let (scroller, look) = (scroller.clone(), look.clone());
        move |_| {
            if let Some(node) = scroller.cast::<HtmlElement>() {
                node.set_scroll_top(0);
            }
            look.emit(());
        }
    });
    use_spacers(&scroller, (&above, &below), range.clone(), listed.len());
    let onscroll = look.reform(|_: yew::Event| ());
    let visible = listed.get(range.clone()).unwrap_or_default();
    html! {
        <section class="card explorer-rows" aria-label="Runs">
            <div class="card-head"><h2>{ if series.is_empty() { "Runs" } else { "Values" } }</h2>
                <p>{ counted(listed.len(), "row", "rows") }</p></div>
            if listed.is_empty() {
                <p class="empty">{ "No run to list: nothing was measured in what is chosen." }</p>
            } else {
                <div ref={scroller} class="explorer-scroll" role="region" aria-label="Table of runs" tabindex="0" {onscroll}>
                    <table aria-rowcount={(listed.len() + 1).to_string()}>
                        { head(props, &series) }
                        <tbody aria-hidden="true"><tr class="explorer-space"><td ref={above} colspan="12"></td></tr></tbody>
                        <tbody>{ for visible.iter().zip(range.start..).map(|(run, at)| row(props, &series, *run, at)) }</tbody>
                        <tbody aria-hidden="true"><tr class="explorer-space"><td ref={below} colspan="12"></td></tr></tbody>
                    </table>
                </div>
            }
        </section>
    }
}

/// Keeps the scroll bar honest: the rows that are not in the document leave their height above and below.
#[hook]
fn use_spacers(scroller: &NodeRef, spacers: (&NodeRef, &NodeRef), range: Range<usize>, total: usize) {
    let (scroller, above, below) = (scroller.clone(), spacers.0.clone(), spacers.1.clone());
    use_effect_with((range, total), move |(range, total): &(Range<usize>, usize)| {
        let height = row_height(&scroller);
        set_height(&above, range.start as f64 * height);
        set_height(&below, total.saturating_sub(range.end) as f64 * height);
    });
}

fn chosen(props: &TableProps) -> Vec<&Series> {
    props.series.iter().filter_map(|at| props.judged.history.series.get(*at)).collect()
}

/// The rows in view, as the browser sees the box now.
fn in_view(scroller: &NodeRef, total: usize) -> Range<usize> {
    match scroller.cast::<HtmlElement>() {
        Some(node) => {
            let (height, top) = (f64::from(node.client_height()), f64::from(node.scroll_top()));
            window::visible(total, row_height(scroller), height, top)
        }
        None => window::visible(total, ROW, BOX, 0.0),
    }
}

/// The height of a row as drawn: zoom and fonts change it.
fn row_height(scroller: &NodeRef) -> f64 {
    let drawn = scroller
        .cast::<HtmlElement>()
        .and_then(|node| node.query_selector("tr[aria-rowindex]:not(thead tr)").ok());
    let height = drawn.flatten().map(|row| row.get_bounding_client_rect().height());
    height.filter(|height| *height >= 1.0).unwrap_or(ROW)
}

/// Through the object model: a style attribute would be refused by the page's policy.
fn set_height(node: &NodeRef, pixels: f64) {
    if let Some(node) = node.cast::<HtmlElement>() {
        // A browser that refuses leaves the table shorter than it is, and every row reachable by sorting.
        let _ = node.style().set_property("height", &format!("{pixels}px"));
    }
}

fn head(props: &TableProps, series: &[&Series]) -> Html {
    let heading = |column: Column, text: &str, class: &'static str| {
        let onclick = props.act.reform(move |_| Action::Sort(column));
        html! {
            <th scope="col" {class} aria-sort={props.sort.aria(column)}>
                <button type="button" {onclick}>{ text }</button>
            </th>
        }
    };
    let values = series.iter().enumerate().map(|(at, series)| {
        let name = quarterdeck_views::catalogue::series_name(series);
        if at == 0 {
            heading(Column::Value, &name, "n")
        } else {
            html! { <th scope="col" class="n">{ name }</th> }
        }
    });
    html! {
        <thead><tr aria-rowindex="1">
            { heading(Column::Time, "Time (UTC)", "c-time") }
            { heading(Column::State, "State", "c-state") }
            { for values }
            { heading(Column::Kind, "Kind", "medium") }
            { heading(Column::Job, "Job", "medium") }
            { heading(Column::Branch, "Branch", "") }
            { heading(Column::Commit, "Commit", "wide") }
        </tr></thead>
    }
}
