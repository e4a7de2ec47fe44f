//! Findings: what was looked for, what counts.

use super::check;
use crate::payload::*;
use crate::*;
use expect_test::expect;

fn tool(state: SectionState, looked_for: &[Class]) -> ToolReport {
    ToolReport {
        tool: "t".into(),
        version: None,
        format: "f".into(),
        section: Section::because(state, "r"),
        looked_for: looked_for.to_vec(),
    }
}

fn counted(rows: &[(Class, Severity, u64)]) -> Vec<FindingCount> {
    let row = |(class, severity, open): &(Class, Severity, u64)| FindingCount {
        class: *class,
        severity: *severity,
        open: *open,
        suppressed: 9,
    };
    rows.iter().map(row).collect()
}

#[test]
fn a_class_that_nobody_looked_for_is_unknown_and_not_zero() {
    let findings = |tools| Payload::Findings(Findings { tools, ..Findings::default() });
    check(
        findings(vec![tool(SectionState::Ok, &[Class::Lint])]),
        expect![[r#"
        findings.lint_errors {} = 0 count, lower is better
    "#]],
    );
    check(findings(vec![tool(SectionState::Failed, &Class::ALL)]), expect![[""]]);
    check(
        findings(vec![
            tool(SectionState::Ok, &[Class::Security]),
            tool(SectionState::Failed, &[Class::Dependency]),
        ]),
        expect![[""]],
    );
    check(
        findings(vec![tool(SectionState::Ok, &[Class::Type]), tool(SectionState::Failed, &[Class::Type])]),
        expect![[""]],
    );
    check(
        findings(vec![tool(SectionState::Partial, &[Class::Dependency])]),
        expect![[r#"
        findings.vulnerabilities {} = 0 count, lower is better
    "#]],
    );
}

#[test]
fn vulnerabilities_are_open_security_and_dependency_findings_of_medium_and_above() {
    let counts = counted(&[
        (Class::Security, Severity::Low, 577),
        (Class::Security, Severity::Medium, 125),
        (Class::Security, Severity::Unknown, 2),
        (Class::Dependency, Severity::Critical, 1),
        (Class::Lint, Severity::Info, 50),
        (Class::Lint, Severity::Low, 41),
        (Class::Syntax, Severity::Info, 3),
    ]);
    let tools = vec![tool(SectionState::Ok, &Class::ALL)];
    check(
        Payload::Findings(Findings { tools, counts, items: Vec::new() }),
        expect![[r#"
        findings.vulnerabilities {} = 128 count, lower is better
        findings.syntax_errors {} = 3 count, lower is better
        findings.lint_errors {} = 41 count, lower is better
        findings.type_errors {} = 0 count, lower is better
    "#]],
    );
}
