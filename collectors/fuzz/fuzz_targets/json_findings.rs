//! Findings in JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    quarterdeck_collectors::fuzzing::read(&["sarif", "clippy", "ruff", "mypy", "bandit", "pylint", "eslint", "semgrep", "gitlab-codequality", "cargo-audit", "pip-audit", "npm-audit", "trivy"], data);
});
