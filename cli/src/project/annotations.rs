//! The project's annotations, read from disk. Mistakes are told with their line and column.

use crate::error::CliError;
use quarterdeck_analysis::policy::Annotations;
use quarterdeck_analysis::policy::annotation::AnnotationProblem;
use std::path::{Path, PathBuf};
use toml_edit::Document;

/// Every `.toml` file of the folder, by name; none when there is no such folder.
pub(crate) fn annotations(folder: &Path) -> Result<Annotations, CliError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Annotations::default()),
        Err(e) => return Err(CliError::io(folder, e)),
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| CliError::io(folder, e))?.path();
        if path.extension().is_some_and(|e| e == "toml") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    let mut all = Annotations::default();
    for path in files {
        let text = std::fs::read_to_string(&path).map_err(|e| CliError::io(&path, e))?;
        all.extend(read(&text, &path)?);
    }
    Ok(all)
}

/// Reads one file.
pub(crate) fn read(text: &str, path: &Path) -> Result<Annotations, CliError> {
    let wrong = |message: String| CliError::Annotations { path: path.to_owned(), message };
    let said: Annotations = toml::from_str(text).map_err(|e| wrong(e.to_string().trim_end().to_owned()))?;
    let problems = said.problems();
    if problems.is_empty() {
        return Ok(said);
    }
    let document = Document::parse(text).ok();
    let lines = problems.iter().map(|problem| located(text, document.as_ref(), problem));
    Err(wrong(lines.collect::<Vec<_>>().join("\n")))
}

/// `line 3, column 1: until = …`: of the key, or of the table that lacks it.
fn located(text: &str, document: Option<&Document<&str>>, problem: &AnnotationProblem) -> String {
    let table =
        document.and_then(|document| document.get(problem.table)?.as_array_of_tables()?.get(problem.index));
    let key = table.and_then(|table| table.get_key_value(problem.key)?.0.span());
    let place = key.or_else(|| table?.span()).map(|span| {
        let before = text.get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        format!("line {line}, column {column}: ")
    });
    format!("{}[[{}]]: {}", place.unwrap_or_default(), problem.table, problem.message)
}

#[cfg(test)]
mod tests {
    use super::read;
    use std::path::Path;

    fn told(text: &str) -> String {
        read(text, Path::new("a.toml")).map_or_else(|e| e.to_string(), |_| String::new())
    }

    #[test]
    fn times_may_be_quoted_or_not_or_a_day() {
        for time in
            ["2026-11-23T07:00:00Z", "\"2026-11-23T07:00:00Z\"", "2026-11-23", "2026-11-23T08:00:00+01:00"]
        {
            let text = format!("[[note]]\nat = {time}\ntext = \"release\"\nby = \"ops\"\n");
            let said = read(&text, Path::new("a.toml")).unwrap();
            assert!(said.note[0].at.to_string().starts_with("2026-11-23T0"), "{time}");
        }
    }

    #[test]
    fn mistakes_have_their_place() {
        let shape = told("[[note]]\nat = 2026-11-23T07:00:00\ntext = \"x\"\nby = \"y\"\n");
        assert!(shape.contains("line 2, column 6") && shape.contains("is no instant"), "{shape}");
        let unknown = told("[[note]]\nat = 2026-11-23\ntext = \"x\"\nwho = \"y\"\n");
        assert!(unknown.contains("line 4, column 1") && unknown.contains("unknown field `who`"), "{unknown}");
        let order = "\n[[maintenance]]\nfrom = 2026-11-23\n  until = 2026-11-22\nby = \"\"\nreason = \"x\"\n";
        let order = told(order);
        assert!(order.contains("line 5, column 1: [[maintenance]]: `by` is empty"), "{order}");
        assert!(order.contains("line 4, column 3: [[maintenance]]: until = 2026-11-22"), "{order}");
        let void = told("[[void]]\nby = \"x\"\nreason = \"y\"\n");
        assert!(void.contains("line 1, column 1: [[void]]: expected either `snapshot`"), "{void}");
    }
}
