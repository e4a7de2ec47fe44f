//! Percentiles over several load runs: their histograms are merged, their percentiles never averaged. The p99 of a
//! calm and a stormy day is not the middle of both (Tene, "How NOT to Measure Latency", 2015; HdrHistogram `add`).

use hdrhistogram::Histogram;
use quarterdeck_model::histogram::quantile_ms;
use quarterdeck_model::payload::Load;

/// Response times of several load runs, put together.
#[derive(Debug, Clone)]
pub struct Merged {
    histogram: Histogram<u64>,
    /// Runs in it.
    pub runs: usize,
    /// Valid runs that kept no histogram, so that nothing here speaks for them.
    pub left_out: usize,
}

impl Merged {
    /// Puts valid `loads` together; an invalid one does not count. `None` when none of them has a histogram.
    pub fn of<'a>(loads: impl IntoIterator<Item = &'a Load>) -> Option<Self> {
        let valid = loads.into_iter().filter(|load| load.section.state.counts());
        Self::of_histograms(valid.map(Load::responses))
    }

    /// Puts the histograms of valid runs together, `None` for one that kept none. `None` when none of them has one.
    pub fn of_histograms(all: impl IntoIterator<Item = Option<Histogram<u64>>>) -> Option<Self> {
        let mut merged: Option<Self> = None;
        let mut without = 0;
        for histogram in all {
            let Some(histogram) = histogram.filter(|h| !h.is_empty()) else {
                without += 1;
                continue;
            };
            match &mut merged {
                None => merged = Self::first(&histogram),
                Some(merged) => merged.add(&histogram),
            }
        }
        merged.map(|merged| Self { left_out: merged.left_out + without, ..merged })
    }

    fn first(histogram: &Histogram<u64>) -> Option<Self> {
        // Grows with what is added; a microsecond and three digits are finer than any clock under load.
        let mut all = Histogram::new(histogram.sigfig()).ok()?;
        all.add(histogram).ok()?;
        Some(Self { histogram: all, runs: 1, left_out: 0 })
    }

    fn add(&mut self, histogram: &Histogram<u64>) {
        match self.histogram.add(histogram) {
            Ok(()) => self.runs += 1,
            Err(_) => self.left_out += 1,
        }
    }

    /// Response times in it.
    pub fn samples(&self) -> u64 {
        self.histogram.len()
    }

    /// The shortest, in milliseconds.
    pub fn shortest_ms(&self) -> f64 {
        self.histogram.min() as f64 / 1000.0
    }

    /// How many lie below the first of `edges` (milliseconds, ascending), between each two, and at the last or above it.
    /// A histogram groups what differs by less than its precision: a group counts where its least time lies.
    pub fn counts(&self, edges: &[f64]) -> Vec<u64> {
        let mut counts = vec![0; edges.len() + 1];
        for group in self.histogram.iter_recorded() {
            let least = self.histogram.lowest_equivalent(group.value_iterated_to()) as f64 / 1000.0;
            let row = edges.partition_point(|edge| *edge <= least);
            if let Some(count) = counts.get_mut(row) {
                *count += group.count_at_value();
            }
        }
        counts
    }

    /// The longest, in milliseconds.
    pub fn longest_ms(&self) -> f64 {
        self.histogram.max() as f64 / 1000.0
    }

    /// The percentile `q` (0–1) in milliseconds; `None` with fewer than 1/(1−q) samples.
    pub fn percentile_ms(&self, q: f64) -> Option<f64> {
        quantile_ms(&self.histogram, q)
    }
}
