//! Names, statuses and quantities, marked up as the pages beside do.

use quarterdeck_views::format::Quantity;
use quarterdeck_views::{Shown, Status};
use yew::{Html, html};

/// A name from data, kept apart from the direction of the text around it, whole in a tooltip when it was cut.
pub fn shown(name: &Shown) -> Html {
    html! { <bdi title={name.full.clone()}>{ &name.text }</bdi> }
}

/// A status: glyph and word, always both.
pub fn status(status: Status) -> Html {
    html! {
        <span class={format!("status {}", status.class)}>
            <span aria-hidden="true">{ status.glyph }</span>{ " " }<span>{ status.word }</span>
        </span>
    }
}

/// A number with its muted unit.
pub fn quantity(quantity: &Quantity) -> Html {
    html! {
        <>
            <span class="value">{ &quantity.number }</span>
            if !quantity.unit.is_empty() {
                { "\u{2009}" }<span class="unit">{ &quantity.unit }</span>
            }
        </>
    }
}

/// `12 345`: whole numbers in the site's own grouping.
pub fn count(number: usize) -> String {
    quarterdeck_views::format::count(number as f64)
}

/// `1 run`, `12 345 runs`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}
