//! One line on what is chosen: how many runs of what days, as of when, and the score.

use crate::components::Act;
use crate::components::copy_link::CopyLink;
use crate::components::text::{self, count};
use crate::data::{Judged, Shared, Source};
use crate::state::{Action, Choice};
use yew::{Html, Properties, component, html};

/// Properties of [`Summary`].
#[derive(Clone, PartialEq, Properties)]
pub struct SummaryProps {
    /// Everything there is.
    pub source: Shared<Source>,
    /// What is chosen of it.
    pub judged: Shared<Judged>,
    /// The choice.
    pub choice: Choice,
    /// Where clicks go.
    pub act: Act,
}

/// One line on what is chosen, with the buttons that copy its address and clear its filters.
#[component]
pub fn Summary(props: &SummaryProps) -> Html {
    let all = props.source.history.runs.len();
    let runs = props.judged.history.runs.len();
    let filtered =
        props.choice.filters_runs() || !props.choice.query.is_empty() || !props.choice.statuses.is_empty();
    let reset = props.act.reform(|_| Action::Reset);
    html! {
        <div class="explorer-summary">
            <p role="status" aria-live="polite">
                <strong>{ if runs == all { format!("All {} runs", count(all)) } else { format!("{} of {} runs", count(runs), count(all)) } }</strong>
                if !props.judged.span.is_empty() {
                    { ", " }{ &props.judged.span }
                }
            </p>
            { score(props) }
            <span class="spacer"></span>
            <span class="explorer-buttons">
                if filtered {
                    <button type="button" onclick={reset}>{ "Clear filters" }</button>
                }
                <CopyLink />
            </span>
        </div>
    }
}

/// The score of what is chosen: with filters on it is another than the overview's, and says so.
fn score(props: &SummaryProps) -> Html {
    let score = &props.judged.score;
    html! {
        <p class="explorer-score" title={props.judged.as_of.clone()}>
            { "Score " }<strong>{ &score.value }</strong>{ " " }{ text::status(score.status.named(score.band)) }
            if !score.note.is_empty() {
                <span class="muted">{ ", " }{ &score.note }</span>
            }
            if props.choice.filters_runs() {
                <span class="muted">{ " of what is chosen" }</span>
            }
        </p>
    }
}
