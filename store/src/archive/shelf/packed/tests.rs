//! What was packed comes out as it went in, and what is damaged is not there.

use super::*;
use crate::archive::tests::{at, snapshot};
use quarterdeck_model::history::gather::Sheet;

/// Texts of that length, and one that is longer than a block.
fn packed(texts: &[Vec<u8>]) -> (Vec<Slot>, Packed) {
    let mut packer = Packer::default();
    let slots: Vec<Slot> = texts.iter().map(|text| packer.add(text, Text::default())).collect();
    (slots, Packed::of(Vec::new(), packer.finish()))
}

#[test]
fn every_text_comes_out_as_it_went_in() {
    let texts: Vec<Vec<u8>> = [0, 1, 3000, 40_000, 30_000, 200_000, 7, 65_536]
        .map(|n| (0..n).map(|i| (i % 251) as u8).collect())
        .into();
    let (slots, packed) = packed(&texts);
    assert!(packed.blocks.len() > 3, "{}", packed.blocks.len());
    for round in 0..2 {
        for (slot, text) in slots.iter().zip(&texts) {
            assert_eq!(packed.with(*slot, <[u8]>::to_vec).as_ref(), Some(text), "{round}");
        }
    }
}

#[test]
fn what_was_unpacked_last_is_kept_and_no_more() {
    let texts: Vec<Vec<u8>> = vec![vec![7; BLOCK]; RECENT * (rayon::current_num_threads() + 1)];
    let (slots, packed) = packed(&texts);
    for slot in &slots {
        packed.with(*slot, |_| ()).unwrap();
    }
    packed.recent(|recent| assert_eq!(recent.len(), RECENT * rayon::current_num_threads()));
}

#[test]
fn what_is_damaged_is_not_there() {
    let mut sheet = Sheet::default();
    let id = SnapshotId::new("damaged").unwrap();
    sheet.add(id, &snapshot(at("2026-01-20T08:00:00Z"), "unit"));
    let run = sheet.runs()[0].clone();
    let slot = Slot { block: 0, from: 0, length: 5, text: Text::default() };
    for (slot, block) in [
        (slot, &b"\xff\xff\xff\xff\xff\xff"[..]),
        (slot, b""),
        (Slot { length: u32::MAX, ..slot }, &Encoder::new().compress_vec(b"short").unwrap()),
        (slot, &Encoder::new().compress_vec(b"no JSON").unwrap()),
        (Slot { block: 9, ..slot }, &Encoder::new().compress_vec(b"no JSON").unwrap()),
    ] {
        let packed = Packed::of(vec![(run.clone(), slot)], vec![block.into()]);
        assert_eq!(packed.place(&run.id), Some(0));
        assert!(packed.open(0).is_none() && packed.text(0).is_none());
    }
    assert!(Packed::default().open(0).is_none() && Packed::default().text(0).is_none());
}
