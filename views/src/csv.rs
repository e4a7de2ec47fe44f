//! CSV for spreadsheets that anybody may open: quoted as RFC 4180 asks, and harmless.

/// Quotes a field where RFC 4180 asks for it. Text that a spreadsheet would run as a formula gets an apostrophe before
/// it (OWASP, CSV injection).
#[must_use]
pub fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// Adds a line with its end (CR LF).
pub fn line<S: AsRef<str>>(out: &mut String, fields: &[S]) {
    for (at, text) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&field(text.as_ref()));
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_formulas_disarmed() {
        assert_eq!(field("main"), "main");
        assert_eq!(field("a,\"b\"\n"), "\"a,\"\"b\"\"\n\"");
        assert_eq!(field("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(field("@x"), "'@x");
    }
}
