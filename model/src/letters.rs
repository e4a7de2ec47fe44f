//! Capital and small letters of every script. A browser knows them already: there it is asked, in place of tables that every
//! reader would load.

/// The text in small letters.
#[must_use]
pub fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { any_lower(text) }
}

/// The text in capital letters.
#[must_use]
pub fn upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { any_upper(text) }
}

#[cfg(not(target_family = "wasm"))]
fn any_lower(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(not(target_family = "wasm"))]
fn any_upper(text: &str) -> String {
    text.to_uppercase()
}

#[cfg(target_family = "wasm")]
fn any_lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(target_family = "wasm")]
fn any_upper(text: &str) -> String {
    js_sys::JsString::from(text).to_upper_case().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_script_change() {
        assert_eq!((lower("P99 Ä ΣΑΣ").as_str(), upper("p99 ä ß").as_str()), ("p99 ä σας", "P99 Ä SS"));
        assert_eq!((lower("P99"), upper("p99")), ("p99".to_owned(), "P99".to_owned()));
    }
}
