//! A count of code as tables: languages, large files, churn, complex functions.

use super::Section;
use super::payload::{cell, number, table};
use crate::chart::column;
use crate::page::rows::plural;
use quarterdeck_model::payload::{Churn, Code, Complexity, LargeFile};

/// The tables of a count of code.
pub(super) fn sections(p: &Code) -> Vec<Section> {
    let rows = p
        .languages
        .iter()
        .map(|l| vec![cell(&l.name), number(l.files), number(l.code), number(l.comments), number(l.blanks)]);
    let mut columns = vec![column("Language", false)];
    columns.extend(["Files", "Code", "Comments", "Blank"].map(|t| column(t, true)));
    let languages = Section {
        title: "Languages".to_owned(),
        summary: if p.languages.is_empty() { "Only totals are known.".to_owned() } else { String::new() },
        table: table(columns, rows, p.languages.len()),
    };
    let large = p.large_files.as_ref().map(|files| large(files, p.large_limit));
    let churn = p.churn.as_ref().map(churn);
    let complex = p.complexity.as_ref().map(complex);
    std::iter::once(languages).chain(large).chain(churn).chain(complex).collect()
}

fn large(files: &[LargeFile], limit: u64) -> Section {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by(|a, b| b.lines.cmp(&a.lines).then_with(|| a.path.cmp(&b.path)));
    let rows = files.iter().map(|f| vec![cell(&f.path), number(f.lines)]);
    let columns = vec![column("File", false), column("Lines", true)];
    Section {
        title: "Large files".to_owned(),
        summary: format!("{} over {} lines.", plural(files.len(), "file", "files"), number(limit)),
        table: table(columns, rows, files.len()),
    }
}

fn churn(p: &Churn) -> Section {
    let row = vec![number(p.added), number(p.deleted), number(p.files)];
    let columns = ["Lines added", "Lines deleted", "Files changed"].map(|t| column(t, true)).to_vec();
    Section {
        title: "Churn".to_owned(),
        summary: format!("Over {}, by git; renames change nothing.", plural(p.days as usize, "day", "days")),
        table: table(columns, std::iter::once(row), 1),
    }
}

fn complex(p: &Complexity) -> Section {
    let rows = p.over.iter().map(|f| {
        let place = format!("{}:{}", cell(&f.path), f.line);
        vec![cell(&f.name), place, number(f.complexity), number(f.lines)]
    });
    let mut columns = ["Function", "Place"].map(|t| column(t, false)).to_vec();
    columns.extend(["Complexity", "Lines"].map(|t| column(t, true)));
    Section {
        title: "Complex functions".to_owned(),
        summary: format!(
            "{} of {} over a complexity of {}.",
            number(p.over.len() as u64),
            number(p.functions),
            number(p.limit)
        ),
        table: table(columns, rows, p.over.len()),
    }
}
