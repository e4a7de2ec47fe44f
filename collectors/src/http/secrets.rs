//! Values that may be sent but never shown: environment variables in header values, credentials in addresses.

/// What must not be shown.
#[derive(Clone, Default)]
pub struct Secrets(Vec<String>);

/// Values written plainly in the configuration are hidden from this length on: hiding `1` would hide figures.
const PLAIN_LENGTH: usize = 6;

impl Secrets {
    /// A value that came from the environment or was written as a password.
    pub(crate) fn add(&mut self, value: &str) {
        if !value.is_empty() {
            self.0.push(value.to_owned());
            // Longest first, so that a secret within a secret leaves no remainder.
            self.0.sort_by_key(|s| std::cmp::Reverse(s.len()));
        }
    }

    /// A value written plainly in the configuration.
    pub(crate) fn add_plain(&mut self, value: &str) {
        if value.len() >= PLAIN_LENGTH {
            self.add(value);
        }
    }

    /// `text` with every secret replaced.
    pub fn hide(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "•••"))
    }

    /// `text` with `${NAME}` replaced by the variable's value, which becomes a secret; `$$` is a dollar sign.
    ///
    /// # Errors
    /// One sentence with the name of the variable that is missing, or with what is wrong with the reference.
    pub fn expand(&mut self, text: &str) -> Result<String, String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            out.push_str(&rest[..at]);
            let after = &rest[at + 1..];
            if let Some(more) = after.strip_prefix('$') {
                out.push('$');
                rest = more;
            } else if let Some(reference) = after.strip_prefix('{') {
                let (name, more) = reference.split_once('}').ok_or("a ${ has no closing brace")?;
                let value = variable(name)?;
                self.add(&value);
                out.push_str(&value);
                rest = more;
            } else {
                out.push('$');
                rest = after;
            }
        }
        out.push_str(rest);
        Ok(out)
    }
}

fn variable(name: &str) -> Result<String, String> {
    // Asking for these would panic.
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(format!("${{{name}}} names no environment variable"));
    }
    match std::env::var(name) {
        Ok(value) if value.is_empty() => Err(format!("environment variable {name} is empty")),
        Ok(value) => Ok(value),
        Err(std::env::VarError::NotPresent) => Err(format!("environment variable {name} is not set")),
        Err(std::env::VarError::NotUnicode(_)) => Err(format!("environment variable {name} is not UTF-8")),
    }
}
