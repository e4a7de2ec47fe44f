//! The drawing with a cursor that reads it by pointer and keys, and a brush that narrows the days shown.

use crate::components::Act;
use crate::components::brush::{Brush, Hold, on_key};
use crate::data::overlay::Overlay;
use crate::data::reading::{Place, Reading, Stop, read, stops};
use crate::data::{Judged, Shared, Source};
use crate::state::calendar::Range;
use crate::state::zoom;
use yew::virtual_dom::VNode;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo, use_node_ref, use_state_eq};

/// Properties of [`Canvas`].
#[derive(Clone, PartialEq, Properties)]
pub struct CanvasProps {
    /// Where addresses come from.
    pub source: Shared<Source>,
    /// The runs.
    pub judged: Shared<Judged>,
    /// What is drawn of them.
    pub overlay: Shared<Overlay>,
    /// The days shown.
    pub range: Range,
    /// Where clicks go.
    pub act: Act,
}

/// The drawing and what the reader does on it.
#[component]
pub fn Canvas(props: &CanvasProps) -> Html {
    let node = use_node_ref();
    let hold = use_state_eq(Hold::default);
    let found = use_memo((props.judged.clone(), props.overlay.clone()), |(judged, overlay)| {
        let place = overlay.drawn.as_ref().map(|drawn| Place::of(&drawn.spec));
        (place, stops(judged, overlay))
    });
    let (Some(drawn), (Some(place), stops)) = (&props.overlay.drawn, &*found) else { return Html::default() };
    let stop = hold.at.and_then(|at| stops.get(at));
    let reading = stop.and_then(|stop| read(&props.judged, &props.overlay, place, *stop));
    let set = {
        let hold = hold.clone();
        Callback::from(move |next: Hold| hold.set(next))
    };
    let marked = hold.span().and_then(|(a, b)| zoom::between(a, b));
    let told = match (&reading, marked) {
        (_, Some(range)) => format!(
            "{} to {} marked: let go or press Enter to show only these days",
            range.from.map(|day| day.to_string()).unwrap_or_default(),
            range.to.map(|day| day.to_string()).unwrap_or_default()
        ),
        (Some(reading), None) => reading.text.clone(),
        (None, None) => String::new(),
    };
    let onkeydown = on_key(props, stops, *hold, (reading.clone(), set.clone()));
    let brush = Brush { node: node.clone(), width: f64::from(drawn.spec.width), hold: *hold, set };
    let label =
        format!("{} Arrow keys read it point by point, Enter opens the snapshot.", drawn.spec.sentence);
    html! {
        <>
            <div class="canvas explorer-canvas" tabindex="0" role="application" aria-label={label} {onkeydown}>
                <div class="explorer-drawing" ref={node}
                    onpointerdown={brush.down(place)} onpointermove={brush.over(place, stops)}
                    onpointerup={brush.up(place, props)} onpointerleave={brush.leave()}
                    onpointercancel={brush.leave()}>
                    { VNode::from_html_unchecked(AttrValue::from(drawn.svg.clone())) }
                    { cursor(drawn.spec.width, drawn.spec.height, place, (stop, reading.as_ref(), *hold)) }
                </div>
            </div>
            <output class="explorer-reading" aria-live="polite">{ told }</output>
        </>
    }
}

/// The rule, the dots and the marked span, over the drawing and of its size.
fn cursor(
    width: u32,
    height: u32,
    place: &Place,
    (stop, reading, hold): (Option<&Stop>, Option<&Reading>, Hold),
) -> Html {
    let px = |pixels: f64| format!("{pixels:.1}");
    let span = hold.span().map(|(from, to)| (place.x(from), place.x(to)));
    let high = px(place.bottom - place.top);
    let rule = stop.map(|stop| px(place.x(stop.at)));
    html! {
        <svg class="explorer-cursor" viewBox={format!("0 0 {width} {height}")} aria-hidden="true">
            if let Some((left, right)) = span {
                <rect class="explorer-span" x={px(left)} y={px(place.top)} width={px(right - left)} height={high} />
            }
            if let Some(x) = rule {
                <line class="explorer-rule" x1={x.clone()} x2={x.clone()} y1={px(place.top)} y2={px(place.bottom)} />
                { for reading.iter().flat_map(|r| &r.dots).map(|(style, y)| html! {
                    <circle class={format!("explorer-dot k-{style}")} cx={x.clone()} cy={px(*y)} r="4" />
                }) }
            }
        </svg>
    }
}
