//! Sorting and looking up with little code: the sort and the maps of the standard library are made for every type anew, and
//! a browser loads each.

use std::cmp::Ordering;

/// Sorts a list; what is equal stays in its order. One sort for all types, half as fast as that of the standard library.
pub fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let by_number = |a: u32, b: u32| match (list.get(a as usize), list.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b).is_gt(),
        _ => false,
    };
    let order = order(u32::try_from(list.len()).unwrap_or(u32::MAX), &by_number);
    let mut old: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    list.extend(order.into_iter().filter_map(|number| old.get_mut(number as usize)?.take()));
}

/// The numbers below `count` in order: merges twice as long a piece each time, and leaves what is in order as it is.
#[inline(never)]
fn order(count: u32, is_after: &dyn Fn(u32, u32) -> bool) -> Vec<u32> {
    let mut from: Vec<u32> = (0..count).collect();
    let mut to = Vec::with_capacity(from.len());
    let mut width = 1;
    while width < from.len() {
        for pair in from.chunks(2 * width) {
            merge(pair.split_at(width.min(pair.len())), &mut to, is_after);
        }
        std::mem::swap(&mut from, &mut to);
        to.clear();
        width *= 2;
    }
    from
}

/// Appends both, each of which is in order, in order.
fn merge((mut left, mut right): (&[u32], &[u32]), to: &mut Vec<u32>, is_after: &dyn Fn(u32, u32) -> bool) {
    let in_order = left.last().zip(right.first()).is_none_or(|(last, first)| !is_after(*last, *first));
    while !in_order
        && let (Some((a, more_left)), Some((b, more_right))) = (left.split_first(), right.split_first())
    {
        if is_after(*a, *b) {
            to.push(*b);
            right = more_right;
        } else {
            to.push(*a);
            left = more_left;
        }
    }
    to.extend_from_slice(left);
    to.extend_from_slice(right);
}

/// The value of `key` in a list in the order of its keys; where there is none, `new` is put in.
pub fn entry<K: Ord, V>(list: &mut Vec<(K, V)>, key: K, new: impl FnOnce() -> V) -> &mut V {
    let place = list.partition_point(|(known, _)| *known < key);
    if list.get(place).is_none_or(|(known, _)| *known != key) {
        list.insert(place, (key, new()));
    }
    // It is there: that it is was just seen to.
    &mut list[place].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_comes_out_as_the_standard_library_sorts_it(list: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|pair| pair.0);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_list_holds_what_a_map_does(pairs: Vec<(u8, u16)>) {
            let (mut list, mut map) = (Vec::new(), std::collections::BTreeMap::new());
            for (key, value) in pairs {
                *entry(&mut list, key, || 0u32) += u32::from(value);
                *map.entry(key).or_insert(0u32) += u32::from(value);
            }
            prop_assert_eq!(list, map.into_iter().collect::<Vec<_>>());
        }
    }
}
