//! Complexity as lizard writes it, and a look at a folder whose history is known.

mod lizard;
mod measured;

use crate::format::Reading;
use quarterdeck_model::Payload;
use std::fmt::Write as _;

/// What was read as one line.
fn figures(reading: &Reading) -> String {
    let Payload::Code(code) = &reading.payload else { return String::new() };
    let Some(complexity) = &code.complexity else { return "unknown".to_owned() };
    let mut out = format!("{} functions", complexity.functions);
    for function in &complexity.over {
        let _ = write!(
            out,
            " [{} at {}:{} is {} in {} lines]",
            function.name, function.path, function.line, function.complexity, function.lines
        );
    }
    out
}
