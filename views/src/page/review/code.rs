//! Coverage in counts, and the code itself: size, churn, long files.

use super::cells::{column, numbers, text};
use super::given::Given;
use super::{Cell, Grid, Topic};
use crate::Shown;
use crate::format::{self, UNKNOWN, count, delta};
use crate::page::rows::plural;
use quarterdeck_analysis::review::Totals;
use quarterdeck_model::payload::{Code, Count, Counts};
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

fn code_rows(given: &Given<'_>, totals: &Totals<Code>) -> Vec<Vec<Cell>> {
    let (now, before) = (&totals.now, totals.before.as_ref());
    let long = |code: &Code| code.large_files.as_ref().map(|files| files.len() as u64);
    let complex = |code: &Code| code.complexity.as_ref().map(|c| c.over.len() as u64);
    let days = now.churn.map(|churn| churn.days);
    let churn = |code: &Code, of: fn(&quarterdeck_model::payload::Churn) -> u64| {
        code.churn.as_ref().filter(|churn| Some(churn.days) == days).map(of)
    };
    let period = days.map(|days| format!(" in the last {days} days")).unwrap_or_default();
    let lower = Direction::LowerIsBetter;
    let figures: [(String, Option<u64>, Option<u64>, Direction); 7] = [
        ("Lines".to_owned(), now.total_lines, before.and_then(|c| c.total_lines), Direction::Neutral),
        ("Files".to_owned(), now.total_files, before.and_then(|c| c.total_files), Direction::Neutral),
        (format!("Files over {} lines", now.large_limit), long(now), before.and_then(long), lower),
        ("Functions too complex".to_owned(), complex(now), before.and_then(complex), lower),
        (
            format!("Lines added{period}"),
            churn(now, |c| c.added),
            before.and_then(|c| churn(c, |c| c.added)),
            Direction::Neutral,
        ),
        (
            format!("Lines deleted{period}"),
            churn(now, |c| c.deleted),
            before.and_then(|c| churn(c, |c| c.deleted)),
            Direction::Neutral,
        ),
        (
            format!("Files changed{period}"),
            churn(now, |c| c.files),
            before.and_then(|c| churn(c, |c| c.files)),
            Direction::Neutral,
        ),
    ];
    let row = |(name, now, before, direction): (String, Option<u64>, Option<u64>, Direction)| {
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
    figures.into_iter().filter(|(_, now, before, _)| now.or(*before).is_some()).map(row).collect()
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
