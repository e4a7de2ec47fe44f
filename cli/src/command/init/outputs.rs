//! File names that tools write or that people give to their output.

/// Name, kind, format.
pub(super) const OUTPUTS: &[(&str, &str, &str)] = &[
    ("coverage.json", "coverage", "auto"),
    ("lcov.info", "coverage", "lcov"),
    ("coverage.info", "coverage", "lcov"),
    ("coverage.lcov", "coverage", "lcov"),
    ("cobertura.xml", "coverage", "cobertura"),
    ("coverage.xml", "coverage", "cobertura"),
    ("cobertura-coverage.xml", "coverage", "cobertura"),
    ("jacoco.xml", "coverage", "jacoco"),
    ("jacocoTestReport.xml", "coverage", "jacoco"),
    ("clover.xml", "coverage", "clover"),
    ("coverage-final.json", "coverage", "istanbul"),
    ("coverage.out", "coverage", "go-cover"),
    ("cover.out", "coverage", "go-cover"),
    (".resultset.json", "coverage", "simplecov"),
    ("junit.xml", "tests", "junit"),
    ("test-results.xml", "tests", "junit"),
    ("pytest.xml", "tests", "junit"),
    ("mocha.json", "tests", "mocha"),
    ("jest.json", "tests", "jest"),
    ("jest-results.json", "tests", "jest"),
    ("go-test.json", "tests", "go-test"),
    ("results.sarif", "findings", "sarif"),
    ("clippy.sarif", "findings", "sarif"),
    ("ruff.json", "findings", "ruff"),
    ("bandit.json", "findings", "bandit"),
    ("mypy.json", "findings", "mypy"),
    ("mypy.txt", "findings", "mypy"),
    ("pylint.json", "findings", "pylint"),
    ("flake8.txt", "findings", "flake8"),
    ("eslint.json", "findings", "eslint"),
    ("eslint-report.json", "findings", "eslint"),
    ("clippy.json", "findings", "clippy"),
    ("semgrep.json", "findings", "semgrep"),
    ("trivy.json", "findings", "trivy"),
    ("pip-audit.json", "findings", "pip-audit"),
    ("npm-audit.json", "findings", "npm-audit"),
    ("audit.json", "findings", "npm-audit"),
    ("cargo-audit.json", "findings", "cargo-audit"),
    ("checkstyle.xml", "findings", "checkstyle"),
    ("checkstyle-result.xml", "findings", "checkstyle"),
    ("gl-code-quality-report.json", "findings", "gitlab-codequality"),
    ("hyperfine.json", "benchmark", "hyperfine"),
    ("pytest-benchmark.json", "benchmark", "pytest-benchmark"),
    ("jmh-result.json", "benchmark", "jmh"),
    ("lizard.csv", "code", "lizard"),
    ("lizard.xml", "code", "lizard"),
];

#[cfg(test)]
mod tests {
    use super::OUTPUTS;
    use quarterdeck_collectors::formats;
    use quarterdeck_model::Kind;

    #[test]
    fn every_format_is_one_that_is_read() {
        for (file, kind, format) in OUTPUTS.iter().filter(|(_, _, format)| *format != "auto") {
            let kind = Kind::parse(kind).unwrap();
            let known = formats(kind).iter().any(|info| info.name == *format);
            assert!(known, "{file}: {kind} has no format {format}");
        }
    }
}
