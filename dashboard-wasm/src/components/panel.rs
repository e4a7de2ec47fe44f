//! A tool that is folded until the reader asks for it.

use crate::components::Act;
use crate::data::columns::Filtered;
use crate::data::own::Own;
use crate::data::{Shared, Source};
use crate::later::{self, Rest, entry};
use crate::state::{Action, Choice, Panel, Tool};
use yew::{Html, Properties, html};

/// Properties of [`tool_panel`] and of what is in it.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolProps {
    /// Which tool.
    pub panel: Panel,
    /// Everything there is.
    pub source: Shared<Source>,
    /// The runs that are chosen.
    pub filtered: Shared<Filtered>,
    /// The reader's own files, where these are looked at.
    pub own: Option<Shared<Own>>,
    /// What is chosen.
    pub choice: Choice,
    /// Where clicks go.
    pub act: Act,
}

/// A tool in its panel, which has been `opened` or not.
pub fn tool_panel(props: &ToolProps, opened: bool, rest: &Rest) -> Html {
    let open = props.choice.tools.is_open(props.panel);
    let inside = if opened {
        later::part(rest, || match props.panel {
            Panel::Compare => entry::compare(props.clone()),
            Panel::Percentiles => entry::percentiles(props.clone()),
        })
    } else {
        Html::default()
    };
    let words = match props.panel {
        Panel::Compare => ("Compare", "two snapshots or periods"),
        Panel::Percentiles => ("Percentiles", "response times of what is chosen, from merged histograms"),
    };
    panel(props.panel, words, open, &props.act, inside)
}

/// A card with a heading that opens and folds it. `hint` says in a few words what is inside.
fn panel(
    panel: Panel,
    (title, hint): (&'static str, &'static str),
    open: bool,
    act: &Act,
    inside: Html,
) -> Html {
    let onclick = act.reform(move |_| Action::Tool(Tool::Open(panel, !open)));
    let id = format!("explorer-{}", panel.word());
    html! {
        <section key={panel.word()} class={if open { "card explorer-panel open" } else { "card explorer-panel" }} aria-label={title}>
            <h2><button type="button" {onclick} aria-expanded={if open { "true" } else { "false" }}
                aria-controls={id.clone()}>
                <span aria-hidden="true">{ if open { "▾ " } else { "▸ " } }</span>{ title }
                <span class="muted small">{ hint }</span>
            </button></h2>
            <div {id} hidden={!open}>{ inside }</div>
        </section>
    }
}
