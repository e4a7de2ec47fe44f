//! Rows in the order of a number each: a radix sort, which takes a million rows in slices and keeps equal rows as they were.

use crate::data::pace::{Pace, SLICE, Stale};

/// Bits a pass.
const BITS: u32 = 11;

/// Sorts `rows` by `key`; the smallest first. Rows with equal keys stay in their order.
///
/// # Errors
/// [`Stale`] from `pace`.
pub async fn by_key(
    rows: Vec<u32>,
    key: impl Fn(u32) -> u64,
    pace: &mut impl Pace,
) -> Result<Vec<u32>, Stale> {
    let mut items: Vec<(u64, u32)> = Vec::with_capacity(rows.len());
    let mut differ = 0;
    for slice in rows.chunks(8 * SLICE) {
        pace.breathe().await?;
        items.extend(slice.iter().map(|row| (key(*row), *row)));
    }
    if let Some((first, _)) = items.first().copied() {
        differ = items.iter().fold(0, |bits, (key, _)| bits | (key ^ first));
    }
    let mut other = vec![(0, 0); items.len()];
    for shift in (0..u64::BITS).step_by(BITS as usize) {
        // Digits that are the same everywhere decide nothing.
        if (differ >> shift) & ((1 << BITS) - 1) != 0 {
            pass(&items, &mut other, shift, pace).await?;
            std::mem::swap(&mut items, &mut other);
        }
    }
    pace.breathe().await?;
    Ok(items.into_iter().map(|(_, row)| row).collect())
}

fn digit(key: u64, shift: u32) -> usize {
    ((key >> shift) & ((1 << BITS) - 1)) as usize
}

/// Distributes `from` over `to` by one digit.
async fn pass(
    from: &[(u64, u32)],
    to: &mut [(u64, u32)],
    shift: u32,
    pace: &mut impl Pace,
) -> Result<(), Stale> {
    let mut counts = vec![0usize; 1 << BITS];
    for slice in from.chunks(32 * SLICE) {
        pace.breathe().await?;
        for (key, _) in slice {
            if let Some(count) = counts.get_mut(digit(*key, shift)) {
                *count += 1;
            }
        }
    }
    let mut next = 0;
    for count in &mut counts {
        next += std::mem::replace(count, next);
    }
    for slice in from.chunks(16 * SLICE) {
        pace.breathe().await?;
        for item in slice {
            let Some(place) = counts.get_mut(digit(item.0, shift)) else { continue };
            if let Some(slot) = to.get_mut(*place) {
                *slot = *item;
            }
            *place += 1;
        }
    }
    Ok(())
}

/// A number as a key of the same order; larger first when `descending`. Never the largest key, which is for the unknown.
pub fn number(value: f64, descending: bool) -> u64 {
    let bits = value.to_bits();
    let ordered = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    turned(ordered, descending)
}

/// A rank as a key.
pub fn rank(rank: u32, descending: bool) -> u64 {
    turned(u64::from(rank), descending)
}

/// A key, or its opposite when `descending`.
pub fn turned(key: u64, descending: bool) -> u64 {
    if descending { (!key).min(u64::MAX - 1) } else { key.min(u64::MAX - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::pace::Straight;
    use crate::testing::at_once;

    #[test]
    fn rows_come_in_the_order_of_their_keys_and_equal_ones_stay() {
        let keys: Vec<u64> =
            (0..50_000u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (n % 60)).collect();
        let key = |row: u32| keys.get(row as usize).copied().unwrap_or(0) / 3;
        let rows: Vec<u32> = (0..50_000).rev().collect();
        let mut expected = rows.clone();
        expected.sort_by_key(|row| key(*row));
        assert_eq!(at_once(by_key(rows, key, &mut Straight)), Ok(expected));
        assert_eq!(at_once(by_key(Vec::new(), key, &mut Straight)), Ok(Vec::new()));
    }

    #[test]
    fn numbers_keep_their_order_as_keys() {
        let values = [f64::NEG_INFINITY, -5.5, -0.0, 0.0, 1e-300, 2.0, f64::MAX, f64::INFINITY];
        for pair in values.windows(2) {
            let [a, b] = pair else { continue };
            assert!(number(*a, false) < number(*b, false) && number(*a, true) > number(*b, true), "{a} {b}");
        }
        assert!(number(f64::INFINITY, false) < u64::MAX && number(f64::NEG_INFINITY, true) < u64::MAX);
        assert!(rank(0, true) < u64::MAX && rank(3, true) < rank(2, true));
    }
}
