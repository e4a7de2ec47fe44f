//! A small Parquet file as rows of cells, told by the names of its columns.

use crate::StoreError;
use parquet::basic::Type as Physical;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use quarterdeck_model::Timestamp;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

/// An open file.
pub(super) struct Table {
    path: PathBuf,
    reader: SerializedFileReader<File>,
    columns: BTreeSet<String>,
}

/// One row.
pub(super) struct Cells<'a>(&'a Row);

impl Table {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|e| StoreError::io("read the file", path, e))?;
        let reader = SerializedFileReader::new(file)
            .map_err(|e| super::wrong(path, format!("this is no Parquet file: {e}")))?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let nested = schema.columns().iter().find(|c| c.path().parts().len() > 1);
        if let Some(nested) = nested {
            let why = format!("column `{}` has parts, plain columns were expected", nested.path().string());
            return Err(super::wrong(path, why));
        }
        let columns = schema.columns().iter().map(|c| c.name().to_owned()).collect();
        Ok(Self { path: path.to_owned(), reader, columns })
    }

    /// Whether it has that column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains(column)
    }

    /// Every row as `read` takes it.
    pub(super) fn rows<T>(
        &self,
        needed: &[&str],
        read: impl Fn(&Cells<'_>) -> Result<T, String>,
    ) -> Result<Vec<T>, StoreError> {
        let wrong = |why: String| super::wrong(&self.path, why);
        if let Some(missing) = needed.iter().find(|column| !self.has(column)) {
            let there: Vec<&str> = self.columns.iter().map(String::as_str).take(20).collect();
            return Err(wrong(format!(
                "column `{missing}` is missing; the columns of `quarterdeck history export --sql fleet` or `trend` were \
                 expected, there are {}",
                there.join(", ")
            )));
        }
        self.legible().map_err(wrong)?;
        let rows = self.reader.get_row_iter(None).map_err(|e| wrong(e.to_string()))?;
        rows.map(|row| {
            let row = row.map_err(|e| wrong(format!("a row cannot be read: {e}")))?;
            read(&Cells(&row)).map_err(wrong)
        })
        .collect()
    }

    /// The library stops at a fixed-length cell that is neither a decimal nor an interval.
    fn legible(&self) -> Result<(), String> {
        let schema = self.reader.metadata().file_metadata().schema_descr();
        let odd = schema.columns().iter().find(|c| c.physical_type() == Physical::FIXED_LEN_BYTE_ARRAY);
        odd.map_or(Ok(()), |c| {
            Err(format!(
                "column `{}` holds bytes of a fixed length, a text or a number was expected",
                c.name()
            ))
        })
    }
}

impl Cells<'_> {
    /// The cell; `None` when it is null or there is no such column.
    fn cell(&self, column: &str) -> Option<&Field> {
        let found = self.0.get_column_iter().find(|(name, _)| *name == column);
        found.map(|(_, field)| field).filter(|field| **field != Field::Null)
    }

    pub(super) fn text(&self, column: &str) -> Result<Option<String>, String> {
        match self.cell(column) {
            None => Ok(None),
            Some(Field::Str(text)) => Ok(Some(text.clone())),
            Some(other) => Err(mismatch(column, other, "a text")),
        }
    }

    /// A number that is none (NaN) is not known.
    pub(super) fn number(&self, column: &str) -> Result<Option<f64>, String> {
        let value = match self.cell(column) {
            None => return Ok(None),
            Some(Field::Double(v)) => *v,
            Some(Field::Float(v)) => f64::from(*v),
            Some(Field::Int(v)) => f64::from(*v),
            Some(Field::Long(v)) => *v as f64,
            Some(other) => return Err(mismatch(column, other, "a number")),
        };
        Ok(Some(value).filter(|v| v.is_finite()))
    }

    pub(super) fn whole(&self, column: &str) -> Result<Option<u64>, String> {
        let Some(value) = self.number(column)? else { return Ok(None) };
        if value < 0.0 || value != value.trunc() {
            return Err(format!("column `{column}`: {value} was found, a count was expected"));
        }
        Ok(Some(value as u64))
    }

    pub(super) fn time(&self, column: &str) -> Result<Option<Timestamp>, String> {
        let millis = match self.cell(column) {
            None => return Ok(None),
            Some(Field::TimestampMillis(v)) => *v,
            Some(Field::TimestampMicros(v)) => v.div_euclid(1000),
            Some(other) => return Err(mismatch(column, other, "an instant")),
        };
        let at = Timestamp::from_millis(millis);
        at.map(Some).ok_or_else(|| format!("column `{column}`: {millis} ms is no instant that can be told"))
    }
}

fn mismatch(column: &str, found: &Field, expected: &str) -> String {
    format!("column `{column}`: {found} was found, {expected} was expected")
}
