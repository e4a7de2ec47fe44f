//! `build`: deterministic, within its budgets, and careful with what stands in the folder.

use crate::harness::{NOW, Project};
use std::collections::BTreeMap;

fn site(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let folder = "reports/dashboard";
    let read = |f: String| {
        let bytes = std::fs::read(project.path().join(folder).join(&f)).unwrap();
        (f, bytes)
    };
    project.files(folder).into_iter().map(read).collect()
}

#[test]
fn two_builds_are_byte_identical_in_any_zone() {
    let project = Project::demo(400);
    project.site();
    let first = site(&project);
    std::fs::remove_dir_all(project.path().join("reports/dashboard")).unwrap();
    let mut other = project.command(&["build", "--now", NOW]);
    assert!(other.env("TZ", "Pacific/Chatham").env("LANG", "tr_TR.UTF-8").output().unwrap().status.success());
    assert!(first == site(&project), "the second build differs");
    let again = project.ok(&["build", "--now", NOW]);
    assert!(again.contains("0 new, 0 changed"), "{again}");
}

/// Zones of a database that is within the program; no file for machines is in another form, whatever the pages are in.
#[test]
fn files_for_machines_are_the_same_whatever_pages_are_written_in() {
    let project = Project::demo(200);
    project.site();
    let plain = site(&project);
    let config = project.path().join("quarterdeck.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let with = |more: &str| {
        std::fs::write(&config, format!("{text}\n[site]\n{more}\n")).unwrap();
        project.site();
        site(&project)
    };
    let (zone, both) = (with("zone = 'Europe/Berlin'"), with("zone = 'Europe/Berlin'\nlocale = 'de-DE'"));
    let german = with("locale = 'de-DE'");
    // The list of what was built holds the hashes of all pages.
    let people = |path: &str| {
        path.ends_with(".html")
            || ["search.js", ".quarterdeck-files"].contains(&path)
            || path.starts_with("data/manifest.")
    };
    let other = |a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let all = a.keys().chain(b.keys()).filter(|path| !people(path) && a.get(*path) != b.get(*path));
        all.cloned().collect()
    };
    assert_eq!(other(&plain, &german), Vec::<String>::new());
    assert_eq!(other(&zone, &both), Vec::<String>::new());
    // Weeks, quarters and windows are those of the zone: what is judged by them may differ, and no measured figure.
    let judged = |path: &String| {
        path.starts_with("review/")
            || ["api/v1/objectives.json", "api/v1/alerts.json"].contains(&path.as_str())
    };
    let others: Vec<String> = other(&plain, &both).into_iter().filter(|path| !judged(path)).collect();
    assert_eq!(others, Vec::<String>::new());
    let page = String::from_utf8_lossy(&both["index.html"]).into_owned();
    assert!(page.contains(" CET") && !page.contains(" UTC"), "{page}");
}

#[test]
fn the_overview_keeps_its_budget_and_says_simulated_everywhere() {
    let project = Project::demo(2_000);
    project.site();
    let site = site(&project);
    assert!(site["index.html"].len() <= 140_000, "index.html has {} bytes", site["index.html"].len());
    assert!(site["search.js"].len() <= 60_000, "search.js has {} bytes", site["search.js"].len());
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(text.contains("simulated"), "{path} does not say that its data is simulated");
        assert!(
            !text.contains("http://") || !text.contains("src=\"http"),
            "{path} loads something from elsewhere"
        );
    }
}

#[test]
fn every_chart_of_a_whole_project_has_its_numbers_beside_it() {
    let project = Project::demo(400);
    project.site();
    let site = site(&project);
    let mut folders = std::collections::BTreeSet::new();
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for figure in page.split("<figure class=\"chart\">").skip(1) {
            let figure = figure.split("</figure>").next().unwrap();
            let files = figure.split("<p class=\"data no-print\">").nth(1).unwrap_or_default();
            let hrefs: Vec<&str> =
                files.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(hrefs.len(), 2, "{path}: {figure:.300}");
            for href in hrefs {
                let file = href.trim_start_matches("../");
                assert!(site.contains_key(file), "{path} links to {href}");
                let folder = file.strip_prefix("charts/").and_then(|rest| rest.split('/').next());
                folders.extend(folder.map(str::to_owned));
            }
        }
    }
    let expected = ["benchmarks", "chaos", "coverage", "findings", "health", "index", "review", "s", "tests"];
    assert_eq!(folders.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn files_of_the_user_in_the_folder_are_not_touched() {
    let project = Project::demo(20).with("reports/dashboard/mine.txt", "mine");
    let ran = project.run(&["build", "--now", NOW]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("reports/dashboard"), "{ran:?}");
    assert_eq!(project.files("reports/dashboard"), ["mine.txt"]);
}

#[test]
fn pages_that_are_no_longer_made_go_away() {
    let project = Project::demo(60);
    project.site();
    let before = project.files("reports/dashboard/s").len();
    let [first, ..] = &project.files("reports/history/tests")[..] else { panic!("no tests in the demo") };
    std::fs::remove_file(project.path().join("reports/history/tests").join(first)).unwrap();
    project.site();
    assert_eq!(project.files("reports/dashboard/s").len(), before - 1);
}
