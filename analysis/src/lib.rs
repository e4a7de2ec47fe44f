//! What does it *mean*?
//!
//! Score, metric states, alerts, baseline, compare, incidents and gate over a [`quarterdeck_model::History`]. Pure: no clock, file,
//! terminal or random number, so that the reader's browser prints the same figures as the command line.

pub mod alert;
pub mod annotation;
pub mod assess;
pub mod baseline;
pub mod breaks;
pub mod change;
pub mod compare;
pub mod current;
pub mod gate;
pub mod incident;
pub mod merged;
pub mod objective;
pub mod open;
pub mod period;
pub mod policy;
pub mod present;
pub mod review;
pub mod score;
pub mod shards;
pub mod state;
pub mod steadiness;
pub mod suite;
pub mod tree;
pub mod zone;

pub use assess::{Assessment, assess, assess_with};
pub use policy::Policy;
pub use present::{Present, assess_charts};
pub use zone::Zone;
