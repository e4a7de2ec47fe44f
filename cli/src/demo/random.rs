//! A small deterministic random source: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
//! generators", OOPSLA 2014). Only additions and multiplications of integers, so it is the same everywhere.

/// Random numbers of one snapshot: independent of the order in which snapshots are made.
pub(super) struct Random(u64);

impl Random {
    /// A stream of its own for each (seed, day, part).
    pub(super) fn new(seed: u64, day: u64, part: u64) -> Self {
        let mut random = Self(seed ^ day.wrapping_mul(0xa076_1d64_78bd_642f) ^ (part << 56));
        random.next();
        random
    }

    /// 64 random bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number in `0..n`; 0 for `n` = 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next().checked_rem(n).unwrap_or(0)
    }

    /// In `0.0..1.0`.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// About normal with mean 0 and deviation 1: the sum of twelve uniforms less six (Irwin–Hall).
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// `level` with relative noise `spread`, at least a tenth of the level.
    pub(super) fn around(&mut self, level: f64, spread: f64) -> f64 {
        (level * (1.0 + spread * self.normal())).max(level * 0.1)
    }
}
