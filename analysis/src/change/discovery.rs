//! Many series judged at once: how many of the found changes may be false.

/// The largest p-value that is still a discovery among `judged` hypotheses, when a share `rate` of the discoveries may be
/// false; 0 when there is none. Those of `p_values` that are missing are taken as 1.
///
/// Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57/1,
/// 1995. Their step-up procedure holds for independent and for positively dependent series (Benjamini and Yekutieli 2001).
pub fn cutoff(p_values: &[f64], judged: usize, rate: f64) -> f64 {
    let mut sorted: Vec<f64> = p_values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let allowed = |at: usize| rate * (at + 1) as f64 / judged.max(sorted.len()) as f64;
    let passing = sorted.iter().enumerate().rev().find(|(at, p)| **p <= allowed(*at));
    passing.map_or(0.0, |(at, _)| allowed(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example_of_the_paper() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        let cutoff = cutoff(&p, 15, 0.05);
        assert_eq!(p.iter().filter(|p| **p <= cutoff).count(), 4, "{cutoff}");
    }

    #[test]
    fn nothing_found_is_nothing_discovered() {
        assert_eq!(cutoff(&[], 500, 0.05), 0.0);
        assert_eq!(cutoff(&[0.01], 500, 0.05), 0.0);
    }
}
