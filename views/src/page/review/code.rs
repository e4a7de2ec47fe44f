//! Coverage in counts, and the code itself: size, churn, long files.

use super::given::Given;
use super::{Cell, Grid, Topic};
use crate::Shown;
use crate::format::{self, UNKNOWN, count, delta};
use crate::page::grid::{column, numbers, text};
use crate::page::rows::plural;
use quarterdeck_analysis::review::Totals;
use quarterdeck_model::payload::{Churn, Code, Count, Counts};
use quarterdeck_model::{Direction, Unit};

/// Long files that are listed.
const MOST_FILES: usize = 8;

/// Coverage at the end of the period beside that at the end of the one before.
pub(super) fn coverage(given: &Given<'_>) -> Topic {
    let all = &given.records.coverage;
    let rows: Vec<Vec<Cell>> = all.iter().flat_map(|totals| coverage_rows(given, totals)).collect();
    let columns = vec![
        column("Coverage"),
        numbers("At the end"),
        numbers("Covered of all"),
        numbers("Before"),
        numbers("Δ"),
        column("Run").only("medium"),
    ];
    let none = "No coverage was measured in this period, so that it is not known.";
    Topic {
        anchor: "coverage-summary",
        title: "Coverage summary".to_owned(),
        sub: "counts of the last run, beside those of the last run of the period before".to_owned(),
        grids: vec![Grid::of(columns, none).filled(rows, 12)],
        ..Topic::default()
    }
}

fn coverage_rows(given: &Given<'_>, totals: &Totals<Counts>) -> Vec<Vec<Cell>> {
    let before = totals.before.map(|counts| counts.named());
    let of = |(at, (name, now)): (usize, (&str, Option<Count>))| {
        let now = now?;
        let before = before.and_then(|all| all.get(at).and_then(|(_, count)| count.as_ref()?.percent()));
        let change = delta(before, now.percent(), &Unit::Percent, Direction::HigherIsBetter);
        let share = |percent| format::maybe(percent, &Unit::Percent).text();
        let mut letters = name.chars();
        let title: String =
            letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
        Some(vec![
            text(&title).with_sub(&totals.job),
            text(&share(now.percent())),
            text(&format!("{} of {}", count(now.covered as f64), count(now.total as f64))),
            text(&share(before)),
            super::given::delta(&change),
            given.run(totals.run),
        ])
    };
    totals.now.named().into_iter().enumerate().filter_map(of).collect()
}

/// Size, churn and long files; `None` when the code was never measured in the period.
pub(super) fn code(given: &Given<'_>) -> Option<Topic> {
    let first = given.records.code.first()?;
    let rows = given.records.code.iter().flat_map(|totals| code_rows(given, totals)).collect();
    let columns = vec![
        column("Code"),
        numbers("At the end"),
        numbers("Before"),
        numbers("Δ"),
        column("Run").only("medium"),
    ];
    let mut grids = vec![Grid::of(columns, "").filled(rows, 24)];
    grids.extend(long_files(&first.now));
    Some(Topic {
        anchor: "code",
        title: "Code size and churn".to_owned(),
        sub: "of the last run, beside the last run of the period before".to_owned(),
        grids,
        ..Topic::default()
    })
}

/// One figure of the code: its name, at the end, before, and which way is better.
type Figure = (String, Option<u64>, Option<u64>, Direction);

/// One number of the churn.
type OfChurn = fn(&Churn) -> u64;

fn code_rows(given: &Given<'_>, totals: &Totals<Code>) -> Vec<Vec<Cell>> {
    let row = |(name, now, before, direction): Figure| {
        let number = |n: Option<u64>| n.map_or_else(|| UNKNOWN.to_owned(), |n| count(n as f64));
        let as_float = |n: Option<u64>| n.map(|n| n as f64);
        let change = delta(as_float(before), as_float(now), &Unit::Count, direction);
        vec![
            text(&name).with_sub(&totals.job),
            text(&number(now)),
            text(&number(before)),
            super::given::delta(&change),
            given.run(totals.run),
        ]
    };
    let all = sizes(totals).into_iter().chain(churn(totals));
    all.filter(|(_, now, before, _)| now.or(*before).is_some()).map(row).collect()
}

fn sizes(totals: &Totals<Code>) -> [Figure; 4] {
    let long = |code: &Code| code.large_files.as_ref().map(|files| files.len() as u64);
    let complex = |code: &Code| code.complexity.as_ref().map(|c| c.over.len() as u64);
    let figure = |name: &str, of: &dyn Fn(&Code) -> Option<u64>, direction| {
        (name.to_owned(), of(&totals.now), totals.before.as_ref().and_then(of), direction)
    };
    let limit = format!("Files over {} lines", totals.now.large_limit);
    [
        figure("Lines", &|code| code.total_lines, Direction::Neutral),
        figure("Files", &|code| code.total_files, Direction::Neutral),
        figure(&limit, &long, Direction::LowerIsBetter),
        figure("Functions too complex", &complex, Direction::LowerIsBetter),
    ]
}

/// Churn of the days that the last run looked at; of another number of days it is no figure to compare with.
fn churn(totals: &Totals<Code>) -> Vec<Figure> {
    let Some(days) = totals.now.churn.map(|churn| churn.days) else { return Vec::new() };
    let parts: [(&str, OfChurn); 3] = [
        ("Lines added", |churn| churn.added),
        ("Lines deleted", |churn| churn.deleted),
        ("Files changed", |churn| churn.files),
    ];
    let figure = |(name, of): (&str, OfChurn)| {
        let told = |code: &Code| code.churn.as_ref().filter(|churn| churn.days == days).map(of);
        let name = format!("{name} in the {} before the run", plural(days as usize, "day", "days"));
        (name, told(&totals.now), totals.before.as_ref().and_then(told), Direction::Neutral)
    };
    parts.into_iter().map(figure).collect()
}

fn long_files(code: &Code) -> Option<Grid> {
    let mut files: Vec<_> = code.large_files.as_ref()?.iter().collect();
    files.sort_by(|a, b| b.lines.cmp(&a.lines).then_with(|| a.path.cmp(&b.path)));
    let row = |file: &&quarterdeck_model::payload::LargeFile| {
        vec![Cell { text: Shown::cut(&file.path, 100), ..text("") }, text(&count(file.lines as f64))]
    };
    let caption = format!("{} over {} lines", plural(files.len(), "file", "files"), code.large_limit);
    let none = format!("No file has more than {} lines.", code.large_limit);
    let rows = files.iter().map(row).collect();
    Some(Grid::of(vec![column("File"), numbers("Lines")], &none).titled(&caption).filled(rows, MOST_FILES))
}
