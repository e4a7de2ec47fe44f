//! Reading an archive of 2,000 small snapshots: walking, decoding, checking names against content.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, criterion_group, criterion_main};
use quarterdeck_model::payload::{Count, Counts, Coverage, FileCoverage};
use quarterdeck_model::{Collector, Labels, Payload, Section, Snapshot, Source, Timestamp};
use quarterdeck_store::{Archive, StoreError};
use std::hint::black_box;

/// Snapshots in the archive.
const SNAPSHOTS: u32 = 2_000;

/// Six hours between two runs.
const STEP_MS: i64 = 6 * 3600 * 1000;

fn snapshot(number: u32) -> Option<Snapshot> {
    let line = Some(Count { covered: u64::from(number % 500), total: 500 });
    let counts = Counts { line, ..Counts::default() };
    let file = |n: u32| FileCoverage { path: format!("src/part_{n:02}.rs"), counts };
    Some(Snapshot {
        taken_at: Timestamp::from_millis(1_700_000_000_000 + i64::from(number) * STEP_MS)?,
        subject: "bench".to_owned(),
        source: Source {
            commit: Some(format!("{number:040x}")),
            branch: Some("main".to_owned()),
            dirty: Some(false),
        },
        collector: Collector {
            job: "unit-coverage".to_owned(),
            version: "0.1.0".to_owned(),
            tool: "lcov".to_owned(),
            tool_version: None,
            format: "lcov".to_owned(),
            simulated: true,
            configuration: None,
            from: Vec::new(),
        },
        labels: Labels::none(),
        section: Section::ok(),
        payload: Payload::Coverage(Coverage { totals: counts, files: (0..20).map(file).collect() }),
        diagnostics: Vec::new(),
        unknown: Default::default(),
    })
}

fn filled() -> Result<(tempfile::TempDir, Archive), StoreError> {
    let io = |source| StoreError::Io { action: "create a folder", path: std::env::temp_dir(), source };
    let folder = tempfile::tempdir().map_err(io)?;
    let archive = Archive::new(folder.path());
    let snapshots: Vec<Snapshot> = (0..SNAPSHOTS).filter_map(snapshot).collect();
    archive.add_all(&snapshots)?;
    Ok((folder, archive))
}

#[allow(clippy::panic, reason = "a benchmark without its archive measures nothing")]
fn read(c: &mut Criterion) {
    let (_folder, archive) = filled().unwrap_or_else(|e| panic!("{e}"));
    c.bench_function("read/2000", |b| b.iter(|| black_box(archive.read())));
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = read }
criterion_main!(benches);
