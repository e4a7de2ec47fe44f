//! What a week or a quarter was like, as it could be told at its end.
//!
//! Everything follows from the history up to the end of the period ([`as_of`]) and from an assessment at that instant, so
//! that a review read years later says what it said then. What a period is compared with is the period before it and, for
//! a quarter, the same one a year before.

mod collection;
mod events;
mod flow;
mod known;
mod level;
mod measure;
mod movers;
mod record;
mod span;

pub use collection::{Collection, Gap, Stream};
pub use events::{Event, What, releases};
pub use flow::{Flow, days_open};
pub use known::{Known, KnownBefore};
pub use level::{Figures, figures};
pub use measure::{Measure, Share};
pub use movers::{Mover, Movers};
pub use record::{Outage, Records, Scenario, Totals, records};
pub use span::{Span, as_of, between, spans};

use crate::assess::assess_knowing;
use crate::gate::Inputs;
use crate::{Assessment, Policy};
use quarterdeck_model::{History, Run, Snapshot, Timestamp};

/// What a review is made from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The history as it stood at the end of the period.
    pub history: &'a History,
    /// Its assessment at that instant.
    pub assessment: &'a Assessment,
    /// What it was judged by.
    pub policy: &'a Policy,
    /// What was known of each series when the period began.
    pub known_before: &'a KnownBefore<'a>,
    /// The snapshot of a run; without it, what only snapshots tell is not known.
    pub snapshot: &'a SnapshotOf<'a>,
}

/// Gives the snapshot of a run.
pub type SnapshotOf<'a> = dyn Fn(&Run) -> Option<&'a Snapshot> + 'a;

/// What a period was like.
#[derive(Debug, Clone, PartialEq)]
pub struct Review<'a> {
    /// The period.
    pub span: Span,
    /// Changes of level that became known in it.
    pub movers: Movers<'a>,
    /// Each series over it.
    pub measures: Vec<Measure>,
    /// Alerts that came and went.
    pub alerts: Flow,
    /// How well it was measured.
    pub collection: Collection,
    /// What happened.
    pub events: Vec<Event>,
}

/// Judges `history`, which is that of the instant `now`, with what was [`Known`] then; `inputs` as of
/// [`crate::assess_with`].
pub fn assess_then(
    history: &History,
    policy: &Policy,
    now: Timestamp,
    inputs: &Inputs<'_>,
    known: &Known,
) -> Assessment {
    assess_knowing((history, known.found().to_vec()), policy, now, inputs)
}

/// Reviews the period `span`; `facts` are of the instant [`Span::until`].
pub fn review<'a>(facts: &Facts<'a>, span: Span) -> Review<'a> {
    Review {
        span,
        movers: movers::movers(facts, span),
        measures: measure::measures(facts, span),
        alerts: flow::flow(facts, span),
        collection: collection::collection(facts, span),
        events: events::events(facts, span),
    }
}
