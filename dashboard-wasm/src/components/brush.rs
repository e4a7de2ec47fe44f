//! What pointer and keys do on the chart: read it point by point, mark a span of time, narrow to it.

use crate::browser::pointer;
use crate::components::canvas::CanvasProps;
use crate::data::reading::{Place, Reading, Stop, nearest};
use crate::state::{Action, Pick, Tool, Which, zoom};
use yew::{Callback, KeyboardEvent, NodeRef, PointerEvent};

/// Pixels of the drawing that a pointer must move to mark a span: less is a click.
const SLIP: f64 = 6.0;

/// Where the reader is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hold {
    /// Index of the stop that is read.
    pub at: Option<usize>,
    /// The instant where a span begins.
    anchor: Option<i64>,
    /// The instant where it ends at present.
    head: Option<i64>,
    /// Whether a pointer is held down.
    dragging: bool,
}

impl Hold {
    /// The marked span.
    pub fn span(self) -> Option<(i64, i64)> {
        self.anchor.zip(self.head).filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b)))
    }
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// To another stop; `true` marks the way.
    Move(usize, bool),
    /// Narrow to the marked span, or open the snapshot.
    Enter,
    /// Nothing is read and marked any more.
    Leave,
    /// Twice the days.
    Wider,
    /// The snapshot becomes a side of the comparison.
    Side(Which),
    /// Not ours.
    Other,
}

/// What the key of this name does, with the stop number `at` of `stops` being read.
fn key(name: &str, mark: bool, at: Option<usize>, stops: usize) -> Key {
    let last = stops.saturating_sub(1);
    let leap = (stops / 20).max(1);
    let back = |by: usize| Key::Move(at.map_or(last, |at| at.saturating_sub(by)), mark);
    let on = |by: usize| Key::Move(at.map_or(last, |at| (at + by).min(last)), mark);
    match name {
        "ArrowLeft" => back(1),
        "ArrowRight" => on(1),
        "PageUp" => back(leap),
        "PageDown" => on(leap),
        "Home" => Key::Move(0, mark),
        "End" => Key::Move(last, mark),
        "Enter" => Key::Enter,
        "Escape" => Key::Leave,
        "-" | "_" => Key::Wider,
        "a" | "A" => Key::Side(Which::A),
        "b" | "B" => Key::Side(Which::B),
        _ => Key::Other,
    }
}

/// What keys do on the chart.
pub fn on_key(
    props: &CanvasProps,
    stops: &[Stop],
    hold: Hold,
    (reading, set): (Option<Reading>, Callback<Hold>),
) -> Callback<KeyboardEvent> {
    let times: Vec<i64> = stops.iter().map(|stop| stop.at).collect();
    let (source, act, range) = (props.source.clone(), props.act.clone(), props.range);
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || times.is_empty() {
            return;
        }
        let here = |at: usize| times.get(at).copied();
        match key(&event.key(), event.shift_key(), hold.at, times.len()) {
            Key::Other => return,
            Key::Move(to, false) => set.emit(Hold { at: Some(to), ..Hold::default() }),
            Key::Move(to, true) => {
                let anchor = hold.anchor.or_else(|| here(hold.at.unwrap_or(to)));
                set.emit(Hold { at: Some(to), anchor, head: here(to), dragging: false });
            }
            Key::Leave => set.emit(Hold::default()),
            Key::Wider => {
                act.emit(Action::Range(zoom::wider(range, source.first_day(), source.last_day())));
            }
            Key::Enter => match (hold.span().and_then(|(a, b)| zoom::between(a, b)), &reading) {
                (Some(marked), _) => {
                    set.emit(Hold::default());
                    act.emit(Action::Range(marked));
                }
                (None, Some(reading)) => pointer::open(&source.manifest.routes.snapshot(&reading.id)),
                (None, None) => return,
            },
            Key::Side(which) => match &reading {
                Some(reading) => {
                    let pick = Pick::Snapshot(reading.id.clone());
                    act.emit(Action::Tool(Tool::Pick(which, pick)));
                }
                None => return,
            },
        }
        event.prevent_default();
    })
}

/// A pointer over the drawing.
pub struct Brush {
    /// The element that has the drawing's size.
    pub node: NodeRef,
    /// Pixels of the drawing, whatever the screen makes of them.
    pub width: f64,
    /// Where the reader is.
    pub hold: Hold,
    /// Tells where the reader is now.
    pub set: Callback<Hold>,
}

impl Brush {
    /// Begins a span.
    pub fn down(&self, place: &Place) -> Callback<PointerEvent> {
        let (node, width, hold, set, place) =
            (self.node.clone(), self.width, self.hold, self.set.clone(), place.clone());
        Callback::from(move |event: PointerEvent| {
            // A finger scrolls the page; it reads by tapping.
            if event.button() != 0 || event.pointer_type() == "touch" {
                return;
            }
            let Some(x) = pointer::across(&node, &event, width) else { return };
            let at = Some(place.time(x));
            pointer::hold(&node, &event);
            set.emit(Hold { anchor: at, head: at, dragging: true, ..hold });
        })
    }

    /// Reads the nearest point, and draws the span on.
    pub fn over(&self, place: &Place, stops: &[Stop]) -> Callback<PointerEvent> {
        let (node, width, hold, set) = (self.node.clone(), self.width, self.hold, self.set.clone());
        let (place, stops) = (place.clone(), stops.to_vec());
        Callback::from(move |event: PointerEvent| {
            let Some(x) = pointer::across(&node, &event, width) else { return };
            let at = nearest(&stops, place.time(x));
            if hold.dragging {
                let from = hold.anchor.map_or(x, |anchor| place.x(anchor));
                let head = if (x - from).abs() < SLIP { hold.anchor } else { Some(place.time(x)) };
                set.emit(Hold { at, head, ..hold });
            } else {
                set.emit(Hold { at, ..hold });
            }
        })
    }

    /// Narrows to the span; a click alone puts the cursor there.
    pub fn up(&self, place: &Place, props: &CanvasProps) -> Callback<PointerEvent> {
        let (node, width, hold, set) = (self.node.clone(), self.width, self.hold, self.set.clone());
        let (place, act) = (place.clone(), props.act.clone());
        Callback::from(move |event: PointerEvent| {
            if !hold.dragging {
                return;
            }
            set.emit(Hold { at: hold.at, ..Hold::default() });
            let here = pointer::across(&node, &event, width).map(|x| place.time(x));
            if let Some(range) = hold.span().and_then(|(a, b)| zoom::between(a, b)).filter(|_| here.is_some())
            {
                act.emit(Action::Range(range));
            }
        })
    }

    /// Nothing is read any more; a span that is being drawn stays until the pointer is let go.
    pub fn leave(&self) -> Callback<PointerEvent> {
        let (hold, set) = (self.hold, self.set.clone());
        Callback::from(move |event: PointerEvent| {
            if !hold.dragging || event.type_() == "pointercancel" {
                set.emit(Hold::default());
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_within_the_points_and_begin_at_the_newest() {
        assert_eq!(key("ArrowLeft", false, None, 40), Key::Move(39, false));
        assert_eq!(key("ArrowLeft", true, Some(0), 40), Key::Move(0, true));
        assert_eq!(key("ArrowRight", false, Some(39), 40), Key::Move(39, false));
        assert_eq!(key("PageUp", false, Some(39), 40), Key::Move(37, false));
        assert_eq!(key("Home", false, Some(7), 40), Key::Move(0, false));
        assert_eq!(key("x", false, Some(7), 40), Key::Other);
    }

    #[test]
    fn a_span_is_one_whichever_way_it_is_drawn() {
        let hold = Hold { anchor: Some(9), head: Some(3), ..Hold::default() };
        assert_eq!(hold.span(), Some((3, 9)));
        assert_eq!(Hold { head: Some(9), ..hold }.span(), None);
    }
}
