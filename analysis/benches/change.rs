//! Change points of fifty series of 5,000 points each, with a step every 400, and of one to which a point was added.
#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

use criterion::{Criterion, criterion_group, criterion_main};
use quarterdeck_analysis::change::{Options, detect, detect_all};
use std::hint::black_box;

/// Noise of 2 % and steps of 10 %, from a multiplicative generator.
fn series(number: u64) -> Vec<f64> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as f64 / (1u64 << 31) as f64
    };
    let mut value = |at: usize| {
        let noise: f64 = (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
        (1.0 + 0.02 * noise) * if (at / 400) % 2 == 1 { 1.1 } else { 1.0 }
    };
    (0..5000).map(&mut value).collect()
}

fn change(criterion: &mut Criterion) {
    let columns: Vec<Vec<f64>> = (0..50).map(series).collect();
    let all: Vec<(&[f64], Options)> = columns.iter().map(|c| (c.as_slice(), Options::default())).collect();
    criterion.bench_function("50 series of 5000 points", |b| b.iter(|| detect_all(black_box(&all), 0.05)));
    let one = series(1);
    criterion.bench_function("one more point of 5000", |b| {
        b.iter(|| detect(black_box(&one), &Options::default()))
    });
    let short = &one[..200];
    criterion.bench_function("one more point of 200", |b| {
        b.iter(|| detect(black_box(short), &Options::default()))
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = change
}
criterion_main!(benches);
