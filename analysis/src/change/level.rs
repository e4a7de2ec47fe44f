//! A level: the median of its points, with an interval.

/// A level of a series, in the unit of its values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// Median.
    pub median: f64,
    /// Lower end of its 95 % interval; with fewer than six points the least value.
    pub low: f64,
    /// Upper end of its 95 % interval; with fewer than six points the largest value.
    pub high: f64,
    /// Points behind it.
    pub points: usize,
}

impl Level {
    /// Of `values` in order of size; `None` of no value.
    ///
    /// The interval is between two order statistics, whatever the distribution (W. J. Conover, "Practical Nonparametric
    /// Statistics", 1999, §3.2).
    pub(super) fn of(sorted: &[f64]) -> Option<Self> {
        let last = sorted.len().checked_sub(1)?;
        let skip = below(sorted.len());
        Some(Self {
            median: (sorted.get(last / 2)? + sorted.get(sorted.len() / 2)?) / 2.0,
            low: *sorted.get(skip)?,
            high: *sorted.get(last - skip)?,
            points: sorted.len(),
        })
    }
}

/// Order statistics left out on either side: the most with at most 2.5 % of fair coin throws of `points` on it.
fn below(points: usize) -> usize {
    if points > 100 {
        let n = points as f64;
        return ((n - 1.96 * libm::sqrt(n)) / 2.0) as usize;
    }
    let (mut probability, mut total, mut skip) = (libm::exp2(-(points as f64)), 0.0, 0);
    for heads in 0..points / 2 {
        total += probability;
        if total > 0.025 {
            break;
        }
        skip = heads;
        probability *= (points - heads) as f64 / (heads + 1) as f64;
    }
    skip
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interval_by_the_book() {
        // Of ten points the interval is the 2nd to the 9th (97.9 %), of six the least and the largest.
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(Level::of(&ten), Some(Level { median: 5.5, low: 2.0, high: 9.0, points: 10 }));
        assert_eq!(below(6), 0);
        assert_eq!(Level::of(&[]), None);
    }
}
