//! Numbers of several sorts that stand on each other over time. A time at which one of them is not known is a gap: a
//! stack without it would say that there were fewer.

use super::axis::{Wish, fit};
use super::time_axis::time_axis;
use super::{ChartSpec, Data, Datum, Field, Frame, Gap, Key, Layer, Range, Tone};
use crate::format::{count, date};
use quarterdeck_model::{Timestamp, Unit};

/// One sort, from the bottom up.
pub(crate) struct Sort {
    /// What it is called.
    pub(crate) name: &'static str,
    /// How it is drawn.
    pub(crate) tone: Tone,
}

/// A time with a number of every sort; `None` where they are not known.
pub(crate) type Level = (Timestamp, Option<Vec<u64>>);

/// The chart of `levels` (oldest first) up to `now`; none without two known ones.
pub(crate) fn stack(
    title: &str,
    sorts: &[Sort],
    levels: &[Level],
    (now, frame): (Timestamp, &Frame),
) -> Option<ChartSpec> {
    let kept = thinned(levels, frame.most_points());
    let known: Vec<(Timestamp, &Vec<u64>)> =
        kept.iter().filter_map(|(at, numbers)| Some((*at, numbers.as_ref()?))).collect();
    // One run is no course.
    known.get(1)?;
    let (first, last) = (known.first()?, known.last()?);
    let sum = |numbers: &Vec<u64>| numbers.iter().sum::<u64>();
    let most = known.iter().map(|(_, numbers)| sum(numbers)).max().unwrap_or(0);
    let wish = Wish { span: (0.0, most as f64), unit: &Unit::Count, steps: frame.value_steps(), log: false };
    let (from, to) = (first.0.millis(), now.millis().max(last.0.millis()));
    let parts: Vec<(&Sort, u64)> =
        sorts.iter().enumerate().map(|(n, sort)| (sort, last.1.get(n).copied().unwrap_or(0))).collect();
    let keys = parts
        .iter()
        .rev()
        .map(|(sort, n)| Key::of(sort.tone, &format!("{}: {}", sort.name, count(*n as f64))));
    let data = data(sorts, levels);
    let drawn = || format!("Drawn are {} of {} runs, evenly chosen.", kept.len(), levels.len());
    Some(ChartSpec {
        id: frame.id.clone(),
        width: frame.width,
        height: frame.height,
        title: title.to_owned(),
        caption: "lower is better".to_owned(),
        sentence: format!(
            "{title}: {} on {}, {} on {}.",
            told(&parts),
            date(last.0),
            count(sum(first.1) as f64),
            date(first.0)
        ),
        notes: (kept.len() < levels.len()).then(drawn).into_iter().collect(),
        unit: Unit::Count,
        x: time_axis(from, to, frame.most_ticks()),
        y: fit(&wish).axis,
        layers: layers(sorts, &kept),
        keys: keys.collect(),
        gaps: gaps(&kept, to),
        table: data.last(frame.rows.max(12), "runs"),
        data,
        ..ChartSpec::default()
    })
}

/// `2 high, 13 low`: the worst first.
fn told(parts: &[(&Sort, u64)]) -> String {
    let some = parts.iter().rev().filter(|(_, n)| *n > 0);
    let told: Vec<String> = some.map(|(sort, n)| format!("{} {}", count(*n as f64), sort.name)).collect();
    if told.is_empty() { "none".to_owned() } else { told.join(", ") }
}

/// At most about `most` of them, evenly chosen from the end, so that the newest is among them.
fn thinned(levels: &[Level], most: usize) -> Vec<&Level> {
    let step = levels.len().div_ceil(most.max(1)).max(1);
    let mut kept: Vec<&Level> = levels.iter().rev().step_by(step).collect();
    kept.reverse();
    kept
}

fn layers(sorts: &[Sort], kept: &[&Level]) -> Vec<Layer> {
    let mut layers: Vec<Layer> =
        sorts.iter().map(|sort| Layer { tone: sort.tone, segments: Vec::new() }).collect();
    let usual = usual(kept);
    let joined = |a: &&Level, b: &&Level| a.1.is_some() && b.1.is_some() && !far(a.0, b.0, usual);
    for unbroken in kept.chunk_by(joined) {
        for (n, layer) in layers.iter_mut().enumerate() {
            let range = |(at, numbers): &&Level| {
                let numbers = numbers.as_ref()?;
                let below: u64 = numbers.iter().take(n).sum();
                let own = numbers.get(n).copied().unwrap_or(0);
                Some(Range { at: at.millis(), low: below as f64, high: (below + own) as f64 })
            };
            let segment: Vec<Range> = unbroken.iter().filter_map(range).collect();
            if segment.len() > 1 {
                layer.segments.push(segment);
            }
        }
    }
    layers
}

/// The median time between neighbours, in milliseconds; 0 where there are too few to tell.
fn usual(kept: &[&Level]) -> i64 {
    let mut steps: Vec<i64> =
        kept.windows(2).filter_map(|pair| Some(pair.last()?.0.millis() - pair.first()?.0.millis())).collect();
    steps.sort_unstable();
    if steps.len() < 4 { 0 } else { steps.get(steps.len() / 2).copied().unwrap_or(0) }
}

/// Whether so long no run was made that nothing is drawn in between: more than five usual times.
fn far(from: Timestamp, to: Timestamp, usual: i64) -> bool {
    usual > 0 && to.millis() - from.millis() > usual.saturating_mul(5)
}

/// Between known ones where one that is not known lies, or where no run was made for long; and so up to the end.
fn gaps(kept: &[&Level], to: i64) -> Vec<Gap> {
    let usual = usual(kept);
    let mut gaps = Vec::new();
    let mut known: Option<Timestamp> = None;
    let mut broken = false;
    let mut gap = |from: Timestamp, to: i64, broken: bool| {
        let label = if broken { "no data" } else { "no runs" }.to_owned();
        gaps.push(Gap { from: from.millis(), to, label });
    };
    for (at, numbers) in kept {
        if numbers.is_none() {
            broken = true;
            continue;
        }
        if let Some(from) = known.filter(|from| broken || far(*from, *at, usual)) {
            gap(from, at.millis(), broken);
        }
        (known, broken) = (Some(*at), false);
    }
    let end = Timestamp::from_millis(to);
    if let Some(from) = known.filter(|from| broken || end.is_some_and(|end| far(*from, end, usual))) {
        gap(from, to, broken);
    }
    gaps
}

/// Oldest first; the sorts from the top down.
fn data(sorts: &[Sort], levels: &[Level]) -> Data {
    let mut columns = vec![Field::time("time", "When")];
    columns.extend(sorts.iter().rev().map(|sort| Field::number(sort.name, sort.name, Unit::Count)));
    let row = |(at, numbers): &Level| {
        let own = |n: usize| numbers.as_ref().and_then(|all| all.get(n)).map(|n| *n as f64);
        let cells = (0..sorts.len()).rev().map(|n| Datum::maybe(own(n)));
        std::iter::once(Datum::Time(*at)).chain(cells).collect()
    };
    Data { columns, rows: levels.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_a_gap_and_no_smaller_stack() {
        let at = |day: i64| Timestamp::from_millis(day * 86_400_000).unwrap();
        let levels: Vec<Level> = vec![
            (at(1), Some(vec![3, 1])),
            (at(2), Some(vec![2, 1])),
            (at(3), None),
            (at(4), Some(vec![2, 0])),
            (at(5), Some(vec![1, 0])),
            (at(6), None),
        ];
        let sorts = [Sort { name: "low", tone: Tone::Step(4) }, Sort { name: "high", tone: Tone::Step(2) }];
        let spec = stack("Open", &sorts, &levels, (at(7), &Frame::half("s"))).unwrap();
        let gaps: Vec<(i64, i64)> =
            spec.gaps.iter().map(|gap| (gap.from / 86_400_000, gap.to / 86_400_000)).collect();
        assert_eq!(gaps, [(2, 4), (5, 7)]);
        let upper: Vec<Vec<(f64, f64)>> =
            spec.layers[1].segments.iter().map(|s| s.iter().map(|r| (r.low, r.high)).collect()).collect();
        assert_eq!(upper, [vec![(3.0, 4.0), (2.0, 3.0)], vec![(2.0, 2.0), (1.0, 1.0)]]);
        assert_eq!(spec.sentence, "Open: 1 low on 6 Jan 1970, 4 on 2 Jan 1970.");
        assert_eq!(spec.table.rows[0].cells[1..], ["—", "—"]);
        assert!(stack("Open", &sorts, &levels[2..4], (at(7), &Frame::half("s"))).is_none());
    }
}
