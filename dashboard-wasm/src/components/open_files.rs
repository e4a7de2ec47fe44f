//! Files of the reader's own: chosen from the browser's list or dropped anywhere on the page, read, and put in the place of
//! what is looked at.

use crate::browser::{address, bridge, files};
use crate::components::own_files::{Look, Mine};
use crate::data::Shared;
use crate::root::archive_of;
use gloo::events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Event, File, HtmlElement};
use yew::{Callback, Html, Properties, component, hook, html, use_effect_with, use_node_ref};

/// Properties of [`OpenFiles`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenProps {
    /// What takes them.
    pub mine: Mine,
}

/// A button that opens the browser's list of files.
#[component]
pub fn OpenFiles(props: &OpenProps) -> Html {
    let field = use_node_ref();
    let take = use_reading(&props.mine);
    use_drop(&props.mine, &take);
    let onchange = take.reform(|event: Event| files::chosen(&event));
    let onclick = {
        let field = field.clone();
        Callback::from(move |_| {
            if let Some(field) = field.cast::<HtmlElement>() {
                field.click();
            }
        })
    };
    html! {
        <>
            <input ref={field} type="file" multiple=true hidden=true accept=".json,.jsonl,.ndjson,.snapshots"
                aria-label="Snapshot files" {onchange} />
            <button type="button" {onclick}
                title="Look at snapshot files of yours, or drop them anywhere on this page. They never leave this browser.">
                { "Open files…" }
            </button>
        </>
    }
}

/// Reads files and puts them in the place of what is looked at.
#[hook]
fn use_reading(mine: &Mine) -> Callback<Vec<File>> {
    let (published, dispatch) = (mine.published.manifest.clone(), mine.looking.dispatcher());
    Callback::from(move |given: Vec<File>| {
        if given.is_empty() {
            return;
        }
        let (published, dispatch, all) = (published.clone(), dispatch.clone(), given.len());
        yew::platform::spawn_local(async move {
            let told = dispatch.clone();
            let done = Callback::from(move |number| {
                told.dispatch(Look::Busy(format!("Reading your files: {number} of {all}.")));
            });
            let policy = match published.policy() {
                Ok(policy) => policy,
                Err(why) => return bridge::failed(&why),
            };
            let own = files::read(given, done).await.finish();
            // Nobody asks for anything newer: it goes straight on.
            let Ok(archive) = archive_of(&published, &policy.annotations, &own).await else { return };
            dispatch.dispatch(Look::Busy(String::new()));
            address::leave_choice();
            dispatch.dispatch(Look::At(Some(Rc::new((Shared::new(own), archive)))));
        });
    })
}

/// Files dropped anywhere on the page are taken; that some are held over it is shown.
#[hook]
fn use_drop(mine: &Mine, take: &Callback<Vec<File>>) {
    let (take, dispatch) = (take.clone(), mine.looking.dispatcher());
    use_effect_with((), move |()| {
        let window = gloo::utils::window();
        let listen = |name: &'static str, then: Callback<DragEvent>| {
            EventListener::new_with_options(
                &window,
                name,
                EventListenerOptions::enable_prevent_default(),
                move |event: &Event| {
                    let drag = event.dyn_ref::<DragEvent>().filter(|drag| files::drags_files(drag));
                    if let Some(drag) = drag {
                        // Without this the browser would leave the page for the file.
                        drag.prevent_default();
                        then.emit(drag.clone());
                    }
                },
            )
        };
        let mark = |on: bool| {
            let dispatch = dispatch.clone();
            Callback::from(move |_| dispatch.dispatch(Look::Over(on)))
        };
        let unmark = mark(false);
        let dropped = Callback::from(move |drag: DragEvent| {
            unmark.emit(drag.clone());
            take.emit(files::dropped(&drag));
        });
        let all = [listen("dragover", mark(true)), listen("dragleave", mark(false)), listen("drop", dropped)];
        move || drop(all)
    });
}
