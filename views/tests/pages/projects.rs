//! What the page of many projects says, and above all what it says of what is not known.

use crate::made_up::{Archive, now, project};
use quarterdeck_model::fleet::Month;
use quarterdeck_model::{Fleet, Standing, Timestamp};
use quarterdeck_views::page::projects::{self, ProjectsPage};

fn before_now(days: i64) -> Option<Timestamp> {
    Timestamp::from_millis(now().millis() - days * 86_400_000)
}

fn known(name: &str, low: f64) -> Standing {
    Standing {
        project: name.to_owned(),
        score: Some((low, low)),
        worst: Some(("coverage.line_percent".to_owned(), 20.0)),
        unknown_metrics: Some(0),
        critical_alerts: Some(1),
        warning_alerts: Some(2),
        newest_at: before_now(3),
        runs: Some(12),
        runs_without_figures: Some(0),
        simulated_runs: Some(0),
        months: Vec::new(),
    }
}

fn page(projects: Vec<Standing>, hours: Option<f64>) -> ProjectsPage {
    let mut archive = Archive::of(project(), Vec::new());
    archive.policy.cadence.default_hours = hours;
    let fleet = Fleet { projects };
    projects::build(&archive.context().with_fleet(Some(&fleet)))
}

#[test]
fn what_is_unknown_is_said_and_stands_first() {
    let nothing = Standing { project: "nothing".to_owned(), ..Standing::default() };
    let partly = Standing {
        score: Some((65.0, 100.0)),
        unknown_metrics: Some(2),
        worst: None,
        ..known("partly", 0.0)
    };
    let page = page(vec![known("good", 95.0), nothing, partly], None);
    let names: Vec<&str> = page.rows.iter().map(|row| row.name.text.as_str()).collect();
    assert_eq!(names, ["nothing", "partly", "good"]);
    assert_eq!(
        page.summary,
        "3 projects: 0 critical by score, 1 without a score, 2 with open critical alerts."
    );
    let [nothing, partly, good] = page.rows.as_slice() else { panic!("three rows") };
    let said = |row: &projects::ProjectRow| {
        [row.status.word, &row.score, &row.unknown, &row.alerts, &row.age, &row.runs].map(str::to_owned)
    };
    assert_eq!(said(nothing), ["No data", "—", "inputs unknown", "—", "—", "—"]);
    assert_eq!(
        said(partly),
        [
            "Requires improvement",
            "65.0–100.0",
            "2 inputs unknown",
            "1 critical, 2 warnings",
            "3 days ago",
            "12"
        ]
    );
    assert_eq!(said(good), ["Excellent", "95.0", "", "1 critical, 2 warnings", "3 days ago", "12"]);
    assert_eq!([nothing, partly, good].map(|row| row.simulated), ["not known whether simulated", "", ""]);
    assert_eq!((good.worst.text.as_str(), good.cost.as_str()), ("Line coverage", "20.0 points"));
}

#[test]
fn an_old_score_is_stale_whatever_it_was() {
    let old = Standing { newest_at: before_now(15), ..known("old", 99.0) };
    let fresh = known("fresh", 99.0);
    let words = |hours| -> Vec<&str> {
        page(vec![old.clone(), fresh.clone()], hours).rows.iter().map(|row| row.status.word).collect()
    };
    assert_eq!(words(Some(168.0)), ["Stale", "Excellent"]);
    assert_eq!(words(None), ["Excellent", "Excellent"], "without a cadence nothing is stale");
}

#[test]
fn a_month_without_runs_is_a_gap_and_all_projects_share_one_axis() {
    let months = |all: &[(i64, f64)]| {
        all.iter().map(|(number, low)| Month { number: *number, low: *low, high: *low }).collect()
    };
    let gap = Standing { months: months(&[(100, 80.0), (101, 81.0), (104, 70.0)]), ..known("gap", 70.0) };
    let ended = Standing { months: months(&[(98, 60.0), (99, 61.0)]), ..known("ended", 71.0) };
    let lone = Standing { months: months(&[(104, 60.0)]), ..known("lone", 72.0) };
    let page = page(vec![gap, ended, lone], None);
    let sparks: Vec<_> = page.rows.iter().map(|row| row.spark.as_ref().map(|s| &s.spec)).collect();
    let [Some(gap), Some(ended), None] = sparks.as_slice() else { panic!("a lone month is no trend") };
    assert_eq!(gap.segments.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((gap.x, gap.y), (ended.x, ended.y));
    assert_eq!(gap.x.1, 104);
    assert_eq!(gap.sentence, "from 80.0 to 70.0 points");
}

#[test]
fn the_page_is_in_the_menu_only_where_a_roll_up_is_given() {
    let archive = Archive::of(project(), Vec::new());
    let fleet = Fleet::default();
    let menu = |fleet| {
        let page = projects::build(&archive.context().with_fleet(fleet));
        page.shell.nav.iter().any(|item| item.label == "Projects" && item.href == "projects.html")
    };
    assert!(menu(Some(&fleet)) && !menu(None));
}
