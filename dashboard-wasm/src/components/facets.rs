//! The values that runs can be filtered by, with how many runs each would leave.

use crate::components::Act;
use crate::components::table_row::state;
use crate::components::text::count;
use crate::data::columns::{UNSTATED, Value};
use crate::state::{Action, Facet};
use quarterdeck_model::sorted::sort_by;
use quarterdeck_model::{Kind, SectionState};
use quarterdeck_views::{Shown, catalogue};
use yew::{Callback, Html, MouseEvent, html};

/// Values listed before a click on "more".
const FEW: usize = 8;

/// Values listed after it: beyond, a list is no longer read.
const MANY: usize = 200;

/// All states of a run.
const STATES: [SectionState; 4] =
    [SectionState::Ok, SectionState::Partial, SectionState::Failed, SectionState::Empty];

/// What [`facet_box`] shows.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetProps {
    /// Which facet.
    pub facet: Facet,
    /// Its values.
    pub values: Vec<Value>,
    /// Whether more than the first few are listed.
    pub more: bool,
    /// Lists more, or fewer.
    pub toggle: Callback<MouseEvent>,
    /// Where clicks go.
    pub act: Act,
}

/// The values of one facet as checkboxes: chosen ones first, then those with most runs. Without a choice to make
/// (one value, not chosen) there is nothing to show.
pub fn facet_box(props: &FacetProps) -> Html {
    if props.values.len() < 2 && !props.values.iter().any(|value| value.chosen) {
        return Html::default();
    }
    let mut values: Vec<&Value> = props.values.iter().collect();
    sort_by(&mut values, |a, b| {
        b.chosen.cmp(&a.chosen).then(b.runs.cmp(&a.runs)).then(a.value.cmp(&b.value))
    });
    let shown = if props.more { MANY } else { FEW };
    let rest = values.len().saturating_sub(shown);
    let toggle = &props.toggle;
    html! {
        <fieldset key={props.facet.key()} class="explorer-facet">
            <legend>{ props.facet.label() }</legend>
            { for values.iter().take(shown).map(|value| checkbox(props, value)) }
            if rest > 0 && !props.more {
                <button type="button" class="explorer-more" onclick={toggle}>{ format!("{rest} more") }</button>
            } else if props.more {
                <button type="button" class="explorer-more" onclick={toggle}>{ "Fewer" }</button>
                if rest > 0 {
                    <p class="sub">{ format!("{} are not listed", count(rest)) }</p>
                }
            }
        </fieldset>
    }
}

fn checkbox(props: &FacetProps, value: &Value) -> Html {
    let (facet, name) = (props.facet, value.value.clone());
    let onchange = props.act.reform(move |_: yew::Event| Action::Facet(facet, name.clone()));
    let label = label(props.facet, &value.value);
    html! {
        <label key={value.value.clone()} class={if value.runs == 0 { "explorer-check none" } else { "explorer-check" }}>
            <input type="checkbox" checked={value.chosen} {onchange} />
            <bdi class="explorer-label" title={label.full}>{ label.text }</bdi>
            <span class="explorer-number"><span class="visually-hidden">{ "runs: " }</span>{ count(value.runs) }</span>
        </label>
    }
}

/// What stands beside the box.
fn label(facet: Facet, value: &str) -> Shown {
    match (facet, Kind::parse(value)) {
        (_, _) if value == UNSTATED => Shown::new("not stated"),
        (Facet::State, _) => {
            Shown::new(STATES.iter().find(|s| s.as_str() == value).map_or(value, |s| state(*s).word))
        }
        (Facet::Kind, Some(kind)) => Shown::new(catalogue::area(kind)),
        _ => Shown::cut(value, 40),
    }
}
