//! A small Parquet file as rows of cells, told by the names of its columns.
//!
//! Read column by column: the library's rows stop the program where a file is damaged, its columns say so.

use crate::StoreError;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, Int96};
use parquet::errors::{ParquetError, Result as Read};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use quarterdeck_model::Timestamp;
use std::collections::BTreeMap;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::{Path, PathBuf};

/// An open file.
pub(super) struct Table {
    path: PathBuf,
    length: u64,
    reader: SerializedFileReader<File>,
    /// Columns that are no parts of others, with their number.
    columns: BTreeMap<String, usize>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Null,
    Text(String),
    Number(f64),
    /// Milliseconds since 1970 in UTC.
    Time(i64),
    /// Something else, in words.
    Other(&'static str),
}

/// One row.
pub(super) struct Cells<'a> {
    columns: &'a BTreeMap<&'a str, Vec<Cell>>,
    row: usize,
}

/// Most rows of a file: no fleet is larger, and a damaged file may say anything.
const MOST: usize = 10_000_000;

impl Table {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|e| StoreError::io("read the file", path, e))?;
        let length = file.metadata().map_or(0, |m| m.len());
        let reader = SerializedFileReader::new(file)
            .map_err(|e| super::wrong(path, format!("this is no Parquet file: {e}")))?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let plain = schema.columns().iter().enumerate().filter(|(_, c)| c.path().parts().len() == 1);
        let columns = plain.map(|(number, c)| (c.name().to_owned(), number)).collect();
        Ok(Self { path: path.to_owned(), length, reader, columns })
    }

    /// Whether it has that column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// Every row as `read` takes it, which needs these columns.
    pub(super) fn rows<T>(
        &self,
        needed: &[&str],
        read: impl Fn(&Cells<'_>) -> Result<T, String>,
    ) -> Result<Vec<T>, StoreError> {
        let wrong = |why: String| super::wrong(&self.path, why);
        let mut columns = BTreeMap::new();
        for name in needed {
            let Some(number) = self.columns.get(*name) else {
                return Err(wrong(self.missing(name)));
            };
            let cells = self.guarded(*number).map_err(|e| {
                wrong(format!(
                    "column `{name}` cannot be read: {e}; the file is damaged, run the query again"
                ))
            })?;
            columns.insert(*name, cells);
        }
        let length = |name: &&str| columns.get(name).map_or(0, Vec::len);
        let rows = needed.first().map_or(0, length);
        if let Some(name) = needed.iter().find(|name| length(name) != rows) {
            return Err(wrong(format!("column `{name}` has {} rows, {rows} were expected", length(name))));
        }
        (0..rows).map(|row| read(&Cells { columns: &columns, row }).map_err(wrong)).collect()
    }

    fn missing(&self, column: &str) -> String {
        let there: Vec<&str> = self.columns.keys().map(String::as_str).take(20).collect();
        format!(
            "column `{column}` is missing; the columns of `quarterdeck history export --sql fleet` or `trend` were \
             expected, there are {}",
            there.join(", ")
        )
    }

    /// The library checks most of what it reads; what it does not check ends here and not the program, and without the
    /// message of a program that broke: the damage is told by name.
    fn guarded(&self, number: usize) -> Read<Vec<Cell>> {
        let read = AssertUnwindSafe(|| self.column(number));
        let hook = take_hook();
        set_hook(Box::new(|_| ()));
        let read = catch_unwind(read);
        set_hook(hook);
        read.unwrap_or_else(|_| Err(ParquetError::General("it contradicts itself".to_owned())))
    }

    fn column(&self, number: usize) -> Read<Vec<Cell>> {
        let mut cells = Vec::new();
        for group in 0..self.reader.num_row_groups() {
            let group = self.reader.get_row_group(group)?;
            self.within(group.metadata().column(number))?;
            cells.extend(of_group(&*group, number)?);
        }
        Ok(cells)
    }
}

impl Table {
    /// Whether the pieces of a column lie in the file.
    fn within(&self, chunk: &ColumnChunkMetaData) -> Read<()> {
        let begin = chunk.dictionary_page_offset().unwrap_or(chunk.data_page_offset());
        let ends = begin.checked_add(chunk.compressed_size()).and_then(|end| u64::try_from(end).ok());
        let fits = begin >= 0 && chunk.compressed_size() >= 0 && ends.is_some_and(|end| end <= self.length);
        if fits { Ok(()) } else { Err(ParquetError::General("it lies outside of the file".to_owned())) }
    }
}

fn of_group(group: &dyn RowGroupReader, number: usize) -> Read<Vec<Cell>> {
    let about = group.metadata().column(number).column_descr_ptr();
    let about = about.as_ref();
    match group.get_column_reader(number)? {
        ColumnReader::BoolColumnReader(c) => all(c, about, |_| Cell::Other("true or false")),
        ColumnReader::Int32ColumnReader(c) => all(c, about, |v: i32| whole(about, i64::from(v))),
        ColumnReader::Int64ColumnReader(c) => all(c, about, |v: i64| whole(about, v)),
        ColumnReader::Int96ColumnReader(c) => all(c, about, |v: Int96| Cell::Time(v.to_millis())),
        ColumnReader::FloatColumnReader(c) => all(c, about, |v: f32| Cell::Number(f64::from(v))),
        ColumnReader::DoubleColumnReader(c) => all(c, about, Cell::Number),
        ColumnReader::ByteArrayColumnReader(c) => all(c, about, |v: ByteArray| {
            String::from_utf8(v.data().to_vec()).map_or(Cell::Other("bytes"), Cell::Text)
        }),
        ColumnReader::FixedLenByteArrayColumnReader(c) => all(c, about, |_| Cell::Other("bytes")),
    }
}

fn all<T: DataType>(
    mut column: ColumnReaderImpl<T>,
    about: &ColumnDescriptor,
    cell: impl Fn(T::T) -> Cell,
) -> Read<Vec<Cell>> {
    let most = about.max_def_level();
    let mut cells = Vec::new();
    loop {
        let (mut values, mut levels) = (Vec::new(), Vec::new());
        let (records, ..) = column.read_records(1024, Some(&mut levels), None, &mut values)?;
        if records == 0 || cells.len() > MOST {
            return Ok(cells);
        }
        let mut values = values.into_iter();
        let mut next = || values.next().map_or(Cell::Null, &cell);
        for at in 0..records {
            let there = most == 0 || levels.get(at).is_some_and(|level| *level == most);
            cells.push(if there { next() } else { Cell::Null });
        }
    }
}

/// A whole number, or an instant that is stored as one.
fn whole(about: &ColumnDescriptor, value: i64) -> Cell {
    match (about.logical_type_ref(), about.converted_type()) {
        (Some(LogicalType::Timestamp(stamp)), _) => Cell::Time(match stamp.unit {
            TimeUnit::MILLIS => value,
            TimeUnit::MICROS => value.div_euclid(1000),
            TimeUnit::NANOS => value.div_euclid(1_000_000),
        }),
        (_, ConvertedType::TIMESTAMP_MILLIS) => Cell::Time(value),
        (_, ConvertedType::TIMESTAMP_MICROS) => Cell::Time(value.div_euclid(1000)),
        (_, ConvertedType::DECIMAL) => Cell::Other("a decimal"),
        (_, ConvertedType::DATE) => Cell::Other("a date"),
        _ => Cell::Number(value as f64),
    }
}

impl Cells<'_> {
    /// The cell; nothing is null where there is no such column.
    fn cell(&self, column: &str) -> &Cell {
        self.columns.get(column).and_then(|cells| cells.get(self.row)).unwrap_or(&Cell::Null)
    }

    pub(super) fn text(&self, column: &str) -> Result<Option<String>, String> {
        match self.cell(column) {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text.clone())),
            other => Err(mismatch(column, other, "a text")),
        }
    }

    /// A number that is none (NaN) is not known.
    pub(super) fn number(&self, column: &str) -> Result<Option<f64>, String> {
        match self.cell(column) {
            Cell::Null => Ok(None),
            Cell::Number(value) => Ok(Some(*value).filter(|v| v.is_finite())),
            other => Err(mismatch(column, other, "a number")),
        }
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
            Cell::Null => return Ok(None),
            Cell::Time(millis) => *millis,
            other => return Err(mismatch(column, other, "an instant")),
        };
        let at = Timestamp::from_millis(millis);
        at.map(Some).ok_or_else(|| format!("column `{column}`: {millis} ms is no instant that can be told"))
    }
}

fn mismatch(column: &str, found: &Cell, expected: &str) -> String {
    let found = match found {
        Cell::Null => "nothing".to_owned(),
        Cell::Text(text) => format!("{text:?}"),
        Cell::Number(value) => value.to_string(),
        Cell::Time(_) => "an instant".to_owned(),
        Cell::Other(what) => (*what).to_owned(),
    };
    format!("column `{column}`: {found} was found, {expected} was expected")
}
