//! Who wrote a report, as far as it can be told; some writers are linters.

/// A writer: how its report looks, and what it is.
struct Writer {
    tool: &'static str,
    /// Name of the root or of an outermost suite.
    name: Option<&'static str>,
    /// Something that stands in the beginning of the file.
    mark: Option<&'static str>,
    linter: bool,
}

const fn named(tool: &'static str, name: &'static str) -> Writer {
    Writer { tool, name: Some(name), mark: None, linter: false }
}

const fn marked(tool: &'static str, mark: &'static str) -> Writer {
    Writer { tool, name: None, mark: Some(mark), linter: false }
}

const fn linter(tool: &'static str, name: Option<&'static str>, mark: Option<&'static str>) -> Writer {
    Writer { tool, name, mark, linter: true }
}

const WRITERS: [Writer; 11] = [
    linter("ruff", None, Some("package=\"org.ruff\"")),
    linter("eslint", None, Some("package=\"org.eslint\"")),
    linter("stylelint", None, Some("package=\"stylelint")),
    linter("mypy", Some("mypy"), None),
    linter("flake8", Some("flake8"), None),
    named("pytest", "pytest"),
    named("jest", "jest tests"),
    named("mocha", "Mocha Tests"),
    named("googletest", "AllTests"),
    marked("surefire", "surefire-test-report"),
    marked("nextest", "uuid=\""),
];

/// The tool, and whether it is a linter; `junit` for a writer that is not known.
pub(super) fn tool(names: &[String], head: &str) -> (&'static str, bool) {
    let fits = |w: &&Writer| {
        w.name.is_some_and(|n| names.iter().any(|name| name == n)) || w.mark.is_some_and(|m| head.contains(m))
    };
    WRITERS.iter().find(fits).map_or(("junit", false), |w| (w.tool, w.linter))
}
