//! The days that are shown: ready-made ranges and two dates.

use crate::components::{Act, field_text};
use crate::state::Action;
use crate::state::calendar::{Preset, Range, parse_day};
use chrono::NaiveDate;
use quarterdeck_views::Shown;
use quarterdeck_views::format::zoned;
use yew::{Callback, Event, Html, html};

/// What [`range_picker`] shows.
#[derive(Debug, Clone, PartialEq)]
pub struct RangeProps {
    /// The chosen range.
    pub range: Range,
    /// The day of the oldest run.
    pub first: NaiveDate,
    /// The day of the newest run.
    pub last: NaiveDate,
    /// The newest release: its name, and the day of its first run.
    pub release: Option<(String, NaiveDate)>,
    /// Where clicks go.
    pub act: Act,
}

/// Ready-made ranges as buttons, and two date fields.
pub fn range_picker(props: &RangeProps) -> Html {
    let range = props.range;
    html! {
        <div class="explorer-range" role="group" aria-label="Days shown">
            <div class="tabs">
                { for Preset::ALL.into_iter().map(|preset| button(props, preset.label(), None, preset.range(props.last))) }
                { since_release(props) }
            </div>
            <label>{ "From" }{ " " }
                { day(props, range.from, move |from| Range { from, ..range }) }
            </label>
            <label>{ "to" }{ " " }
                { day(props, range.to, move |to| Range { to, ..range }) }
            </label>
            <span class="small muted">{ zoned(|zone| zone.name().to_owned()) }</span>
            if range.is_reversed() {
                <p class="callout warn" role="status">{ "The first day comes after the last: no run can lie between." }</p>
            }
        </div>
    }
}

/// From the first run of the newest release on; nothing where no run is labelled with one.
fn since_release(props: &RangeProps) -> Html {
    let Some((name, day)) = &props.release else { return Html::default() };
    let title = format!("From the first run of {} on, {day}", Shown::cut(name, 40).text);
    button(props, "Since release", Some(title), Range { from: Some(*day), to: None })
}

fn button(props: &RangeProps, label: &'static str, title: Option<String>, range: Range) -> Html {
    let onclick = props.act.reform(move |_| Action::Range(range));
    let pressed = if props.range == range { "true" } else { "false" };
    html! { <button type="button" aria-pressed={pressed} {title} {onclick}>{ label }</button> }
}

/// A date field. Emptied, it opens that end; a half-typed date changes nothing.
fn day(
    props: &RangeProps,
    value: Option<NaiveDate>,
    with: impl Fn(Option<NaiveDate>) -> Range + 'static,
) -> Html {
    let act = props.act.clone();
    let onchange = Callback::from(move |event: Event| {
        let text = field_text(&event);
        let day = parse_day(&text);
        if text.is_empty() || day.is_some() {
            act.emit(Action::Range(with(day)));
        }
    });
    let value = value.map(|day| day.to_string()).unwrap_or_default();
    html! {
        <input type="date" {value} min={props.first.to_string()} max={props.last.to_string()} {onchange} />
    }
}
