//! The explorer as a whole: one choice, everything else follows from it.

use crate::browser::address::{Kept, use_address};
use crate::browser::loader::{Drawn, use_growing};
use crate::browser::working::{Chart, use_chart, use_outcome};
use crate::browser::{bridge, keys, theme};
use crate::components::Act;
use crate::components::chart_tools::no_chart;
use crate::components::facets::{FacetProps, facet_box};
use crate::components::metrics::{MetricProps, metric_list};
use crate::components::own_files::Mine;
use crate::components::panel::{ToolProps, tool_panel};
use crate::components::range::{RangeProps, range_picker};
use crate::components::statuses::{StatusProps, status_box};
use crate::components::summary::{SummaryProps, summary};
use crate::components::table::RunTable;
use crate::components::text::counted;
use crate::components::toolbar::ToolbarProps;
use crate::data::loaded::Loaded;
use crate::data::{Outcome, Shared, Source};
use crate::later::{self, Rest, entry, use_rest};
use crate::state::facet::FACETS;
use crate::state::{Action, Choice, Facet, Panel, Pick, Session, Tool};
use quarterdeck_model::wire::published::Chunk;
use std::rc::Rc;
use yew::{
    Callback, Html, Properties, UseReducerHandle, component, hook, html, use_effect_with, use_memo,
    use_mut_ref, use_reducer_eq, use_state,
};

/// What to do to get a chart.
const CHOOSE: &str = "Choose up to five metrics in the list: they are drawn here, one over the other.";

/// What is looked at.
#[derive(Clone, PartialEq)]
pub struct Archive {
    /// What the page was given first.
    pub source: Shared<Source>,
    /// The data files that this was made of.
    pub chunks: Shared<Vec<Rc<Chunk>>>,
    /// What the address says.
    pub initial: Choice,
    /// What follows from that.
    pub outcome: Shared<Outcome>,
}

/// Properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What is looked at.
    pub archive: Archive,
    /// Whose it is.
    pub mine: Mine,
}

/// The explorer.
#[component]
pub fn App(props: &AppProps) -> Html {
    let session = use_session(&props.archive.initial);
    let dispatch = session.dispatcher();
    let act = Callback::from(move |action| dispatch.dispatch(action));
    let choice = &session.0.choice;
    let growing = use_growing(&props.archive.source, &props.archive.chunks);
    // What is typed and clicked shows at once; what follows from it when it is known.
    let outcome = use_outcome(&growing.source, choice, &props.archive.outcome);
    // A page without a switch of its own gets ours.
    let bare = use_memo((), |()| !theme::page_has_switch());
    let opened = use_mut_ref(|| [false; Panel::ALL.len()]);
    let open = Panel::ALL.map(|panel| choice.tools.is_open(panel));
    // Once the first frame is there; anew where it could not be had and something needs it.
    let rest = use_rest((open, choice.series.is_empty()));
    use_address(&session.0, session.dispatcher(), &rest);
    // What is in a panel comes when it is opened first, and stays.
    opened.borrow_mut().iter_mut().zip(open).for_each(|(opened, open)| *opened |= open);
    let chart = use_chart(&outcome, &rest);
    let (more, open_more) = use_more();
    let drawn = growing.drawn;
    let source = outcome.source.clone();
    let panels = panels(&props.mine, &outcome, *opened.borrow(), (choice, &act), &rest);
    html! {
        <div class="explorer">
            <div class="card explorer-bar">
                { days(&source, choice, &act) }
                { not_loaded(&growing.loaded, &source) }
                { summary(&SummaryProps { outcome: outcome.clone(), rest: rest.clone(), act: act.clone() }) }
                { tools(props, &outcome, (&chart, &rest), &act) }
                if *bare && rest == Rest::There { { entry::theme_switch() } }
            </div>
            <div class="explorer-side">{ side(&outcome, choice, (&more, &open_more), drawn, &act) }</div>
            <div class="explorer-main">
                { card(&source, (choice, &act), chart, &rest) }
                { for panels }
                <RunTable {outcome} hidden={choice.hidden.clone()} tools={rest == Rest::There} {drawn} {act} />
            </div>
        </div>
    }
}

/// What is chosen, beginning with `initial`; the page is told that it is drawn, and keys of the chart choose runs.
#[hook]
fn use_session(initial: &Choice) -> UseReducerHandle<Kept> {
    let session = use_reducer_eq(|| Kept(Session::begin(initial.clone())));
    let dispatch = session.dispatcher();
    use_effect_with((), move |()| {
        bridge::ready();
        let pick = move |which, id: String| {
            dispatch.dispatch(Action::Tool(Tool::Pick(which, Pick::parse(&id))));
        };
        let picks = keys::picks(pick);
        move || drop(picks)
    });
    session
}

/// The facets of which more than the first few values are listed, and how one of them is opened or closed.
#[hook]
fn use_more() -> ([bool; FACETS], Callback<Facet>) {
    let more = use_state(|| [false; FACETS]);
    let all = *more;
    let toggle = move |facet: Facet| more.set(std::array::from_fn(|at| more[at] != (at == facet.index())));
    (all, Callback::from(toggle))
}

/// The panels below the chart; one that was never opened is empty.
fn panels(
    mine: &Mine,
    outcome: &Shared<Outcome>,
    opened: [bool; Panel::ALL.len()],
    (choice, act): (&Choice, &Act),
    rest: &Rest,
) -> Vec<Html> {
    let one = |(panel, opened)| {
        let (source, filtered) = (outcome.source.clone(), outcome.filtered.clone());
        let own = mine.looking.looked.as_ref().map(|looked| looked.0.clone());
        let props = ToolProps { panel, source, filtered, own, choice: choice.clone(), act: act.clone() };
        tool_panel(&props, opened, rest)
    };
    Panel::ALL.into_iter().zip(opened).map(one).collect()
}

fn days(source: &Source, choice: &Choice, act: &Act) -> Html {
    range_picker(&RangeProps {
        range: choice.range,
        first: source.first_day(),
        last: source.last_day(),
        release: source.release.clone(),
        act: act.clone(),
    })
}

/// What the figures do not cover yet; nothing when everything is there.
fn not_loaded(loaded: &Loaded, source: &Source) -> Html {
    let Some(words) = loaded.words(&source.manifest) else { return Html::default() };
    let class = if loaded.fault.is_empty() { "callout explorer-loading" } else { "callout bad" };
    html! { <p {class} role="status">{ words }</p> }
}

/// What can be done with everything that is chosen, and how many rows match for those who do not see them.
fn tools(
    props: &AppProps,
    outcome: &Shared<Outcome>,
    (chart, rest): (&Option<Chart>, &Rest),
    act: &Act,
) -> Html {
    let matches = format!("{} in the table", counted(outcome.rows.list.len(), "row", "rows"));
    let part = later::part(rest, || {
        let (outcome, chart) = (outcome.clone(), chart.clone());
        entry::toolbar(ToolbarProps { outcome, chart, mine: props.mine.clone(), act: act.clone() })
    });
    html! {
        <div class="explorer-toolbar">
            <p class="visually-hidden" role="status">{ matches }</p>
            { part }
        </div>
    }
}

/// Everything to choose by.
fn side(
    outcome: &Shared<Outcome>,
    choice: &Choice,
    more: (&[bool; FACETS], &Callback<Facet>),
    drawn: Drawn,
    act: &Act,
) -> Html {
    let (chosen, counts) = (choice.statuses.clone(), outcome.listing.statuses);
    let (query, series) = (choice.query.clone(), choice.series.clone());
    let metrics = MetricProps { outcome: outcome.clone(), query, series, drawn, act: act.clone() };
    html! {
        <>
            <section class="card explorer-filters" aria-label="Filters">
                { for facets(outcome, more, act) }
                { status_box(&StatusProps { chosen, counts, act: act.clone() }) }
            </section>
            { metric_list(&metrics) }
        </>
    }
}

/// The chart, what to do to get one, or that it is on its way.
fn card(source: &Shared<Source>, (choice, act): (&Choice, &Act), chart: Option<Chart>, rest: &Rest) -> Html {
    match chart {
        Some(chart) => entry::chart_card(&chart, source, choice, act),
        None => {
            let none = choice.series.is_empty();
            let words = if none {
                html! { <p class="empty">{ CHOOSE }</p> }
            } else {
                later::part(rest, Html::default)
            };
            no_chart(source, choice.range, act, words)
        }
    }
}

fn facets(outcome: &Outcome, (more, open): (&[bool; FACETS], &Callback<Facet>), act: &Act) -> Vec<Html> {
    let all = Facet::ALL.into_iter().zip(outcome.filtered.values.clone()).zip(*more);
    let one = |((facet, values), more)| {
        facet_box(&FacetProps { facet, values, more, toggle: open.reform(move |_| facet), act: act.clone() })
    };
    all.map(one).collect()
}
