//! What can be done with everything that is chosen: save it as a view, download it, look at other files, see the keys.

use crate::components::Act;
use crate::components::downloads::Downloads;
use crate::components::own_files::OpenFiles;
use crate::components::saved::SavedViews;
use crate::components::shortcuts::Shortcuts;
use crate::components::text::counted;
use crate::data::overlay::Overlay;
use crate::data::{Outcome, Shared};
use yew::{Html, Properties, component, html};

/// Properties of [`Toolbar`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// What follows from the choice.
    pub outcome: Shared<Outcome>,
    /// The chart.
    pub overlay: Option<Shared<Overlay>>,
    /// Where clicks go.
    pub act: Act,
}

/// A row of menus and buttons, and how many rows match for those who do not see them.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let rows = props.outcome.rows.list.len();
    let matches = format!("{} in the table", counted(rows, "row", "rows"));
    html! {
        <div class="explorer-toolbar">
            <p class="visually-hidden" role="status">{ matches }</p>
            <SavedViews project={props.outcome.source.manifest.project.clone()} />
            <Downloads outcome={props.outcome.clone()} hidden={props.outcome.choice.hidden.clone()} overlay={props.overlay.clone()} />
            <OpenFiles />
            <Shortcuts act={props.act.clone()} />
        </div>
    }
}
