//! The views that the reader named: save, open, delete.

use crate::browser::{address, kept};
use crate::components::field_text;
use crate::data::views::{self, View};
use yew::{
    Callback, Html, InputEvent, MouseEvent, Properties, SubmitEvent, component, html, use_state, use_state_eq,
};

/// Properties of [`SavedViews`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SavedProps {
    /// Whose views.
    pub project: String,
}

/// The saved views and a field for the name of a new one. What goes wrong is said below them.
#[component]
pub fn SavedViews(props: &SavedProps) -> Html {
    let state = use_state(|| kept::read(&props.project));
    let name = use_state_eq(String::new);
    let said = use_state_eq(String::new);
    let project = props.project.clone();
    let keep = {
        let (state, said, project) = (state.clone(), said.clone(), project.clone());
        Callback::from(move |(all, word): (Vec<View>, String)| match kept::write(&project, &all) {
            Ok(()) => {
                state.set(Ok(all));
                said.set(word);
            }
            Err(trouble) => said.set(trouble.to_owned()),
        })
    };
    let onsubmit = {
        let (state, name, keep) = (state.clone(), name.clone(), keep.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let known = state.as_ref().map(Vec::clone).unwrap_or_default();
            if let Some(all) = views::with(&known, &name, &address::hash()) {
                keep.emit((all, format!("Saved as {}.", name.trim())));
                name.set(String::new());
            }
        })
    };
    let oninput = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| name.set(field_text(&event)))
    };
    let forget = {
        let (state, project) = (state.clone(), project);
        Callback::from(move |_: MouseEvent| state.set(kept::forget(&project).map(|()| Vec::new())))
    };
    html! {
        <>
            { shown(&state, &keep, &forget) }
            if state.is_ok() { { form(&name, &onsubmit, &oninput) } }
            <p class="sub" role="status">{ &*said }</p>
        </>
    }
}

/// The list of views, or why there is none.
fn shown(
    state: &Result<Vec<View>, &'static str>,
    keep: &Callback<(Vec<View>, String)>,
    forget: &Callback<MouseEvent>,
) -> Html {
    match state {
        Ok(all) => list(all, keep),
        Err(trouble) => html! {
            <>
                <p class="callout warn">{ *trouble }</p>
                if trouble.contains("Forget") { <button type="button" onclick={forget}>{ "Forget them" }</button> }
            </>
        },
    }
}

/// Where a view gets its name.
fn form(name: &str, onsubmit: &Callback<SubmitEvent>, oninput: &Callback<InputEvent>) -> Html {
    html! {
        <form {onsubmit} class="explorer-save">
            <label class="visually-hidden" for="explorer-view">{ "Name of the view" }</label>
            <input id="explorer-view" type="text" maxlength="80" placeholder="name of this view" autocomplete="off"
                value={name.to_owned()} {oninput} />
            <button type="submit" disabled={name.trim().is_empty()}>{ "Save" }</button>
        </form>
    }
}

fn list(all: &[View], keep: &Callback<(Vec<View>, String)>) -> Html {
    if all.is_empty() {
        return html! { <p class="sub">{ "A view is everything that is chosen, under a name, in this browser only." }</p> };
    }
    let entry = |view: &View| {
        let rest: Vec<View> = all.iter().filter(|other| other.name != view.name).cloned().collect();
        let word = format!("{} is deleted.", view.name);
        let delete = keep.reform(move |_| (rest.clone(), word.clone()));
        let hash = view.hash.clone();
        let open = move |_| address::go(&hash);
        html! {
            <li key={view.name.clone()}>
                <button type="button" class="explorer-view" onclick={open}><bdi>{ &view.name }</bdi></button>
                <button type="button" class="explorer-remove" onclick={delete}
                    aria-label={format!("Delete {}", view.name)} title="Delete">{ "×" }</button>
            </li>
        }
    };
    html! { <ul class="explorer-views">{ for all.iter().map(entry) }</ul> }
}
