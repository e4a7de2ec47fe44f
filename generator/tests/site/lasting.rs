//! What a later build leaves as it was.

use super::{Given, made_up};
use quarterdeck_model::Timestamp;

#[test]
fn pages_of_earlier_runs_outlast_a_day_and_a_run() {
    let mut given = Given::archive(30);
    let before = given.site();
    given.now = Timestamp::from_millis(given.now.millis() + 86_400_000).expect("a valid time");
    given.snapshots.push(made_up::hostile(-1));
    let after = given.site();
    // The page of the last finished week leads to the next one now.
    let new = |path: &str| path.contains("2026-W47") || path.contains("2026-W48") || path.contains("2026-Q4");
    let lasting = |path: &&String| {
        let review = path.starts_with("review/") && !new(path);
        review || path.starts_with("s/") || path.starts_with("api/v1/snapshots/")
    };
    let changed: Vec<_> = before
        .files
        .keys()
        .filter(lasting)
        .filter(|path| before.files[*path] != after.files[*path])
        .collect();
    assert!(changed.is_empty(), "{changed:?}");
}
