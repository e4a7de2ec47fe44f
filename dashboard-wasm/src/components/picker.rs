//! What one side of a comparison is: a snapshot out of a list, or two days.

use crate::components::{Act, field_text, selected};
use crate::data::compared::Offer;
use crate::state::calendar::{Range, parse_day};
use crate::state::{Action, Pick, Tool, Which};
use yew::{Event, Html, Properties, component, html};

/// Properties of [`Picker`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PickerProps {
    /// Which side.
    pub which: Which,
    /// What it is.
    pub pick: Pick,
    /// The snapshots to choose from.
    pub offers: Vec<Offer>,
    /// The days that a period begins with.
    pub days: Range,
    /// Where clicks go.
    pub act: Act,
}

/// A list of snapshots, whose first entries stand for nothing and for a period; then the days of the period.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let which = props.which;
    let name = if which == Which::A { "A" } else { "B" };
    let pick = move |pick: Pick| Action::Tool(Tool::Pick(which, pick));
    let days = props.days;
    let onchange = props.act.reform(move |event: Event| match selected(&event).as_str() {
        ".." => pick(Pick::Period(days)),
        other => pick(Pick::parse(other)),
    });
    let chosen = match &props.pick {
        Pick::Snapshot(id) => id.to_string(),
        Pick::Period(_) => "..".to_owned(),
        Pick::None => String::new(),
    };
    let option = |value: String, text: String| {
        let selected = value == chosen;
        html! { <option {value} {selected}>{ text }</option> }
    };
    html! {
        <fieldset class="explorer-pick">
            <legend>{ name }</legend>
            <select aria-label={format!("{name}: what")} {onchange}>
                { option(String::new(), "choose…".to_owned()) }
                { option("..".to_owned(), "a period: the newest run of each job in it".to_owned()) }
                { for props.offers.iter().map(|offer| option(offer.id.to_string(), offer.text.clone())) }
            </select>
            if let Pick::Period(range) = props.pick {
                <span class="explorer-days">
                    { day(props, "from", range.from, move |from| Range { from, ..range }) }
                    { day(props, "to", range.to, move |to| Range { to, ..range }) }
                </span>
            }
        </fieldset>
    }
}

fn day(
    props: &PickerProps,
    word: &'static str,
    value: Option<chrono::NaiveDate>,
    with: impl Fn(Option<chrono::NaiveDate>) -> Range + 'static,
) -> Html {
    let which = props.which;
    let kept = with(None);
    let onchange = props.act.reform(move |event: Event| {
        let range = with(parse_day(&field_text(&event)));
        // A period without any day is no period: the one that was typed away stays.
        Action::Tool(Tool::Pick(which, Pick::Period(if range.is_all() { kept } else { range })))
    });
    let value = value.map(|day| day.to_string()).unwrap_or_default();
    html! { <label>{ word }{ " " }<input type="date" {value} {onchange} /></label> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::at_once;
    use quarterdeck_model::SnapshotId;
    use yew::LocalServerRenderer;

    fn markup(pick: &str) -> String {
        let offer =
            Offer { id: SnapshotId::new("run-1").expect("an id"), text: "<b>Coverage</b>".to_owned() };
        let days = Range { from: parse_day("2026-11-17"), to: None };
        let props = PickerProps {
            which: Which::A,
            pick: Pick::parse(pick),
            offers: vec![offer],
            days,
            act: Act::noop(),
        };
        at_once(LocalServerRenderer::<Picker>::with_props(props).hydratable(false).render())
    }

    #[test]
    fn a_snapshot_is_a_choice_of_the_list_and_names_are_text() {
        let html = markup("run-1");
        assert!(
            html.contains("<option value=\"run-1\" selected") && html.contains("&lt;b&gt;Coverage"),
            "{html}"
        );
        assert!(html.contains("aria-label=\"A: what\"") && !html.contains("type=\"date\""), "{html}");
    }

    #[test]
    fn a_period_has_its_two_days() {
        let html = markup("2026-11-01..");
        assert_eq!(html.matches("type=\"date\"").count(), 2, "{html}");
        assert!(
            html.contains("value=\"2026-11-01\"") && html.contains("<option value=\"..\" selected"),
            "{html}"
        );
    }
}
