//! Comma-separated records as spreadsheets write them: quotes around a field, doubled within, and lines in it.

use std::io::{self, BufRead};

/// Most bytes of a record: a quote that is never closed must not swallow the file.
const LONGEST: usize = 1 << 20;

/// One record.
pub(crate) struct Record {
    pub(crate) fields: Vec<String>,
    /// Whether it ends as a record does: with its line, and every quote closed.
    pub(crate) whole: bool,
}

/// The next record that is not empty; `None` at the end.
pub(crate) fn next(text: &mut impl BufRead) -> io::Result<Option<Record>> {
    let mut bytes = Vec::new();
    let mut open = false;
    loop {
        let start = bytes.len();
        let read = text.read_until(b'\n', &mut bytes)?;
        let quotes = bytes.get(start..).unwrap_or_default().iter().filter(|byte| **byte == b'"').count();
        open ^= quotes % 2 == 1;
        let empty = bytes.iter().all(u8::is_ascii_whitespace);
        if read == 0 && empty {
            return Ok(None);
        }
        if empty {
            bytes.clear();
        } else if read == 0 || !open || bytes.len() >= LONGEST {
            let whole = !open && bytes.ends_with(b"\n");
            return Ok(Some(Record { fields: fields(&String::from_utf8_lossy(&bytes)), whole }));
        }
    }
}

/// The fields of a record.
fn fields(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            _ => field.push(letter),
        }
    }
    fields.push(field);
    fields
}
