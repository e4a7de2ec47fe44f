//! A bounded list of remarks while one file is read: a damaged file must not make a million of them.

use quarterdeck_model::{Diagnostic, Level};

/// Most remarks kept of one file.
const MOST: usize = 20;

/// Remarks about one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    path: String,
    kept: Vec<Diagnostic>,
    dropped: u64,
}

impl Notes {
    /// About `path`, beginning with what opening it gave.
    pub(crate) fn new(path: &str, first: Option<Diagnostic>) -> Self {
        Self { path: path.to_owned(), kept: first.into_iter().collect(), dropped: 0 }
    }

    /// A warning at a line.
    pub(crate) fn warn(&mut self, line: u64, message: String) {
        self.push(Diagnostic::warning(&self.path, cut(message)).at_line(line));
    }

    /// A warning about the whole file.
    pub(crate) fn warn_all(&mut self, message: String) {
        self.push(Diagnostic::warning(&self.path, cut(message)));
    }

    /// A note about the whole file.
    pub(crate) fn note(&mut self, message: String) {
        self.push(Diagnostic::note(&self.path, cut(message)));
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        if self.kept.len() < MOST { self.kept.push(diagnostic) } else { self.dropped += 1 }
    }

    /// The number of warnings.
    pub(crate) fn warnings(&self) -> usize {
        self.kept.iter().filter(|d| d.level >= Level::Warning).count() + self.dropped as usize
    }

    /// All kept, and how many more there were.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        if self.dropped > 0 {
            self.kept.push(Diagnostic::warning(
                &self.path,
                format!("{} more remarks of this file were left out", self.dropped),
            ));
        }
        self.kept
    }
}

/// What a file says goes into messages at most this long.
fn cut(message: String) -> String {
    match message.char_indices().nth(300) {
        Some((at, _)) => format!("{}…", &message[..at]),
        None => message,
    }
}
