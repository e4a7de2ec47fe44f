//! Light, dark or as the system says, for pages that bring no switch of their own.

use crate::browser::theme::{self, Theme};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, component, html, use_effect_with, use_state_eq};

/// A switch that keeps the choice for every page of the site. It shows itself only where the page has none.
#[component]
pub fn ThemeSwitch() -> Html {
    let choice = use_state_eq(|| None::<Theme>);
    {
        let choice = choice.clone();
        use_effect_with((), move |()| {
            let kept = theme::kept();
            theme::apply(kept);
            if !theme::page_has_switch() {
                choice.set(Some(kept));
            }
        });
    }
    let Some(now) = *choice else { return Html::default() };
    let onchange = Callback::from(move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let theme = select.map(|select| Theme::parse(&select.value())).unwrap_or_default();
        theme::keep(theme);
        theme::apply(theme);
        choice.set(Some(theme));
    });
    html! {
        <label class="theme-switch">{ "Theme" }{ " " }
            <select {onchange}>
                { for Theme::ALL.into_iter().map(|theme| html! {
                    <option value={theme.name()} selected={theme == now}>{ theme.label() }</option>
                }) }
            </select>
        </label>
    }
}
