//! The points of a series in a range of time, cut into unbroken parts.

use super::axis::HUGE;
use quarterdeck_analysis::breaks::{Break, Why};
use quarterdeck_model::{History, Point, Series};

/// A point that can be placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) at: i64,
    pub(super) value: f64,
    pub(super) run: u32,
}

/// A time without points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hole {
    pub(super) from: i64,
    pub(super) to: i64,
    /// Whether runs were there that did not give the figure.
    pub(super) failed: bool,
}

/// Points in range with the places where the line is broken.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Input {
    /// All points in range, in order of time.
    pub(super) points: Vec<Placed>,
    /// The same, cut at gaps, missing figures and breaks.
    pub(super) parts: Vec<Vec<Placed>>,
    pub(super) holes: Vec<Hole>,
    /// Short failures that are not drawn as breaks, since there are too many.
    pub(super) unbroken: usize,
}

/// Most breaks for single missing figures on one chart: beyond, only longer ones are drawn.
const MOST_SINGLE: usize = 40;

/// Reads the points of `series` between `from` and `to` (milliseconds, both inclusive), cut at `breaks`.
pub(super) fn input(history: &History, series: &Series, range: (i64, i64), breaks: &[Break]) -> Input {
    let placed: Vec<Option<Placed>> = series.points.iter().map(|p| place(history, p, range)).collect();
    let usual = usual_step(&placed);
    let inside = |b: &&Break| placed.get(b.at).is_some_and(Option::is_some);
    let many = breaks.iter().filter(inside).filter(|b| b.why == Why::Failed).count() > MOST_SINGLE;
    let mut out = Input::default();
    let mut breaks = breaks.iter().peekable();
    for (index, point) in placed.iter().enumerate() {
        let broken = breaks.next_if(|b| b.at == index);
        let Some(point) = *point else { continue };
        let short =
            broken.is_some_and(|b| many && b.why == Why::Failed && length(b) < usual.saturating_mul(7) / 2);
        out.unbroken += usize::from(short);
        match broken.filter(|_| !short) {
            Some(b) if !out.points.is_empty() => {
                out.hole(b);
                out.parts.push(vec![point]);
            }
            _ => out.extend(point),
        }
        out.points.push(point);
    }
    if let Some(last) =
        out.points.last().filter(|l| usual > 0 && range.1 < i64::MAX && range.1 - l.at > 5 * usual)
    {
        let failed = history.runs.iter().skip(last.run as usize + 1).any(|r| same_stream(r, series));
        out.holes.push(Hole { from: last.at, to: range.1, failed });
    }
    out
}

impl Input {
    fn extend(&mut self, point: Placed) {
        match self.parts.last_mut() {
            Some(part) => part.push(point),
            None => self.parts.push(vec![point]),
        }
    }

    fn hole(&mut self, b: &Break) {
        let failed = b.why == Why::Failed;
        if failed || b.why == Why::Gap {
            self.holes.push(Hole { from: b.from.millis(), to: b.to.millis(), failed });
        }
    }
}

fn place(history: &History, p: &Point, (from, to): (i64, i64)) -> Option<Placed> {
    let at = history.run(*p)?.taken_at.millis();
    let fits = p.value.is_finite() && (from..=to).contains(&at);
    fits.then(|| Placed { at, value: p.value.clamp(-HUGE, HUGE), run: p.run })
}

fn length(b: &Break) -> i64 {
    b.to.millis() - b.from.millis()
}

/// The median time between points; 0 when there are too few to tell.
fn usual_step(placed: &[Option<Placed>]) -> i64 {
    let times: Vec<i64> = placed.iter().flatten().map(|p| p.at).collect();
    let mut steps: Vec<i64> = times.windows(2).map(|w| if let [a, b] = w { b - a } else { 0 }).collect();
    steps.sort_unstable();
    if steps.len() < 4 { 0 } else { steps.get(steps.len() / 2).copied().unwrap_or(0) }
}

/// Whether a run is one of the series' stream: same kind and job, and the same host where the series has one.
fn same_stream(run: &quarterdeck_model::Run, series: &Series) -> bool {
    let host = series.key.labels.get("host");
    run.voided.is_none()
        && run.kind == series.kind
        && run.job == series.key.job
        && (host.is_none() || run.labels.get("host") == host)
}
