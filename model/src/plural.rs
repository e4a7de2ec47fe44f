//! A count with its noun, for messages of every room.

/// `1 run`, `3 runs`.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn one_is_not_many() {
        assert_eq!([0, 1, 2].map(|n| plural(n, "run", "runs")), ["0 runs", "1 run", "2 runs"]);
    }
}
