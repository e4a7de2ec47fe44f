//! The rows of the table as CSV and JSON: all of them, in their order, with every digit.

use crate::data::Outcome;
use crate::data::pace::{Pace, SLICE, Stale};
use crate::data::rows::{self, Each};
use crate::state::sort::Column;
use quarterdeck_model::{Run, Series};
use quarterdeck_views::{catalogue, csv};
use serde_json::{Map, Value};

/// Which text is made of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 4180, harmless in a spreadsheet.
    Csv,
    /// An array of objects.
    Json,
}

/// A column of the file.
enum Head<'a> {
    /// What the table shows under this heading.
    Own(Column),
    /// The figure of a series on the chart.
    Series(&'a Series),
    /// The address part of the row's own series.
    Slug,
    /// The unit of the row's own figure.
    Unit,
    /// The snapshot.
    Snapshot,
}

/// Every row as text, with the columns that are not `hidden`.
///
/// # Errors
/// [`Stale`] from `pace`.
pub async fn text(
    outcome: &Outcome,
    hidden: &[Column],
    form: Form,
    pace: &mut impl Pace,
) -> Result<String, Stale> {
    let heads = heads(outcome, hidden);
    let names: Vec<String> = heads.iter().map(name).collect();
    let mut out = String::new();
    match form {
        Form::Csv => csv::line(&mut out, &names),
        Form::Json => out.push('['),
    }
    for (number, row) in outcome.rows.list.iter().enumerate() {
        if number % SLICE == 0 {
            pace.breathe().await?;
        }
        let Some(cells) = cells(outcome, &heads, *row) else { continue };
        match form {
            Form::Csv => csv::line(&mut out, &cells.iter().map(plain).collect::<Vec<_>>()),
            Form::Json => {
                out.push_str(if number == 0 { "\n" } else { ",\n" });
                let object: Map<String, Value> = names.iter().cloned().zip(cells).collect();
                out.push_str(&Value::Object(object).to_string());
            }
        }
    }
    if form == Form::Json {
        out.push_str("\n]\n");
    }
    Ok(out)
}

fn heads<'a>(outcome: &'a Outcome, hidden: &[Column]) -> Vec<Head<'a>> {
    let mut heads = vec![Head::Own(Column::Time), Head::Own(Column::State)];
    if outcome.rows.each == Each::Figure {
        heads.extend([Head::Own(Column::Metric), Head::Slug, Head::Own(Column::Value), Head::Unit]);
    }
    let series = outcome.series().into_iter().filter_map(|at| outcome.source.history.series.get(at));
    heads.extend(series.map(Head::Series));
    heads.extend([Column::Kind, Column::Job, Column::Branch, Column::Commit].map(Head::Own));
    heads.retain(|head| !matches!(head, Head::Own(column) if hidden.contains(column)));
    heads.push(Head::Snapshot);
    heads
}

/// The heading: the column's name, of a series also its unit.
fn name(head: &Head<'_>) -> String {
    match head {
        Head::Own(column) => column.name().to_owned(),
        Head::Series(series) => {
            let (name, detail) = (catalogue::series_name(series), catalogue::detail(&series.key));
            [name.as_str(), &detail, series.unit.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        }
        Head::Slug => "series".to_owned(),
        Head::Unit => "unit".to_owned(),
        Head::Snapshot => "snapshot".to_owned(),
    }
}

fn cells(outcome: &Outcome, heads: &[Head<'_>], row: u32) -> Option<Vec<Value>> {
    let source = &outcome.source;
    let figures = outcome.rows.each == Each::Figure;
    let index = if figures { source.figures.run(row)? } else { row };
    let run = source.history.runs.get(index as usize)?;
    let own = source.figures.figure(row).filter(|_| figures);
    let own = own.and_then(|(at, value)| Some((at, source.history.series.get(at)?, value)));
    let cell = |head: &Head<'_>| match (head, own) {
        (Head::Own(Column::Value), Some((.., value))) => Value::from(value),
        (Head::Own(Column::Metric), Some((_, series, _))) => Value::from(series.key.metric.as_str()),
        (Head::Slug, Some((at, ..))) => Value::from(source.slug(at)),
        (Head::Unit, Some((_, series, _))) => Value::from(series.unit.as_str()),
        (Head::Series(series), _) => rows::value(series, index).map_or(Value::Null, Value::from),
        (Head::Snapshot, _) => Value::from(run.id.as_str()),
        (Head::Own(column), _) => of_run(run, *column),
        (Head::Slug | Head::Unit, None) => Value::Null,
    };
    Some(heads.iter().map(cell).collect())
}

fn of_run(run: &Run, column: Column) -> Value {
    let stated = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    match column {
        Column::Time => Value::from(run.taken_at.to_string()),
        Column::State => Value::from(run.state.as_str()),
        Column::Kind => Value::from(run.kind.as_str()),
        Column::Job => Value::from(run.job.as_str()),
        Column::Branch => stated(run.branch.as_deref()),
        Column::Commit => stated(run.commit.as_deref()),
        Column::Metric | Column::Value => Value::Null,
    }
}

/// A cell without quotes: nothing for what is not known.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `acme-coverage.line_percent--unit-2026-11-01-to-2026-11-23.csv`: letters, digits, `-`, `_` and `.` only.
pub fn file_name(outcome: &Outcome, ending: &str) -> String {
    let choice = &outcome.choice;
    let what = match choice.series.as_slice() {
        [] if choice.figures => "figures".to_owned(),
        [] => "runs".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first}-and-{}-more", rest.len()),
    };
    let day = |day: Option<chrono::NaiveDate>, open| day.unwrap_or(open).to_string();
    let (first, last) = (outcome.source.first_day(), outcome.source.last_day());
    let days = format!("{}-to-{}", day(choice.range.from, first), day(choice.range.to, last));
    let name = format!("{}-{what}-{days}", outcome.source.manifest.project);
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = name.trim_start_matches('.').chars().map(plain).collect();
    let cut: String = name.chars().take(150).collect();
    format!("{cut}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Shared;
    use crate::data::pace::Straight;
    use crate::state::address;
    use crate::testing::{self, at_once};

    fn outcome(hash: &str) -> Outcome {
        let source = Shared::new(testing::source());
        at_once(Outcome::of(&source, &address::read(hash), None, &mut Straight)).expect("wanted")
    }

    fn written(hash: &str, form: Form) -> String {
        let outcome = outcome(hash);
        at_once(text(&outcome, &outcome.choice.hidden, form, &mut Straight)).expect("wanted")
    }

    #[test]
    fn every_row_is_there_in_the_order_of_the_table() {
        let csv = written("#m=coverage.line_percent--unit&sort=time&hide=kind,branch", Form::Csv);
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 23);
        assert_eq!(lines.first(), Some(&"time,state,\"Line coverage, unit, percent\",job,commit,snapshot"));
        assert!(lines.get(1).is_some_and(|l| l.starts_with("2026-11-01T06:00:00.000Z,ok,80")), "{csv}");
    }

    #[test]
    fn figures_have_their_series_and_unit_and_unknown_is_null() {
        let json: Vec<Map<String, Value>> =
            serde_json::from_str(&written("#rows=figures&q=failed", Form::Json)).expect("json");
        assert_eq!(json.len(), 22);
        assert!(json.iter().all(|row| row.get("series") == Some(&Value::from("tests.failed--all"))));
        let two = "#m=coverage.line_percent--unit,tests.failed--all";
        let both: Vec<Map<String, Value>> = serde_json::from_str(&written(two, Form::Json)).expect("json");
        let nulls = |row: &Map<String, Value>| row.values().filter(|v| v.is_null()).count();
        assert!(both.len() == 44 && both.iter().all(|row| nulls(row) == 1));
    }

    #[test]
    fn no_rows_are_still_a_file() {
        assert_eq!(written("#branch=gone", Form::Json), "[\n]\n");
        assert_eq!(written("#branch=gone", Form::Csv).lines().count(), 1);
    }

    #[test]
    fn files_say_metric_and_range_and_nothing_harmful() {
        let name = |hash: &str| file_name(&outcome(hash), "csv");
        assert_eq!(
            name("#m=coverage.line_percent--unit&from=2026-11-02"),
            "acme-coverage.line_percent--unit-2026-11-02-to-2026-11-22.csv"
        );
        assert_eq!(name(""), "acme-runs-2026-11-01-to-2026-11-22.csv");
        assert!(name("#m=../../x,b").starts_with("acme-..-..-x-and-1-more"), "{}", name("#m=../../x,b"));
    }
}
