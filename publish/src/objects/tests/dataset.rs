//! Data sets: only what differs is sent, only what was ours is removed.

use super::server::Server;
use super::{place, write};
use crate::PublishError;
use crate::objects::{ObjectsError, Part, dataset};
use std::time::Duration;

/// A name as Hive escapes it, and one that is not ASCII.
const PROJECTS: [&str; 2] = ["project=a%2Fb%20c", "project=größe"];

fn part(project: &str, files: &[&str]) -> Part {
    let files = files.iter().map(|file| format!("{project}/{file}")).collect();
    Part { name: project.to_owned(), below: project.to_owned(), files }
}

#[test]
fn what_differs_is_sent_and_what_was_ours_is_removed() {
    let server = Server::start(Duration::ZERO);
    let place = place(&server.endpoint);
    let root = tempfile::tempdir().unwrap();
    for project in PROJECTS {
        write(root.path(), &format!("{project}/kind=tests/year=2026/figures.csv"), "one");
        write(root.path(), &format!("{project}/kind=tests/year=2025/figures.csv"), "old");
    }
    let both = ["kind=tests/year=2025/figures.csv", "kind=tests/year=2026/figures.csv"];
    let parts: Vec<Part> = PROJECTS.iter().map(|project| part(project, &both)).collect();
    let done = dataset::put(&place, root.path(), &parts).unwrap();
    assert_eq!((done.new.len(), done.same), (4, 0));
    server.log();
    assert!(dataset::put(&place, root.path(), &parts).unwrap().none());
    assert!(server.log().is_empty(), "nothing is sent again");
    write(root.path(), &format!("{}/kind=tests/year=2026/figures.csv", PROJECTS[0]), "two");
    let fewer = [part(PROJECTS[0], &both[1..])];
    let done = dataset::put(&place, root.path(), &fewer).unwrap();
    assert_eq!((done.changed.len(), done.removed.len(), done.new.len()), (1, 1, 0));
    let left: Vec<(String, String)> = server.texts().into_iter().collect();
    let key = |project: &str, year: u32| format!("site/{project}/kind=tests/year={year}/figures.csv");
    let expected = [(PROJECTS[0], 2026, "two"), (PROJECTS[1], 2025, "old"), (PROJECTS[1], 2026, "one")];
    assert_eq!(left, expected.map(|(project, year, text)| (key(project, year), text.to_owned())));
}

#[test]
fn a_strangers_object_stays_and_an_interrupted_export_is_completed() {
    let server = Server::start(Duration::ZERO);
    let place = place(&server.endpoint);
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "project=a/x.csv", "ours");
    write(root.path(), "project=a/y.csv", "ours");
    let x = [part("project=a", &["x.csv"])];
    dataset::put(&place, root.path(), &x).unwrap();
    // The list of another project knows nothing of it.
    let stranger = [Part { name: "project=b".to_owned(), ..x[0].clone() }];
    let refused = dataset::put(&place, root.path(), &stranger).unwrap_err();
    assert!(matches!(refused, PublishError::Objects(ObjectsError::Foreign { .. })), "{refused}");
    // Killed after the list: the file is not there, and the next one does not believe that it is.
    let xy = [part("project=a", &["x.csv", "y.csv"])];
    server.inside.lock().unwrap().puts_left = Some(1);
    dataset::put(&place, root.path(), &xy).unwrap_err();
    assert_eq!(server.texts().len(), 1);
    server.inside.lock().unwrap().puts_left = None;
    let done = dataset::put(&place, root.path(), &xy).unwrap();
    assert_eq!((done.new, done.same), (vec!["project=a/y.csv".to_owned()], 1));
}
