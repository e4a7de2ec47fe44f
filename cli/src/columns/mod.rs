//! Named columns of numbers from any CSV or JSON: what `detect` reads.

mod csv;
mod json;

use crate::error::CliError;
use std::io::Read as _;
use std::path::Path;

/// One series; what is missing is NaN.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: String,
    /// Oldest first.
    pub(crate) values: Vec<f64>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Columns {
    /// In the order of the input.
    pub(crate) columns: Vec<Column>,
    /// What tells the points of one machine or configuration from those of another, one a row, where asked for.
    pub(crate) labels: Option<Vec<String>>,
}

/// Reads a file, or standard input for `-`. `split_by` names the column that holds labels.
pub(crate) fn read(path: &Path, split_by: Option<&str>) -> Result<Columns, CliError> {
    let mut bytes = Vec::new();
    let name = if path == Path::new("-") {
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|source| CliError::io("standard input", source))?;
        "standard input".to_owned()
    } else {
        bytes = std::fs::read(path).map_err(|source| CliError::io(path, source))?;
        path.display().to_string()
    };
    parse(&bytes, split_by).map_err(|message| CliError::Unreadable(format!("{name}:{message}")))
}

/// `line:column: what is wrong` for what cannot be read.
fn parse(bytes: &[u8], split_by: Option<&str>) -> Result<Columns, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        format!("{line}: byte {} is not UTF-8; save the file as UTF-8", e.valid_up_to())
    })?;
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        None => Err("1:1: empty; expected CSV with a header line, or JSON".to_owned()),
        Some('{' | '[') if split_by.is_some() => {
            Err("1:1: JSON has no column to split by; give CSV, or leave out --split-by".to_owned())
        }
        Some('{' | '[') => json::parse(text).map(|columns| Columns { columns, labels: None }),
        Some(_) => csv::parse(text, split_by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let told = match parse(text.as_bytes(), None) {
            Err(message) => message,
            Ok(read) => {
                let all = read.columns.iter().map(|c| format!("{} {:?}", c.name, c.values));
                all.collect::<Vec<_>>().join("; ")
            }
        };
        expected.assert_eq(&told);
    }

    #[test]
    fn every_shape_is_read() {
        check("a,b\n1,2\n3,\n", expect!["a [1.0, 3.0]; b [2.0, NaN]"]);
        check("\u{feff}\"a,\"\"x\"\"\"\r\n1\r\n\r\n3\r\n\r\n", expect![[r#"a,"x" [1.0, NaN, 3.0]"#]]);
        check(r#"{"b":[1,null],"a":[2]}"#, expect!["b [1.0, NaN]; a [2.0]"]);
        check("[[1,2],[3]]", expect!["series 1 [1.0, 2.0]; series 2 [3.0]"]);
        check(r#"{"series":[{"name":"x","values":[1]}]}"#, expect!["x [1.0]"]);
        check(r#"{"series":[1,2]}"#, expect!["series [1.0, 2.0]"]);
    }

    #[test]
    fn errors_name_line_and_column() {
        check("", expect!["1:1: empty; expected CSV with a header line, or JSON"]);
        check(
            "a,b\n1,2\n3,x y\n",
            expect!["3:3: `x y` (column `b`) is not a number; leave the cell empty for a missing value"],
        );
        check("a,b\n1,2,3\n", expect!["2:5: 3 cells; expected 2, one for each name in the first line"]);
        check("a,b\n1\n", expect!["2:2: 1 cells; expected 2, one for each name in the first line"]);
        check("a\n\"1\n", expect!["2:1: a quote that is never closed"]);
        check(
            "{\"a\":[1,\n\"x\"]}",
            expect![[
                r#"2:3: invalid type: string "x", expected a number or null; expected {"name":[numbers]}, [[numbers]] or {"series":[{"name":…,"values":[numbers]}]}"#
            ]],
        );
        check(
            "[[1,2",
            expect![[
                r#"1:5: EOF while parsing a list; expected {"name":[numbers]}, [[numbers]] or {"series":[{"name":…,"values":[numbers]}]}"#
            ]],
        );
    }

    #[test]
    fn labels_are_a_column() {
        let read = parse(b"host,a\nx,1\ny,2\n", Some("host")).unwrap();
        assert_eq!(read.labels, Some(vec!["x".to_owned(), "y".to_owned()]));
        assert_eq!(read.columns.len(), 1);
        let missing = parse(b"a\n1\n", Some("host")).unwrap_err();
        assert_eq!(missing, "1:1: no column `host` to split by; there are: a");
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        assert_eq!(parse(b"a\n\xff\n", None).unwrap_err(), "2: byte 2 is not UTF-8; save the file as UTF-8");
    }
}
