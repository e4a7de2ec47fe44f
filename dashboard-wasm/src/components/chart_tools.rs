//! The row above the chart: what values are drawn as, a logarithmic axis, zooming out.

use crate::components::chart::ChartProps;
use crate::components::{Act, selected};
use crate::data::Source;
use crate::state::calendar::{Preset, Range};
use crate::state::{Action, Tool, zoom};
use quarterdeck_views::chart::Relative;
use yew::{Event, Html, component, html};

const WAYS: [(Relative, &str, &str); 3] = [
    (Relative::Own, "own", "as measured"),
    (Relative::First, "first", "% of the first value"),
    (Relative::Median, "median", "% of the median"),
];

/// Heading and tools of the chart; without anything on it there is nothing to set.
#[component]
pub fn ChartTools(props: &ChartProps) -> Html {
    let tools = &props.choice.tools;
    let drawn = props.overlay.drawn.is_some();
    let log = tools.log;
    let onlog = props.act.reform(move |_: Event| Action::Tool(Tool::Log(!log)));
    html! {
        <div class="card-head explorer-chart-tools">
            <h2>{ "Chart" }</h2>
            if drawn {
                { relative(props) }
                <label class="explorer-check">
                    <input type="checkbox" checked={log} onchange={onlog} /><span>{ "Log scale" }</span>
                </label>
            }
            { zoom_out(&props.source, props.choice.range, &props.act) }
        </div>
    }
}

/// Where the chart will be, with the reason why there is none.
pub fn no_chart(source: &Source, range: Range, act: &Act, why: Html) -> Html {
    html! {
        <section class="card explorer-chart" aria-label="Chart">
            <div class="card-head explorer-chart-tools">
                <h2>{ "Chart" }</h2>
                { zoom_out(source, range, act) }
            </div>
            { why }
        </section>
    }
}

/// Values of different units have one axis only as per cent.
fn relative(props: &ChartProps) -> Html {
    let now = match (props.choice.tools.relative, props.overlay.mixed) {
        (Relative::Own, true) => Relative::First,
        (relative, _) => relative,
    };
    let onchange = props.act.reform(|event: Event| {
        let word = selected(&event);
        let way = WAYS.iter().find(|(_, value, _)| *value == word);
        Action::Tool(Tool::Relative(way.map_or(Relative::Own, |(way, ..)| *way)))
    });
    let option = |(way, value, text): &(Relative, &'static str, &'static str)| {
        let disabled = *way == Relative::Own && props.overlay.mixed;
        html! { <option value={*value} selected={*way == now} {disabled}>{ *text }</option> }
    };
    html! {
        <label class="explorer-choice">{ "Values" }{ " " }
            <select {onchange}>{ for WAYS.iter().map(option) }</select>
        </label>
    }
}

fn zoom_out(source: &Source, range: Range, act: &Act) -> Html {
    if range.is_all() {
        return Html::default();
    }
    let wider = zoom::wider(range, source.first_day(), source.last_day());
    let all = Preset::All.range(source.last_day());
    let button = |act: &Act, to, text: &'static str, title: &'static str| {
        let onclick = act.reform(move |_| Action::Range(to));
        html! { <button type="button" {onclick} {title}>{ text }</button> }
    };
    html! {
        <span class="explorer-buttons">
            { button(act, wider, "Zoom out", "Twice the days") }
            { button(act, all, "All days", "From the first run to the last") }
        </span>
    }
}
