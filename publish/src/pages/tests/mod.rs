//! Real git: a bare repository that is pushed to, and the clones of those who publish.

mod race;
mod refused;

use super::Pages;
use crate::folder::Folder;
use crate::git::testing::{Remote, git, write};
use std::path::Path;

fn pages(repository: &Path) -> Pages {
    Pages {
        repository: repository.to_owned(),
        remote: "origin".to_owned(),
        branch: "gh-pages".to_owned(),
        cname: None,
        single_commit: false,
        replace: false,
    }
}

const SITE: [(&str, &str); 3] =
    [("index.html", "<p>one"), ("assets/style.0123456789ab.css", "p{}"), ("a b/ü.html", "<p>two")];

#[test]
fn the_branch_is_the_folder() {
    let remote = Remote::new();
    let clone = remote.clone("clone", &[]);
    let site = remote.site("site", &SITE);
    write(&site, ".quarterdeck-files", "hidden files are not part of a site");
    let published = pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
    assert_eq!(published.changes.new.len(), 4, "{published:?}");
    assert_eq!(remote.says(&["rev-parse", "gh-pages"]).trim(), published.commit.unwrap());
    let listed = remote.says(&["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "gh-pages"]);
    let mut expected = vec![".nojekyll", "a b/ü.html", "assets/style.0123456789ab.css", "index.html"];
    expected.sort_unstable();
    assert_eq!(listed.lines().collect::<Vec<_>>(), expected);
    assert_eq!(remote.says(&["show", "gh-pages:a b/ü.html"]), "<p>two");
}

#[test]
fn only_what_changed_is_uploaded_and_nothing_twice() {
    let remote = Remote::new();
    let clone = remote.clone("clone", &[]);
    let site = remote.site("site", &SITE);
    let publish = |dry: bool| {
        let folder = Folder::open(&site).unwrap();
        if dry { pages(&clone).dry_run(&folder) } else { pages(&clone).publish(&folder) }.unwrap()
    };
    publish(false);
    let first = remote.says(&["rev-parse", "gh-pages"]);
    assert_eq!(publish(false).commit, None);
    assert_eq!(remote.says(&["rev-parse", "gh-pages"]), first);

    write(&site, "index.html", "<p>another");
    write(&site, "new.html", "<p>new");
    std::fs::remove_file(site.join("a b/ü.html")).unwrap();
    let objects = |remote: &Remote| remote.says(&["count-objects"]);
    let before = objects(&remote);
    let would = publish(true).changes;
    assert_eq!(would.new, ["new.html"]);
    assert_eq!(would.changed, ["index.html"]);
    assert_eq!(would.removed, ["a b/ü.html"]);
    assert_eq!(would.same, 2);
    assert_eq!((remote.says(&["rev-parse", "gh-pages"]), objects(&remote)), (first, before.clone()));
    assert_eq!(publish(false).changes, would);
    // Two blobs, the tree of the top, and the commit: what stood there was not sent again.
    let count = |text: &str| text.split(' ').next().unwrap().parse::<usize>().unwrap();
    assert_eq!(count(&objects(&remote)) - count(&before), 4);
}

#[test]
fn nothing_of_the_work_tree_is_touched() {
    let remote = Remote::new();
    let clone = remote.clone("clone", &[]);
    write(&clone, "README.md", "changed, not added\n");
    write(&clone, "staged.txt", "added, not committed\n");
    write(&clone, "new.txt", "not added\n");
    git(&clone, &["add", "staged.txt"]);
    // Neither a filter nor line ends of the repository's attributes change what is published.
    write(&clone, ".gitattributes", "* text eol=crlf\n");
    let state = || {
        let index = std::fs::read(clone.join(".git/index")).unwrap();
        let text = ["status", "branch", "stash"].map(|what| match what {
            "status" => git(&clone, &["status", "--porcelain=v2", "--branch"]),
            "branch" => git(&clone, &["for-each-ref", "refs/heads", "refs/tags"]),
            _ => git(&clone, &["symbolic-ref", "HEAD"]),
        });
        (text, index)
    };
    let before = state();
    let site = remote.site("site", &[("index.html", "a\r\nb\n")]);
    for text in ["a\r\nb\n", "c\n"] {
        write(&site, "index.html", text);
        pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
        assert_eq!(remote.says(&["show", "gh-pages:index.html"]), text);
    }
    assert_eq!(state(), before);
    assert!(!clone.join(".git/FETCH_HEAD").exists());
}

#[test]
fn a_shallow_clone_publishes_and_stays_shallow() {
    let remote = Remote::new();
    let site = remote.site("site", &SITE);
    for round in 0..3 {
        // As a CI job does: a fresh clone of one commit of one branch each time.
        let clone = remote.clone(&format!("ci-{round}"), &["--depth=1", "--single-branch", "--branch=main"]);
        write(&site, "index.html", &format!("<p>{round}"));
        pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
        assert_eq!(remote.says(&["show", "gh-pages:index.html"]), format!("<p>{round}"));
        assert_eq!(git(&clone, &["rev-list", "--count", "HEAD"]).trim(), "1");
    }
    assert_eq!(remote.says(&["rev-list", "--count", "gh-pages"]).trim(), "3");
    remote.says(&["fsck", "--strict", "--full"]);
}

#[test]
fn a_full_clone_does_not_become_shallow() {
    let remote = Remote::new();
    let site = remote.site("site", &SITE);
    let clone = remote.clone("clone", &[]);
    pages(&remote.clone("other", &[])).publish(&Folder::open(&site).unwrap()).unwrap();
    write(&site, "index.html", "<p>later");
    pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
    assert_eq!(git(&clone, &["rev-parse", "--is-shallow-repository"]).trim(), "false");
}

#[test]
fn one_commit_without_history_when_asked() {
    let remote = Remote::new();
    let site = remote.site("site", &SITE);
    let clone = remote.clone("clone", &["--depth=1"]);
    let single = Pages { single_commit: true, ..pages(&clone) };
    pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
    write(&site, "index.html", "<p>later");
    pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
    // Nothing changes for readers, but the history goes.
    assert!(single.publish(&Folder::open(&site).unwrap()).unwrap().commit.is_some());
    assert_eq!(remote.says(&["rev-list", "--count", "gh-pages"]).trim(), "1");
    assert_eq!(single.publish(&Folder::open(&site).unwrap()).unwrap().commit, None);
}

#[test]
fn a_host_name_is_written_and_kept() {
    let remote = Remote::new();
    let site = remote.site("site", &SITE);
    let clone = remote.clone("clone", &[]);
    let named = Pages { cname: Some("quality.example.org".to_owned()), ..pages(&clone) };
    named.publish(&Folder::open(&site).unwrap()).unwrap();
    let again = pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
    assert_eq!(again.commit, None, "the host name must stay without being asked for again");
    assert_eq!(remote.says(&["show", "gh-pages:CNAME"]), "quality.example.org\n");
}
