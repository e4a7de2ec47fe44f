//! The ways into the rest of the program. Each stays a function of its own (`inline(never)`), which the bundler finds by its
//! name; it is called only where [`is_there`](super::is_there) holds.

use crate::app::Archive;
use crate::browser::pace::Paced;
use crate::browser::working::{Chart, chart_of};
use crate::browser::{bridge, files};
use crate::components::chart::{ChartCard, ChartProps};
use crate::components::compare::Compare;
use crate::components::copy_link::CopyLink;
use crate::components::own_files::{self, Mine};
use crate::components::panel::ToolProps;
use crate::components::percentiles::Percentiles;
use crate::components::theme_switch::ThemeSwitch;
use crate::components::toolbar::{self, ToolbarProps};
use crate::data::manifest::Manifest;
use crate::data::own::Own;
use crate::data::{Outcome, Shared};
use crate::root::archive_of;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::File;
use yew::{Callback, Html, html};

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
pub fn chart_card(props: ChartProps) -> Html {
    html! { <ChartCard ..props /> }
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

/// Light, dark or as the system says.
#[inline(never)]
pub fn theme_switch() -> Html {
    html! { <ThemeSwitch /> }
}

/// Reads files of the reader's own, and judges what is in them as the published archive is; `done` counts them.
#[inline(never)]
pub fn own(published: Rc<Manifest>, files: Vec<File>, done: Callback<usize>) -> Work<Option<(Own, Archive)>> {
    work(async move {
        let annotations = published.policy().map_err(|why| bridge::failed(&why)).ok()?.annotations;
        let own = files::read(files, done).await.finish();
        // Nobody asks for anything newer: it goes straight on.
        let archive = archive_of(&published, &annotations, &own).await.ok()?;
        Some((own, archive))
    })
}

/// Says whose files are looked at.
#[inline(never)]
pub fn banner(mine: &Mine, own: &Own) -> Html {
    own_files::banner(mine, own)
}
