//! Damaged reports, hostile names, any number: read or refused, never a panic.

use super::{folder, zone};
use crate::wire::{decode, encode, v0};
use proptest::prelude::*;

proptest! {
    #[test]
    fn damaged_reports_never_bring_the_reader_down(report in 0usize..6, at in any::<usize>(), with in any::<u8>(), cut: bool) {
        let mut names: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).collect();
        names.retain(|path| path.is_file());
        names.sort();
        let mut bytes = std::fs::read(&names[report]).unwrap();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = with }
        for snapshot in v0::read("scenario_é_1763038800.json", &bytes, zone()).unwrap_or_default() {
            prop_assert_eq!(decode(&encode(&snapshot)).unwrap(), snapshot);
        }
        let _ = v0::read_config(&bytes);
    }

    #[test]
    fn any_file_name_and_any_number_are_fine(name in any::<String>(), number in any::<f64>()) {
        let json = format!(r#"{{"performance": {{"latency_p99": {number:e}, "cache_hit_rate": {number:?}}}, "test_coverage": {{"lines_covered": {number:?}}}}}"#);
        for snapshot in v0::read(&name, json.as_bytes(), zone()).unwrap_or_default() {
            prop_assert!(snapshot.metrics().iter().all(|m| m.value.is_finite()));
        }
    }
}
