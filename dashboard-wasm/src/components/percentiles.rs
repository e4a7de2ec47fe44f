//! Percentiles of the response times of what is chosen: histograms are loaded when the panel is opened, and merged.

use crate::browser::bridge;
use crate::components::panel::ToolProps;
use crate::components::sections;
use crate::data::merged;
use crate::state::{Action, Panel, Tool};
use quarterdeck_model::wire::published::PublishedLoad;
use quarterdeck_views::chart::MAX_LINES;
use quarterdeck_views::percentiles::{LoadName, Percentiles as Told};
use std::rc::Rc;
use yew::virtual_dom::VNode;
use yew::{
    AttrValue, Event, Html, UseStateHandle, component, hook, html, use_effect_with, use_memo, use_state,
};

/// Files of response times on their way.
#[derive(Clone, Default)]
struct Loaded {
    /// The paths that were asked for.
    asked: Vec<String>,
    /// How many of them have come or failed.
    done: usize,
    /// What they hold.
    loads: Rc<Vec<PublishedLoad>>,
    /// What went wrong.
    faults: Vec<String>,
}

/// The table of percentiles, the curves, and what to know first.
#[component]
pub fn Percentiles(props: &ToolProps) -> Html {
    let open = props.choice.tools.is_open(Panel::Percentiles);
    let own = props.own.clone();
    let loaded = use_loads(props, open && own.is_none());
    let whole = loaded.done == loaded.asked.len();
    let deps = (
        props.source.clone(),
        props.filtered.clone(),
        props.choice.tools.loads.clone(),
        (open && whole, loaded.done),
    );
    let told = use_memo(deps, |(source, filtered, chosen, (ready, _))| {
        let loads = own.as_ref().map_or(loaded.loads.as_slice(), |own| own.loads.as_slice());
        ready.then(|| merged::merge(source, &filtered.keep, loads, chosen))
    });
    match &*told {
        Some(told) => body(props, told, &loaded.faults),
        None if open => {
            html! { <p role="status">{ format!("Loading response times: {} of {} files.", loaded.done, loaded.asked.len()) }</p> }
        }
        None => Html::default(),
    }
}

/// The response times of the days shown, one file after another.
#[hook]
fn use_loads(props: &ToolProps, open: bool) -> Loaded {
    let loaded: UseStateHandle<Rc<std::cell::RefCell<Loaded>>> = use_state(Rc::default);
    let version = use_state(|| 0_usize);
    let deps = (open, props.source.clone(), props.choice.range);
    let cell = (*loaded).clone();
    use_effect_with(deps, {
        let (cell, version) = (cell.clone(), version.clone());
        move |(open, source, range)| {
            if !*open {
                return;
            }
            let files = source.manifest.loads.iter().filter(|file| merged::overlaps(file, range.bounds()));
            let wanted: Vec<String> = files.map(|file| file.file.clone()).collect();
            let new: Vec<String> = wanted.into_iter().filter(|f| !cell.borrow().asked.contains(f)).collect();
            cell.borrow_mut().asked.extend(new.iter().cloned());
            let first = cell.borrow().done;
            version.set(first);
            yew::platform::spawn_local(async move {
                for file in new {
                    let text = bridge::file(&file).await;
                    let read = text.and_then(|text| merged::read(&file, &text));
                    let mut loaded = cell.borrow_mut();
                    loaded.done += 1;
                    match read {
                        Ok(loads) => Rc::make_mut(&mut loaded.loads).extend(loads),
                        Err(fault) => loaded.faults.push(fault),
                    }
                    version.set(loaded.done);
                }
            });
        }
    });
    Loaded::clone(&cell.borrow())
}

fn body(props: &ToolProps, told: &Told, faults: &[String]) -> Html {
    html! {
        <>
            { for faults.iter().map(|fault| html! { <p class="callout bad" role="alert">{ fault }</p> }) }
            if told.loads.is_empty() {
                <p class="empty">{ "No load run that counts lies in what is chosen." }</p>
            } else {
                { for told.warnings.iter().map(|warning| html! { <p class="callout warn">{ warning }</p> }) }
                { sections::table(&told.table) }
                if told.loads.len() > 1 {
                    <fieldset class="explorer-loads">
                        <legend>{ "Curves" }</legend>
                        { for told.loads.iter().map(|load| checkbox(props, &told.loads, load)) }
                    </fieldset>
                }
                { curve(told) }
            }
        </>
    }
}

/// A box that adds the load's curve to those that are drawn, or takes it away.
fn checkbox(props: &ToolProps, all: &[LoadName], load: &LoadName) -> Html {
    let mut drawn: Vec<&LoadName> = all.iter().filter(|other| other.style > 0).collect();
    drawn.sort_by_key(|other| other.style);
    let mut keys: Vec<String> = drawn.iter().map(|other| other.key.clone()).collect();
    let full = load.style == 0 && keys.len() >= MAX_LINES;
    if load.style > 0 {
        keys.retain(|key| *key != load.key);
    } else {
        keys.push(load.key.clone());
    }
    let onchange = props.act.reform(move |_: Event| Action::Tool(Tool::Loads(keys.clone())));
    let class =
        if load.style > 0 { format!("explorer-check k-{}", load.style) } else { "explorer-check".to_owned() };
    html! {
        <label {class}>
            <input type="checkbox" checked={load.style > 0} disabled={full} {onchange} />
            <bdi title={load.name.full.clone()}>{ &load.name.text }</bdi>
        </label>
    }
}

fn curve(told: &Told) -> Html {
    let Some(spec) = &told.curve else {
        return html! { <p class="sub">{ "No chosen load has enough response times for a curve." }</p> };
    };
    let svg = VNode::from_html_unchecked(AttrValue::from(quarterdeck_charts::svg(spec)));
    html! {
        <figure class="chart">
            <figcaption><strong>{ &spec.title }</strong>{ " " }<span class="muted">{ &spec.caption }</span></figcaption>
            <div class="canvas">{ svg }</div>
            <ul class="legend">{ for spec.lines.iter().map(|line| html! {
                <li class={format!("k-{}", line.style)}><bdi>{ &line.name }</bdi></li>
            }) }</ul>
            { for spec.notes.iter().map(|note| html! { <p class="sub">{ note }</p> }) }
        </figure>
    }
}
