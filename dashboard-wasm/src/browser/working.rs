//! Works out what follows from a choice, in slices, and gives it to the screen when it is done: the page never stands still.

use crate::browser::pace::Asked;
use crate::data::overlay::{self, Overlay};
use crate::data::pace::Pace as _;
use crate::data::{Judged, Outcome, Shared, Source};
use crate::state::Choice;
use yew::{hook, use_effect_with, use_mut_ref, use_state};

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

/// The chart of the outcome's choice, a moment after it.
#[hook]
pub fn use_chart(outcome: &Shared<Outcome>) -> Option<(Shared<Judged>, Shared<Overlay>)> {
    let chart = use_state(|| None);
    let asked = use_mut_ref(Asked::default);
    let handle = chart.clone();
    let drawn_as = (outcome.choice.tools.relative, outcome.choice.tools.log);
    let deps = (outcome.filtered.clone(), outcome.choice.series.clone(), drawn_as);
    let outcome = outcome.clone();
    use_effect_with(deps, move |_| {
        let mut pace = asked.borrow().anew();
        yew::platform::spawn_local(async move {
            let (source, choice) = (&outcome.source, &outcome.choice);
            let asked = (choice.range, choice.series.as_slice());
            let Ok(judged) = Judged::new(source, &outcome.filtered.keep, asked, &mut pace).await else {
                return;
            };
            if pace.breathe().await.is_ok() {
                let overlay = overlay::draw(source, &judged, &choice.series, &choice.tools);
                handle.set(Some((Shared::new(judged), Shared::new(overlay))));
            }
        });
    });
    (*chart).clone()
}
