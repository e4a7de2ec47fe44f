//! The table of runs or figures: any number of rows, of which only those in view are in the document.

use crate::browser::loader::{self, Drawn};
use crate::components::Act;
use crate::components::table_columns::{columns, head};
use crate::components::table_keys::{self, Place};
use crate::components::table_row::row;
use crate::components::text::counted;
use crate::data::rows::Each;
use crate::data::{Outcome, Shared};
use crate::later::entry;
use crate::state::sort::Column;
use crate::state::window::{Sizes, View};
use web_sys::HtmlElement;
use yew::{
    Callback, Html, KeyboardEvent, NodeRef, Properties, UseStateHandle, component, hook, html,
    use_effect_with, use_node_ref, use_state_eq,
};

/// Pixels of a row until the browser has told.
const ROW: f64 = 33.0;

/// Pixels of the box until the browser has told.
const BOX: f64 = 480.0;

/// Rows that are in view at first.
const IN_VIEW: usize = 15;

/// Properties of [`RunTable`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// The rows, and what they are of.
    pub outcome: Shared<Outcome>,
    /// Columns that are put away.
    pub hidden: Vec<Column>,
    /// Whether the rest of the program is there.
    pub tools: bool,
    /// How far the page is drawn.
    pub drawn: Drawn,
    /// Where clicks go.
    pub act: Act,
}

/// The runs or figures that are chosen; with series on the chart, the runs that gave one of them, and their figures.
#[component]
pub fn RunTable(props: &TableProps) -> Html {
    let (scroller, above, below) = (use_node_ref(), use_node_ref(), use_node_ref());
    let total = props.outcome.rows.list.len();
    let view = use_state_eq(|| Sizes::new(total, ROW, BOX).view(0.0));
    let place = use_state_eq(Place::default);
    let look = {
        let (scroller, view) = (scroller.clone(), view.clone());
        Callback::from(move |()| view.set(in_view(&scroller, total)))
    };
    use_beginning(props, &scroller, &place, &look);
    use_spacers(&above, &below, &view);
    let heads = columns(&props.outcome, &props.hidden);
    let size = (total, heads.len());
    let onkeydown = use_keys(&scroller, &place, &look, size);
    let most = if props.drawn < loader::ROWS { IN_VIEW } else { usize::MAX };
    let drawn =
        view.rows.start.min(total)..view.rows.end.min(total).min(view.rows.start.saturating_add(most));
    // With the active row out of view, the first one drawn is the way in.
    let at = place.within(size);
    let active = if drawn.contains(&at.row) { at.row } else { drawn.start };
    let rows = drawn.map(|n| row(&props.outcome, &heads, n, (n == active).then_some(at.column)));
    html! {
        <section class="card explorer-rows" aria-label={title(props)}>
            <div class="card-head"><h2>{ title(props) }</h2>
                <p>{ counted(total, "row", "rows") }</p>
                if props.tools { { entry::chooser(&props.outcome, &props.hidden, &props.act) } }
            </div>
            if total == 0 {
                <p class="empty">{ "No row to list: nothing was measured in what is chosen." }</p>
            } else {
                <div ref={scroller} class="explorer-scroll" role="region" aria-label="Table" tabindex="-1"
                    onscroll={look.reform(|_: yew::Event| ())}>
                    <table role="grid" aria-label={title(props)} aria-readonly="true" {onkeydown}
                        aria-rowcount={(total + 1).to_string()} aria-colcount={heads.len().to_string()}>
                        { head(&heads, props.outcome.choice.sort, &props.act) }
                        <tbody aria-hidden="true"><tr class="explorer-space"><td ref={above} colspan="12"></td></tr></tbody>
                        <tbody role="rowgroup">{ for rows }</tbody>
                        <tbody aria-hidden="true"><tr class="explorer-space"><td ref={below} colspan="12"></td></tr></tbody>
                    </table>
                </div>
            }
        </section>
    }
}

/// Other rows begin at the top; with other rows or columns the view is looked at again.
#[hook]
fn use_beginning(props: &TableProps, scroller: &NodeRef, place: &UseStateHandle<Place>, look: &Callback<()>) {
    use_effect_with(props.outcome.rows.clone(), {
        let (scroller, place) = (scroller.clone(), place.clone());
        move |_| {
            if let Some(node) = scroller.cast::<HtmlElement>() {
                node.set_scroll_top(0);
            }
            place.set(Place::default());
        }
    });
    use_effect_with((props.outcome.rows.clone(), props.hidden.clone()), {
        let look = look.clone();
        move |_| look.emit(())
    });
}

fn title(props: &TableProps) -> &'static str {
    match (props.outcome.series().is_empty(), props.outcome.rows.each) {
        (false, _) => "Values",
        (true, Each::Run) => "Runs",
        (true, Each::Figure) => "Figures",
    }
}

/// Moves the active cell by keys, and takes the view and the focus along.
#[hook]
fn use_keys(
    scroller: &NodeRef,
    place: &UseStateHandle<Place>,
    look: &Callback<()>,
    size: (usize, usize),
) -> Callback<KeyboardEvent> {
    let moved = use_state_eq(|| 0u32);
    use_effect_with(*moved, {
        let scroller = scroller.clone();
        move |moved| {
            if *moved > 0 {
                table_keys::focus(&scroller);
            }
        }
    });
    let (scroller, place, look) = (scroller.clone(), place.clone(), look.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(to) = table_keys::moved(&event, *place, size) else { return };
        table_keys::reveal(&scroller, sizes(&scroller, size.0), to.row);
        place.set(to);
        look.emit(());
        moved.set(moved.wrapping_add(1).max(1));
    })
}

/// Keeps the scroll bar honest: the rows that are not in the document leave their height above and below.
#[hook]
fn use_spacers(above: &NodeRef, below: &NodeRef, view: &View) {
    let (above, below) = (above.clone(), below.clone());
    use_effect_with(view.clone(), move |view: &View| {
        set_height(&above, view.above);
        set_height(&below, view.below);
    });
}

/// The sizes of box and rows, as the browser sees them now.
fn sizes(scroller: &NodeRef, total: usize) -> Sizes {
    match scroller.cast::<HtmlElement>() {
        Some(node) => Sizes::new(total, row_height(&node), f64::from(node.client_height())),
        None => Sizes::new(total, ROW, BOX),
    }
}

/// The rows in view.
fn in_view(scroller: &NodeRef, total: usize) -> View {
    let top = scroller.cast::<HtmlElement>().map_or(0, |node| node.scroll_top());
    sizes(scroller, total).view(f64::from(top))
}

/// The height of a row as drawn: zoom and fonts change it.
fn row_height(node: &HtmlElement) -> f64 {
    let drawn = node.query_selector("tbody tr[aria-rowindex]").ok();
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
