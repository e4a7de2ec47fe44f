//! Texts of snapshots, packed some at a time: neighbours in the archive are much alike.

use quarterdeck_model::{Run, Shelf, Snapshot, SnapshotId, wire};
use snap::raw::{Decoder, Encoder};
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are packed together: as far back as the packer looks.
const BLOCK: usize = 64 * 1024;
/// Unpacked blocks that are kept for each thread: the runs of an instant lie in one of each kind.
const RECENT: usize = 12;

/// Where a text lies.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    block: u32,
    from: u32,
    length: u32,
    text: Text,
}

/// What is known of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Text {
    /// [`wire::encode`] writes the run just so.
    pub(super) as_written: bool,
    /// It holds nothing that this version does not know.
    pub(super) known: bool,
}

/// Fills blocks.
#[derive(Default)]
pub(super) struct Packer {
    open: Vec<u8>,
    blocks: Vec<Box<[u8]>>,
}

impl Packer {
    /// Takes a text; the place counts from the first block of this packer.
    pub(super) fn add(&mut self, bytes: &[u8], text: Text) -> Slot {
        if !self.open.is_empty() && self.open.len() + bytes.len() > BLOCK {
            self.close();
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (block, from) = (number(self.blocks.len()), number(self.open.len()));
        self.open.extend_from_slice(bytes);
        Slot { block, from, length: number(bytes.len()), text }
    }

    fn close(&mut self) {
        // Only more than 4 GB cannot be packed, and no file is larger than 64 MB.
        let packed = Encoder::new().compress_vec(&self.open).unwrap_or_default();
        self.blocks.push(packed.into_boxed_slice());
        self.open.clear();
    }

    /// The blocks.
    pub(super) fn finish(mut self) -> Vec<Box<[u8]>> {
        if !self.open.is_empty() {
            self.close();
        }
        self.blocks
    }
}

impl Slot {
    /// The same with as many blocks before those of its packer.
    pub(super) fn after(self, blocks: usize) -> Self {
        Self { block: self.block.saturating_add(u32::try_from(blocks).unwrap_or(u32::MAX)), ..self }
    }
}

/// Snapshots by their identifier, packed.
#[derive(Default)]
pub struct Packed {
    /// In order of the identifiers.
    slots: Vec<(Arc<Run>, Slot)>,
    blocks: Vec<Box<[u8]>>,
    /// What was unpacked last, the newest at the end.
    recent: Mutex<VecDeque<(u32, Arc<Vec<u8>>)>>,
}

impl Packed {
    /// Of the runs, each once, with their places in `blocks`.
    pub(super) fn of(mut slots: Vec<(Arc<Run>, Slot)>, blocks: Vec<Box<[u8]>>) -> Self {
        slots.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        Self { slots, blocks, recent: Mutex::default() }
    }

    /// What `take` makes of a text; nothing of one that cannot be unpacked.
    fn with<T>(&self, slot: Slot, take: impl FnOnce(&[u8]) -> T) -> Option<T> {
        let block = self.block(slot.block)?;
        let from = slot.from as usize;
        block.get(from..from.checked_add(slot.length as usize)?).map(take)
    }

    fn block(&self, number: u32) -> Option<Arc<Vec<u8>>> {
        if let Some(known) = self.recent(|recent| {
            let at = recent.iter().rposition(|(known, _)| *known == number)?;
            let found = recent.remove(at)?;
            let block = Arc::clone(&found.1);
            recent.push_back(found);
            Some(block)
        }) {
            return Some(known);
        }
        // Two that ask for the same one both unpack it: that is rare, and neither waits for the other.
        let block = Arc::new(Decoder::new().decompress_vec(self.blocks.get(number as usize)?).ok()?);
        let most = RECENT * rayon::current_num_threads();
        self.recent(|recent| {
            recent.push_back((number, Arc::clone(&block)));
            while recent.len() > most {
                recent.pop_front();
            }
        });
        Some(block)
    }

    fn recent<T>(&self, then: impl FnOnce(&mut VecDeque<(u32, Arc<Vec<u8>>)>) -> T) -> T {
        then(&mut self.recent.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Shelf for Packed {
    fn places(&self) -> usize {
        self.slots.len()
    }

    fn place(&self, id: &SnapshotId) -> Option<usize> {
        self.slots.binary_search_by(|(run, _)| run.id.cmp(id)).ok()
    }

    fn open(&self, place: usize) -> Option<Box<Snapshot>> {
        let (run, slot) = self.slots.get(place)?;
        let read = |text: &[u8]| match slot.text.known {
            true => wire::decode_again(text, run.kind),
            false => wire::decode(text),
        };
        self.with(*slot, |text| read(text).ok().map(Box::new)).flatten()
    }

    fn text(&self, place: usize) -> Option<Vec<u8>> {
        let (_, slot) = self.slots.get(place)?;
        if slot.text.as_written {
            return self.with(*slot, <[u8]>::to_vec);
        }
        self.open(place).map(|snapshot| wire::encode(&snapshot))
    }
}

impl fmt::Debug for Packed {
    /// How many there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({})", self.slots.len())
    }
}

#[cfg(test)]
mod tests;
