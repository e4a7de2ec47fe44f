//! Rectangles as near to squares as can be (Bruls, Huizing and van Wijk, "Squarified Treemaps", Data Visualization 2000).

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// Divides `area` into rectangles as large as `sizes` (largest first, all above 0), in their order.
pub(super) fn squarify(sizes: &[f64], area: Area) -> Vec<Area> {
    let mut left = area;
    let mut out = Vec::with_capacity(sizes.len());
    let mut rest = sizes;
    while !rest.is_empty() {
        let sum: f64 = rest.iter().sum();
        let scale = left.w * left.h / sum;
        let count = row_of(rest, left.w.min(left.h), scale);
        let (row, after) = rest.split_at(count);
        left = lay(row, left, scale, &mut out);
        rest = after;
    }
    out
}

/// How many of `sizes` make a row along a side: one more is taken as long as the worst of them becomes no longer.
fn row_of(sizes: &[f64], side: f64, scale: f64) -> usize {
    let first = sizes.first().copied().unwrap_or(0.0) * scale;
    let mut worst = ratio(first, first, first, side);
    let mut sum = first;
    for (taken, size) in sizes.iter().enumerate().skip(1) {
        let least = size * scale;
        let next = ratio(sum + least, first, least, side);
        if next > worst {
            return taken;
        }
        worst = next;
        sum += least;
    }
    sizes.len()
}

/// The worst ratio of sides in a row of that sum, whose members are between `least` and `largest`.
fn ratio(sum: f64, largest: f64, least: f64, side: f64) -> f64 {
    let (square, sum) = (side * side, sum * sum);
    (square * largest / sum).max(sum / (square * least))
}

/// Places a row along the shorter side; gives what is left.
fn lay(row: &[f64], left: Area, scale: f64, out: &mut Vec<Area>) -> Area {
    let sum: f64 = row.iter().sum::<f64>() * scale;
    let across = left.w >= left.h;
    let side = if across { left.h } else { left.w };
    let depth = if side > 0.0 { sum / side } else { 0.0 };
    let mut at = 0.0;
    for size in row {
        let length = if depth > 0.0 { size * scale / depth } else { 0.0 };
        out.push(match across {
            true => Area { x: left.x, y: left.y + at, w: depth, h: length },
            false => Area { x: left.x + at, y: left.y, w: length, h: depth },
        });
        at += length;
    }
    match across {
        true => Area { x: left.x + depth, w: left.w - depth, ..left },
        false => Area { y: left.y + depth, h: left.h - depth, ..left },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_paper() {
        let all = squarify(&[6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0], Area { x: 0.0, y: 0.0, w: 6.0, h: 4.0 });
        let told: Vec<String> =
            all.iter().map(|a| format!("{:.2} {:.2} {:.2} {:.2}", a.x, a.y, a.w, a.h)).collect();
        let expected = [
            "0.00 0.00 3.00 2.00",
            "0.00 2.00 3.00 2.00",
            "3.00 0.00 1.71 2.33",
            "4.71 0.00 1.29 2.33",
            "3.00 2.33 1.20 1.67",
            "4.20 2.33 1.20 1.67",
            "5.40 2.33 0.60 1.67",
        ];
        assert_eq!(told, expected);
    }

    proptest! {
        #[test]
        fn areas_fill_the_whole_and_are_as_large_as_asked(
            sizes in prop::collection::vec(1u32..100_000, 1..60), w in 10.0..5000.0_f64, h in 10.0..5000.0_f64,
        ) {
            let mut sizes: Vec<f64> = sizes.into_iter().map(f64::from).collect();
            sizes.sort_by(|a, b| b.total_cmp(a));
            let all = squarify(&sizes, Area { x: 0.0, y: 0.0, w, h });
            let sum: f64 = sizes.iter().sum();
            prop_assert_eq!(all.len(), sizes.len());
            for (area, size) in all.iter().zip(&sizes) {
                let asked = size / sum * w * h;
                prop_assert!((area.w * area.h - asked).abs() < asked * 1e-6 + 1e-6, "{area:?} {asked}");
                prop_assert!(area.x > -1e-6 && area.y > -1e-6 && area.x + area.w < w + 1e-6 && area.y + area.h < h + 1e-6);
            }
            for (n, a) in all.iter().enumerate() {
                for b in all.iter().skip(n + 1) {
                    let apart = a.x + a.w <= b.x + 1e-6 || b.x + b.w <= a.x + 1e-6
                        || a.y + a.h <= b.y + 1e-6 || b.y + b.h <= a.y + 1e-6;
                    prop_assert!(apart, "{a:?} {b:?}");
                }
            }
        }
    }
}
