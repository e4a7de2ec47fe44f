//! Damaged reports give a message, never a panic.

use super::{Input, Parse};
use crate::benchmark::{criterion, hyperfine, performance_report};
use proptest::prelude::*;

const HYPERFINE: &str = include_str!("../../../tests/fixtures/tool-output/hyperfine/one.json");
const PERFORMANCE: &str =
    include_str!("../../../tests/fixtures/tool-output/acgs2-performance-report/one.json");
const ESTIMATES: &str =
    include_str!("../../../tests/fixtures/tool-output/criterion/one/fib/new/estimates.json");

/// Reads a changed report; what is read must be sound.
fn sound(parse: Parse, bytes: Vec<u8>) -> bool {
    match parse(&Input { name: "report.json".to_owned(), bytes }, &[]) {
        Ok(parsed) => parsed.payload.metrics().iter().all(|m| m.value.is_finite()),
        Err(error) => !error.0.message.is_empty(),
    }
}

#[test]
fn every_cut_is_told() {
    for (parse, whole) in [(hyperfine::parse as Parse, HYPERFINE), (performance_report::parse, PERFORMANCE)] {
        for end in 0..whole.trim_end().len() {
            let input = Input { name: "report.json".to_owned(), bytes: whole.as_bytes()[..end].to_vec() };
            assert!(parse(&input, &[]).is_err(), "cut at {end}");
        }
    }
}

fn changed(text: &str, at: usize, byte: u8) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let at = at % bytes.len();
    bytes[at] = byte;
    bytes
}

proptest! {
    #[test]
    fn any_changed_report_is_read_or_refused(at: usize, byte: u8) {
        prop_assert!(sound(hyperfine::parse, changed(HYPERFINE, at, byte)));
        prop_assert!(sound(performance_report::parse, changed(PERFORMANCE, at, byte)));
    }

    #[test]
    fn any_changed_estimate_is_read_or_left_out(at: usize, byte: u8) {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("a/new");
        std::fs::create_dir_all(&new).unwrap();
        std::fs::write(new.join("estimates.json"), changed(ESTIMATES, at, byte)).unwrap();
        let parsed = criterion::parse(folder.path()).unwrap();
        let read = parsed.payload.entries.len();
        prop_assert!(read == 1 || (read == 0 && !parsed.section.state.counts() && !parsed.diagnostics.is_empty()));
    }
}
