//! What can be done with everything that is chosen: save it as a view, download it, look at other files, see the keys.

use crate::components::Act;
use crate::components::downloads::DownloadProps;
use crate::components::menu::Menu;
use crate::components::own_files::OpenFiles;
use crate::components::saved::SavedProps;
use crate::components::shortcuts::Shortcuts;
use crate::components::text::counted;
use crate::data::overlay::Overlay;
use crate::data::{Outcome, Shared};
use crate::later::entry;
use yew::{Callback, Html, html};

/// What [`toolbar`] shows.
#[derive(Clone, PartialEq)]
pub struct ToolbarProps {
    /// What follows from the choice.
    pub outcome: Shared<Outcome>,
    /// The chart.
    pub overlay: Option<Shared<Overlay>>,
    /// Where clicks go.
    pub act: Act,
}

/// A row of menus and buttons, and how many rows match for those who do not see them.
pub fn toolbar(props: &ToolbarProps) -> Html {
    let rows = props.outcome.rows.list.len();
    let matches = format!("{} in the table", counted(rows, "row", "rows"));
    let views = SavedProps { project: props.outcome.source.manifest.project.clone() };
    let files = DownloadProps {
        outcome: props.outcome.clone(),
        hidden: props.outcome.choice.hidden.clone(),
        overlay: props.overlay.clone(),
    };
    html! {
        <div class="explorer-toolbar">
            <p class="visually-hidden" role="status">{ matches }</p>
            <Menu title="Views" inside={Callback::from(move |()| entry::saved(views.clone()))} />
            <Menu title="Download" inside={Callback::from(move |()| entry::downloads(files.clone()))} />
            <OpenFiles />
            <Shortcuts act={props.act.clone()} />
        </div>
    }
}
