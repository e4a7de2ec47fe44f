//! The block of YAML after a test: its duration and what went wrong are looked for, line by line.

use crate::tests::report::words;
use quarterdeck_model::payload::{Case, Status};

/// Most of a message that is looked at, in bytes.
const TEXT: usize = 4 * 1024;

/// A block as it is read.
#[derive(Default)]
pub(super) struct Yaml {
    indent: usize,
    duration_ms: Option<f64>,
    message: String,
    /// The lines that come now belong to the message.
    inside: bool,
}

impl Yaml {
    pub(super) fn new(indent: usize) -> Self {
        Self { indent, ..Self::default() }
    }

    /// Takes a line; true at the end of the block.
    pub(super) fn line(&mut self, text: &str) -> bool {
        let inner = text.trim_start_matches(' ');
        let indent = text.len() - inner.len();
        if inner.trim_end() == "..." && indent <= self.indent {
            return true;
        }
        if self.inside && indent > self.indent {
            self.say(inner);
        } else if let Some((key, value)) = inner.split_once(':').filter(|_| indent == self.indent) {
            self.inside = false;
            self.field(key, value.trim());
        }
        false
    }

    fn field(&mut self, key: &str, value: &str) {
        match key {
            "duration_ms" => {
                self.duration_ms = value.parse().ok().filter(|ms: &f64| ms.is_finite() && *ms >= 0.0)
            }
            "error" | "message" if self.message.is_empty() => {
                self.inside = value.starts_with(['|', '>']);
                if !self.inside {
                    self.say(value.trim_matches(['\'', '"']));
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.message.len() + text.len() < TEXT {
            self.message.push_str(text);
            self.message.push('\n');
        }
    }

    /// Hands on what it says of a case.
    pub(super) fn tell(self, case: &mut Case) {
        case.duration_s = self.duration_ms.map(|ms| ms / 1000.0).or(case.duration_s);
        if case.status == Status::Failed {
            case.message = words(&self.message);
        }
    }
}
