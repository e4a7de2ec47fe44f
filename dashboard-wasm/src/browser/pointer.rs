//! Where a pointer is on an element, and where a click leads.

use crate::data::manifest::Routes;
use web_sys::{Element, PointerEvent};
use yew::NodeRef;

/// The pointer's distance from the left of `node` when that is `width` wide.
pub fn across(node: &NodeRef, event: &PointerEvent, width: f64) -> Option<f64> {
    let bounds = node.cast::<Element>()?.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - bounds.left()) / bounds.width();
    share.is_finite().then_some(share * width)
}

/// The element learns of the pointer until it is let go, wherever it moves.
pub fn hold(node: &NodeRef, event: &PointerEvent) {
    if let Some(element) = node.cast::<Element>() {
        // A pointer that is gone already cannot be held; then the span ends at the edge.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Goes to a page of the site, if it is one.
pub fn open(href: &str) {
    if !Routes::is_page(href) {
        return;
    }
    // A browser that refuses stays where it is.
    let _ = gloo::utils::window().location().set_href(href);
}
