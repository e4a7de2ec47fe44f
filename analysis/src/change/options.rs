//! What is asked of the detector.

use quarterdeck_model::Direction;

/// What is asked of the detector for one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Which way is better.
    pub direction: Direction,
    /// Least shift worth telling, as a share of the level.
    pub magnitude: f64,
    /// Indices at which a new level was accepted: a change found within three points of one is silent.
    pub accepted: Vec<usize>,
    /// Most unchanged series, as a share, in which a change may be confirmed.
    pub alpha: f64,
    /// Least probability that a point after a change is beyond a point before it.
    pub overlap: f64,
}

impl Default for Options {
    /// Less is better, 1 %, 1 series in 2,000, three points of four apart.
    fn default() -> Self {
        Self {
            direction: Direction::LowerIsBetter,
            magnitude: 0.01,
            accepted: Vec::new(),
            alpha: 0.0005,
            overlap: 0.74,
        }
    }
}
