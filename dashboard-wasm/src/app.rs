//! The explorer as a whole: one choice, everything else follows from it.

use crate::browser::address::{Kept, use_address};
use crate::browser::bridge;
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
use crate::data::overlay::{self, Overlay};
use crate::data::{Judged, Shared, Source, listing};
use crate::state::{Choice, Facet, Session};
use yew::{Callback, Html, Properties, component, hook, html, use_effect_with, use_memo, use_reducer_eq};

/// Properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// Everything the page was given.
    pub source: Shared<Source>,
    /// What the address says.
    pub initial: Choice,
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
    let source = props.source.clone();
    let filtered = use_memo((source.clone(), choice.range, choice.facets.clone()), |(source, ..)| {
        source.columns.filter(choice)
    });
    let judged = use_memo((source.clone(), choice.range, choice.facets.clone()), |(source, range, _)| {
        Shared::new(Judged::new(source, &filtered.keep, *range))
    });
    let judged = (*judged).clone();
    let keep = use_memo(judged.clone(), |_| filtered.keep.clone());
    let overlay = use_overlay(&source, &judged, choice);
    let listing =
        use_memo((judged.clone(), choice.query.clone(), choice.statuses.clone()), |(judged, ..)| {
            listing::list(&judged.items, choice)
        });
    let facets = Facet::ALL.into_iter().zip(filtered.values.clone()).map(|(facet, values)| {
        html! { <FacetBox key={facet.key()} {facet} {values} act={act.clone()} /> }
    });
    html! {
        <div class="explorer">
            <div class="card explorer-bar">
                <RangePicker range={choice.range} first={source.first_day()} last={source.last_day()} act={act.clone()} />
                <Summary source={source.clone()} judged={judged.clone()} choice={choice.clone()} act={act.clone()} />
                <ThemeSwitch />
            </div>
            <div class="explorer-side">
                <section class="card explorer-filters" aria-label="Filters">
                    { for facets }
                    <StatusBox chosen={choice.statuses.clone()} counts={listing.statuses} act={act.clone()} />
                </section>
                <MetricList source={source.clone()} judged={judged.clone()} listing={(*listing).clone()}
                    choice={choice.clone()} act={act.clone()} />
            </div>
            <div class="explorer-main">
                <ChartCard source={source.clone()} judged={judged.clone()} overlay={overlay.clone()}
                    choice={choice.clone()} act={act.clone()} />
                <Compare source={source.clone()} keep={keep.clone()} choice={choice.clone()} act={act.clone()} />
                <Percentiles source={source.clone()} {keep} choice={choice.clone()} act={act.clone()} />
                <RunTable {source} {judged} series={overlay.series.clone()} sort={choice.sort} {act} />
            </div>
        </div>
    }
}

/// The chart of the chosen series, drawn anew only when it changes.
#[hook]
fn use_overlay(source: &Shared<Source>, judged: &Shared<Judged>, choice: &Choice) -> Shared<Overlay> {
    let deps = (judged.clone(), choice.series.clone(), (choice.tools.relative, choice.tools.log));
    let overlay =
        use_memo(deps, |(judged, slugs, _)| Shared::new(overlay::draw(source, judged, slugs, &choice.tools)));
    (*overlay).clone()
}
