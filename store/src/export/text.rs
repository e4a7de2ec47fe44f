//! CSV and JSON lines: the columns as text.

use super::{COLUMNS, Row, Sort};
use quarterdeck_model::Timestamp;
use serde_json::Value;
use std::io::{self, Write};

/// RFC 4180: a head line, then a row a line. A text is quoted where it must be and where it is empty, so that it
/// differs from what is unknown.
pub(super) fn csv(rows: &[Row<'_>], mut out: impl Write) -> io::Result<()> {
    let head: Vec<&str> = COLUMNS.iter().map(|c| c.name).collect();
    write!(out, "{}\r\n", head.join(","))?;
    for row in rows {
        let cells: Vec<String> = COLUMNS.iter().map(|c| cell(&value(c.sort, row))).collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    out.flush()
}

/// One object a line, with every column.
pub(super) fn jsonl(rows: &[Row<'_>], mut out: impl Write) -> io::Result<()> {
    for row in rows {
        for (at, column) in COLUMNS.iter().enumerate() {
            let open = if at == 0 { "{" } else { "," };
            write!(out, "{open}\"{}\":{}", column.name, value(column.sort, row))?;
        }
        out.write_all(b"}\n")?;
    }
    out.flush()
}

fn value(sort: Sort, row: &Row<'_>) -> Value {
    match sort {
        Sort::Text(read) => read(row).map_or(Value::Null, |text| Value::from(text.into_owned())),
        Sort::Number(read) => read(row).map_or(Value::Null, Value::from),
        Sort::Whole(read) => Value::from(read(row)),
        Sort::Time(read) => {
            Timestamp::from_millis(read(row)).map_or(Value::Null, |time| time.to_string().into())
        }
        Sort::Flag(read) => read(row).map_or(Value::Null, Value::from),
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.is_empty() || text.contains([',', '"', '\r', '\n']) => {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
