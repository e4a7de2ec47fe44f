//! Labels that do not touch: pushed apart beside the plot, left out along it.

/// Moves `wanted` middles (ascending) apart so that neighbours are at least `apart` from each other, within
/// `from..=to`, each as near to where it belongs as the others allow.
pub(crate) fn spread(wanted: &[i32], apart: i32, (from, to): (i32, i32)) -> Vec<i32> {
    let mut placed: Vec<i32> = Vec::with_capacity(wanted.len());
    for y in wanted {
        let least = placed.last().map_or(from, |last| last + apart);
        placed.push((*y).max(least));
    }
    let mut most = to;
    for y in placed.iter_mut().rev() {
        *y = (*y).min(most);
        most = *y - apart;
    }
    placed
}

/// Keeps what fits in a row: the horizontal extents taken so far.
#[derive(Default)]
pub(crate) struct Row(Vec<(i32, i32)>);

impl Row {
    /// Whether `from..to` is still free (with `gap` to the neighbours); takes it if so.
    pub(crate) fn take(&mut self, from: i32, to: i32, gap: i32) -> bool {
        let free = self.0.iter().all(|(a, b)| to + gap <= *a || from >= *b + gap);
        if free {
            self.0.push((from, to));
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_only_as_far_as_they_must() {
        assert_eq!(spread(&[50, 100, 150], 20, (0, 200)), [50, 100, 150]);
        assert_eq!(spread(&[100, 105, 110], 20, (0, 200)), [100, 120, 140]);
        assert_eq!(spread(&[190, 195], 20, (0, 200)), [180, 200]);
        assert_eq!(spread(&[], 20, (0, 200)), [0; 0]);
    }

    #[test]
    fn a_row_refuses_what_would_touch() {
        let mut row = Row::default();
        assert!(row.take(0, 50, 10));
        assert!(!row.take(55, 90, 10));
        assert!(row.take(60, 90, 10));
    }
}
