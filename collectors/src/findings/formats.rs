//! Every format of findings that is read.

use super::{
    bandit, cargo_audit, checkstyle, clippy, eslint, flake8, gitlab, mypy, npm_audit, pip_audit, pylint,
    ruff, sarif, semgrep, trivy,
};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Findings;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "sarif",
            kind: Kind::Findings,
            tool: "any tool that writes SARIF",
            description: "SARIF 2.1.0",
            example: "ruff check --output-format sarif -o ruff.sarif",
            figures: "security-severity decides (9 critical, 7 high, 4 medium), else error high or medium, warning low, note info; suppressed is not open",
            link: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html",
        },
        sniff: sarif::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(sarif::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "clippy",
            kind: Kind::Findings,
            tool: "cargo clippy/check/build --message-format=json",
            description: "rustc and clippy messages (JSON lines)",
            example: "cargo clippy --message-format=json > clippy.jsonl",
            figures: "each finding once, however many targets show it; error high, warning low; without a code it is of syntax",
            link: "https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages",
        },
        sniff: clippy::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(clippy::parse(input, &origin.roots)?))),
        endless: Some(clippy::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "ruff",
            kind: Kind::Findings,
            tool: "ruff check --output-format json",
            description: "ruff findings (JSON or JSON lines)",
            example: "ruff check --output-format json -o ruff.json",
            figures: "the rule decides: no code and E9 are syntax, S security, all else lint; its severity is always error and is not read",
            link: "https://docs.astral.sh/ruff/linter/",
        },
        sniff: ruff::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(ruff::parse(input, &origin.roots)?))),
        endless: Some(ruff::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "bandit",
            kind: Kind::Findings,
            tool: "bandit",
            description: "bandit findings (JSON)",
            example: "bandit -r src -f json -o bandit.json",
            figures: "severity as bandit says it, all of security; files that it could not read make the report partial",
            link: "https://bandit.readthedocs.io/en/latest/formatters/json.html",
        },
        sniff: bandit::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(bandit::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "semgrep",
            kind: Kind::Findings,
            tool: "Semgrep, Opengrep",
            description: "Semgrep matches (JSON)",
            example: "semgrep scan --json --output semgrep.json",
            figures: "severity of the rule, ERROR high, WARNING medium, INFO info; security unless the rule's category says otherwise; nosemgrep is suppressed",
            link: "https://semgrep.dev/docs/semgrep-appsec-platform/json-and-sarif",
        },
        sniff: semgrep::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(semgrep::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "eslint",
            kind: Kind::Findings,
            tool: "ESLint",
            description: "ESLint messages (JSON)",
            example: "eslint . --format json --output-file eslint.json",
            figures: "severity 2 medium, 1 low; fatal is of syntax and high; suppressed messages are not open",
            link: "https://eslint.org/docs/latest/use/formatters/#json",
        },
        sniff: eslint::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(eslint::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "pylint",
            kind: Kind::Findings,
            tool: "pylint",
            description: "pylint messages (JSON, json2)",
            example: "pylint src --output-format json2 > pylint.json",
            figures: "fatal critical, error high, warning medium, refactor and convention low; E0001 is of syntax",
            link: "https://pylint.readthedocs.io/en/stable/user_guide/usage/output.html",
        },
        sniff: pylint::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(pylint::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "mypy",
            kind: Kind::Findings,
            tool: "mypy",
            description: "mypy messages (text, or JSON lines)",
            example: "mypy src > mypy.txt",
            figures: "errors medium, of type; syntax high; notes for information; nothing wrong is told only by the text's last line",
            link: "https://mypy.readthedocs.io/en/stable/command_line.html#cmdoption-mypy-output",
        },
        sniff: mypy::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(mypy::parse(input, &origin.roots)?))),
        endless: Some(mypy::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "npm-audit",
            kind: Kind::Findings,
            tool: "npm audit",
            description: "npm's audit (JSON of npm 6, and of npm 7 and later)",
            example: "npm audit --json > npm-audit.json",
            figures: "each advisory once for a package, moderate is medium; npm's own totals count dependents and are not read",
            link: "https://docs.npmjs.com/cli/commands/npm-audit",
        },
        sniff: npm_audit::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(npm_audit::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "pip-audit",
            kind: Kind::Findings,
            tool: "pip-audit",
            description: "pip-audit report (JSON)",
            example: "pip-audit -f json -o pip-audit.json",
            figures: "each vulnerability once, whatever its aliases; no severity is known; skipped packages make the report partial",
            link: "https://github.com/pypa/pip-audit",
        },
        sniff: pip_audit::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(pip_audit::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "cargo-audit",
            kind: Kind::Findings,
            tool: "cargo audit",
            description: "cargo-audit report (JSON)",
            example: "cargo audit --json > cargo-audit.json",
            figures: "severity by the CVSS vector, unknown without one; unsound low, unmaintained and yanked info",
            link: "https://github.com/rustsec/rustsec/tree/main/cargo-audit",
        },
        sniff: cargo_audit::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(cargo_audit::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "trivy",
            kind: Kind::Findings,
            tool: "Trivy",
            description: "Trivy report (JSON)",
            example: "trivy fs . --format json --output trivy.json",
            figures: "severity as Trivy says it; packages are of dependency, misconfigurations that failed and secrets of security",
            link: "https://trivy.dev/latest/docs/configuration/reporting/#json",
        },
        sniff: trivy::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(trivy::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "checkstyle",
            kind: Kind::Findings,
            tool: "Checkstyle, PHP_CodeSniffer, ShellCheck, ktlint",
            description: "Checkstyle XML",
            example: "phpcs --report=checkstyle > checkstyle.xml",
            figures: "error medium, warning low, info info; parsing errors are of syntax and high",
            link: "https://checkstyle.org/config.html#Severity",
        },
        sniff: checkstyle::sniff,
        parse: Parse::Stream(|stream, origin| Ok(found(checkstyle::parse(stream, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "gitlab-codequality",
            kind: Kind::Findings,
            tool: "many linters; semgrep --gitlab-sast",
            description: "GitLab's Code Quality list, or security report (JSON)",
            example: "ruff check --output-format gitlab -o codequality.json",
            figures: "blocker critical, critical high, major medium, minor low, info info; security reports as they say",
            link: "https://docs.gitlab.com/ci/testing/code_quality/",
        },
        sniff: gitlab::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(gitlab::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "flake8",
            kind: Kind::Findings,
            tool: "flake8",
            description: "flake8 violations (text, or JSON of flake8-json)",
            example: "flake8 --output-file flake8.txt",
            figures: "E9 syntax, S security, all else lint and low; a clean run writes nothing, which cannot be told from no run",
            link: "https://flake8.pycqa.org/en/latest/internal/formatters.html",
        },
        sniff: flake8::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(flake8::parse(input, &origin.roots)?))),
        endless: Some(flake8::may_be_cut),
    },
];

/// As what one file gave.
fn found(parsed: Parsed<Findings>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Findings(payload), lines: None })
}
