//! What known tools look for: a class that no tool looked for is unknown, not 0.

use quarterdeck_model::payload::Class;

/// Tools by a part of their name, in lower case, with what they look for as their makers describe it.
const KNOWN: [(&[Class], &[&str]); 4] = [
    (
        &[Class::Syntax, Class::Lint],
        &[
            "ruff",
            "clippy",
            "eslint",
            "oxlint",
            "biome",
            "jshint",
            "tslint",
            "stylelint",
            "pylint",
            "flake8",
            "pycodestyle",
            "pydocstyle",
            "shellcheck",
            "golangci",
            "staticcheck",
            "revive",
            "rubocop",
            "checkstyle",
            "pmd",
            "ktlint",
            "detekt",
            "swiftlint",
            "scalastyle",
            "php_codesniffer",
            "phpcs",
            "cppcheck",
            "clang-tidy",
            "cpplint",
            "clj-kondo",
            "credo",
            "hlint",
            "luacheck",
            "markdownlint",
            "yamllint",
            "ansible-lint",
            "actionlint",
            "sqlfluff",
            "hadolint",
            "spotbugs",
        ],
    ),
    (
        &[Class::Syntax, Class::Type],
        &["mypy", "pyright", "pyre", "pytype", "phpstan", "psalm", "typescript", "sorbet"],
    ),
    (
        &[Class::Security],
        &[
            "bandit",
            "semgrep",
            "opengrep",
            "codeql",
            "gosec",
            "gitleaks",
            "trufflehog",
            "detect-secrets",
            "brakeman",
            "njsscan",
            "flawfinder",
            "find-sec-bugs",
            "checkov",
            "tfsec",
            "terrascan",
            "kics",
            "kube-linter",
            "kubesec",
            "zizmor",
            "devskim",
        ],
    ),
    (
        &[Class::Dependency],
        &[
            "trivy",
            "grype",
            "osv-scanner",
            "snyk",
            "npm audit",
            "cargo-audit",
            "cargo-deny",
            "pip-audit",
            "bundler-audit",
            "govulncheck",
            "retire.js",
            "dependency-check",
        ],
    ),
];

/// What the tool of that name looks for, where it is known.
pub(crate) fn looks_for(tool: &str) -> Option<&'static [Class]> {
    let tool = tool.to_ascii_lowercase();
    KNOWN.iter().find(|(_, names)| names.iter().any(|name| tool.contains(name))).map(|(classes, _)| *classes)
}
