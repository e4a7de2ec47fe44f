//! The ways into the rest of the program. Each stays a function of its own (`inline(never)`), which the bundler finds by its
//! name; it is called only where [`is_there`](super::is_there) holds.

use crate::browser::address;
use crate::browser::pace::Paced;
use crate::browser::working::{Chart, Drawing, chart_of};
use crate::components::Act;
use crate::components::chart::ChartCard;
use crate::components::compare::Compare;
use crate::components::copy_link::CopyLink;
use crate::components::own_files::{self, Mine};
use crate::components::panel::ToolProps;
use crate::components::percentiles::Percentiles;
use crate::components::table_columns;
use crate::components::theme_switch::ThemeSwitch;
use crate::components::toolbar::{self, ToolbarProps};
use crate::data::own::Own;
use crate::data::{Outcome, Shared, Source};
use crate::state::sort::Column;
use crate::state::{Choice, Session};
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use yew::{Html, html};

/// Work that is waited for.
pub type Work<T> = Pin<Box<dyn Future<Output = T>>>;

/// Hides which future it is: a compiler that knows would call it past the entry.
fn work<T>(future: impl Future<Output = T> + 'static) -> Work<T> {
    std::hint::black_box(Box::pin(future))
}

/// Draws the chart of the outcome's choice; nothing when it is not wanted any more.
#[inline(never)]
pub fn chart(outcome: Shared<Outcome>, pace: Paced) -> Work<Option<Chart>> {
    work(chart_of(outcome, pace))
}

/// The chart with everything that belongs to it.
#[inline(never)]
pub fn chart_card(chart: &Chart, source: &Shared<Source>, choice: &Choice, act: &Act) -> Html {
    let Some(Drawing { judged, overlay }) = Drawing::of(chart).cloned() else { return Html::default() };
    let (source, choice, act) = (source.clone(), choice.clone(), act.clone());
    html! { <ChartCard {source} {judged} {overlay} {choice} {act} /> }
}

/// What is in the panel of the comparison.
#[inline(never)]
pub fn compare(props: ToolProps) -> Html {
    html! { <Compare ..props /> }
}

/// What is in the panel of percentiles.
#[inline(never)]
pub fn percentiles(props: ToolProps) -> Html {
    html! { <Percentiles ..props /> }
}

/// Menus and buttons.
#[inline(never)]
pub fn toolbar(props: ToolbarProps) -> Html {
    toolbar::toolbar(&props)
}

/// The button that copies the address.
#[inline(never)]
pub fn copy_link() -> Html {
    html! { <CopyLink /> }
}

/// Writes the address.
#[inline(never)]
pub fn follow(session: &Session, settled: &Rc<RefCell<String>>) {
    address::follow(session, settled);
}

/// The columns of the table, and what a row of it is.
#[inline(never)]
pub fn chooser(outcome: &Outcome, hidden: &[Column], act: &Act) -> Html {
    table_columns::chooser(outcome, hidden, act)
}

/// Light, dark or as the system says.
#[inline(never)]
pub fn theme_switch() -> Html {
    html! { <ThemeSwitch /> }
}

/// Says whose files are looked at.
#[inline(never)]
pub fn banner(mine: &Mine, own: &Own) -> Html {
    own_files::banner(mine, own)
}
