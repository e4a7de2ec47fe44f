//! Rows and chart as files.

use crate::browser::pace::Asked;
use crate::browser::save;
use crate::data::overlay::Overlay;
use crate::data::sheet::{self, Form};
use crate::data::{Outcome, Shared};
use crate::state::sort::Column;
use yew::{Callback, Html, Properties, component, html, use_state_eq};

/// Properties of [`Downloads`].
#[derive(Clone, PartialEq, Properties)]
pub struct DownloadProps {
    /// The rows.
    pub outcome: Shared<Outcome>,
    /// Columns that are put away.
    pub hidden: Vec<Column>,
    /// The chart.
    pub overlay: Option<Shared<Overlay>>,
}

/// A file to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rows(Form),
    Svg,
    Png,
}

const KINDS: [(Kind, &str); 4] = [
    (Kind::Rows(Form::Csv), "Rows as CSV"),
    (Kind::Rows(Form::Json), "Rows as JSON"),
    (Kind::Svg, "Chart as SVG"),
    (Kind::Png, "Chart as PNG"),
];

/// The files of the menu; what goes wrong is said below them.
#[component]
pub fn Downloads(props: &DownloadProps) -> Html {
    let said = use_state_eq(String::new);
    let drawn = props.overlay.as_ref().is_some_and(|overlay| overlay.drawn.is_some());
    let button = |(kind, text): (Kind, &'static str)| {
        let (props, said) = (props.clone(), said.clone());
        let onclick = Callback::from(move |_| {
            let (props, said) = (props.clone(), said.clone());
            yew::platform::spawn_local(async move {
                said.set(match make(kind, &props).await {
                    Ok(name) => format!("{name} is made."),
                    Err(trouble) => trouble,
                });
            });
        });
        let disabled = !matches!(kind, Kind::Rows(_)) && !drawn;
        html! { <li><button type="button" {onclick} {disabled}>{ text }</button></li> }
    };
    html! {
        <>
            <ul class="explorer-views">{ for KINDS.into_iter().map(button) }</ul>
            if !drawn { <p class="sub">{ "There is no chart: choose a metric first." }</p> }
            <p class="sub" role="status">{ &*said }</p>
        </>
    }
}

/// Makes the file; gives its name.
async fn make(kind: Kind, props: &DownloadProps) -> Result<String, String> {
    let name = |ending: &str| sheet::file_name(&props.outcome, ending);
    let drawn =
        || props.overlay.as_ref().and_then(|overlay| overlay.drawn.as_ref()).ok_or("There is no chart.");
    match kind {
        Kind::Rows(form) => {
            let mut pace = Asked::default().anew();
            let text = sheet::text(&props.outcome, &props.hidden, form, &mut pace).await;
            let text = text.map_err(|_| "The rows changed meanwhile.".to_owned())?;
            let (ending, mime) = match form {
                Form::Csv => ("csv", "text/csv;charset=utf-8"),
                Form::Json => ("json", "application/json"),
            };
            save::text(&name(ending), mime, &text).map(|()| name(ending))
        }
        Kind::Svg => save::text(&name("svg"), "image/svg+xml", &save::svg(drawn()?)).map(|()| name("svg")),
        Kind::Png => save::png(name("png"), save::svg(drawn()?)).await.map(|()| name("png")),
    }
}
