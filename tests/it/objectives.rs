//! `objectives`: promises judged from an archive, and the same on the site.

use crate::harness::{NOW, Project};
use serde_json::Value;

#[test]
fn the_site_tells_what_the_command_prints() {
    let project = Project::demo(300);
    let printed = project.ok(&["objectives", "--now", NOW, "--format", "json"]);
    project.ok(&["build", "--now", NOW]);
    assert_eq!(project.read("reports/dashboard/api/v1/objectives.json").trim(), printed.trim());
    let list: Value = serde_json::from_str(&printed).unwrap();
    let all = list["objectives"].as_array().unwrap();
    let kinds: Vec<&str> = all.iter().filter_map(|o| o["kind"].as_str()).collect();
    for kind in ["uptime", "mttr", "score", "deviation", "metric", "security-incidents"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    for one in all {
        let known = one.get("value").is_some();
        assert!(known || one["attainment"] == "not enough data", "what is not known is never met: {one}");
    }
    let page = project.read("reports/dashboard/objectives.html");
    assert!(page.contains("Error budgets") && page.contains("Mean time to repair"));
    assert!(project.read("reports/dashboard/index.html").contains("href=\"objectives.html\""));
    let text = project.ok(&["objectives", "--now", NOW]);
    assert!(text.contains("security incidents") || text.contains("Security incidents"), "{text}");
    assert!(
        project.ok(&["objectives", "--now", NOW, "--format", "markdown"]).starts_with("### Objectives: ")
    );
}

#[test]
fn without_an_archive_nothing_is_known() {
    assert_eq!(Project::new().run(&["objectives"]).code, 3);
}

#[test]
fn a_target_that_makes_no_sense_is_refused() {
    let table = "[[policy.objectives]]\nkind = \"uptime\"\ntarget = \">= 100\"\n";
    let ran = Project::new().with("quarterdeck.toml", table).run(&["objectives"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("--> quarterdeck.toml:3:10") && ran.err.contains("less than 100"), "{ran:?}");
}
