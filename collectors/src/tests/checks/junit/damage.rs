//! Damaged reports give a message or fewer cases, never a panic.

use super::read;
use crate::tests::junit;
use proptest::prelude::*;
use quarterdeck_model::Level;

const FAILED: &str = include_str!("../../../../tests/fixtures/tool-output/junit/failed.xml");

#[test]
fn every_cut_is_told() {
    let whole = FAILED.trim_end().len();
    for end in (0..whole).filter(|end| FAILED.is_char_boundary(*end)) {
        let error = read(&FAILED[..end]).expect_err("a report that is cut off is not whole");
        assert!(error.0.level == Level::Error && error.0.path == "junit.xml", "{error}");
    }
}

#[test]
fn every_encoding_is_read() {
    let text = "<testsuites><testsuite name='süite 日本'><testcase name='ä'/></testsuite></testsuites>";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let bom = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
    for bytes in [bom, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        let parsed = read(bytes).unwrap();
        assert_eq!(&*parsed.payload.cases[0].suite, "süite 日本");
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    }
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><testsuite name='s\xfcite'><testcase name='t'/></testsuite>";
    assert_eq!(&*read(latin).unwrap().payload.cases[0].suite, "süite");
}

#[test]
fn deep_nesting_is_refused() {
    let error = read("<testsuite>".repeat(100_000)).unwrap_err();
    assert!(error.to_string().contains("nested"), "{error}");
}

#[test]
fn entities_are_not_expanded() {
    let text = "<?xml version='1.0'?><!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>\
                <!ENTITY c SYSTEM 'file:///etc/passwd'>]><testsuite name='&b;'><testcase name='&c;'/></testsuite>";
    let case = read(text).unwrap().payload.cases.remove(0);
    assert_eq!((&*case.suite, case.name.as_str()), ("&b;", "&c;"));
}

proptest! {
    #[test]
    fn any_change_is_read_or_refused(
        changes in proptest::collection::vec((0..FAILED.len(), any::<u8>()), 1..6),
        cut in 0..=FAILED.len(),
    ) {
        let mut bytes = FAILED.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.truncate(cut);
        if let Ok(parsed) = read(bytes) {
            prop_assert!(parsed.payload.cases.len() <= 6);
            prop_assert!(parsed.payload.cases.iter().all(|c| c.duration_s.is_none_or(|d| d >= 0.0)));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        let _ = junit::sniff(&text);
        prop_assert!(read(text).is_err());
    }
}
