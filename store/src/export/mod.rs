//! The archive for engines of tables: one row a figure, in files partitioned as Hive and Spark do.
//!
//! ```text
//! <export>/project=<project>/kind=<kind>/year=<year>/figures.parquet     or .csv, .jsonl
//! <export>/_quarterdeck/project=<project>.files                           what an export wrote, and may replace
//! ```
//!
//! The same history gives the same bytes. Columns and their meaning: [`COLUMNS`]. Many projects may share one folder:
//! an export touches the files of its own projects only.

mod column;
mod folder;
mod list;
mod parquet;
mod partition;
mod row;
mod text;

pub use column::{COLUMNS, Column, Sort};
pub use folder::{Exported, export};
pub use list::{FOLDER as LISTS, List};
pub use row::{Row, Verdict};

use std::io::{self, Write};

/// In which form figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Apache Parquet, compressed with Snappy, in groups of [`GROUP`] rows.
    Parquet,
    /// RFC 4180 with a head line; an unknown figure is an empty field.
    Csv,
    /// One JSON object a line; an unknown figure is `null`.
    Jsonl,
}

/// Rows that are in memory as columns at one time.
pub const GROUP: usize = 128 * 1024;

impl Format {
    /// What the names of its files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Parquet => "parquet",
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
        }
    }

    /// Writes the rows of one partition.
    fn write<W: Write + Send>(self, rows: &[Row<'_>], out: W) -> io::Result<()> {
        match self {
            Format::Parquet => parquet::write(rows, out),
            Format::Csv => text::csv(rows, out),
            Format::Jsonl => text::jsonl(rows, out),
        }
    }
}

#[cfg(test)]
mod tests;
