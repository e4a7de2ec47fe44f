//! Works out what follows from a choice, in slices, and gives it to the screen when it is done: the page never stands still.

use crate::browser::bridge;
use crate::browser::pace::{Asked, Paced};
use crate::data::overlay::{self, Overlay};
use crate::data::pace::Pace as _;
use crate::data::{Judged, Outcome, Shared, Source};
use crate::later::{Rest, entry};
use crate::state::Choice;
use std::any::Any;
use yew::{hook, use_effect_with, use_mut_ref, use_state, use_state_eq};

/// A chart, which only the rest of the program knows more of: see [`Drawing`].
pub type Chart = Shared<dyn Any>;

/// The runs that a chart shows, and what is drawn of them.
#[derive(Clone)]
pub struct Drawing {
    /// The runs.
    pub judged: Shared<Judged>,
    /// What is drawn.
    pub overlay: Shared<Overlay>,
}

impl Drawing {
    /// What a chart is.
    pub fn of(chart: &Chart) -> Option<&Self> {
        chart.downcast_ref()
    }
}

/// The outcome of `choice`, a moment later. Until then what stood before.
#[hook]
pub fn use_outcome(source: &Shared<Source>, choice: &Choice, first: &Shared<Outcome>) -> Shared<Outcome> {
    let outcome = use_state(|| first.clone());
    let (asked, last) = (use_mut_ref(Asked::default), use_mut_ref(|| first.clone()));
    let handle = outcome.clone();
    use_effect_with((source.clone(), choice.clone()), move |(source, choice)| {
        let before = last.borrow().clone();
        if before.source == *source && before.choice == *choice {
            return;
        }
        let (source, choice, mut pace) = (source.clone(), choice.clone(), asked.borrow().anew());
        yew::platform::spawn_local(async move {
            if let Ok(outcome) = Outcome::of(&source, &choice, Some(&before), &mut pace).await
                && pace.is_wanted()
            {
                let outcome = Shared::new(outcome);
                *last.borrow_mut() = outcome.clone();
                handle.set(outcome);
            }
        });
    });
    (*outcome).clone()
}

/// The chart of the outcome's choice, a moment after it and once the rest of the program is there; none where no series
/// is chosen.
#[hook]
pub fn use_chart(outcome: &Shared<Outcome>, rest: &Rest) -> Option<Chart> {
    let chart = use_state_eq(|| None::<Chart>);
    let asked = use_mut_ref(Asked::default);
    let handle = chart.clone();
    let drawn_as = (outcome.choice.tools.relative, outcome.choice.tools.log);
    let there = *rest == Rest::There;
    let deps = (outcome.filtered.clone(), outcome.choice.series.clone(), drawn_as, there);
    let outcome = outcome.clone();
    use_effect_with(deps, move |_| {
        let pace = asked.borrow().anew();
        if outcome.choice.series.is_empty() {
            handle.set(None);
        } else if there {
            yew::platform::spawn_local(async move {
                if let Some(chart) = entry::chart(outcome, pace).await {
                    handle.set(Some(chart));
                }
            });
        }
    });
    (*chart).clone()
}

/// Judges the chosen series of an outcome and draws them; nothing when that is not wanted any more.
pub async fn chart_of(outcome: Shared<Outcome>, mut pace: Paced) -> Option<Chart> {
    let (source, choice) = (&outcome.source, &outcome.choice);
    let asked = (choice.range, choice.series.as_slice());
    let policy = source.manifest.policy().map_err(|why| bridge::failed(&why)).ok()?;
    let judged = Judged::new((source, policy), &outcome.filtered.keep, asked, &mut pace).await.ok()?;
    pace.breathe().await.ok()?;
    let overlay = overlay::draw(&judged, &choice.series, &choice.tools);
    let drawing = Drawing { judged: Shared::new(judged), overlay: Shared::new(overlay) };
    Some(Shared::new(drawing).any())
}
