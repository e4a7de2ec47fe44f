//! The template engine: tera with the theme's templates, its errors in our words, and the layout cut into pieces.

use crate::GenerateError;
use crate::theme::Theme;
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

/// Templates, parsed and checked.
pub(crate) struct Engine<'a> {
    tera: Tera,
    theme: &'a Theme<'a>,
}

impl<'a> Engine<'a> {
    /// Parses every template of the theme. Escaping is on for all of them, since all end in `.html`.
    pub(crate) fn new(theme: &'a Theme<'a>) -> Result<Self, GenerateError> {
        let mut tera = Tera::default();
        tera.add_raw_templates(theme.templates()).map_err(|e| explain(theme, "", &e))?;
        Ok(Self { tera, theme })
    }

    /// Renders `templates/<name>`.
    pub(crate) fn render(&self, name: &str, context: &Context) -> Result<String, GenerateError> {
        self.tera.render(name, context).map_err(|e| explain(self.theme, name, &e))
    }

    /// An error about `templates/<name>` found after rendering.
    pub(crate) fn complain(&self, name: &str, message: impl Into<String>) -> GenerateError {
        let file = format!("templates/{name}");
        let origin = self.theme.origin(&file);
        GenerateError::Template { origin, file, line: 0, column: 0, message: message.into() }
    }
}

/// A context with one value, for a page that could in principle fail to serialise.
pub(crate) fn insert(
    context: &mut Context,
    page: &str,
    name: &'static str,
    value: &impl Serialize,
) -> Result<(), GenerateError> {
    let value = tera::Value::try_from_serializable(value)
        .map_err(|e| GenerateError::Internal { page: page.to_owned(), message: e.to_string() })?;
    context.insert_value(name, value);
    Ok(())
}

fn explain(theme: &Theme<'_>, name: &str, error: &tera::Error) -> GenerateError {
    let (name, line, column, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            (report.filename().to_owned(), span.start_line, span.start_col + 1, report.message().to_owned())
        }
        ErrorKind::MissingParent { current, parent } => {
            (current.clone(), 0, 0, format!("it extends `{parent}`, which is not a template of the theme"))
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.clone(), 0, 0, format!("templates may not include or extend themselves: {error}"))
        }
        _ => from_report(name, &error.to_string()),
    };
    let file = format!("templates/{name}");
    GenerateError::Template { origin: theme.origin(&file), file, line, column, message }
}

/// Some errors come only as a printed report: `error: <message>` and `--> <file>:<line>:<column>`.
fn from_report(name: &str, report: &str) -> (String, usize, usize, String) {
    let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let place = report.lines().find_map(|l| l.trim_start().strip_prefix("--> "));
    let mut parts = place.unwrap_or_default().rsplitn(3, ':');
    let column = parts.next().and_then(|c| c.parse().ok());
    let line = parts.next().and_then(|l| l.parse().ok());
    match (parts.next(), line, column) {
        (Some(file), Some(line), Some(column)) => (file.to_owned(), line, column, message),
        _ => (name.to_owned(), 0, 0, message),
    }
}
