//! A plain folder, by the same code.

use super::site;
use crate::Objects;
use crate::folder::Folder;
use std::time::Duration;

fn to(url: &str) -> Objects {
    Objects { url: url.to_owned(), endpoint: None, prune: true, patience: Duration::from_millis(40) }
}

#[test]
fn a_folder_is_a_place_too() {
    let there = tempfile::tempdir().unwrap();
    let url = format!("file://{}/sub folder/site", there.path().display());
    let (one, two) = (site("one"), site("two"));
    let dry = to(&url).dry_run(&Folder::open(one.path()).unwrap()).unwrap();
    assert_eq!(dry.changes.new.len(), 5);
    assert!(!there.path().join("sub folder").exists(), "a dry run creates nothing");
    to(&url).publish(&Folder::open(one.path()).unwrap()).unwrap();
    let published = to(&url).publish(&Folder::open(two.path()).unwrap()).unwrap();
    assert_eq!(published.changes.removed.len(), 1);
    let served = there.path().join("sub folder/site");
    let check = crate::Check { served: served.to_str().unwrap().to_owned(), endpoint: None };
    let found = check.run(&Folder::open(two.path()).unwrap()).unwrap();
    assert_eq!((found.same, found.wrong), (5, Vec::new()));
    assert!(!served.join(&published.changes.removed[0]).exists());
}

#[test]
fn addresses_that_are_none_are_refused_with_an_example() {
    let site = site("one");
    for (url, told) in [
        ("bucket/prefix", "expected such as s3://"),
        ("ftp://host/x", "expected such as s3://"),
        ("https://host/x", "objects cannot be put there"),
        ("memory:///", "objects cannot be put there"),
        ("s3://key:secret@bucket/x", "credentials"),
        ("file://host/x", "expected such as"),
    ] {
        let error = to(url).dry_run(&Folder::open(site.path()).unwrap()).unwrap_err().to_string();
        assert!(error.contains(told) && !error.contains("secret"), "{url}: {error}");
    }
}
