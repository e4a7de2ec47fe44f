//! Publishers that are killed, and credentials of the environment: both need a process, which is this test once more.

use super::server::{KEY, SECRET, Server};
use super::{How, PLAIN, place, publish, site};
use crate::Objects;
use crate::folder::Folder;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const CHILD: &str = "QUARTERDECK_TEST_PUBLISH";

/// Publishes as the parent says; nothing otherwise.
#[test]
fn as_a_child() {
    let Ok(told) = std::env::var(CHILD) else { return };
    let (endpoint, site) = told.split_once('|').unwrap();
    let to = Objects {
        url: "s3://bucket/site".to_owned(),
        endpoint: Some(endpoint.to_owned()),
        prune: true,
        patience: Duration::from_millis(60),
    };
    to.publish(&Folder::open(Path::new(site)).unwrap()).unwrap();
}

fn child(server: &Server, site: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "objects::tests::killed::as_a_child", "--nocapture"])
        .env(CHILD, format!("{}|{}", server.endpoint, site.display()))
        .env("AWS_ACCESS_KEY_ID", KEY)
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_REGION", "us-east-1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn credentials_come_from_the_environment_and_are_never_printed() {
    let server = Server::start(Duration::ZERO);
    let output = child(&server, site("one").path()).wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(server.texts().len(), 5);
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!said.contains(SECRET), "{said}");
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_or_the_new_entry_page() {
    let quick = How { prune: true, patience: Duration::from_millis(60), ..PLAIN };
    for round in 0..12_u64 {
        let server = Server::start(Duration::from_millis(4));
        let (old, new) = (site("old"), site("new"));
        publish(&place(&server.endpoint), old.path(), &quick).unwrap();
        let mut publisher = child(&server, new.path());
        std::thread::sleep(Duration::from_millis(round * 9));
        publisher.kill().unwrap();
        publisher.wait().unwrap();
        let texts = server.texts();
        let entry = texts["site/index.html"].clone();
        let needed = format!("site/assets/page.{}.js", &crate::folder::hash(entry.as_bytes())[..12]);
        assert_eq!(texts.get(&needed), Some(&entry), "round {round}: {texts:?}");
        publish(&place(&server.endpoint), new.path(), &quick).unwrap();
        let texts = server.texts();
        assert_eq!(texts.values().cloned().collect::<BTreeSet<_>>(), BTreeSet::from(["new".to_owned()]));
        assert_eq!(texts.len(), 5);
    }
}
