//! The published columns give back the history, and damaged ones are refused with their place.

use super::damaged::damaged;
use crate::tests::{arbitrary, samples};
use crate::wire::published::{Chunk, Cutting, Limits, SCHEMA, decode, encode, encode_cut};
use crate::wire::{WireError, WireErrorKind};
use crate::*;
use expect_test::expect;
use proptest::prelude::*;

/// An identifier of the archive's own form, or of another one for every fifth run.
fn id(n: usize, snapshot: &Snapshot) -> SnapshotId {
    if n % 5 == 4 {
        return SnapshotId::new(format!("by-hand_{n}")).unwrap();
    }
    let commit = snapshot.source.commit.as_deref().map_or("nocommit", |c| &c[..7]);
    SnapshotId::new(format!("{}-{commit}-{n:012x}", snapshot.taken_at.compact())).unwrap()
}

fn history(snapshots: &[Snapshot], problems: Vec<Diagnostic>) -> History {
    History::from_snapshots(snapshots.iter().enumerate().map(|(n, s)| (id(n, s), s)), problems)
}

/// Seven kinds a day, `days` times.
fn daily(days: i64) -> History {
    let snapshots: Vec<Snapshot> = (0..days)
        .flat_map(|day| samples::all().into_iter().map(move |s| (day, s)))
        .map(|(day, mut s)| {
            s.taken_at = Timestamp::from_millis(s.taken_at.millis() + day * 86_400_000).unwrap();
            s.source.commit = Some(format!("{day:040x}"));
            s
        })
        .collect();
    history(&snapshots, vec![Diagnostic::error("health/broken.json", "the file ends early").at_line(3)])
}

fn through_json(chunks: &[Chunk]) -> Vec<Chunk> {
    let read = |chunk: &Chunk| {
        let json = chunk.to_json();
        let read = Chunk::from_json(&json).unwrap();
        assert_eq!(Chunk::read_lightly(&json).as_ref(), Ok(&read), "the browser reads something else");
        read
    };
    chunks.iter().map(read).collect()
}

#[test]
fn any_chunk_size_and_any_order_of_chunks_give_the_history_back() {
    let history = daily(10);
    for size in [0, 1, 7, 33, 70, 1000] {
        let mut chunks = through_json(&encode(&history, size));
        assert_eq!(chunks.iter().map(Chunk::runs).sum::<usize>(), 70);
        chunks.reverse();
        assert_eq!(decode(&chunks).unwrap(), history, "chunks of {size}");
    }
}

#[test]
fn the_browser_takes_and_refuses_what_the_reader_of_files_does() {
    for chunk in encode(&daily(2), 7) {
        let json = serde_json::from_str(&chunk.to_json()).unwrap();
        for damaged in damaged(&json) {
            let json = damaged.to_string();
            assert_eq!(Chunk::read_lightly(&json).ok(), Chunk::from_json(&json).ok(), "{json}");
        }
    }
}

/// Chunks of at most so many points, whatever the number of runs.
fn by_points(full: usize, newest: usize) -> Cutting {
    let most = |points| Limits { runs: 1000, points };
    Cutting { full: most(full), newest: Some(most(newest)) }
}

#[test]
fn chunks_end_before_they_have_too_many_points_and_full_ones_stay() {
    let history = daily(10);
    let cutting = by_points(9, 9);
    let chunks = encode_cut(&history, &cutting);
    assert!(chunks.len() > 3);
    assert_eq!(decode(&through_json(&chunks)).unwrap(), history);
    let earlier = history.filtered(|run| run.taken_at < history.runs[60].taken_at);
    let before = encode_cut(&earlier, &cutting);
    let same = before.len() - 2;
    assert_eq!(chunks[..same], before[..same]);
    let single = encode_cut(&history, &by_points(0, 0));
    assert_eq!(single.len(), 69, "a run that has more is a chunk of its own, and the newest are two runs");
}

#[test]
fn behind_the_last_full_chunk_chunks_are_small_and_the_newest_is_never_tiny() {
    let of_runs = |runs| Limits { runs, points: usize::MAX };
    let cutting = Cutting { full: of_runs(40), newest: Some(of_runs(10)) };
    let history = daily(20);
    for (count, expected) in [
        (0, vec![0]),
        (7, vec![7]),
        (19, vec![19]),
        (21, vec![10, 11]),
        (40, vec![10, 10, 20]),
        (50, vec![10, 10, 10, 20]),
        (51, vec![40, 11]),
        (75, vec![40, 10, 10, 15]),
        (90, vec![40, 10, 10, 10, 20]),
        (100, vec![40, 40, 20]),
    ] {
        let first: Vec<_> = history.runs.iter().take(count).map(|run| &run.id).collect();
        let part = history.filtered(|run| first.contains(&&run.id));
        let chunks = encode_cut(&part, &cutting);
        let runs: Vec<usize> = chunks.iter().map(Chunk::runs).collect();
        assert_eq!(runs, expected, "{count}");
        assert_eq!(decode(&through_json(&chunks)).unwrap(), part, "{count}");
    }
}

#[test]
fn an_empty_history_keeps_its_problems() {
    let history = history(&[], vec![Diagnostic::error("a.json", "the file is empty")]);
    let chunks = through_json(&encode(&history, 100));
    assert_eq!((chunks.len(), chunks[0].runs()), (1, 0));
    assert_eq!(decode(&chunks).unwrap(), history);
    assert_eq!(decode(&[]).unwrap(), History::default());
}

#[test]
fn the_newest_chunk_alone_is_the_history_of_its_own_runs() {
    let history = daily(4);
    let chunks = encode(&history, 7);
    let newest = decode(&chunks[3..]).unwrap();
    let from = history.runs[21].taken_at;
    assert_eq!(newest, history.filtered(|run| run.taken_at >= from));
}

#[test]
fn what_repeats_is_written_once() {
    let json = encode(&daily(100), 1000).remove(0).to_json();
    assert_eq!(json.matches("\"kind\":\"coverage\",\"job\":").count(), 1, "one context");
    assert_eq!(json.matches(&format!("{:040x}", 99)).count(), 1, "each commit once");
    let bytes_a_run = json.len() / 700;
    assert!(bytes_a_run < 100, "{bytes_a_run} bytes a run");
}

#[test]
fn whole_numbers_are_short_and_minus_zero_stays() {
    let mut snapshot = samples::all().remove(1);
    let Payload::Benchmark(benchmark) = &mut snapshot.payload else { panic!("benchmark") };
    benchmark.loads.clear();
    benchmark.entries[0].estimate.value = -0.0;
    benchmark.figures[0].value = 3.0;
    let history = history(&[snapshot], Vec::new());
    let chunks = encode(&history, 10);
    let json = chunks[0].to_json();
    assert!(json.contains("\"values\":[3]") && json.contains("\"values\":[-0.0]"), "{json}");
    let value = decode(&through_json(&chunks)).unwrap().series[1].points[0].value;
    assert_eq!(value.to_bits(), (-0.0f64).to_bits());
}

fn refused(from: &str, to: &str) -> WireError {
    let json = encode(&daily(2), 100).remove(0).to_json();
    assert!(json.contains(from), "{from} is not in {json}");
    match Chunk::from_json(&json.replacen(from, to, 1)) {
        Ok(chunk) => decode(&[chunk]).unwrap_err(),
        Err(error) => error,
    }
}

/// What to replace in a good chunk, and by what.
const DAMAGE: &[(&str, &str)] = &[
    ("\"time\":[1", "\"time\":[[1"),
    ("\"time\":[1", "\"time\":[999999999999999991"),
    ("\"time\":[1", "\"time\":[9991"),
    ("86400000", "-86400000"),
    ("\"context\":[0,", "\"context\":["),
    ("\"context\":[0,", "\"context\":[99,"),
    ("\"commit\":[1,", "\"commit\":[9,"),
    ("\"commit\":[1,", "\"commit\":[-9,"),
    ("\"hash\":\"0", "\"hash\":\""),
    ("\"hash\":\"0", "\"hash\":\"/"),
    ("\"hash\":\"", "\"hash\":\"000000000000"),
    ("d\",\"ids\"", "d000000000000\",\"ids\""),
    ("\"ids\":[[6,\"by", "\"ids\":[[6,\"../by"),
    ("[13,\"by", "[2,\"by"),
    ("\"rows\":[[", "\"rows\":[[77,"),
    ("\"rows\":[[1,", "\"rows\":[[1,0,"),
    ("\"row\":0", "\"row\":77"),
    ("\"values\":[", "\"values\":[1,"),
    ("\"values\":[", "\"values\":[1e999,"),
    (
        "\"chaos.passed_percent\"",
        "\"chaos.availability_percent\",\"labels\":{\"scenario\":\"network partition\"}",
    ),
    ("\"run\":[[", "\"run\":[[99,1],["),
    ("\"at\":[[1", "\"at\":[[99999991"),
    ("\"outcome\":[[", "\"outcome\":[[\"up\",4294967295],["),
    ("\"major\":1", "\"major\":2"),
    (SCHEMA, "quarterdeck.snapshot"),
];

#[test]
fn damage_is_refused_with_its_place() {
    let lines: String = DAMAGE.iter().map(|(from, to)| format!("{to}: {}\n", refused(from, to))).collect();
    expect![[r#"
        "time":[[1: line 1 column 144: the file is not JSON: expected `,` or `]` (build the site again)
        "time":[999999999999999991: at /time/0: invalid type: floating point `1e+30`, expected a whole number (build the site again)
        "time":[9991: at /time/0: the time is outside the years 0 to 9999 (build the site again)
        -86400000: at /time/7: the run is not after the one before it (build the site again)
        "context":[: at /context: 13 rows; expected 14, as many as in /time (build the site again)
        "context":[99,: at /context/0: no such row in /contexts (build the site again)
        "commit":[9,: at /commit/0: no such row in /commits (build the site again)
        "commit":[-9,: at /commit/0: no such row in /commits (build the site again)
        "hash":": at /hash: ends before run 12 (build the site again)
        "hash":"/: at /hash: run 0 has no valid identifier (build the site again)
        "hash":"000000000000: at /time/1: the run is not after the one before it (build the site again)
        d000000000000","ids": at /hash: longer than there are runs (build the site again)
        "ids":[[6,"../by: at /hash: run 6 has no valid identifier (build the site again)
        [2,"by: at /hash: ends before run 13 (build the site again)
        "rows":[[77,: at /rows/0/0: no such run, or not in order (build the site again)
        "rows":[[1,0,: at /rows/0/1: no such run, or not in order (build the site again)
        "row":77: at /series/0/row: no such row in /rows (build the site again)
        "values":[1,: at /series/0/values: 3 values; expected 2, one for each run (build the site again)
        "values":[1e999,: line 1 column 2443: the file is not JSON: number out of range (build the site again)
        "chaos.availability_percent","labels":{"scenario":"network partition"}: at /series/3: the series is there twice (build the site again)
        "run":[[99,1],[: at /probes/0: 5 runs, 4 times, 4 outcomes; expected as many of each (build the site again)
        "at":[[99999991: at /probes/0/at/0/0: invalid type: floating point `9.999999179515871e+19`, expected a whole number (build the site again)
        "outcome":[["up",4294967295],[: at /probes/0: 4 runs, 4 times, 4294967299 outcomes; expected as many of each (build the site again)
        "major":2: at /version/major: the file has format version 2.2, this program reads versions up to 1.x (update quarterdeck)
        quarterdeck.snapshot: at /schema: `schema` is `quarterdeck.snapshot`, `quarterdeck.published` was expected (build the site again)
    "#]].assert_eq(&lines);
    assert_eq!(refused("}]}", "}]").kind, WireErrorKind::Truncated);
}

#[test]
fn runs_out_of_order_and_the_same_chunk_twice_are_refused() {
    let chunks = encode(&daily(2), 100);
    let twice = [chunks[0].clone(), chunks[0].clone()];
    assert!(decode(&twice).unwrap_err().message.contains("not after the one before"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_history_comes_back(
        snapshots in proptest::collection::vec(arbitrary::snapshot(), 0..12),
        problems in proptest::collection::vec(arbitrary::diagnostic(), 0..3),
        size in 1usize..8,
    ) {
        let history = history(&snapshots, problems);
        prop_assert_eq!(decode(&through_json(&encode(&history, size))).unwrap(), history);
    }

    #[test]
    fn damaged_json_never_brings_the_reader_down(at in any::<usize>(), with in any::<u8>()) {
        let mut bytes = encode(&daily(2), 100).remove(0).to_json().into_bytes();
        let at = at % bytes.len();
        bytes[at] = with;
        if let Ok(chunk) = Chunk::from_json(&String::from_utf8_lossy(&bytes))
            && let Ok(history) = decode(&[chunk])
        {
            prop_assert!(history.series.iter().all(|s| s.points.iter().all(|p| p.value.is_finite())));
        }
    }
}
