//! One row of the table of runs.

use crate::components::table::TableProps;
use crate::components::text;
use crate::data::rows;
use quarterdeck_model::{Run, SectionState, Series};
use quarterdeck_views::format::{date_time, quantity};
use quarterdeck_views::{Shown, Status, catalogue};
use yew::{Html, html};

/// The row of run number `index`, which is the row number `at` (from 0) of the whole table.
pub fn row(props: &TableProps, series: &[&Series], index: u32, at: usize) -> Html {
    let Some(run) = props.judged.history.runs.get(index as usize) else { return Html::default() };
    let href = props.source.manifest.routes.snapshot(&run.id);
    let values = series.iter().map(|series| value(series, index));
    html! {
        <tr key={run.id.as_str().to_owned()} aria-rowindex={(at + 2).to_string()}>
            <td class="c-time"><a {href}>{ date_time(run.taken_at).trim_end_matches(" UTC") }</a></td>
            <td class="c-state" title={reasons(run)}>{ text::status(state(run.state)) }</td>
            { for values }
            <td class="medium">{ catalogue::area(run.kind) }</td>
            <td class="medium">{ text::shown(&Shown::cut(&run.job, 40)) }</td>
            <td>{ optional(run.branch.as_deref()) }</td>
            <td class="wide mono">{ commit(run) }</td>
        </tr>
    }
}

/// The figure that the run gave, or in words that it gave none.
fn value(series: &Series, run: u32) -> Html {
    match rows::value(series, run) {
        Some(value) => html! { <td class="n">{ text::quantity(&quantity(value, &series.unit)) }</td> },
        None => html! { <td class="n muted">{ "no data" }</td> },
    }
}

fn optional(text: Option<&str>) -> Html {
    match text {
        Some(text) => text::shown(&Shown::cut(text, 40)),
        None => html! { <span class="muted">{ "not stated" }</span> },
    }
}

fn commit(run: &Run) -> Html {
    let short = run.commit.as_deref().map(|commit| commit.chars().take(7).collect::<String>());
    let dirty = if run.dirty == Some(true) { "+" } else { "" };
    html! {
        <>
            { optional(short.as_deref()) }
            if !dirty.is_empty() {
                <span title="with uncommitted changes">{ dirty }</span>
            }
        </>
    }
}

fn reasons(run: &Run) -> Option<String> {
    (!run.reasons.is_empty()).then(|| Shown::cut(&run.reasons.join("; "), 300).text)
}

/// Whether the run's figures count, in the look of a status.
pub fn state(state: SectionState) -> Status {
    match state {
        SectionState::Ok => Status::MEETS.named("Measured"),
        SectionState::Partial => Status::AT_RISK.named("Partial"),
        SectionState::Failed => Status::FAILING.named("Not obtained"),
        SectionState::Empty => Status::NO_DATA.named("Empty"),
    }
}
