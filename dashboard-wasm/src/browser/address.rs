//! The address bar and the browser's history.

use crate::later::{Rest, entry};
use crate::state::{Action, Session, Step, address};
use gloo::events::EventListener;
use gloo::utils::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::{Callback, Reducible, UseReducerDispatcher, hook, use_effect_with, use_mut_ref};

/// A session as Yew keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept(pub Session);

impl Reducible for Kept {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(self.0.after(action)))
    }
}

/// The page's address hash, with its `#`; empty text for none.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Leaves the choice behind, as an entry that back leads away from.
pub fn leave_choice() {
    write("", true);
}

/// Goes to a choice: the same as following a link to it.
pub fn go(hash: &str) {
    // Setting the part behind the `#` cannot leave the page.
    let _ = window().location().set_hash(hash);
}

/// Keeps address and session in step: writes what was chosen, reads where back and forward lead.
#[hook]
pub fn use_address(session: &Session, dispatch: UseReducerDispatcher<Kept>, rest: &Rest) {
    let settled = use_mut_ref(hash);
    use_effect_with((session.clone(), *rest == Rest::There), move |(session, there)| {
        // What is chosen before that is written then.
        if *there {
            entry::follow(session, &settled);
        }
    });
    use_effect_with((), move |()| {
        let read = Callback::from(move |()| dispatch.dispatch(Action::Address(hash())));
        let listen = |name: &'static str| {
            let read = read.clone();
            EventListener::new(&window(), name, move |_| read.emit(()))
        };
        // `popstate` comes with back and forward; `hashchange` also with an address edited by hand.
        let listeners = (listen("popstate"), listen("hashchange"));
        move || drop(listeners)
    });
}

/// Writes the address. `settled` is the entry to come back to: while typing, the entry on top is a draft.
pub fn follow(session: &Session, settled: &Rc<RefCell<String>>) {
    let wanted = address::write(&session.choice);
    match session.step {
        Step::Read => *settled.borrow_mut() = hash(),
        Step::Typing => write(&wanted, false),
        Step::Done => {
            let before = settled.replace(wanted.clone());
            if before != wanted {
                write(&before, false);
                write(&wanted, true);
            } else if hash() != wanted {
                write(&wanted, false);
            }
        }
    }
}

/// Puts `hash` into the address, as a new entry or in place of the one on top.
fn write(hash: &str, push: bool) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    // An empty hash still needs an address, or the old hash would stay.
    let target = if hash.is_empty() { path } else { hash.to_owned() };
    let written = window().history().and_then(|history| {
        let nothing = JsValue::NULL;
        if push {
            history.push_state_with_url(&nothing, "", Some(&target))
        } else {
            history.replace_state_with_url(&nothing, "", Some(&target))
        }
    });
    if written.is_err() {
        // Some browsers refuse this on pages opened from disk, and browsers limit how often it may be done; the hash
        // itself can always be set. Should even that fail, the choice holds for this page.
        let _ = location.set_hash(hash);
    }
}
