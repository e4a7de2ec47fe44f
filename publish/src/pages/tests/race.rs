//! Publishers at the same time: each is done in the end, and the branch is one of their sites, whole.

use super::pages;
use crate::folder::Folder;
use crate::git::testing::{Remote, races, write};
use std::path::PathBuf;
use std::sync::Barrier;

#[test]
fn two_publishers_never_mix_their_sites() {
    let remote = Remote::new();
    let clones: Vec<PathBuf> = (0..2).map(|n| remote.clone(&format!("clone-{n}"), &["--depth=1"])).collect();
    let mut retried = 0;
    for round in 0..races(8) {
        let together = Barrier::new(2);
        let attempts: Vec<u32> = std::thread::scope(|scope| {
            let publishers: Vec<_> = clones
                .iter()
                .enumerate()
                .map(|(who, clone)| {
                    let site = remote.site(&format!("site-{who}"), &[]);
                    let text = format!("{who} {round}");
                    ["index.html", "a/x.html", "b/y.html"].iter().for_each(|p| write(&site, p, &text));
                    let together = &together;
                    scope.spawn(move || {
                        let folder = Folder::open(&site).unwrap();
                        together.wait();
                        pages(clone).publish(&folder).unwrap().attempts
                    })
                })
                .collect();
            publishers.into_iter().map(|p| p.join().unwrap()).collect()
        });
        retried += attempts.iter().filter(|a| **a > 1).count();
        let texts: Vec<String> = ["index.html", "a/x.html", "b/y.html"]
            .iter()
            .map(|path| remote.says(&["show", &format!("gh-pages:{path}")]))
            .collect();
        assert!(texts.iter().all(|t| *t == texts[0]) && texts[0].ends_with(&round.to_string()), "{texts:?}");
        let commits = remote.says(&["rev-list", "--count", "gh-pages"]);
        assert_eq!(commits.trim(), (2 * (round + 1)).to_string(), "a publication was lost");
    }
    assert!(retried > 0, "they never met: the test shows nothing");
}

#[cfg(unix)]
#[test]
fn a_publisher_that_is_killed_leaves_one_of_the_two_sites() {
    use std::os::unix::fs::PermissionsExt as _;
    let remote = Remote::new();
    let clone = remote.clone("clone", &[]);
    let site = remote.site("site", &[("index.html", "old"), ("a.html", "old")]);
    pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
    // The remote dies in the middle of the push, as when a machine loses its power.
    let hook = remote.bare().join("hooks/update");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\nkill -9 $PPID\n").unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    write(&site, "index.html", "new");
    write(&site, "a.html", "new");
    assert!(pages(&clone).publish(&Folder::open(&site).unwrap()).is_err());
    assert_eq!(remote.says(&["show", "gh-pages:a.html"]), "old");
    std::fs::remove_file(hook).unwrap();
    pages(&clone).publish(&Folder::open(&site).unwrap()).unwrap();
    assert_eq!(remote.says(&["show", "gh-pages:a.html"]), "new");
    remote.says(&["fsck", "--strict", "--full"]);
}
