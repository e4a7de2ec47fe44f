//! The explorer as a whole: one choice, everything else follows from it.

use crate::browser::address::{Kept, use_address};
use crate::browser::bridge;
use crate::browser::loader::use_growing;
use crate::browser::working::{use_chart, use_outcome};
use crate::components::Act;
use crate::components::chart::ChartCard;
use crate::components::compare::Compare;
use crate::components::facets::FacetBox;
use crate::components::metrics::MetricList;
use crate::components::percentiles::Percentiles;
use crate::components::range::RangePicker;
use crate::components::statuses::StatusBox;
use crate::components::summary::Summary;
use crate::components::table::RunTable;
use crate::components::theme_switch::ThemeSwitch;
use crate::components::toolbar::Toolbar;
use crate::data::{Outcome, Shared, Source};
use crate::state::{Choice, Facet, Session};
use quarterdeck_model::wire::published::Chunk;
use std::rc::Rc;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_reducer_eq};

/// Properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the page was given first.
    pub source: Shared<Source>,
    /// The data files that this was made of.
    pub chunks: Rc<Vec<Chunk>>,
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
    let chart = use_chart(&outcome);
    let source = outcome.source.clone();
    let not_loaded = growing.loaded.words(&source.manifest);
    html! {
        <div class="explorer">
            <div class="card explorer-bar">
                <RangePicker range={choice.range} first={source.first_day()} last={source.last_day()}
                    release={source.release.clone()} act={act.clone()} />
                if let Some(words) = not_loaded {
                    <p class={if growing.loaded.fault.is_empty() { "callout explorer-loading" } else { "callout bad" }} role="status">{ words }</p>
                }
                <Summary outcome={outcome.clone()} act={act.clone()} />
                <Toolbar outcome={outcome.clone()} overlay={chart.as_ref().map(|(_, overlay)| overlay.clone())} act={act.clone()} />
                <ThemeSwitch />
            </div>
            <div class="explorer-side">
                <section class="card explorer-filters" aria-label="Filters">
                    { for facets(&outcome, &act) }
                    <StatusBox chosen={choice.statuses.clone()} counts={outcome.listing.statuses} act={act.clone()} />
                </section>
                <MetricList outcome={outcome.clone()} query={choice.query.clone()} series={choice.series.clone()} act={act.clone()} />
            </div>
            <div class="explorer-main">
                if let Some((judged, overlay)) = chart {
                    <ChartCard source={source.clone()} {judged} {overlay} choice={choice.clone()} act={act.clone()} />
                }
                <Compare source={source.clone()} filtered={outcome.filtered.clone()} choice={choice.clone()} act={act.clone()} />
                <Percentiles source={source.clone()} filtered={outcome.filtered.clone()} choice={choice.clone()} act={act.clone()} />
                <RunTable {outcome} hidden={choice.hidden.clone()} {act} />
            </div>
        </div>
    }
}

fn facets(outcome: &Outcome, act: &Act) -> Vec<Html> {
    let all = Facet::ALL.into_iter().zip(outcome.filtered.values.clone());
    all.map(|(facet, values)| html! { <FacetBox key={facet.key()} {facet} {values} act={act.clone()} /> })
        .collect()
}
