//! A count with its noun, for messages of every room.

use std::fmt::Display;

/// `1 run`, `3 runs`, of a count of any width.
pub fn plural<N: Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    format!("{count} {}", if count == N::from(1) { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn one_is_not_many() {
        assert_eq!([0, 1, 2].map(|n| plural(n, "run", "runs")), ["0 runs", "1 run", "2 runs"]);
    }
}
