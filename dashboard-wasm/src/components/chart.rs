//! The chart of the chosen series, with everything that belongs to it.

use crate::components::Act;
use crate::data::Shared;
use crate::data::overlay::Overlay;
use crate::state::Action;
use yew::virtual_dom::VNode;
use yew::{AttrValue, Event, Html, Properties, component, html};

/// Properties of [`ChartCard`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChartProps {
    /// What is drawn.
    pub overlay: Shared<Overlay>,
    /// Whether values are relative.
    pub relative: bool,
    /// Where clicks go.
    pub act: Act,
}

/// Caption, drawing, legend and notes; or in words why there is no drawing.
#[component]
pub fn ChartCard(props: &ChartProps) -> Html {
    let overlay = &props.overlay;
    html! {
        <section class="card explorer-chart" aria-label="Chart">
            if let Some(drawn) = &overlay.drawn {
                <figure class="chart">
                    <figcaption>
                        <strong>{ &drawn.spec.title }</strong>{ " " }<span class="muted">{ &drawn.spec.caption }</span>
                        { relative(props) }
                    </figcaption>
                    <div class="canvas">{ svg(&drawn.svg) }</div>
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
                <h2>{ "Chart" }</h2>
                <p class="empty">{ &overlay.why_not }</p>
                { legend(props) }
            }
        </section>
    }
}

/// Our own SVG text: escaped by whoever drew it, without scripts, styles or addresses.
fn svg(text: &str) -> Html {
    VNode::from_html_unchecked(AttrValue::from(text.to_owned()))
}

fn relative(props: &ChartProps) -> Html {
    if !props.overlay.may_be_relative && !props.relative {
        return Html::default();
    }
    let (act, now) = (props.act.clone(), props.relative);
    let onchange = act.reform(move |_: Event| Action::Relative(!now));
    html! {
        <label class="explorer-check explorer-relative">
            <input type="checkbox" checked={now} {onchange} />
            <span class="explorer-label">{ "Relative to the first value shown" }</span>
        </label>
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
