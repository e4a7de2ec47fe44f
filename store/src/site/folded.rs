//! Paths without regard to capitals: some file systems do not tell the two apart.

use std::cmp::Ordering;

/// A path that is compared in lower case. A site has hundreds of thousands of paths, nearly all of them ASCII, so no
/// second text is made of those.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folded<'a>(pub(super) &'a str);

impl Ord for Folded<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.0.is_ascii() && other.0.is_ascii() {
            let (ours, theirs) = (self.0.bytes(), other.0.bytes());
            return ours.map(|b| b.to_ascii_lowercase()).cmp(theirs.map(|b| b.to_ascii_lowercase()));
        }
        self.0.to_lowercase().cmp(&other.0.to_lowercase())
    }
}

impl PartialOrd for Folded<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Folded<'_> {}

/// The paths in this order.
pub(super) fn sorted<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Folded<'a>> {
    let mut all: Vec<Folded<'_>> = paths.into_iter().map(Folded).collect();
    all.sort();
    all
}

/// Whether a list in this order has the path, capitals aside.
pub(super) fn has(sorted: &[Folded<'_>], path: &str) -> bool {
    sorted.binary_search(&Folded(path)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_paths_in_lower_case(a in "[a-cA-CäÄΣςσ/.]{0,6}", b in "[a-cA-CäÄΣςσ/.]{0,6}") {
            prop_assert_eq!(Folded(&a).cmp(&Folded(&b)), a.to_lowercase().cmp(&b.to_lowercase()));
        }
    }
}
