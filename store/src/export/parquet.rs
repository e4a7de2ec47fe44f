//! Parquet: a group of rows at a time, column by column, so that memory does not grow with the archive.

use super::column::VERSION;
use super::{COLUMNS, Column, GROUP, Row, Sort};
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// The rows as one Parquet file. Nothing in it depends on when or where it is written.
pub(super) fn write<W: Write + Send>(rows: &[Row<'_>], out: W) -> io::Result<()> {
    let done = file(rows, out).map_err(|e| match e {
        ParquetError::External(source) => io::Error::other(source),
        other => io::Error::other(other),
    });
    done.map(drop)
}

fn file<W: Write + Send>(rows: &[Row<'_>], out: W) -> Result<()> {
    let schema = Arc::new(parse_message_type(&schema())?);
    let told = vec![KeyValue::new("quarterdeck.figures".to_owned(), VERSION.to_owned())];
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("quarterdeck {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(told))
        .build();
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    for some in rows.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        for column in COLUMNS {
            let Some(mut cells) = group.next_column()? else {
                return Err(ParquetError::General(format!("no room for column {}", column.name)));
            };
            put(&mut cells, column, some)?;
            cells.close()?;
        }
        group.close()?;
    }
    writer.close().map(drop)
}

fn schema() -> String {
    let columns: Vec<String> = COLUMNS.iter().map(field).collect();
    format!("message figures {{ {} }}", columns.join(" "))
}

fn field(column: &Column) -> String {
    let presence = if column.optional { "OPTIONAL" } else { "REQUIRED" };
    let name = column.name;
    match column.sort {
        Sort::Text(_) => format!("{presence} BYTE_ARRAY {name} (STRING);"),
        Sort::Number(_) => format!("{presence} DOUBLE {name};"),
        Sort::Whole(_) => format!("{presence} INT32 {name};"),
        Sort::Time(_) => format!("{presence} INT64 {name} (TIMESTAMP(MICROS,true));"),
        Sort::Flag(_) => format!("{presence} BOOLEAN {name};"),
    }
}

fn put(cells: &mut SerializedColumnWriter<'_>, column: &Column, rows: &[Row<'_>]) -> Result<()> {
    match column.sort {
        Sort::Text(read) => {
            let text = |row| read(row).map(|text| ByteArray::from(text.into_owned().into_bytes()));
            batch::<ByteArrayType>(cells, column, rows.iter().map(text))
        }
        Sort::Number(read) => batch::<DoubleType>(cells, column, rows.iter().map(read)),
        Sort::Whole(read) => batch::<Int32Type>(cells, column, rows.iter().map(|row| Some(read(row)))),
        Sort::Time(read) => batch::<Int64Type>(cells, column, rows.iter().map(|row| Some(read(row) * 1000))),
        Sort::Flag(read) => batch::<BoolType>(cells, column, rows.iter().map(read)),
    }
}

/// What is there, and for each row whether it is.
fn batch<T: DataType>(
    cells: &mut SerializedColumnWriter<'_>,
    column: &Column,
    all: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for value in all {
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    let levels = column.optional.then_some(levels.as_slice());
    cells.typed::<T>().write_batch(&values, levels, None).map(drop)
}
