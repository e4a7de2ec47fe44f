//! A simulated archive that tells a believable story, the same for the same seed on every machine.
//!
//! Everything in it is marked simulated in the snapshot itself, and so on every page. It serves to try Quarterdeck
//! before connecting anything, and to measure it at any size.

mod chaos;
mod measured;
mod quality;
mod random;
mod reliability;
mod story;

use quarterdeck_model::{
    Collector, Kind, Labels, Payload, Section, SectionState, Snapshot, Source, Timestamp,
};
use random::Random;
use story::Story;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Kinds collected each day, in the order of the day; chaos comes once a week in place of nothing.
const DAILY: [Kind; 6] =
    [Kind::Health, Kind::Tests, Kind::Coverage, Kind::Findings, Kind::Code, Kind::Benchmark];

/// `count` snapshots, oldest first, the last one on the day of `until`.
pub(crate) fn snapshots(count: u32, seed: u64, until: Timestamp) -> impl Iterator<Item = Snapshot> {
    let plan = plan(count);
    let days = plan.first().map_or(0, |(left, _)| *left);
    plan.into_iter().filter_map(move |(left, kind)| {
        let story = Story { day: days - left, days };
        snapshot(&story, kind, seed, Timestamp::from_millis(until.millis().checked_sub(left * DAY)?)?)
    })
}

/// Days before the end and kinds, oldest first: planned from the end backwards, so that the count is exact and the
/// last day is whole.
fn plan(count: u32) -> Vec<(i64, Kind)> {
    let of_day = |left: i64| {
        let chaos = (left % 7 == 0).then_some(Kind::Chaos);
        chaos.into_iter().chain(DAILY.into_iter().rev()).map(move |kind| (left, kind))
    };
    let days = (0..).filter(|left| !story::no_runs(*left));
    let mut plan: Vec<(i64, Kind)> = days.flat_map(of_day).take(count as usize).collect();
    plan.reverse();
    plan
}

fn snapshot(story: &Story, kind: Kind, seed: u64, day: Timestamp) -> Option<Snapshot> {
    let order = DAILY.iter().position(|k| *k == kind).unwrap_or(DAILY.len()) as i64;
    let mut random = Random::new(seed, story.day as u64, order as u64);
    let taken_at = Timestamp::from_millis(day.millis() + order * 127_000 + random.below(60_000) as i64)?;
    let section = story.section(kind);
    let payload =
        if section.state.counts() { payload(story, kind, &mut random, taken_at) } else { empty(kind) };
    Some(Snapshot {
        taken_at,
        subject: "harbour-demo".to_owned(),
        source: source(story, seed),
        collector: collector(kind),
        labels: Labels::one("host", "demo-runner"),
        section,
        payload,
        diagnostics: Vec::new(),
        unknown: Default::default(),
    })
}

/// One commit a day, so that the kinds of one day stand beside each other.
fn source(story: &Story, seed: u64) -> Source {
    let mut random = Random::new(seed, story.day as u64, 99);
    let commit = (0..5).map(|_| format!("{:08x}", random.next() as u32)).collect();
    Source { commit: Some(commit), branch: Some("main".to_owned()), dirty: Some(false) }
}

fn collector(kind: Kind) -> Collector {
    let (tool, format) = match kind {
        Kind::Health => ("quarterdeck", "probes"),
        Kind::Benchmark => ("quarterdeck", "load"),
        Kind::Coverage => ("lcov", "lcov"),
        Kind::Chaos => ("quarterdeck", "chaos"),
        Kind::Findings => ("ruff", "ruff"),
        Kind::Tests => ("pytest", "junit"),
        Kind::Code => ("tokei", "tokei"),
    };
    Collector {
        job: kind.to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        tool: tool.to_owned(),
        tool_version: None,
        format: format.to_owned(),
        simulated: true,
        configuration: None,
        from: Vec::new(),
    }
}

fn payload(story: &Story, kind: Kind, random: &mut Random, at: Timestamp) -> Payload {
    match kind {
        Kind::Health => Payload::Health(reliability::health(story, random, at)),
        Kind::Chaos => Payload::Chaos(chaos::chaos(story, random, at)),
        Kind::Benchmark => Payload::Benchmark(measured::benchmark(story, random)),
        Kind::Tests => Payload::Tests(measured::tests(story, random)),
        Kind::Coverage => Payload::Coverage(quality::coverage(story)),
        Kind::Findings => Payload::Findings(quality::findings(story)),
        Kind::Code => Payload::Code(quality::code(story, random)),
    }
}

/// What a collector that failed has to show.
fn empty(kind: Kind) -> Payload {
    match kind {
        Kind::Health => Payload::Health(Default::default()),
        Kind::Chaos => Payload::Chaos(Default::default()),
        Kind::Benchmark => Payload::Benchmark(Default::default()),
        Kind::Tests => Payload::Tests(Default::default()),
        Kind::Coverage => Payload::Coverage(Default::default()),
        Kind::Findings => Payload::Findings(Default::default()),
        Kind::Code => Payload::Code(Default::default()),
    }
}

impl Story {
    /// Some runs fail, as they do: a coverage report that did not parse, a load run whose client was too slow.
    fn section(&self, kind: Kind) -> Section {
        match (kind, self.day % 41) {
            (Kind::Coverage, 17) => Section::because(
                SectionState::Failed,
                "lcov.info ends in the middle of a record (simulated failure)",
            ),
            (Kind::Benchmark, 29) => Section::because(
                SectionState::Failed,
                "achieved 91.2 % of the asked rate, 99 % needed (simulated invalid run)",
            ),
            (Kind::Findings, _) if self.types_failed() => {
                Section::because(SectionState::Partial, "mypy ended with an internal error (simulated)")
            }
            _ => Section::ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::wire;

    fn archive(seed: u64) -> Vec<Vec<u8>> {
        let until = Timestamp::parse("2026-11-23T07:12:00Z").unwrap();
        snapshots(400, seed, until).map(|s| wire::encode(&s)).collect()
    }

    #[test]
    fn the_same_seed_tells_the_same_story() {
        assert_eq!(archive(1), archive(1));
        assert_ne!(archive(1), archive(2));
    }

    #[test]
    fn everything_is_marked_simulated_and_reads_back() {
        for bytes in archive(3) {
            assert!(wire::decode(&bytes).unwrap().collector.simulated);
        }
    }

    #[test]
    fn the_count_is_exact() {
        let until = Timestamp::parse("2026-11-23T07:12:00Z").unwrap();
        for count in [1, 6, 7, 350, 1000] {
            assert_eq!(snapshots(count, 1, until).count() as u32, count);
        }
    }

    #[test]
    fn the_last_snapshot_is_of_the_last_day() {
        let until = Timestamp::parse("2026-11-23T07:12:00Z").unwrap();
        let last = snapshots(400, 1, until).last().unwrap();
        assert!((last.taken_at.millis() - until.millis()).abs() < DAY);
    }
}
