//! Small values: times, identifiers, units, sections, labels, histograms.

use crate::tests::{arbitrary, samples};
use crate::*;
use proptest::prelude::*;

#[test]
fn times_are_read_in_any_zone_and_shown_in_utc() {
    let shown = |text: &str| Timestamp::parse(text).map(|t| t.to_string());
    assert_eq!(shown("2026-11-23T08:12:00.123456+01:00").as_deref(), Some("2026-11-23T07:12:00.123Z"));
    assert_eq!(shown("2026-11-23T07:12:00Z").as_deref(), Some("2026-11-23T07:12:00.000Z"));
    assert_eq!(shown("1969-12-31T23:59:59.9999Z").as_deref(), Some("1969-12-31T23:59:59.999Z"));
    for wrong in ["2026-11-23T07:12:00", "2026-11-23", "now", "", "2026-13-01T00:00:00Z"] {
        assert_eq!(shown(wrong), None, "{wrong}");
    }
}

#[test]
fn a_leap_second_can_be_stored() {
    let leap = samples::time("2016-12-31T23:59:60.5Z");
    assert_eq!(Timestamp::parse(&leap.to_string()), Some(leap));
}

#[test]
fn the_years_that_rfc_3339_can_write_are_the_bounds() {
    let first = samples::time("0000-01-01T00:00:00Z");
    let last = samples::time("9999-12-31T23:59:59.999Z");
    assert_eq!(Timestamp::from_millis(first.millis() - 1), None);
    assert_eq!(Timestamp::from_millis(last.millis() + 1), None);
    assert_eq!(Timestamp::from_chrono(chrono::DateTime::<chrono::Utc>::MAX_UTC), last);
    assert_eq!(Timestamp::from_chrono(chrono::DateTime::<chrono::Utc>::MIN_UTC), first);
}

#[test]
fn compact_times_are_the_beginning_of_file_names() {
    assert_eq!(samples::time("2026-11-23T07:12:00.123Z").compact(), "20261123T071200123Z");
}

#[test]
fn identifiers_cannot_leave_their_folder() {
    let long = "a".repeat(128);
    for fine in ["20261123T071200123Z-9f31c2a-1a2b3c4d5e6f", "a", "A_b.c-9", &long] {
        assert_eq!(SnapshotId::new(fine).unwrap().as_str(), fine);
    }
    let longer = "a".repeat(129);
    for wrong in ["", ".", "..", ".hidden", "a/b", "a\\b", "a b", "é", "a\0", "a\n", "a%2f", &longer] {
        assert_eq!(SnapshotId::new(wrong), None, "{wrong:?}");
    }
}

#[test]
fn every_word_of_kind_and_unit_reads_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(Kind::parse("Health"), None);
    for text in ["count", "percent", "ms", "MB", "per_second", "furlong", ""] {
        assert_eq!(Unit::parse(text).to_string(), text);
    }
    assert_eq!(Unit::parse("ms"), Unit::Milliseconds);
    assert_eq!(Unit::parse("Ms"), Unit::Other("Ms".into()));
}

#[test]
fn a_section_is_what_its_parts_are() {
    use SectionState::{Empty, Failed, Ok, Partial};
    let cases: [(&[SectionState], SectionState); 9] = [
        (&[], Empty),
        (&[Ok, Ok], Ok),
        (&[Ok, Partial], Partial),
        (&[Ok, Failed], Partial),
        (&[Ok, Empty], Partial),
        (&[Partial], Partial),
        (&[Failed, Failed], Failed),
        (&[Empty, Empty], Empty),
        (&[Failed, Empty], Failed),
    ];
    for (states, expected) in cases {
        let parts: Vec<Section> = states.iter().map(|s| Section::because(*s, s.as_str())).collect();
        let whole = Section::of_parts(&parts);
        assert_eq!(whole.state, expected, "{states:?}");
        assert_eq!(whole.reasons.len(), parts.len(), "every reason is kept");
    }
}

#[test]
fn only_ok_and_partial_count() {
    let counts = [SectionState::Ok, SectionState::Partial, SectionState::Failed, SectionState::Empty];
    assert_eq!(counts.map(SectionState::counts), [true, true, false, false]);
}

#[test]
fn diagnostics_say_file_place_and_what_to_do() {
    let at =
        |place: Place| Diagnostic::error("a.json", "expected `x`").at(place).hint("look there").to_string();
    assert_eq!(at(Place::Line { line: 3, column: 0 }), "a.json, line 3: expected `x` (look there)");
    assert_eq!(at(Place::Line { line: 3, column: 9 }), "a.json, line 3 column 9: expected `x` (look there)");
    assert_eq!(at(Place::Byte(7)), "a.json, byte 7: expected `x` (look there)");
    assert_eq!(at(Place::Pointer("/a/0".into())), "a.json, at /a/0: expected `x` (look there)");
    assert_eq!(at(Place::Pointer(String::new())), "a.json, at the top: expected `x` (look there)");
    assert_eq!(Diagnostic::note("", "simulated").to_string(), "simulated");
}

#[test]
fn worse_is_up_for_latency_and_down_for_coverage() {
    assert_eq!(Direction::LowerIsBetter.worse_sign(), 1.0);
    assert_eq!(Direction::HigherIsBetter.worse_sign(), -1.0);
    assert_eq!(Direction::Neutral.worse_sign(), 0.0);
}

#[test]
fn labels_are_shown_in_key_order() {
    let labels = Labels::one("service", "api").with("host", "ci").with("service", "bus");
    assert_eq!(labels.to_string(), "host=ci, service=bus");
    assert_eq!(labels.get("service"), Some("bus"));
    assert_eq!(labels.get("branch"), None);
}

#[test]
fn histograms_come_back_and_nonsense_is_an_error() {
    let encoded = samples::histogram([1, 1_000, 60_000_000]);
    let decoded = encoded.decode().unwrap();
    assert_eq!((decoded.len(), decoded.min(), decoded.count_at(1_000)), (3, 1, 1));
    assert!(EncodedHistogram("not base64!".into()).decode().is_err());
    assert!(EncodedHistogram("AAAA".into()).decode().is_err());
    assert!(EncodedHistogram(String::new()).decode().is_err());
}

#[test]
fn a_histogram_of_more_values_than_can_be_added_up_is_refused() {
    let mut histogram = hdrhistogram::Histogram::<u64>::new(3).unwrap();
    histogram.record_n(1, 1 << 52).unwrap();
    histogram.record_n(2, 1 << 52).unwrap();
    assert_eq!(EncodedHistogram::encode(&histogram).unwrap().decode().unwrap().len(), 1 << 53);
    histogram.record_n(3, i64::MAX as u64).unwrap();
    let error = EncodedHistogram::encode(&histogram).unwrap().decode().unwrap_err();
    assert!(matches!(error, histogram::HistogramError::TooMany), "{error}");
}

#[test]
fn a_histogram_that_claims_to_be_huge_is_refused_before_memory_is_taken() {
    use base64::Engine as _;
    use std::io::Write as _;
    let mut plain = vec![0x1c, 0x84, 0x93, 0x13];
    plain.extend(u32::MAX.to_be_bytes());
    plain.extend([0; 40]);
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    zlib.write_all(&plain).unwrap();
    let inner = zlib.finish().unwrap();
    let mut packed = vec![0x1c, 0x84, 0x93, 0x14];
    packed.extend((inner.len() as u32).to_be_bytes());
    packed.extend(inner);
    for bytes in [plain, packed] {
        let encoded = EncodedHistogram(base64::engine::general_purpose::STANDARD.encode(bytes));
        let error = encoded.decode().unwrap_err();
        assert!(matches!(error, histogram::HistogramError::TooLarge(u32::MAX)), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_histogram_is_read_or_refused(damage in proptest::collection::vec(any::<(usize, u8)>(), 1..4)) {
        use base64::Engine as _;
        use std::io::Read as _;
        let engine = base64::engine::general_purpose::STANDARD;
        let packed = engine.decode(samples::histogram((1..500).map(|n| n * 37)).0).unwrap();
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(&packed[8..]).read_to_end(&mut bytes).unwrap();
        for (at, with) in damage {
            // The head decides most, so every second damage is there.
            let at = if at % 2 == 0 { at / 2 % 40 } else { at / 2 % bytes.len() };
            bytes[at] = with;
        }
        if let Ok(histogram) = EncodedHistogram(engine.encode(bytes)).decode() {
            prop_assert!(histogram.value_at_quantile(0.99) <= histogram.max());
        }
    }

    #[test]
    fn any_time_reads_back_and_compact_sorts_as_time_does(a in arbitrary::time(), b in arbitrary::time()) {
        prop_assert_eq!(Timestamp::parse(&a.to_string()), Some(a));
        prop_assert_eq!(a.compact().cmp(&b.compact()), a.cmp(&b));
    }

    #[test]
    fn a_histogram_of_any_text_never_panics(text in "[A-Za-z0-9+/=]{0,80}") {
        let _ = EncodedHistogram(text).decode();
    }
}
