//! A real server and real folders.

use super::{Check, Wrong};
use crate::folder::Folder;
use crate::git::testing::write;
use crate::preview::Preview;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

fn check(served: impl Into<String>, site: &Path) -> super::Checked {
    let check = Check { served: served.into(), endpoint: None };
    check.run(&Folder::open(site).unwrap()).unwrap()
}

fn site(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in ["index.html", "a b/ü.html", "assets/x.0123456789ab.js", "data.json"] {
        write(folder.path(), path, text);
    }
    folder
}

#[test]
fn a_folder_that_was_copied_by_hand() {
    let (here, there) = (site("one"), site("one"));
    let served = there.path().to_str().unwrap();
    assert_eq!(check(served, here.path()).wrong, []);
    write(there.path(), "a b/ü.html", "two");
    std::fs::remove_file(there.path().join("data.json")).unwrap();
    let found = check(served, here.path());
    assert_eq!(found.same, 2);
    let expected = [("a b/ü.html".to_owned(), Wrong::Stale), ("data.json".to_owned(), Wrong::Missing)];
    assert_eq!(found.wrong, expected);
}

#[test]
fn what_a_web_server_gives_under_a_sub_path() {
    // The preview adds its script to pages, so that only the other files can be the same.
    let (here, there) = (site("one"), site("one"));
    write(there.path(), "data.json", "two");
    let preview = Preview::bind(there.path().to_owned(), "127.0.0.1:0".parse().unwrap(), "/sub/").unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| preview.serve(&stop));
        let found = check(preview.url(), here.path());
        let elsewhere = check(preview.url().replace("/sub/", "/other"), here.path());
        stop.store(true, Ordering::SeqCst);
        assert_eq!(found.same, 1, "{found:?}");
        let stale: Vec<&str> = found.wrong.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(stale, ["a b/ü.html", "data.json", "index.html"]);
        assert!(found.wrong.iter().all(|(_, wrong)| *wrong == Wrong::Stale), "{found:?}");
        assert!(elsewhere.wrong.iter().all(|(_, wrong)| *wrong == Wrong::Missing), "{elsewhere:?}");
        assert_eq!(elsewhere.wrong.len(), 4);
    });
}

#[test]
fn a_server_that_is_not_there_is_told_for_each_file() {
    let here = site("one");
    // A port that was just free.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let found = check(format!("http://me:secret@127.0.0.1:{port}/"), here.path());
    let unreadable = found.wrong.iter().filter(|(_, w)| matches!(w, Wrong::Unreadable(_))).count();
    assert_eq!((found.same, unreadable), (0, 4), "{found:?}");
    assert!(!format!("{found:?}").contains("secret"), "{found:?}");
}
