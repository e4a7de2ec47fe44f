//! The columns of the table: which there are, their headings, and the list that puts some away.

use crate::components::Act;
use crate::data::Outcome;
use crate::data::rows::Each;
use crate::state::Action;
use crate::state::sort::{Column, Sort};
use quarterdeck_analysis::Zone;
use quarterdeck_model::Series;
use quarterdeck_views::format::zoned;
use quarterdeck_views::{Shown, catalogue};
use yew::{Event, Html, html};

/// What the cells of a column show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Something of the run, or of the row's own figure.
    Column(Column),
    /// The run's figure of a series on the chart.
    Series(&'a Series),
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Head<'a> {
    /// What its cells show.
    pub cell: Cell<'a>,
    /// By what a click on its heading sorts.
    sort: Option<Column>,
    text: String,
    /// How its cells look.
    pub class: &'static str,
}

/// The columns of the table, in order.
pub fn columns<'a>(outcome: &'a Outcome, hidden: &[Column]) -> Vec<Head<'a>> {
    let plain = |column: Column, text: &str, class: &'static str| Head {
        cell: Cell::Column(column),
        sort: Some(column),
        text: text.to_owned(),
        class,
    };
    // In a zone whose clocks are put on and back each time says which it is.
    let time = if zoned(Zone::is_utc) { "Time (UTC)" } else { "Time" };
    let mut heads = vec![plain(Column::Time, time, "c-time"), plain(Column::State, "State", "c-state")];
    if outcome.rows.each == Each::Figure {
        heads.push(plain(Column::Metric, "Metric", ""));
        heads.push(plain(Column::Value, "Value", "n"));
    }
    let series = outcome.series().into_iter().filter_map(|at| outcome.source.history.series.get(at));
    heads.extend(series.enumerate().map(|(at, series)| Head {
        cell: Cell::Series(series),
        sort: (at == 0).then_some(Column::Value),
        text: Shown::cut(&catalogue::series_name(series), 60).text,
        class: "n",
    }));
    heads.push(plain(Column::Kind, "Kind", "medium"));
    heads.push(plain(Column::Job, "Job", "medium"));
    heads.push(plain(Column::Branch, "Branch", ""));
    heads.push(plain(Column::Commit, "Commit", "wide mono"));
    heads.retain(|head| !matches!(head.cell, Cell::Column(column) if hidden.contains(&column)));
    heads
}

/// The row of headings, with buttons that sort.
pub fn head(heads: &[Head<'_>], sort: Sort, act: &Act) -> Html {
    let headings = heads.iter().zip(1..).map(|(head, number)| {
        let index = number.to_string();
        match head.sort {
            Some(column) => {
                let onclick = act.reform(move |_| Action::Sort(column));
                html! {
                    <th scope="col" role="columnheader" aria-colindex={index} class={head.class} aria-sort={sort.aria(column)}>
                        <button type="button" {onclick}>{ &head.text }</button>
                    </th>
                }
            }
            None => html! {
                <th scope="col" role="columnheader" aria-colindex={index} class={head.class}>{ &head.text }</th>
            },
        }
    });
    html! { <thead role="rowgroup"><tr role="row" aria-rowindex="1">{ for headings }</tr></thead> }
}

/// The columns that can be put away, as checkboxes behind a button; and, without series on the chart, what a row is.
pub fn chooser(outcome: &Outcome, hidden: &[Column], act: &Act) -> Html {
    let boxes = Column::OPTIONAL.into_iter().map(|(column, text)| {
        let onchange = act.reform(move |_: Event| Action::Column(column));
        html! {
            <label key={text} class="explorer-check">
                <input type="checkbox" checked={!hidden.contains(&column)} {onchange} />
                <span class="explorer-label">{ text }</span>
            </label>
        }
    });
    html! {
        <div class="explorer-tools">
            if outcome.series().is_empty() {
                <div class="tabs" role="group" aria-label="What a row is">
                    { each(outcome, false, "Runs", act) }
                    { each(outcome, true, "Figures", act) }
                </div>
            }
            <details class="explorer-columns">
                <summary>{ "Columns" }</summary>
                <fieldset class="explorer-facet">
                    <legend class="visually-hidden">{ "Columns that are shown" }</legend>
                    { for boxes }
                </fieldset>
            </details>
        </div>
    }
}

fn each(outcome: &Outcome, figures: bool, text: &'static str, act: &Act) -> Html {
    let onclick = act.reform(move |_| Action::Figures(figures));
    let pressed = if outcome.choice.figures == figures { "true" } else { "false" };
    html! { <button type="button" aria-pressed={pressed} {onclick}>{ text }</button> }
}
