//! Change points: where the level of a series shifts, told apart from noise, outliers, slow waves and drift.
//!
//! False alarms are the first complaint about every tool of this kind, so the method was chosen by what it does to series
//! in which nothing happens, of many kinds of noise, and then by how small and how young a step it still finds. In order:
//! logarithms (`scale`), autocorrelation (`noise`), splits by ranks and their merging (`segmentation`), drift
//! in place of stairs (`drift`), suspicion about the last points (`recent`), and the false discovery rate over all
//! series ([`cutoff`]). Nothing is random and every function of the standard library that differs between native and WASM
//! is `libm`'s, so both give the same bits.

mod bar;
mod boundary;
mod dependence;
mod detect;
mod discovery;
mod drift;
mod exact;
mod finding;
mod history;
mod level;
mod locate;
mod maximum;
mod noise;
mod normal;
mod options;
mod ranked;
mod recent;
mod scale;
mod segmentation;
mod spread;

pub use detect::{detect, detect_all, of_label};
pub use discovery::cutoff;
pub(crate) use finding::percent;
pub use finding::{Change, Drift, Findings, Meaning, Tier};
pub use history::of_history;
pub(crate) use history::of_series;
pub use level::Level;
pub use options::Options;
