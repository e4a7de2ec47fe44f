//! Tests spread over machines that run side by side, so that none waits long for another.
//!
//! What cannot be split is a unit: a file of tests, or what its tool runs in one piece. Longest first, each unit goes to
//! the shard with the least time so far (LPT; R. L. Graham, "Bounds on Multiprocessing Timing Anomalies", SIAM Journal on
//! Applied Mathematics 17/2, 1969): the makespan is at most 4/3 of the best possible. Units whose time is not known are
//! no work of 0 seconds: they are dealt out by number, and the plan says how many they are.

/// What cannot be split.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its name: a path, or what its tool calls it.
    pub name: String,
    /// Tests in it.
    pub tests: u64,
    /// Seconds of all its tests; `None` when one of them has no time.
    pub seconds: Option<f64>,
}

/// One shard.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shard {
    /// Its units, as places in the list that was given.
    pub units: Vec<usize>,
    /// Seconds of its units, those without a time left out.
    pub seconds: f64,
}

/// A plan for N shards.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The shards, the longest first.
    pub shards: Vec<Shard>,
    /// Seconds of all units together.
    pub total_s: f64,
    /// Seconds of the longest shard: how long the whole takes.
    pub makespan_s: f64,
    /// The least that any plan can take: an equal share of the total, or the longest unit when that is longer.
    pub ideal_s: f64,
    /// Units whose time is not known: every figure is a lower bound when there are some.
    pub untimed: u64,
}

/// Spreads the units over `shards` shards (at least one). The same units give the same plan.
pub fn plan(units: &[Unit], shards: usize) -> Plan {
    let count = shards.max(1);
    let known = |unit: &Unit| unit.seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
    let mut timed: Vec<(usize, f64)> =
        units.iter().enumerate().filter_map(|(at, unit)| Some((at, known(unit)?))).collect();
    let name = |at: usize| units.get(at).map(|unit| &unit.name);
    timed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| name(a.0).cmp(&name(b.0))));
    let mut plan = vec![Shard::default(); count];
    for (at, seconds) in &timed {
        let least = plan.iter_mut().min_by(|a, b| a.seconds.total_cmp(&b.seconds));
        if let Some(shard) = least {
            shard.units.push(*at);
            shard.seconds += seconds;
        }
    }
    let untimed: Vec<usize> =
        units.iter().enumerate().filter(|(_, unit)| known(unit).is_none()).map(|(at, _)| at).collect();
    for at in &untimed {
        if let Some(shard) = plan.iter_mut().min_by_key(|shard| shard.units.len()) {
            shard.units.push(*at);
        }
    }
    plan.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
    let total_s: f64 = timed.iter().map(|(_, seconds)| seconds).sum();
    let longest = timed.first().map_or(0.0, |(_, seconds)| *seconds);
    Plan {
        total_s,
        makespan_s: plan.first().map_or(0.0, |shard| shard.seconds),
        ideal_s: (total_s / count as f64).max(longest),
        untimed: untimed.len() as u64,
        shards: plan,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unit, plan};
    use proptest::prelude::*;

    fn units(seconds: &[Option<f64>]) -> Vec<Unit> {
        let unit = |(at, seconds): (usize, &Option<f64>)| Unit {
            name: format!("{at:03}"),
            tests: 1,
            seconds: *seconds,
        };
        seconds.iter().enumerate().map(unit).collect()
    }

    #[test]
    fn time_is_balanced_and_not_the_number_of_files() {
        let plan = plan(&units(&[Some(9.0), Some(1.0), Some(1.0), Some(1.0), Some(3.0), Some(3.0)]), 2);
        let shards: Vec<(&[usize], f64)> =
            plan.shards.iter().map(|s| (s.units.as_slice(), s.seconds)).collect();
        assert_eq!(shards, [(&[0][..], 9.0), (&[4, 5, 1, 2, 3][..], 9.0)]);
        assert_eq!((plan.total_s, plan.makespan_s, plan.ideal_s), (18.0, 9.0, 9.0));
    }

    #[test]
    fn one_long_unit_is_the_least_that_any_plan_takes() {
        let plan = plan(&units(&[Some(10.0), Some(1.0), Some(1.0)]), 4);
        assert_eq!((plan.makespan_s, plan.ideal_s), (10.0, 10.0));
    }

    #[test]
    fn units_without_a_time_are_dealt_out_and_counted() {
        let plan = plan(&units(&[None, None, Some(1.0), Some(f64::NAN)]), 2);
        assert_eq!(plan.untimed, 3);
        let mut sizes: Vec<usize> = plan.shards.iter().map(|shard| shard.units.len()).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [2, 2]);
    }

    #[test]
    fn no_units_and_no_shards_are_no_error() {
        let plan = plan(&[], 0);
        assert_eq!((plan.shards.len(), plan.makespan_s, plan.ideal_s), (1, 0.0, 0.0));
    }

    proptest! {
        #[test]
        fn every_unit_is_in_one_shard_and_the_bound_of_graham_holds(
            seconds in prop::collection::vec(prop::option::of(0.0..100.0_f64), 0..60),
            shards in 1..9_usize,
        ) {
            let plan = plan(&units(&seconds), shards);
            let mut all: Vec<usize> = plan.shards.iter().flat_map(|shard| shard.units.clone()).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..seconds.len()).collect::<Vec<_>>());
            prop_assert!(plan.makespan_s >= plan.ideal_s - 1e-9);
            // List scheduling: no more than an equal share and the longest unit.
            let longest = seconds.iter().flatten().copied().fold(0.0, f64::max);
            prop_assert!(plan.makespan_s <= plan.total_s / shards as f64 + longest + 1e-9);
        }
    }
}
