//! `history export`: the figures as rows for engines of tables, and the queries to run over them.

use super::Outcome;
use crate::args::{ExportArgs, Format, Sql, TableFormat};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_model::Level;
use quarterdeck_model::plural;
use quarterdeck_publish::{Dataset, Part};
use quarterdeck_store::Keep;
use quarterdeck_store::export::{Exported, Format as Files, export};
use serde_json::json;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &ExportArgs, project: &Project, printer: &Printer) -> Outcome {
    if let Some(sql) = args.sql {
        printer.answer(text(sql).trim_end())?;
        return Ok(Exit::Done);
    }
    let archive = project.archive(args.archive.as_deref());
    let place = place(args.out.as_deref(), archive.root())?;
    if let (Place::Folder(_), Some(_)) = (&place, &args.endpoint) {
        return Err(CliError::Usage("--endpoint is for object storage only; name it with --out".to_owned()));
    }
    let loaded = project::read(&archive, Keep::Columns, printer)?;
    let policy = project.policy()?;
    let history = project::history(&loaded, &policy);
    let unreadable = loaded.problems().iter().any(|d| d.level == Level::Error);
    let verdicts = super::verdicts::of(&history, project, &policy);
    let files = match args.to {
        None | Some(TableFormat::Parquet) => Files::Parquet,
        Some(TableFormat::Csv) => Files::Csv,
        Some(TableFormat::Jsonl) => Files::Jsonl,
    };
    let spinner = printer.spinner("exporting");
    let done = match &place {
        Place::Folder(folder) => export(folder, &history, &verdicts, files)?,
        Place::Cloud(url) => {
            let folder = tempfile::tempdir().map_err(|e| CliError::io("a temporary folder", e))?;
            let done = export(folder.path(), &history, &verdicts, files)?;
            let dataset = Dataset { url: url.clone(), endpoint: args.endpoint.clone() };
            send(&dataset, folder.path(), done)?
        }
    };
    spinner.finish_and_clear();
    printer.answer(&told(args.answer.format, &place, &done))?;
    Ok(if unreadable { Exit::Unreadable } else { Exit::Done })
}

/// Where to.
enum Place {
    Folder(PathBuf),
    Cloud(String),
}

/// A folder by its path or by `file://`; any other address is object storage.
fn place(out: Option<&str>, archive: &Path) -> Result<Place, CliError> {
    let beside = || archive.parent().unwrap_or(archive).join("export");
    let Some(out) = out else { return Ok(Place::Folder(beside())) };
    match out.split_once("://") {
        None => Ok(Place::Folder(out.into())),
        Some(("file", path)) if path.starts_with('/') && !path.contains('%') => {
            Ok(Place::Folder(path.into()))
        }
        Some(("file", _)) => Err(CliError::Usage(format!(
            "--out {out}: expected a path, or file:// with an absolute path without escapes"
        ))),
        Some(_) => Ok(Place::Cloud(out.to_owned())),
    }
}

/// Sends what was written into a folder that goes away.
fn send(dataset: &Dataset, folder: &Path, done: Exported) -> Result<Exported, CliError> {
    let part = |list: &quarterdeck_store::export::List| Part {
        name: list.below.clone(),
        below: list.below.clone(),
        files: list.files.clone(),
    };
    let changes = dataset.put(folder, &done.lists.iter().map(part).collect::<Vec<_>>())?;
    Ok(Exported {
        written: changes.new.len() + changes.changed.len(),
        same: changes.same,
        removed: changes.removed.len(),
        ..done
    })
}

fn told(format: Format, place: &Place, done: &Exported) -> String {
    let place = match place {
        Place::Folder(folder) => folder.display().to_string(),
        Place::Cloud(url) => url.clone(),
    };
    if format == Format::Json {
        return json!({
            "place": place, "projects": done.lists.len(), "rows": done.rows, "bytes": done.bytes,
            "files": {"written": done.written, "same": done.same, "removed": done.removed},
        })
        .to_string();
    }
    let text = format!(
        "{place}: {} of {}; files: {} written, {} as before, {} removed · {} kB",
        plural(done.rows, "row", "rows"),
        plural(done.lists.len(), "project", "projects"),
        done.written,
        done.same,
        done.removed,
        done.bytes.div_ceil(1000)
    );
    quarterdeck_views::text::visible_lines(&text)
}

/// The text of a shipped query.
fn text(sql: Sql) -> &'static str {
    match sql {
        Sql::Duckdb => include_str!("../../../sql/duckdb.sql"),
        Sql::Spark => include_str!("../../../sql/spark.sql"),
        Sql::Fleet => include_str!("../../../sql/fleet.sql"),
        Sql::Trend => include_str!("../../../sql/trend.sql"),
        Sql::Worst => include_str!("../../../sql/worst.sql"),
    }
}
