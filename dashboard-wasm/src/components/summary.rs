//! One line on what is chosen: how many runs of what days, as of when, and the score.

use crate::components::Act;
use crate::components::text::{self, count};
use crate::data::{Outcome, Shared};
use crate::later::{Rest, entry};
use crate::state::Action;
use yew::{Html, html};

/// What [`summary`] shows.
#[derive(Clone, PartialEq)]
pub struct SummaryProps {
    /// What is chosen, and what follows from it.
    pub outcome: Shared<Outcome>,
    /// Whether the rest of the program is there.
    pub rest: Rest,
    /// Where clicks go.
    pub act: Act,
}

/// One line on what is chosen, with the buttons that copy its address and clear its filters.
pub fn summary(props: &SummaryProps) -> Html {
    let (choice, verdict) = (&props.outcome.choice, &props.outcome.verdict);
    let all = props.outcome.source.history.runs.len();
    let runs = verdict.runs;
    let filtered = choice.filters_runs() || !choice.query.is_empty() || !choice.statuses.is_empty();
    let reset = props.act.reform(|_| Action::Reset);
    html! {
        <div class="explorer-summary">
            <p role="status" aria-live="polite">
                <strong>{ if runs == all { format!("All {} runs", count(all)) } else { format!("{} of {} runs", count(runs), count(all)) } }</strong>
                if !verdict.span.is_empty() {
                    { ", " }{ &verdict.span }
                }
            </p>
            { score(props) }
            <span class="spacer"></span>
            <span class="explorer-buttons">
                if filtered {
                    <button type="button" onclick={reset}>{ "Clear filters" }</button>
                }
                if props.rest == Rest::There { { entry::copy_link() } }
            </span>
        </div>
    }
}

/// The score of what is chosen: with filters on it is another than the overview's, and says so.
fn score(props: &SummaryProps) -> Html {
    let score = &props.outcome.verdict.score;
    html! {
        <p class="explorer-score" title={props.outcome.verdict.as_of.clone()}>
            { "Score " }<strong>{ &score.value }</strong>{ " " }{ text::status(score.status.named(score.band)) }
            if !score.note.is_empty() {
                <span class="muted">{ ", " }{ &score.note }</span>
            }
            if props.outcome.choice.filters_runs() {
                <span class="muted">{ " of what is chosen" }</span>
            }
        </p>
    }
}
