//! CSV with the place of every cell (RFC 4180).

use super::{Column, Columns};

/// A cell, and where it begins.
struct Cell {
    text: String,
    line: usize,
    column: usize,
}

/// The columns below the names in the first line. A blank line is a row of which nothing is known; at the end it is none.
pub(super) fn parse(text: &str, split_by: Option<&str>) -> Result<Columns, String> {
    let mut rows = rows(text)?.into_iter();
    let names: Vec<String> =
        rows.next().unwrap_or_default().into_iter().map(|cell| cell.text.trim().to_owned()).collect();
    let split = split_by.map(|name| place(&names, name)).transpose()?;
    let mut columns: Vec<Column> =
        names.iter().map(|name| Column { name: name.clone(), values: Vec::new() }).collect();
    let mut labels = Vec::new();
    for row in rows {
        let blank = row.len() == 1 && row.iter().all(|cell| cell.text.trim().is_empty());
        if row.len() != names.len() && !blank {
            let (line, column) = end(&row);
            let (found, named) = (row.len(), names.len());
            return Err(format!(
                "{line}:{column}: {found} cells; expected {named}, one for each name in the first line"
            ));
        }
        for (at, column) in columns.iter_mut().enumerate() {
            let cell = row.get(at).filter(|_| !blank);
            if Some(at) == split {
                labels.push(cell.map_or_else(String::new, |cell| cell.text.trim().to_owned()));
            } else {
                column.values.push(cell.map_or(Ok(f64::NAN), |cell| number(cell, &column.name))?);
            }
        }
    }
    if let Some(at) = split {
        columns.remove(at);
    }
    Ok(Columns { columns, labels: split.map(|_| labels) })
}

fn place(names: &[String], wanted: &str) -> Result<usize, String> {
    let found = names.iter().position(|name| name == wanted);
    found.ok_or_else(|| format!("1:1: no column `{wanted}` to split by; there are: {}", names.join(", ")))
}

/// Where the row ends: the place of the first cell too many, or after the last one there is.
fn end(row: &[Cell]) -> (usize, usize) {
    row.last().map_or((1, 1), |cell| {
        let after = if row.len() == 1 { cell.text.chars().count() } else { 0 };
        (cell.line, cell.column + after)
    })
}

fn number(cell: &Cell, name: &str) -> Result<f64, String> {
    let text = cell.text.trim();
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    text.parse().map_err(|_| {
        let Cell { line, column, .. } = cell;
        format!(
            "{line}:{column}: `{text}` (column `{name}`) is not a number; leave the cell empty for a missing value"
        )
    })
}

/// All rows but blank ones at the end.
fn rows(text: &str) -> Result<Vec<Vec<Cell>>, String> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut line, mut column, mut quoted) = (1, 1, None);
    let mut cell = Cell { text: String::new(), line, column };
    let mut letters = text.trim_end().chars().peekable();
    while let Some(letter) = letters.next() {
        column += 1;
        match letter {
            '"' if quoted.is_some() && letters.peek() == Some(&'"') => {
                letters.next();
                column += 1;
                cell.text.push('"');
            }
            '"' => quoted = if quoted.is_some() { None } else { Some((line, column - 1)) },
            ',' if quoted.is_none() => {
                row.push(std::mem::replace(&mut cell, Cell { text: String::new(), line, column }));
            }
            '\n' => {
                (line, column) = (line + 1, 1);
                if quoted.is_some() {
                    cell.text.push('\n');
                } else {
                    row.push(std::mem::replace(&mut cell, Cell { text: String::new(), line, column }));
                    rows.push(std::mem::take(&mut row));
                }
            }
            '\r' if letters.peek() == Some(&'\n') => {}
            _ => cell.text.push(letter),
        }
    }
    if let Some((line, column)) = quoted {
        return Err(format!("{line}:{column}: a quote that is never closed"));
    }
    row.push(cell);
    rows.push(row);
    Ok(rows)
}
