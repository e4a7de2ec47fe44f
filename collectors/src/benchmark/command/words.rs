//! The command line as words.

use crate::CollectError;

/// Program and arguments, quoted as in a POSIX shell.
///
/// # Errors
/// When there is no word, or a quote without its end.
pub(super) fn of(command: &str) -> Result<Vec<String>, CollectError> {
    match shell_words::split(command) {
        Ok(words) if words.is_empty() => {
            Err(CollectError::new("", "the command is empty; expected a program and its arguments"))
        }
        Ok(words) => Ok(words),
        Err(_) => Err(CollectError::new("", format!("the command {command:?} has a quote without its end"))),
    }
}
