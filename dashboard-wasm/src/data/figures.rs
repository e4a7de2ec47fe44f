//! Every figure of every run as a row: three columns of numbers, in the order of time.

use quarterdeck_model::History;

/// In place of a series: the run gave no figure, and is a row all the same.
pub const NONE: u32 = u32::MAX;

/// The figures of all runs, run by run. A run without any has one row without a figure: it is never left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// For each run its first row; one more at the end.
    first: Vec<u32>,
    /// For each row its run.
    run: Vec<u32>,
    /// For each row its series, or [`NONE`].
    series: Vec<u32>,
    /// For each row its value; of no meaning where there is no series.
    value: Vec<f64>,
}

impl Figures {
    /// The figures of a history; of more than 2^32 rows the first.
    pub fn of(history: &History) -> Self {
        let mut next = starts(history);
        let first = next.clone();
        let rows = first.last().copied().unwrap_or_default() as usize;
        let mut figures =
            Self { first, run: vec![0; rows], series: vec![NONE; rows], value: vec![f64::NAN; rows] };
        for (run, pair) in (0u32..).zip(figures.first.windows(2)) {
            if let [from, to] = pair
                && let Some(rows) = figures.run.get_mut(*from as usize..*to as usize)
            {
                rows.fill(run);
            }
        }
        for (number, series) in (0u32..).zip(&history.series) {
            for point in &series.points {
                let Some(row) = next.get_mut(point.run as usize) else { continue };
                let at = *row as usize;
                if let (Some(series), Some(value)) = (figures.series.get_mut(at), figures.value.get_mut(at)) {
                    (*series, *value) = (number, point.value);
                }
                *row += 1;
            }
        }
        figures
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.run.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.run.is_empty()
    }

    /// The rows of a run and their series.
    pub fn of_run(&self, run: usize) -> (u32, &[u32]) {
        let ends = self.first.get(run).zip(self.first.get(run + 1));
        let (from, to) = ends.map_or((0, 0), |(from, to)| (*from, *to));
        (from, self.series.get(from as usize..to as usize).unwrap_or_default())
    }

    /// The run of a row.
    pub fn run(&self, row: u32) -> Option<u32> {
        self.run.get(row as usize).copied()
    }

    /// Series and value of a row; `None` for a run that gave no figure.
    pub fn figure(&self, row: u32) -> Option<(usize, f64)> {
        let series = self.series.get(row as usize).copied().filter(|series| *series != NONE)?;
        Some((series as usize, self.value.get(row as usize).copied()?))
    }
}

/// The first row of each run, and the number of all.
fn starts(history: &History) -> Vec<u32> {
    let mut given = vec![0u32; history.runs.len()];
    for point in history.series.iter().flat_map(|series| &series.points) {
        if let Some(count) = given.get_mut(point.run as usize) {
            *count += 1;
        }
    }
    let mut starts = Vec::with_capacity(given.len() + 1);
    let mut next = 0u32;
    for count in given {
        starts.push(next);
        next = next.saturating_add(count.max(1));
    }
    starts.push(next);
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn every_figure_is_a_row_of_its_run() {
        let history = testing::history();
        let figures = Figures::of(&history);
        let points: usize = history.series.iter().map(|series| series.points.len()).sum();
        assert_eq!(figures.len(), points);
        for row in 0..u32::try_from(points).expect("few") {
            let (series, value) = figures.figure(row).expect("a figure");
            let run = figures.run(row).expect("a run");
            let points = &history.series.get(series).expect("a series").points;
            assert!(points.iter().any(|p| p.run == run && p.value.to_bits() == value.to_bits()));
            let (first, of_run) = figures.of_run(run as usize);
            assert!((first..first + u32::try_from(of_run.len()).expect("few")).contains(&row));
        }
    }

    #[test]
    fn a_run_without_figures_is_a_row_without_a_figure() {
        let mut history = testing::history();
        history.series.clear();
        let figures = Figures::of(&history);
        assert_eq!(figures.len(), history.runs.len());
        assert!((0..44).all(|row| figures.figure(row).is_none() && figures.run(row) == Some(row)));
        assert!(Figures::of(&History::default()).is_empty());
    }
}
