//! A finding is the same one in the next run, though lines move, other findings come and go, and versions change.

use crate::fixtures::{folder, origin};
use crate::format::named;
use crate::stream::Stream;
use quarterdeck_model::{Kind, Payload};
use std::collections::BTreeSet;

/// Format, fixture, and what the next run of the tool wrote in another way: from, to.
type Next = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const NEXT: &[Next] = &[
    ("ruff", "one.json", &[("\"row\": 6", "\"row\": 60")]),
    ("clippy", "one.jsonl", &[("\"line_start\":3", "\"line_start\":30")]),
    ("mypy", "one.txt", &[("a.py:3:", "a.py:33:")]),
    ("bandit", "one.json", &[("\"line_number\": 4", "\"line_number\": 44")]),
    ("pylint", "one.json", &[("\"line\": 1,", "\"line\": 11,")]),
    ("flake8", "one.txt", &[(":9:80:", ":99:80:")]),
    ("eslint", "one.json", &[("\"line\": 2", "\"line\": 22")]),
    ("semgrep", "one.json", &[("\"line\": 4", "\"line\": 44")]),
    ("checkstyle", "one.xml", &[("line=\"3\"", "line=\"30\"")]),
    ("gitlab-codequality", "one.json", &[("\"begin\": 4", "\"begin\": 44")]),
    ("cargo-audit", "one.json", &[("0.4.19", "0.4.20")]),
    ("pip-audit", "one.json", &[("\"1.0\"", "\"1.1\""), ("\"2.0\"", "\"3.0\"")]),
    ("npm-audit", "one.json", &[("\"moderate\"", "\"high\"")]),
    ("trivy", "one.json", &[("\"1.8\"", "\"1.9\""), ("\"StartLine\": 3", "\"StartLine\": 30")]),
];

fn identities(format: &str, text: &str) -> BTreeSet<String> {
    let stream = Stream::from(text.as_bytes());
    let parsed = named(Kind::Findings, format).unwrap().read(stream, &origin()).unwrap();
    let Payload::Findings(findings) = parsed.payload.payload else { panic!("no findings") };
    findings.items.into_iter().map(|item| item.identity).collect()
}

#[test]
fn what_moves_between_runs_makes_no_new_finding() {
    for (format, file, changes) in NEXT {
        let text = std::fs::read_to_string(folder(format).join(file)).unwrap();
        let mut next = text.clone();
        for (from, to) in *changes {
            assert!(next.contains(from), "{format}: {from:?} is not in {file}");
            next = next.replace(from, to);
        }
        let before = identities(format, &text);
        assert!(!before.is_empty(), "{format}");
        assert_eq!(before, identities(format, &next), "{format}");
    }
}

#[test]
fn every_format_of_findings_is_asked() {
    let asked: BTreeSet<&str> = NEXT.iter().map(|(format, ..)| *format).chain(["sarif"]).collect();
    let all: BTreeSet<&str> = crate::formats(Kind::Findings).iter().map(|info| info.name).collect();
    assert_eq!(asked, all);
}
