//! What is wrong with an address, a request or a certificate file, found before anything is sent.

use std::path::Path;

/// Why a service cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    /// The file that is wrong.
    pub(crate) path: Option<String>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, path: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn path(mut self, path: &Path) -> Self {
        self.path = Some(path.display().to_string());
        self
    }
}
