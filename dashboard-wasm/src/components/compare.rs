//! Two snapshots or periods side by side.

use crate::components::panel::ToolProps;
use crate::components::picker::Picker;
use crate::components::sections::section;
use crate::data::compared::{Told, compared, offers};
use crate::state::calendar::{Preset, Range};
use crate::state::{Action, Panel, Pick, Tool, Which};
use chrono::Days;
use yew::{Event, Html, component, html, use_memo};

/// The pickers, the warnings and the tables of what differs.
#[component]
pub fn Compare(props: &ToolProps) -> Html {
    let open = props.choice.tools.is_open(Panel::Compare);
    let tools = &props.choice.tools;
    let deps = (
        props.source.clone(),
        open,
        (tools.a.clone(), tools.b.clone(), tools.same),
        props.choice.facets.clone(),
    );
    let told = use_memo(deps, |(source, open, ..)| open.then(|| compared(source, &props.choice)));
    match &*told {
        Some(told) => body(props, told),
        None => Html::default(),
    }
}

fn body(props: &ToolProps, told: &Told) -> Html {
    let tools = &props.choice.tools;
    let picker = |which: Which, pick: &Pick| {
        let offers = offers(&props.source, &props.filtered.keep, pick);
        let days = Preset::Week.range(props.source.last_day());
        html! { <Picker {which} pick={pick.clone()} {offers} {days} act={props.act.clone()} /> }
    };
    let same = tools.same;
    let onsame = props.act.reform(move |_: Event| Action::Tool(Tool::Same(!same)));
    let swap = props.act.reform(|_| Action::Tool(Tool::Swap));
    html! {
        <>
            <div class="explorer-picks">
                { picker(Which::A, &tools.a) }
                <button type="button" onclick={swap} aria-label="A and B change places" title="A and B change places">{ "⇄" }</button>
                { picker(Which::B, &tools.b) }
            </div>
            <div class="explorer-buttons">
                { weeks(props) }
                <label class="explorer-check"><input type="checkbox" checked={same} onchange={onsame} /><span>{ "Also what did not change" }</span></label>
            </div>
            <p role="status"><strong>{ &told.counts }</strong></p>
            if !told.a.is_empty() {
                <dl class="facts"><dt>{ "A" }</dt><dd>{ side(props, &tools.a, &told.a) }</dd><dt>{ "B" }</dt><dd>{ side(props, &tools.b, &told.b) }</dd></dl>
            }
            { for told.warnings.iter().map(|warning| html! { <p class="callout warn">{ warning }</p> }) }
            { for told.sections.iter().map(section) }
            <p class="sub">
                { "Single files, findings and test cases are not in the data of this page: the snapshots' own pages have them, " }
                <a href="compare.html">{ "the page of comparisons" }</a>
                { " has those of the latest runs, and " }<code>{ "quarterdeck compare A B" }</code>{ " those of any two." }
            </p>
        </>
    }
}

/// What a side is, with its page where it is one snapshot.
fn side(props: &ToolProps, pick: &Pick, words: &str) -> Html {
    match pick {
        Pick::Snapshot(id) => html! { <a href={props.source.manifest.routes.snapshot(id)}>{ words }</a> },
        _ => html! { { words } },
    }
}

/// A button for what is asked most: the last seven days and the seven before.
fn weeks(props: &ToolProps) -> Html {
    let last = props.source.last_day();
    let back = |days: u64| last.checked_sub_days(Days::new(days));
    let (a, b) = (Range { from: back(13), to: back(7) }, Range { from: back(6), to: Some(last) });
    let act = props.act.clone();
    let onclick = move |_| {
        act.emit(Action::Tool(Tool::Pick(Which::A, Pick::Period(a))));
        act.emit(Action::Tool(Tool::Pick(Which::B, Pick::Period(b))));
    };
    html! { <button type="button" {onclick}>{ "The last week with the one before" }</button> }
}
