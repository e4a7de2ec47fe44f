//! The judgement by data, and the pieces that need a running system.

mod judgement;
mod scenarios;
