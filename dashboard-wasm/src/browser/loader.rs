//! What comes behind the first frame: first what lies below the view, then the older data files, the newest first, shown
//! each time what is there has doubled.

use crate::browser::bridge;
use crate::browser::pace::Asked;
use crate::data::loaded::Loaded;
use crate::data::pace::Stale;
use crate::data::{Shared, Source, source};
use quarterdeck_model::wire::published::Chunk;
use std::collections::VecDeque;
use std::rc::Rc;
use yew::{UseStateHandle, hook, use_effect_with, use_state};

/// What is drawn so far: nothing but what is in view, or that and these, in this order, one a task.
pub type Drawn = u32;

/// The whole list of metrics.
pub const METRICS: Drawn = 1;

/// The rows around those in view.
pub const ROWS: Drawn = 2;

/// What is drawn and loaded, and how much that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Growing {
    /// Everything that is shown.
    pub source: Shared<Source>,
    /// How much of the archive that is.
    pub loaded: Loaded,
    /// How far the page is drawn.
    pub drawn: Drawn,
}

/// Begins with `first`, made of `chunks`, and grows until every data file is there or one cannot be had.
#[hook]
pub fn use_growing(first: &Shared<Source>, chunks: &Shared<Vec<Rc<Chunk>>>) -> Growing {
    let loaded = Loaded { shown: chunks.len(), read: chunks.len(), fault: String::new() };
    // Without a browser there is no view: everything is drawn at once.
    let drawn = if cfg!(target_arch = "wasm32") { 0 } else { ROWS };
    let growing = use_state(|| Growing { source: first.clone(), loaded, drawn });
    let handle = growing.clone();
    let chunks = chunks.clone();
    use_effect_with((), move |()| {
        yew::platform::spawn_local(async move {
            // Nobody asks for anything newer than everything.
            let _ = grow(handle, chunks.iter().cloned().collect()).await;
        });
    });
    (*growing).clone()
}

async fn grow(handle: UseStateHandle<Growing>, mut chunks: VecDeque<Rc<Chunk>>) -> Result<(), Stale> {
    let mut growing = (*handle).clone();
    let all = growing.source.manifest.chunks.len();
    let mut pace = Asked::default().anew();
    for drawn in [METRICS, ROWS] {
        pace.pause().await;
        growing.drawn = drawn;
        handle.set(growing.clone());
    }
    while chunks.len() < all && growing.loaded.fault.is_empty() {
        let number = all - chunks.len() - 1;
        match bridge::load(number).await.and_then(|text| source::read_chunk(number, &text)) {
            Ok(chunk) => chunks.push_front(Rc::new(chunk)),
            Err(fault) => growing.loaded.fault = fault,
        }
        growing.loaded.read = chunks.len();
        let settled = chunks.len() == all || !growing.loaded.fault.is_empty();
        let doubled = chunks.len() >= 2 * growing.loaded.shown;
        if (doubled || settled) && chunks.len() > growing.loaded.shown {
            match source::join(chunks.make_contiguous(), &mut pace).await? {
                Ok(history) => {
                    let manifest = growing.source.manifest.clone();
                    let source = Source::new(manifest, history, &mut pace).await?;
                    (growing.source, growing.loaded.shown) = (Shared::new(source), chunks.len());
                }
                Err(fault) => growing.loaded.fault = fault,
            }
        }
        handle.set(growing.clone());
    }
    Ok(())
}
