//! What can stop a site from being made; each message names the file, the place and what was expected.

use crate::theme::Origin;
use thiserror::Error;

/// Why a site could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GenerateError {
    /// A template does not parse, or asks for something that its page does not have.
    #[error("{origin} file {file}{}: {message} (mend the file, or remove it from the overlay to use the built-in one)", place(.line, .column))]
    Template {
        /// Whether the file comes from the overlay or is built in.
        origin: Origin,
        /// Path relative to the theme, such as `templates/index.html`.
        file: String,
        /// 1-based line; 0 when the template engine did not say.
        line: usize,
        /// 1-based column; 0 when the template engine did not say.
        column: usize,
        /// What was found and what was expected.
        message: String,
    },
    /// The theme as a whole does not fit together: an unexpected path, a bad `theme.toml`, a missing file.
    #[error("{origin} file {file}: {message}")]
    Theme {
        /// Whether the file comes from the overlay or is built in.
        origin: Origin,
        /// Path relative to the theme.
        file: String,
        /// What was found, what was expected, and what to do.
        message: String,
    },
    /// A page's data could not be turned into text: a fault of Quarterdeck itself.
    #[error("page {page} could not be written: {message} (a fault of Quarterdeck: please report it)")]
    Internal {
        /// The file of the site.
        page: String,
        /// What failed.
        message: String,
    },
}

fn place(line: &usize, column: &usize) -> String {
    match (*line, *column) {
        (0, _) => String::new(),
        (line, 0) => format!(", line {line}"),
        (line, column) => format!(", line {line} column {column}"),
    }
}
