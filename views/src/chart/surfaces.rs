//! The parts of a chart that are surfaces: blocks of a drawing without axes, layers over time, and what they mean.

use super::Range;
use serde::Serialize;

/// What a surface stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// A step of an ordered scale, 1 (worst) to 5 (best).
    Step(u8),
    /// How much of a whole lies here, 1 (next to nothing) to 5 (half of it and more): neither good nor bad.
    Density(u8),
    /// Not known: hatched.
    Unknown,
    /// Good, by a verdict.
    Good,
    /// Neither good nor bad enough, by a verdict.
    Fair,
    /// Bad, by a verdict.
    Bad,
    /// What holds others: a folder, a row.
    Group,
    /// A part of a whole, neither good nor bad.
    Part,
    /// Nothing but its words.
    Bare,
}

/// A rectangle of a drawing without axes, in tenths of a CSS pixel from its left and top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width, above 0.
    pub w: i32,
    /// Height, above 0.
    pub h: i32,
    /// What its surface stands for.
    pub tone: Tone,
    /// Words in it, a line each: those that do not fit are left out.
    pub lines: Vec<String>,
    /// All of it, for a tooltip; empty for none.
    pub title: String,
}

/// A zone between two values over time, one of several that stand on each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// What its surface stands for.
    pub tone: Tone,
    /// Unbroken parts, in order of time.
    pub segments: Vec<Vec<Range>>,
}

/// What a surface of a drawing means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Key {
    /// Style class: `step-1` to `step-5`, `density-1` to `density-5`, `unknown`.
    pub class: String,
    /// What it means.
    pub text: String,
}

impl Key {
    /// The key of a tone.
    pub(crate) fn of(tone: Tone, text: &str) -> Self {
        let class = match tone {
            Tone::Step(n) => format!("step-{}", n.clamp(1, 5)),
            Tone::Density(n) => format!("density-{}", n.clamp(1, 5)),
            Tone::Unknown => "unknown".to_owned(),
            Tone::Good | Tone::Fair | Tone::Bad | Tone::Group | Tone::Part | Tone::Bare => String::new(),
        };
        Self { class, text: text.to_owned() }
    }
}
