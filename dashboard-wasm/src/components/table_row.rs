//! One row of the table: a run, or one figure of a run.

use crate::components::table_columns::{Cell, Head};
use crate::components::text;
use crate::data::Outcome;
use crate::data::rows;
use crate::data::rows::Each;
use crate::state::sort::Column;
use quarterdeck_model::{Run, SectionState, Series};
use quarterdeck_views::format::{date_time_in_column, quantity};
use quarterdeck_views::{Shown, Status, catalogue};
use yew::{Html, html};

/// What a row shows.
struct Subject<'a> {
    run: &'a Run,
    /// The run's index.
    index: u32,
    /// The row's own figure.
    figure: Option<(&'a Series, f64)>,
    href: String,
}

/// Row number `at` (from 0) of the whole table; `active`: the number of the cell that the keyboard is in.
pub fn row(outcome: &Outcome, columns: &[Head<'_>], at: usize, active: Option<usize>) -> Html {
    let Some(subject) = subject(outcome, at) else { return Html::default() };
    let cells = columns.iter().enumerate().map(|(number, head)| {
        let stop = if active == Some(number) { "0" } else { "-1" };
        cell(&subject, head, (number, stop))
    });
    html! { <tr key={at} role="row" aria-rowindex={(at + 2).to_string()}>{ for cells }</tr> }
}

fn subject(outcome: &Outcome, at: usize) -> Option<Subject<'_>> {
    let row = *outcome.rows.list.get(at)?;
    let source = &outcome.source;
    let index = if outcome.rows.each == Each::Figure { source.figures.run(row)? } else { row };
    let run = source.history.runs.get(index as usize)?;
    let figure = source.figures.figure(row).filter(|_| outcome.rows.each == Each::Figure);
    let figure = figure.and_then(|(series, value)| Some((source.history.series.get(series)?, value)));
    Some(Subject { run, index, figure, href: source.manifest.routes.snapshot(&run.id) })
}

fn cell(subject: &Subject<'_>, head: &Head<'_>, (number, stop): (usize, &'static str)) -> Html {
    let run = subject.run;
    let column = (number + 1).to_string();
    let class = head.class;
    let title = (head.cell == Cell::Column(Column::State)).then(|| reasons(run)).flatten();
    if head.cell == Cell::Column(Column::Time) {
        let time = date_time_in_column(run.taken_at);
        return html! {
            <td role="gridcell" aria-colindex={column} {class}>
                <a href={subject.href.clone()} tabindex={stop}>{ time }</a>
                { sides(run) }
            </td>
        };
    }
    html! { <td role="gridcell" aria-colindex={column} {class} {title} tabindex={stop}>{ content(subject, head) }</td> }
}

/// Buttons that make the snapshot a side of the comparison: by pointer; the keyboard has `a` and `b`.
fn sides(run: &Run) -> Html {
    let button = |side: &'static str, text: &'static str| {
        html! {
            <button type="button" class="explorer-pick-side" tabindex="-1" data-side={side} data-id={run.id.to_string()}
                aria-label={format!("Compare: {text}")} title={format!("Compare: make this snapshot {text}")}>{ text }</button>
        }
    };
    html! { <>{ button("a", "A") }{ button("b", "B") }</> }
}

fn content(subject: &Subject<'_>, head: &Head<'_>) -> Html {
    let run = subject.run;
    match head.cell {
        Cell::Series(series) => value(rows::value(series, subject.index).map(|value| (series, value))),
        Cell::Column(Column::Value) => value(subject.figure),
        Cell::Column(Column::Metric) => match subject.figure {
            Some((series, _)) => text::shown(&Shown::cut(&catalogue::series_name(series), 60)),
            None => html! { <span class="muted">{ "no figure" }</span> },
        },
        Cell::Column(Column::State) => text::status(state(run.state)),
        Cell::Column(Column::Kind) => html! { { catalogue::area(run.kind) } },
        Cell::Column(Column::Job) => text::shown(&Shown::cut(&run.job, 40)),
        Cell::Column(Column::Branch) => optional(run.branch.as_deref()),
        Cell::Column(Column::Commit) => commit(run),
        Cell::Column(Column::Time) => Html::default(),
    }
}

/// The figure that the run gave, or in words that it gave none.
fn value(figure: Option<(&Series, f64)>) -> Html {
    match figure {
        Some((series, value)) => text::quantity(&quantity(value, &series.unit)),
        None => html! { <span class="muted">{ "no data" }</span> },
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
