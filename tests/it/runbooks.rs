//! Runbooks: `init --runbooks` writes them, alerts lead to them, pages show them, and hostile ones are harmless.

use crate::harness::{NOW, Project};

const RULES: &str = "[[policy.metrics]]\nmetric = \"benchmark.time\"\nalert = \"> 0.5\"\n";

fn breached() -> Project {
    let bench = r#"[{"name": "p99", "unit": "ms", "value": 0.9}]"#;
    let project = Project::new().with("bench.json", bench).with("quarterdeck.toml", RULES);
    project.ok(&["collect", "benchmark", "--from", "bench.json", "--taken-at", "2026-11-23T06:00:00Z"]);
    project
}

#[test]
fn alerts_lead_to_the_runbook_of_their_sort() {
    let project = breached();
    let alerts = || project.ok(&["alerts", "--now", NOW]);
    assert!(!alerts().contains("what to do"));
    let wrote = project.ok(&["init", "--runbooks"]);
    assert_eq!(wrote.lines().count(), 9, "{wrote}");
    assert_eq!(project.read("quarterdeck.toml"), RULES, "the configuration is left alone");
    let path = "reports/runbooks/performance-degradation.md";
    assert!(alerts().contains(&format!("what to do: {path}")));
    project.site();
    let page = project.read("reports/dashboard/alerts.html");
    assert!(page.contains("<a href=\"runbook/performance-degradation.html\">"), "{page}");
    let runbook = project.read("reports/dashboard/runbook/performance-degradation.html");
    for text in [
        "<h1><bdi>Performance degradation</bdi></h1>",
        "Find out</h2>",
        "Open alerts that lead here",
        "../metric/",
    ] {
        assert!(runbook.contains(text), "{text}: {runbook}");
    }
    let list = project.read("reports/dashboard/runbooks.html");
    assert!(
        list.contains("6 runbooks; 1 open alert leads to one") && list.contains("runbook/system-outage.html"),
        "{list}"
    );
    // What is configured comes first.
    project.write(
        "quarterdeck.toml",
        format!("{RULES}[policy.alerts]\nrunbooks = {{ threshold = \"https://a.example/b\" }}\n"),
    );
    assert!(alerts().contains("what to do: https://a.example/b"));
    // What people wrote stays.
    project.write(path, "# Ours\n");
    assert_eq!(project.ok(&["init", "--runbooks"]).trim(), "nothing to write: all is there");
    assert_eq!(project.read(path), "# Ours\n");
    project.site();
    assert!(
        project
            .read("reports/dashboard/runbook/performance-degradation.html")
            .contains("<h1><bdi>Ours</bdi></h1>")
    );
}

#[test]
fn hostile_runbooks_are_harmless() {
    let project = breached();
    let text =
        "# <script>alert(1)</script> \u{202e}x\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1))\n";
    project.write("reports/runbooks/..%2f<b>.md", text);
    project.write("reports/runbooks/-b-.md", "no heading");
    let site = project.site();
    let pages = project.files("reports/dashboard/runbook");
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert!(
        pages.iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c))),
        "{pages:?}"
    );
    for page in pages
        .iter()
        .map(|name| format!("reports/dashboard/runbook/{name}"))
        .chain(["reports/dashboard/runbooks.html".to_owned()])
    {
        let html = project.read(&page);
        assert!(
            !html.contains("<script>alert")
                && !html.contains("<img src=x")
                && !html.contains("href=\"javascript"),
            "{html}"
        );
        assert!(!html.contains('\u{202e}'), "{html}");
    }
    assert!(!site.join("..").join("b.html").exists());
}

#[test]
fn a_wrong_kind_of_alert_is_told_with_what_was_meant() {
    let project =
        Project::new().with("quarterdeck.toml", "[policy.alerts]\nrunbooks = { incidnt = \"x\" }\n");
    let ran = project.run(&["config", "check"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("did you mean `incident`?"), "{ran:?}");
}

#[test]
fn notes_begin_with_the_checklists() {
    let project = breached();
    let begin = |period: &str| {
        project.ok(&["review", period, "--notes", "--now", NOW]);
        project.read(&format!("reports/notes/{period}.md"))
    };
    assert!(!begin("2026-W44").contains("Looked at"));
    project.ok(&["init", "--runbooks"]);
    let (first, other, quarter) = (begin("2026-W45"), begin("2026-W46"), begin("2026-Q4"));
    assert!(first.contains("Looked at this week") && first.contains("Looked at this month"), "{first}");
    assert!(other.contains("Looked at this week") && !other.contains("Looked at this month"), "{other}");
    assert!(quarter.contains("Looked at this quarter"), "{quarter}");
    project.site();
    assert!(!project.read("reports/dashboard/about.html").contains("weekly"), "templates are no notes");
}
