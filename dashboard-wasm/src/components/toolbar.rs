//! What can be done with everything that is chosen: save it as a view, download it, look at other files, see the keys.

use crate::browser::working::{Chart, Drawing};
use crate::components::Act;
use crate::components::downloads::{DownloadProps, Downloads};
use crate::components::menu::Menu;
use crate::components::open_files::OpenFiles;
use crate::components::own_files::Mine;
use crate::components::saved::{SavedProps, SavedViews};
use crate::components::shortcuts::Shortcuts;
use crate::data::{Outcome, Shared};
use yew::{Callback, Html, html};

/// What [`toolbar`] shows.
#[derive(Clone, PartialEq)]
pub struct ToolbarProps {
    /// What follows from the choice.
    pub outcome: Shared<Outcome>,
    /// The chart.
    pub chart: Option<Chart>,
    /// The reader's own files.
    pub mine: Mine,
    /// Where clicks go.
    pub act: Act,
}

/// Menus and buttons.
pub fn toolbar(props: &ToolbarProps) -> Html {
    let views = SavedProps { project: props.outcome.source.manifest.project.clone() };
    let files = DownloadProps {
        outcome: props.outcome.clone(),
        hidden: props.outcome.choice.hidden.clone(),
        overlay: props.chart.as_ref().and_then(Drawing::of).map(|drawing| drawing.overlay.clone()),
    };
    html! {
        <>
            <Menu title="Views" inside={Callback::from(move |()| html! { <SavedViews ..views.clone() /> })} />
            <Menu title="Download" inside={Callback::from(move |()| html! { <Downloads ..files.clone() /> })} />
            <OpenFiles mine={props.mine.clone()} />
            <Shortcuts act={props.act.clone()} />
        </>
    }
}
