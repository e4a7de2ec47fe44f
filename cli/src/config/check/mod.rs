//! What is wrong with a configuration: every mistake at its place, with what was probably meant.

mod known;
mod meaning;
mod place;
mod shape;
mod sorts;
mod told;

pub(crate) use known::{Known, warnings};
pub(crate) use place::{Node, Step, path, place, shown};
pub(crate) use told::{Finding, Level, words};

use super::{File, schema};
use quarterdeck_analysis::policy::Problem;
use std::ops::Range;
use toml_edit::Document;

/// A text, read as far as it can be.
pub(crate) struct Checked<'t> {
    /// What it says, when nothing is wrong.
    pub(crate) file: Option<File>,
    /// What is wrong, in the order of the text.
    pub(crate) findings: Vec<Finding>,
    name: &'t str,
    text: &'t str,
    document: Option<Document<&'t str>>,
}

/// Reads `text`, which is the file `name`.
pub(crate) fn check<'t>(text: &'t str, name: &'t str) -> Checked<'t> {
    let mut checked = Checked { file: None, findings: Vec::new(), name, text, document: None };
    match Document::parse(text) {
        Ok(document) => {
            checked.document = Some(document);
            checked.read();
        }
        Err(wrong) => checked.error(wrong.span(), wrong.message().to_owned()),
    }
    checked.findings.sort_by_key(|finding| (finding.line, finding.column));
    checked
}

impl Checked<'_> {
    fn error(&mut self, span: Option<Range<usize>>, message: String) {
        self.findings.push(Finding::new(Level::Error, self.name, self.text, span, message));
    }

    fn read(&mut self) {
        let Some(document) = &self.document else { return };
        let schema = schema::value();
        let mistakes = shape::mistakes(Node::Table(document.as_table()), &schema);
        let places: Vec<_> = mistakes.iter().map(|m| place(document, &m.path, m.key)).collect();
        let read = match mistakes.is_empty() {
            true => toml::from_str::<File>(self.text).map_err(Some),
            // What can be read without the mistakes is looked at all the same: all problems are told at once.
            false => without(self.text, &mistakes).ok_or(None),
        };
        let problems: Vec<(Option<Range<usize>>, String)> = match &read {
            Ok(file) => {
                let all = meaning::problems(file).into_iter().filter(|p| !follows(p, &mistakes));
                all.map(|p| (self.place_of(&p), p.message)).collect()
            }
            Err(Some(wrong)) => vec![(wrong.span(), wrong.message().to_owned())],
            Err(None) => Vec::new(),
        };
        let mistakes = places.into_iter().zip(mistakes.into_iter().map(|m| m.message));
        for (span, message) in mistakes.chain(problems) {
            self.error(span, message);
        }
        self.file = read.ok().filter(|_| self.findings.is_empty());
    }

    /// Where a problem stands: the key that its message names, else the table.
    fn place_of(&self, problem: &Problem) -> Option<Range<usize>> {
        let document = self.document.as_ref()?;
        let at = place::pointed(document, &path(&problem.path), &problem.message);
        place(document, &at, false)
    }

    /// The same with remarks that do not keep it from being used.
    pub(crate) fn warn(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            let span = self.place_of(&problem);
            self.findings.push(Finding::new(Level::Warning, self.name, self.text, span, problem.message));
        }
        self.findings.sort_by_key(|finding| (finding.line, finding.column));
    }

    /// The line of what `path` names, from 1; `None` when the text does not say it.
    pub(crate) fn line(&self, steps: &[Step]) -> Option<usize> {
        let document = self.document.as_ref()?;
        let mut node = Node::Table(document.as_table());
        for step in steps {
            node = match step {
                Step::Key(key) => Node::Item(node.table()?.get(key)?),
                Step::Index(index) => *node.elements()?.get(*index)?,
            };
        }
        let span = place(document, steps, true)?;
        Some(self.text.get(..span.start)?.matches('\n').count() + 1)
    }
}

/// The file with something right in the place of every mistake; `None` when it cannot be read even so.
fn without(text: &str, mistakes: &[shape::Mistake]) -> Option<File> {
    let mut whole = toml::Value::Table(toml::from_str(text).ok()?);
    for mistake in mistakes {
        let (last, above) = mistake.path.split_last()?;
        let holder = above.iter().try_fold(&mut whole, |value, step| match step {
            Step::Key(key) => value.get_mut(key),
            Step::Index(index) => value.get_mut(*index),
        })?;
        match (last, holder, mistake.instead.clone()) {
            (Step::Key(key), toml::Value::Table(table), Some(right)) => {
                table.insert(key.clone(), right);
            }
            (Step::Key(key), toml::Value::Table(table), None) => {
                table.remove(key);
            }
            (Step::Index(index), toml::Value::Array(list), Some(right)) => *list.get_mut(*index)? = right,
            _ => return None,
        }
    }
    whole.try_into().ok()
}

/// Whether a problem is of a table in which a mistake was already found: it may be its consequence.
fn follows(problem: &Problem, mistakes: &[shape::Mistake]) -> bool {
    let at = path(&problem.path);
    mistakes.iter().any(|mistake| mistake.path.starts_with(&at) || at.starts_with(&mistake.path))
}
