//! The explorer as a whole: one choice, everything else follows from it.

use crate::browser::address::{Kept, use_address};
use crate::browser::loader::use_growing;
use crate::browser::working::{Chart, use_chart, use_outcome};
use crate::browser::{bridge, theme};
use crate::components::Act;
use crate::components::chart::ChartProps;
use crate::components::chart_tools::no_chart;
use crate::components::facets::FacetBox;
use crate::components::metrics::{MetricProps, metric_list};
use crate::components::panel::ToolPanel;
use crate::components::range::{RangeProps, range_picker};
use crate::components::statuses::{StatusProps, status_box};
use crate::components::summary::{SummaryProps, summary};
use crate::components::table::RunTable;
use crate::components::toolbar::{ToolbarProps, toolbar};
use crate::data::loaded::Loaded;
use crate::data::{Outcome, Shared, Source};
use crate::later::{self, Rest, entry, use_rest};
use crate::state::{Choice, Facet, Panel, Session};
use quarterdeck_model::wire::published::Chunk;
use std::rc::Rc;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_memo, use_reducer_eq};

/// What to do to get a chart.
const CHOOSE: &str = "Choose up to five metrics in the list: they are drawn here, one over the other.";

/// Properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the page was given first.
    pub source: Shared<Source>,
    /// The data files that this was made of.
    pub chunks: Shared<Vec<Rc<Chunk>>>,
    /// What the address says.
    pub initial: Choice,
    /// What follows from that.
    pub outcome: Shared<Outcome>,
}

/// The explorer.
#[component]
pub fn App(props: &AppProps) -> Html {
    let session = use_reducer_eq(|| Kept(Session::begin(props.initial.clone())));
    use_address(&session.0, session.dispatcher());
    use_effect_with((), |()| bridge::ready());
    let dispatch = session.dispatcher();
    let act = Callback::from(move |action| dispatch.dispatch(action));
    let choice = &session.0.choice;
    let growing = use_growing(&props.source, &props.chunks);
    // What is typed and clicked shows at once; what follows from it when it is known.
    let outcome = use_outcome(&growing.source, choice, &props.outcome);
    // A page without a switch of its own gets ours.
    let bare = use_memo((), |()| !theme::page_has_switch());
    let rest = use_rest(*bare || !choice.series.is_empty());
    let chart = use_chart(&outcome, &rest);
    let source = outcome.source.clone();
    html! {
        <div class="explorer">
            <div class="card explorer-bar">
                { days(&source, choice, &act) }
                { not_loaded(&growing.loaded, &source) }
                { summary(&SummaryProps { outcome: outcome.clone(), act: act.clone() }) }
                { tools(&outcome, &chart, &act) }
                if *bare && rest == Rest::There { { entry::theme_switch() } }
            </div>
            <div class="explorer-side">{ side(&outcome, choice, &act) }</div>
            <div class="explorer-main">
                { card(&source, (choice, &act), chart, &rest) }
                { for Panel::ALL.into_iter().map(|panel| html! {
                    <ToolPanel key={panel.word()} {panel} source={source.clone()} filtered={outcome.filtered.clone()} choice={choice.clone()} act={act.clone()} />
                }) }
                <RunTable {outcome} hidden={choice.hidden.clone()} {act} />
            </div>
        </div>
    }
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

fn tools(outcome: &Shared<Outcome>, chart: &Option<Chart>, act: &Act) -> Html {
    let overlay = chart.as_ref().map(|(_, overlay)| overlay.clone());
    toolbar(&ToolbarProps { outcome: outcome.clone(), overlay, act: act.clone() })
}

/// Everything to choose by.
fn side(outcome: &Shared<Outcome>, choice: &Choice, act: &Act) -> Html {
    let (chosen, counts) = (choice.statuses.clone(), outcome.listing.statuses);
    let (query, series) = (choice.query.clone(), choice.series.clone());
    let metrics = MetricProps { outcome: outcome.clone(), query, series, act: act.clone() };
    html! {
        <>
            <section class="card explorer-filters" aria-label="Filters">
                { for facets(outcome, act) }
                { status_box(&StatusProps { chosen, counts, act: act.clone() }) }
            </section>
            { metric_list(&metrics) }
        </>
    }
}

/// The chart, what to do to get one, or that it is on its way.
fn card(source: &Shared<Source>, (choice, act): (&Choice, &Act), chart: Option<Chart>, rest: &Rest) -> Html {
    match chart {
        Some((judged, overlay)) => {
            let (source, choice, act) = (source.clone(), choice.clone(), act.clone());
            entry::chart_card(ChartProps { source, judged, overlay, choice, act })
        }
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

fn facets(outcome: &Outcome, act: &Act) -> Vec<Html> {
    let all = Facet::ALL.into_iter().zip(outcome.filtered.values.clone());
    all.map(|(facet, values)| html! { <FacetBox key={facet.key()} {facet} {values} act={act.clone()} /> })
        .collect()
}
