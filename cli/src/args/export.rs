//! Arguments of `history export`.

use super::Answer;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Write the figures as rows.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Form of the files
    #[arg(long, value_enum, required_unless_present = "sql")]
    pub(crate) to: Option<TableFormat>,
    /// A folder, or s3://bucket/prefix, gs://bucket/prefix, az://container/prefix [default: export beside the archive]
    #[arg(long, value_name = "WHERE", conflicts_with = "sql")]
    pub(crate) out: Option<String>,
    /// Print a query to run over the files instead; fleet, trend and worst need the view that duckdb or spark makes
    #[arg(long, value_enum, value_name = "NAME", conflicts_with = "to")]
    pub(crate) sql: Option<Sql>,
    /// Archive folder [default: from the configuration, else reports/history]
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
    /// Address of the object storage, where it is not the cloud's own
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
}

/// Form of exported files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// Apache Parquet
    Parquet,
    /// Comma-separated values
    Csv,
    /// A JSON object a line
    Jsonl,
}

/// A query that is shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sql {
    /// The view `figures` in DuckDB
    Duckdb,
    /// The view `figures` in Spark
    Spark,
    /// A row a project: newest score, worst metric, open alerts, age
    Fleet,
    /// A row a project and month: the score at its end
    Trend,
    /// A row a metric that costs points: how many projects, how much
    Worst,
}
