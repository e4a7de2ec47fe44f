//! The numbers of a chart, whole and unrounded: its table shows the first of them, and files beside the page hold all.

use super::{Column, Row, Table};
use crate::csv;
use crate::format::{UNKNOWN, count, date_time, fixed, percent, span_of, value};
use crate::text::Shown;
use chrono::NaiveDate;
use quarterdeck_model::{Timestamp, Unit};
use serde::{Serialize, Serializer};

/// Characters of a name in a table.
const NAME: usize = 120;

/// What a chart shows, as rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Data {
    /// What each cell of a row is.
    pub columns: Vec<Field>,
    /// As many cells a row as columns. What is ordered in time begins with the oldest.
    pub rows: Vec<Vec<Datum>>,
}

/// `api/v1/charts/<page>/<name>.json`.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChartFile<'a> {
    /// What the chart shows.
    pub title: &'a str,
    /// What each cell of a row is.
    pub columns: &'a [Field],
    /// As many cells a row as columns; `null` for what is not known.
    pub rows: &'a [Vec<Datum>],
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Field {
    /// Its name for programs.
    pub name: String,
    /// What it is called on the page, in English.
    pub title: String,
    /// The same as the page writes it: numbers in it are in the manner of the site, which no file for programs is in.
    #[serde(skip)]
    shown: String,
    /// What its cells are: `text`, `time`, or the unit of its numbers.
    #[serde(serialize_with = "unit_word", rename = "unit")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub sort: Sort,
}

/// What the cells of a column are.
#[derive(Debug, Clone, PartialEq)]
pub enum Sort {
    /// Words.
    Text,
    /// An instant, or days from one to another.
    Time,
    /// Numbers.
    Number(Unit),
    /// A part of a whole in per cent: a few of many are not shown as 0 %, and not all are not shown as 100 %.
    Share,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Words.
    Text(String),
    /// Words for programs, and the same as it is written on the page.
    Written(String, String),
    /// An instant.
    Time(Timestamp),
    /// From the first to the last day, both included.
    Days(NaiveDate, NaiveDate),
    /// A number in the unit of its column.
    Number(f64),
    /// Not known.
    Unknown,
}

impl Field {
    /// A column of words.
    pub(crate) fn text(name: &str, title: &str) -> Self {
        Self { name: name.to_owned(), title: title.to_owned(), shown: title.to_owned(), sort: Sort::Text }
    }

    /// A column of instants or days.
    pub(crate) fn time(name: &str, title: &str) -> Self {
        Self { sort: Sort::Time, ..Self::text(name, title) }
    }

    /// A column of numbers.
    pub(crate) fn number(name: &str, title: &str, unit: Unit) -> Self {
        Self { sort: Sort::Number(unit), ..Self::text(name, title) }
    }

    /// A column of parts of a whole.
    pub(crate) fn share(name: &str, title: &str) -> Self {
        Self { sort: Sort::Share, ..Self::text(name, title) }
    }

    /// The same, called `shown` on the page.
    pub(crate) fn written(self, shown: &str) -> Self {
        Self { shown: shown.to_owned(), ..self }
    }

    /// A cell of it as it is shown.
    fn shown(&self, datum: &Datum) -> String {
        match (datum, &self.sort) {
            (Datum::Text(text) | Datum::Written(_, text), _) => Shown::cut(text, NAME).text,
            (Datum::Time(at), _) => date_time(*at),
            (Datum::Days(from, to), _) => span_of(*from, *to),
            (Datum::Number(n), Sort::Share) => share(*n),
            (Datum::Number(n), Sort::Number(unit)) => value(*n, unit),
            (Datum::Number(n), Sort::Text | Sort::Time) => count(*n),
            (Datum::Unknown, _) => UNKNOWN.to_owned(),
        }
    }
}

impl Datum {
    /// A number, where it is known and one.
    pub(crate) fn maybe(number: Option<f64>) -> Self {
        number.filter(|n| n.is_finite()).map_or(Self::Unknown, Self::Number)
    }

    /// A count.
    pub(crate) fn count(many: u64) -> Self {
        Self::Number(many as f64)
    }

    /// The cell for programs: RFC 3339, ISO 8601, a number that reads back as the same; empty for the unknown.
    fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Written(text, _) => csv::field(text),
            Self::Time(at) => at.to_string(),
            Self::Days(from, to) if from == to => to.to_string(),
            Self::Days(from, to) => format!("{from}/{to}"),
            Self::Number(n) => n.to_string(),
            Self::Unknown => String::new(),
        }
    }
}

impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(n) => to.serialize_f64(*n),
            Self::Unknown => to.serialize_none(),
            Self::Text(text) | Self::Written(text, _) => to.serialize_str(text),
            Self::Time(_) | Self::Days(..) => to.serialize_str(&self.plain()),
        }
    }
}

fn unit_word<S: Serializer>(sort: &Sort, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match sort {
        Sort::Text => "text",
        Sort::Time => "time",
        Sort::Share => Unit::Percent.as_str(),
        Sort::Number(unit) => unit.as_str(),
    })
}

impl Data {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All of it as CSV with a heading (RFC 4180).
    pub fn csv(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let mut out = String::new();
        csv::line(&mut out, &names);
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(Datum::plain).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }

    /// The first rows as a table, which says of how many `things` they are.
    pub(crate) fn first(&self, most: usize, things: &str) -> Table {
        self.table(self.rows.iter().take(most), ("first", things))
    }

    /// The last rows as a table, the last one first.
    pub(crate) fn last(&self, most: usize, things: &str) -> Table {
        self.table(self.rows.iter().rev().take(most), ("last", things))
    }

    fn table<'a>(&self, rows: impl Iterator<Item = &'a Vec<Datum>>, (which, things): (&str, &str)) -> Table {
        let numeric = |sort: &Sort| matches!(sort, Sort::Number(_) | Sort::Share);
        let column = |field: &Field| Column { text: field.shown.clone(), numeric: numeric(&field.sort) };
        let cells = |row: &Vec<Datum>| self.columns.iter().zip(row).map(|(c, d)| c.shown(d)).collect();
        let rows: Vec<Row> = rows.map(|row| Row { cells: cells(row), href: String::new() }).collect();
        let note = match rows.len() < self.rows.len() {
            true => format!("The {which} {} of {} {things}.", rows.len(), count(self.rows.len() as f64)),
            false => String::new(),
        };
        Table { columns: self.columns.iter().map(column).collect(), rows, note }
    }
}

/// A share in per cent: a few of many are not 0.0 %, and not all are not 100.0 %.
pub(crate) fn share(of: f64) -> String {
    match of {
        few if few > 0.0 && few < 0.1 => format!("< {}", percent(&fixed(0.1, 1))),
        some if some < 100.0 => percent(&fixed(some.min(99.9), 1)),
        _ => percent(&fixed(100.0, 1)),
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Datum {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Words, an instant (RFC 3339), days (`2026-11-23` or `2026-11-23/2026-11-29`), a number, or null: not known.",
            "type": ["string", "number", "null"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> Data {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let columns = vec![
            Field::time("days", "Week"),
            Field::text("name", "Piece"),
            Field::number("took", "Time", Unit::Milliseconds),
            Field::share("percent", "Share"),
        ];
        let rows = vec![
            vec![Datum::Days(day, day), Datum::Text("=a,b".into()), Datum::Number(0.25), Datum::Number(0.04)],
            vec![
                Datum::Days(day, NaiveDate::from_ymd_opt(2026, 11, 29).unwrap()),
                Datum::Text("c".into()),
                Datum::Unknown,
                Datum::maybe(Some(f64::NAN)),
            ],
        ];
        Data { columns, rows }
    }

    #[test]
    fn programs_get_what_the_table_rounds() {
        assert_eq!(
            data().csv(),
            "days,name,took,percent\r\n2026-11-23,\"'=a,b\",0.25,0.04\r\n2026-11-23/2026-11-29,c,,\r\n"
        );
        let json = serde_json::to_value(data()).unwrap();
        assert_eq!(json["columns"][2]["unit"], "ms");
        assert_eq!(json["rows"][1], serde_json::json!(["2026-11-23/2026-11-29", "c", null, null]));
        let table = data().last(1, "weeks");
        assert_eq!(table.rows[0].cells, ["23 to 29 Nov 2026", "c", "—", "—"]);
        assert_eq!(table.note, "The last 1 of 2 weeks.");
        let first = data().first(9, "weeks").rows[0].cells.join("|").replace(crate::format::THIN, " ");
        assert_eq!(first, "23 Nov 2026|=a,b|250 µs|< 0.1 %");
    }
}
