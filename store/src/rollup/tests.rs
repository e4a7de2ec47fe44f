//! Results as engines write them, and what is said of others.

use super::read;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// A cell of the one row that these tables have.
enum Cell {
    Text(&'static str),
    Number(f64),
    Whole(i64),
    Time(i64),
    Null,
}

fn table(path: &Path, cells: &[(&str, Cell)]) {
    let column = |(name, cell): &(&str, Cell)| match cell {
        Cell::Text(_) => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
        Cell::Number(_) | Cell::Null => format!("OPTIONAL DOUBLE {name};"),
        Cell::Whole(_) => format!("OPTIONAL INT64 {name};"),
        Cell::Time(_) => format!("OPTIONAL INT64 {name} (TIMESTAMP(MICROS,true));"),
    };
    let columns: String = cells.iter().map(column).collect();
    let schema = Arc::new(parse_message_type(&format!("message m {{ {columns} }}")).unwrap());
    let file = File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(WriterProperties::default())).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for (_, cell) in cells {
        let mut to = group.next_column().unwrap().unwrap();
        match cell {
            Cell::Text(text) => {
                to.typed::<ByteArrayType>().write_batch(&[ByteArray::from(*text)], Some(&[1]), None)
            }
            Cell::Number(v) => to.typed::<DoubleType>().write_batch(&[*v], Some(&[1]), None),
            Cell::Whole(v) | Cell::Time(v) => to.typed::<Int64Type>().write_batch(&[*v], Some(&[1]), None),
            Cell::Null => to.typed::<DoubleType>().write_batch(&[], Some(&[0]), None),
        }
        .unwrap();
        to.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
}

/// A row of the fleet, with one cell in place of its own.
fn fleet(path: &Path, other: Option<(&'static str, Cell)>) {
    let mut cells = vec![
        ("project", Cell::Text("app")),
        ("score_low", Cell::Number(65.0)),
        ("score_high", Cell::Number(100.0)),
        ("worst_metric", Cell::Text("coverage.line_percent")),
        ("worst_penalty", Cell::Number(20.0)),
        ("unknown_metrics", Cell::Whole(2)),
        ("critical_alerts", Cell::Null),
        ("warning_alerts", Cell::Whole(3)),
        ("newest_at", Cell::Time(1_767_225_600_000_000)),
        ("runs", Cell::Whole(7)),
        ("runs_without_figures", Cell::Whole(1)),
        ("simulated_runs", Cell::Whole(0)),
    ];
    if let Some((name, cell)) = other {
        cells.retain(|(own, _)| *own != name);
        cells.push((name, cell));
    }
    table(path, &cells);
}

#[test]
fn what_is_null_stays_unknown_and_parts_in_a_folder_are_one_result() {
    let root = tempfile::tempdir().unwrap();
    let part = |name: &str| {
        let path = root.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    };
    fleet(&part("fleet/part-0.parquet"), None);
    fleet(&part("fleet/part-1.parquet"), Some(("project", Cell::Text("b"))));
    std::fs::write(part("fleet/_SUCCESS"), "").unwrap();
    std::fs::write(part("fleet/.part-0.parquet.crc"), "crc").unwrap();
    for (file, month, low) in [("trend/b.parquet", "2026-01", 70.0), ("trend/a.parquet", "2026-03", 65.0)] {
        let score = [("score_low", Cell::Number(low)), ("score_high", Cell::Number(100.0))];
        let head = [("project", Cell::Text("app")), ("month", Cell::Text(month))];
        table(&part(file), &head.into_iter().chain(score).collect::<Vec<_>>());
    }
    let fleet = read(root.path()).unwrap();
    let names: Vec<&str> = fleet.projects.iter().map(|p| p.project.as_str()).collect();
    assert_eq!(names, ["app", "b"]);
    let app = &fleet.projects[0];
    assert_eq!((app.score, app.critical_alerts, app.warning_alerts), (Some((65.0, 100.0)), None, Some(3)));
    assert_eq!(app.newest_at.unwrap().to_string(), "2026-01-01T00:00:00.000Z");
    assert_eq!(app.worst, Some(("coverage.line_percent".to_owned(), 20.0)));
    let months: Vec<(i64, f64)> = app.months.iter().map(|m| (m.number - 2026 * 12, m.low)).collect();
    assert_eq!(months, [(0, 70.0), (2, 65.0)]);
}

#[test]
fn what_does_not_fit_is_told_with_its_column() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("fleet.parquet");
    let said = |other: (&'static str, Cell)| {
        fleet(&path, Some(other));
        read(&path).unwrap_err().to_string()
    };
    for (other, told) in [
        (("score_low", Cell::Text("65")), "column `score_low`: \"65\" was found, a number was expected"),
        (("score_low", Cell::Number(120.0)), "column `score_low`: 120 is no score"),
        (("runs", Cell::Number(0.5)), "column `runs`: 0.5 was found, a count was expected"),
        (("newest_at", Cell::Whole(5)), "column `newest_at`: 5 was found, an instant was expected"),
        (("project", Cell::Whole(7)), "column `project`: 7 was found, a text was expected"),
        (("month", Cell::Text("Jan")), "column `month`: \"Jan\" is no month"),
    ] {
        let said = said(other);
        assert!(said.contains(told), "{said}");
    }
    table(&path, &[("project", Cell::Text("a")), ("score_low", Cell::Null)]);
    let said = read(&path).unwrap_err().to_string();
    assert!(said.contains("column `score_high` is missing") && said.contains("project, score_low"), "{said}");
    std::fs::write(&path, "not a table").unwrap();
    assert!(read(&path).unwrap_err().to_string().contains("no Parquet file"));
    std::fs::remove_file(&path).unwrap();
    assert!(read(root.path()).unwrap_err().to_string().contains("no result of the query `fleet`"));
}

#[test]
fn a_damaged_file_is_told_and_stops_nothing() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("fleet.parquet");
    fleet(&path, None);
    let whole = std::fs::read(&path).unwrap();
    let mut told = 0;
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= [0x01, 0x80, 0xff][at % 3];
        std::fs::write(&path, damaged).unwrap();
        told += usize::from(read(&path).is_err());
    }
    for length in (0..whole.len()).step_by(7) {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(read(&path).is_err(), "{length} of {} bytes", whole.len());
    }
    assert!(told > whole.len() / 3, "{told} of {} are told", whole.len());
}
