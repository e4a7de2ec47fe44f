//! What known tools look for: a class that no tool looked for is unknown, not 0.

use quarterdeck_model::payload::Class;

const LINT: &[Class] = &[Class::Syntax, Class::Lint];
const TYPES: &[Class] = &[Class::Syntax, Class::Type];
const SECURITY: &[Class] = &[Class::Security];
const DEPENDENCIES: &[Class] = &[Class::Dependency];

/// Tools by a part of their name, in lower case.
const KNOWN: [(&str, &[Class]); 20] = [
    ("ruff", LINT),
    ("clippy", LINT),
    ("eslint", LINT),
    ("pylint", LINT),
    ("flake8", LINT),
    ("shellcheck", LINT),
    ("golangci", LINT),
    ("mypy", TYPES),
    ("pyright", TYPES),
    ("bandit", SECURITY),
    ("semgrep", SECURITY),
    ("codeql", SECURITY),
    ("gosec", SECURITY),
    ("gitleaks", SECURITY),
    ("trivy", DEPENDENCIES),
    ("grype", DEPENDENCIES),
    ("osv-scanner", DEPENDENCIES),
    ("snyk", DEPENDENCIES),
    ("npm audit", DEPENDENCIES),
    ("cargo-audit", DEPENDENCIES),
];

/// What the tool of that name looks for, where it is known.
pub(crate) fn looks_for(tool: &str) -> Option<&'static [Class]> {
    let tool = tool.to_ascii_lowercase();
    KNOWN.iter().find(|(name, _)| tool.contains(name)).map(|(_, classes)| *classes)
}
