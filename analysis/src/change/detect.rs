//! The detector.

use super::bar::{Bar, Drifts};
use super::boundary::Boundary;
use super::dependence::{far_variance, independent};
use super::drift::{Ramp, Stairs, ramp};
use super::finding::percent;
use super::noise::dependence;
use super::normal::upper_tail;
use super::ranked::{Ranked, Segment};
use super::recent::suspicion;
use super::scale::Scaled;
use super::segmentation::{Segmentation, Worked, settled};
use super::spread::cleaned;
use super::{Change, Drift, Findings, Level, Meaning, Options, Tier, cutoff};

/// Fewer known points than this are not judged.
const ENOUGH: usize = 8;

/// Points between a change and the place where it was accepted, at most.
const SAME_PLACE: usize = 3;

/// Least points of a level for a change to be confirmed by it: a bad day of four runs is not a new level.
const CONFIRMING: usize = 5;

/// What is found in `values`, oldest first; a value that is not finite is missing. Takes time in proportion to n log n.
pub fn detect(values: &[f64], options: &Options) -> Findings {
    let scaled = Scaled::new(values);
    if scaled.values.len() < ENOUGH {
        let mut sorted: Vec<f64> = scaled.index.iter().filter_map(|i| values.get(*i)).copied().collect();
        sorted.sort_by(f64::total_cmp);
        let level = Level::of(&sorted);
        return Findings { points: sorted.len(), level, ..Findings::default() };
    }
    let bar = Bar {
        alpha: options.alpha,
        overlap: options.overlap,
        magnitude: options.magnitude,
        drifts: Drifts::default(),
        dependence: 0.0,
        far_variance: far_variance(&scaled.values),
    };
    let bar = Bar { dependence: dependence(&scaled, &bar), ..bar };
    Analysis::new(&scaled, bar).findings(options)
}

/// What is found in each of `series`, such that about a share `rate` of the series with a confirmed change may have none;
/// what does not hold among so many is suspected.
pub fn detect_all(series: &[(&[f64], Options)], rate: f64) -> Vec<Findings> {
    let mut all: Vec<Findings> = series.iter().map(|(values, options)| detect(values, options)).collect();
    let p_values: Vec<f64> = all.iter().filter(|f| f.judged).map(Findings::p_value).collect();
    let cutoff = cutoff(&p_values, p_values.len(), rate);
    for change in all.iter_mut().flat_map(|f| &mut f.changes).filter(|c| c.p_value > cutoff) {
        change.tier = Tier::Suspected;
    }
    all
}

/// `values` with only the points that have the label `label`, the others missing: levels of different machines or
/// configurations are not compared, and indices stay those of the whole.
pub fn of_label(values: &[f64], labels: &[&str], label: &str) -> Vec<f64> {
    values.iter().zip(labels).map(|(v, own)| if *own == label { *v } else { f64::NAN }).collect()
}

/// One series under analysis.
struct Analysis<'a> {
    scaled: &'a Scaled,
    bar: Bar,
    /// Working values less the drifts found.
    values: Vec<f64>,
    ramps: Vec<Ramp>,
    /// Levels of `values`.
    found: Segmentation,
}

impl<'a> Analysis<'a> {
    fn new(scaled: &'a Scaled, bar: Bar) -> Self {
        let found = Segmentation { segments: Vec::new(), boundaries: Vec::new() };
        let mut new = Self { scaled, bar, values: scaled.values.clone(), ramps: Vec::new(), found };
        new.found = settled(&new.worked(), &new.bar);
        while new.ramps.len() < Drifts::MOST {
            let Some(ramp) = new.drift() else { break };
            for (at, value) in new.values.iter_mut().enumerate() {
                *value -= ramp.at(at);
            }
            new.bar.drifts.push((ramp.from, ramp.to), ramp.height);
            new.ramps.push(ramp);
            new.found = settled(&new.worked(), &new.bar);
        }
        new
    }

    fn worked(&self) -> Worked<'_> {
        let ranked = Ranked::new(&self.values);
        Worked { values: &self.values, ranked, matters: self.scaled.matters() }
    }

    /// A drift in the values as they are now: in place of stairs, or where no step is.
    fn drift(&self) -> Option<Ramp> {
        let found = &self.found;
        let clean = cleaned(&self.values);
        let weight = independent(self.bar.dependence);
        let spans = stairs(&found.boundaries, self.values.len());
        let mut ramps = spans.iter().filter_map(|stairs| ramp(&clean, stairs, weight));
        ramps.next().or_else(|| found.boundaries.is_empty().then(|| self.trend(&clean)).flatten())
    }

    /// A drift too slow, or too noisy, for any step to be seen in it; nor does the best single step explain as much.
    fn trend(&self, clean: &[f64]) -> Option<Ramp> {
        let weight = independent(self.bar.dependence);
        let worked = self.worked();
        let whole = worked.ranked.segment(0, self.values.len());
        let step = worked.ranked.best_split(&whole, &mut Vec::new()).map(|(at, _)| at);
        let stairs = Stairs { start: 0, end: self.values.len(), steps: step.into_iter().collect() };
        let whole = ramp(clean, &stairs, weight)?;
        let p = 2.0 * upper_tail(worked.ranked.trend().abs() * libm::sqrt(weight));
        let matters = (self.scaled.matters())(whole.level, whole.level + whole.height, self.bar.magnitude);
        (p <= self.bar.alpha && matters).then_some(whole)
    }

    fn findings(&self, options: &Options) -> Findings {
        let worked = self.worked();
        let Segmentation { segments, boundaries } = &self.found;
        let mut edges: Vec<usize> = segments.iter().map(|s| s.start).collect();
        edges.push(self.values.len());
        let mut changes: Vec<Change> = boundaries
            .iter()
            .zip(edges.windows(3))
            .filter_map(|(boundary, around)| self.change(boundary, (around[0], around[2]), options))
            .collect();
        let seen = segments.last().and_then(|last| Some((last.start, self.suspicion(&worked, last)?)));
        let suspected = seen.and_then(|(from, b)| self.change(&b, (from, self.values.len()), options));
        changes.extend(suspected.map(|c| Change { tier: Tier::Suspected, ..c }));
        let accepted = options.accepted.iter().map(|at| self.scaled.index.partition_point(|i| i < at));
        let since = accepted
            .filter(|at| *at < self.values.len())
            .fold(segments.last().map_or(0, |s| s.start), usize::max);
        let level = self.level(since, self.values.len(), self.values.len().saturating_sub(1));
        present(&mut changes, level);
        Findings {
            points: self.values.len(),
            judged: true,
            changes,
            drifts: self.ramps.iter().map(|ramp| self.told(ramp, options)).collect(),
            level,
        }
    }

    /// A shift of the last points, unless a line does as well.
    fn suspicion(&self, worked: &Worked, last: &Segment) -> Option<Boundary> {
        let found = suspicion(worked, last, &self.bar)?;
        let stairs = Stairs { start: last.start, end: last.end, steps: vec![found.at] };
        let line = ramp(&cleaned(&self.values), &stairs, independent(self.bar.dependence));
        line.is_none().then_some(found)
    }

    /// The level of points `from..to`, with the drift as it stands at point `at`.
    fn level(&self, from: usize, to: usize, at: usize) -> Option<Level> {
        let drift: f64 = self.ramps.iter().map(|ramp| ramp.at(at)).sum();
        let values = self.values.get(from..to)?.iter();
        let mut sorted: Vec<f64> = values.map(|v| self.scaled.original(v + drift)).collect();
        sorted.sort_by(f64::total_cmp);
        Level::of(&sorted)
    }

    fn change(&self, boundary: &Boundary, (from, to): (usize, usize), options: &Options) -> Option<Change> {
        let before = self.level(from, boundary.at, boundary.at)?;
        let after = self.level(boundary.at, to, boundary.at)?;
        let at = *self.scaled.index.get(boundary.at)?;
        let young = after.points.min(before.points) < CONFIRMING;
        Some(Change {
            at,
            tier: if young { Tier::Suspected } else { Tier::Confirmed },
            meaning: Meaning::of(boundary.shift, options.direction),
            before,
            after,
            percent: percent(before.median, after.median),
            p_value: boundary.p,
            overlap: boundary.contrast.auc,
            present: true,
            accepted: options.accepted.iter().any(|accepted| accepted.abs_diff(at) <= SAME_PLACE),
        })
    }

    fn told(&self, ramp: &Ramp, options: &Options) -> Drift {
        let place = |at: usize| self.scaled.index.get(at).copied().unwrap_or(at);
        let before = self.scaled.original(ramp.level);
        let after = self.scaled.original(ramp.level + ramp.height);
        Drift {
            from: place(ramp.from),
            to: place(ramp.to),
            meaning: Meaning::of(ramp.height, options.direction),
            before,
            after,
            percent: percent(before, after),
        }
    }
}

/// Runs of boundaries in one direction, each with the points from the boundary before the run to the one after it.
fn stairs(boundaries: &[Boundary], points: usize) -> Vec<Stairs> {
    let mut all: Vec<Stairs> = Vec::new();
    for run in boundaries.chunk_by(|a, b| (a.shift > 0.0) == (b.shift > 0.0)) {
        let steps: Vec<usize> = run.iter().map(|b| b.at).collect();
        let mut start = 0;
        if let Some(before) = all.last_mut() {
            before.end = steps.first().copied().unwrap_or(points);
            start = before.steps.last().copied().unwrap_or(0);
        }
        all.push(Stairs { start, end: points, steps });
    }
    all
}

/// Whether each change is still there: the present level, drifts included, against both of its own.
fn present(changes: &mut [Change], level: Option<Level>) {
    for change in changes.iter_mut().filter(|c| c.tier == Tier::Confirmed) {
        change.present = level.is_none_or(|level| !change.is_undone_by(level.median));
    }
}
