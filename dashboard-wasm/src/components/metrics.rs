//! The list of metrics: search it, and choose what the chart shows.

use crate::browser::loader::{self, Drawn};
use crate::components::text::{self, count};
use crate::components::{Act, field_text};
use crate::data::listing::{Item, Listing, MOST};
use crate::data::{Outcome, Shared};
use crate::state::Action;
use crate::state::choice::MOST_SERIES;
use yew::{Callback, Event, Html, InputEvent, html};

/// Metrics that are in view at first on most screens.
const IN_VIEW: usize = 16;

/// What [`metric_list`] shows.
#[derive(Clone, PartialEq)]
pub struct MetricProps {
    /// All metrics of the runs that are chosen, and which of them are listed.
    pub outcome: Shared<Outcome>,
    /// The search as it is typed.
    pub query: String,
    /// The metrics on the chart.
    pub series: Vec<String>,
    /// How far the page is drawn.
    pub drawn: Drawn,
    /// Where clicks go.
    pub act: Act,
}

/// A search field and the metrics, grouped by area, each with a box that puts it on the chart.
pub fn metric_list(props: &MetricProps) -> Html {
    let listing = &props.outcome.listing;
    let all = &props.outcome.verdict.items;
    let most = if props.drawn < loader::METRICS { IN_VIEW } else { listing.items.len() };
    let items: Vec<&Item> = listing.items.iter().take(most).filter_map(|at| all.get(*at)).collect();
    let groups = items.chunk_by(|a, b| a.area == b.area).map(|group| area(props, group));
    html! {
        <section class="card explorer-metrics" aria-label="Metrics">
            <div class="card-head">
                <h2>{ "Metrics" }</h2>
                <p aria-live="polite">{ found(listing, all.len()) }</p>
            </div>
            { search(props) }
            <div class="explorer-list" role="region" aria-label="List of metrics" tabindex="0">
                { for groups }
                if items.is_empty() {
                    <p class="empty">{ nothing(props) }</p>
                }
                if listing.fitting > MOST {
                    <p class="sub">
                        { format!("{} more: narrow the search to see them.", count(listing.fitting - MOST)) }
                    </p>
                }
            </div>
        </section>
    }
}

fn search(props: &MetricProps) -> Html {
    let oninput = props.act.reform(|event: InputEvent| Action::Typing(field_text(&event)));
    let onchange: Callback<Event> = props.act.reform(|_| Action::Typed);
    html! {
        <label class="explorer-search">
            <span class="visually-hidden">{ "Search metrics" }</span>
            <input type="search" placeholder="Metric, job, branch, tag, commit" aria-keyshortcuts="m" autocomplete="off" spellcheck="false"
                value={props.query.clone()} {oninput} {onchange} />
        </label>
    }
}

fn found(listing: &Listing, all: usize) -> String {
    if listing.fitting == all { count(all) } else { format!("{} of {}", count(listing.fitting), count(all)) }
}

fn nothing(props: &MetricProps) -> &'static str {
    if props.outcome.verdict.runs == 0 {
        "No run lies in what is chosen, so nothing was measured."
    } else if props.outcome.verdict.items.is_empty() {
        "The runs that are chosen gave no figure."
    } else {
        "No metric fits the search and the statuses chosen."
    }
}

fn area(props: &MetricProps, items: &[&Item]) -> Html {
    let Some(first) = items.first() else { return Html::default() };
    html! {
        <div key={first.area} class="explorer-area">
            <h3>{ first.area }</h3>
            <ul>{ for items.iter().map(|item| metric(props, item)) }</ul>
        </div>
    }
}

fn metric(props: &MetricProps, item: &Item) -> Html {
    let place = props.series.iter().position(|slug| *slug == item.slug);
    let full = props.series.len() >= MOST_SERIES && place.is_none();
    let slug = item.slug.clone();
    let onchange = props.act.reform(move |_: Event| Action::Series(slug.clone()));
    let style = place.map_or_else(String::new, |place| format!(" k-{}", place + 1));
    let title = if full { Some("Five are on the chart: take one away first") } else { None };
    let row = &item.row;
    html! {
        <li key={item.slug.clone()} class={if place.is_some() { "explorer-metric chosen" } else { "explorer-metric" }}>
            <label class={format!("explorer-check{style}")} {title}>
                <input type="checkbox" checked={place.is_some()} disabled={full} {onchange} />
                <span class="explorer-label">
                    { text::shown(&row.name) }
                    if !row.detail.is_empty() {
                        <span class="sub">{ text::shown(&row.detail) }</span>
                    }
                </span>
            </label>
            <span class="explorer-now">
                <a href={props.outcome.source.manifest.routes.metric(&item.slug)} title={format!("Open the page; {}", row.when)}>
                    { text::quantity(&row.now) }
                </a>
                if let Some(status) = row.status {
                    <span class="small" title={row.reason.clone()}>{ text::status(status) }</span>
                }
            </span>
        </li>
    }
}
