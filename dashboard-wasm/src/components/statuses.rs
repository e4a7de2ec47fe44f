//! The statuses that the list of metrics can be narrowed to.

use crate::components::Act;
use crate::components::text;
use crate::state::Action;
use crate::state::choice::STATUSES;
use std::collections::BTreeSet;
use yew::{Html, html};

/// What [`status_box`] shows.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusProps {
    /// The words of the chosen ones.
    pub chosen: BTreeSet<String>,
    /// How many metrics have each, in the order of [`STATUSES`].
    pub counts: [usize; 6],
    /// Where clicks go.
    pub act: Act,
}

/// The statuses as checkboxes with glyph and word. Those that no metric has are left out, unless chosen.
pub fn status_box(props: &StatusProps) -> Html {
    let boxes = STATUSES.into_iter().zip(props.counts).map(|((word, status), number)| {
        let chosen = props.chosen.contains(word);
        if number == 0 && !chosen {
            return Html::default();
        }
        let onchange = props.act.reform(move |_: yew::Event| Action::Status(word.to_owned()));
        html! {
            <label key={word} class="explorer-check">
                <input type="checkbox" checked={chosen} {onchange} />
                <span class="explorer-label">{ text::status(status) }</span>
                <span class="explorer-number">
                    <span class="visually-hidden">{ "metrics: " }</span>{ text::count(number) }
                </span>
            </label>
        }
    });
    html! {
        <fieldset class="explorer-facet">
            <legend>{ "Status of the metric" }</legend>
            { for boxes }
        </fieldset>
    }
}
