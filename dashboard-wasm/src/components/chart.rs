//! The chart of the chosen series, with everything that belongs to it.

use crate::components::Act;
use crate::components::canvas::Canvas;
use crate::components::chart_tools::ChartTools;
use crate::data::overlay::Overlay;
use crate::data::{Judged, Shared, Source};
use crate::state::{Action, Choice};
use yew::{Html, Properties, component, html};

/// Properties of [`ChartCard`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChartProps {
    /// Everything there is.
    pub source: Shared<Source>,
    /// What is chosen of it.
    pub judged: Shared<Judged>,
    /// What is drawn.
    pub overlay: Shared<Overlay>,
    /// The choice.
    pub choice: Choice,
    /// Where clicks go.
    pub act: Act,
}

/// Caption, drawing, legend and notes; or in words why there is no drawing.
#[component]
pub fn ChartCard(props: &ChartProps) -> Html {
    let overlay = &props.overlay;
    html! {
        <section class="card explorer-chart" aria-label="Chart">
            <ChartTools ..props.clone() />
            if let Some(drawn) = &overlay.drawn {
                <figure class="chart">
                    <figcaption>
                        <strong>{ &drawn.spec.title }</strong>{ " " }<span class="muted">{ &drawn.spec.caption }</span>
                    </figcaption>
                    <Canvas source={props.source.clone()} judged={props.judged.clone()} overlay={overlay.clone()}
                        range={props.choice.range} act={props.act.clone()} />
                    { legend(props) }
                    { for drawn.spec.notes.iter().map(|note| html! { <p class="sub">{ note }</p> }) }
                    if !drawn.spec.events.is_empty() {
                        <ul class="events">
                            { for drawn.spec.events.iter().map(|event| html! {
                                <li><time>{ &event.date }</time>{ " " }{ &event.text }</li>
                            }) }
                        </ul>
                    }
                </figure>
            } else {
                <p class="empty">{ &overlay.why_not }</p>
                { legend(props) }
            }
        </section>
    }
}

/// The series with a button each that takes it off the chart; also those that have no point in what is chosen.
fn legend(props: &ChartProps) -> Html {
    let entries = props.overlay.entries.iter().zip(1..).map(|(entry, style)| {
        let slug = entry.slug.clone();
        let onclick = props.act.reform(move |_| Action::Series(slug.clone()));
        html! {
            <li key={entry.slug.clone()} class={format!("k-{style}")}>
                <bdi>{ &entry.name }</bdi>{ ": " }{ &entry.label }
                <button type="button" class="explorer-remove" {onclick}
                    aria-label={format!("Take {} off the chart", entry.name)} title="Take off the chart">{ "×" }</button>
            </li>
        }
    });
    html! { <ul class="legend">{ for entries }</ul> }
}
