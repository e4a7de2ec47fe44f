//! The parts of the explorer, one file each: they place text that is already written.

pub mod brush;
pub mod canvas;
pub mod chart;
pub mod chart_tools;
pub mod compare;
pub mod copy_link;
pub mod downloads;
pub mod facets;
pub mod menu;
pub mod metrics;
pub mod open_files;
pub mod own_files;
pub mod panel;
pub mod percentiles;
pub mod picker;
pub mod range;
pub mod saved;
pub mod sections;
pub mod shortcuts;
pub mod statuses;
pub mod summary;
pub mod table;
pub mod table_columns;
pub mod table_keys;
pub mod table_row;
pub mod text;
pub mod theme_switch;
pub mod toolbar;

use crate::state::Action;
use yew::Callback;

/// Where components say what the reader did.
pub type Act = Callback<Action>;

/// The text in the field that an event is about.
pub(crate) fn field_text<E: AsRef<web_sys::Event>>(event: &E) -> String {
    use wasm_bindgen::JsCast as _;
    let target = event.as_ref().target();
    let input = target.and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// The value chosen in the list that an event is about.
pub(crate) fn selected(event: &yew::Event) -> String {
    use wasm_bindgen::JsCast as _;
    let list = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
    list.map(|list| list.value()).unwrap_or_default()
}
