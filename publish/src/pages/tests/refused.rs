//! What cannot be published: the message says what to do, and nothing has changed.

use super::{Pages, SITE, pages};
use crate::folder::Folder;
use crate::git::testing::Remote;

fn refusal(pages: &Pages, remote: &Remote) -> String {
    let site = remote.site("site", &SITE);
    let folder = Folder::open(&site).unwrap();
    let before = remote.says(&["for-each-ref"]);
    let error = pages.publish(&folder).unwrap_err().to_string();
    assert_eq!(remote.says(&["for-each-ref"]), before);
    error
}

#[test]
fn places_that_are_none() {
    let remote = Remote::new();
    let clone = remote.clone("clone", &[]);
    let outside = tempfile::tempdir().unwrap();
    for (pages, told) in [
        (pages(outside.path()), "not inside a git repository"),
        (Pages { remote: "upstream".to_owned(), ..pages(&clone) }, "there are: origin"),
        (
            Pages { remote: "--upload-pack=x".to_owned(), ..pages(&clone) },
            "no name that git takes for a remote",
        ),
        (Pages { remote: "./gone.git".to_owned(), ..pages(&clone) }, "cannot be reached"),
        (Pages { branch: "a..b".to_owned(), ..pages(&clone) }, "no name that git takes for a branch"),
        (Pages { branch: "-d".to_owned(), ..pages(&clone) }, "no name that git takes for a branch"),
        (Pages { branch: "main".to_owned(), ..pages(&clone) }, "\"README.md\""),
        (Pages { cname: Some("https://x.org".to_owned()), ..pages(&clone) }, "no host name"),
    ] {
        let error = refusal(&pages, &remote);
        assert!(error.contains(told), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_rule_of_the_remote_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let remote = Remote::new();
    let hook = remote.bare().join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho 'only on Sundays' >&2\nexit 1\n").unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let error = refusal(&pages(&remote.clone("clone", &[])), &remote);
    assert!(error.contains("only on Sundays") && error.contains("rules"), "{error}");
}

#[test]
fn folders_that_are_no_site() {
    let remote = Remote::new();
    let open =
        |files: &[(&str, &str)], name: &str| Folder::open(&remote.site(name, files)).unwrap_err().to_string();
    assert!(open(&[("a.html", "")], "no-entry").contains("index.html"));
    let gone = Folder::open(&remote.bare().join("gone")).unwrap_err().to_string();
    assert!(gone.contains("quarterdeck build"), "{gone}");
    #[cfg(unix)]
    {
        let site = remote.site("linked", &SITE);
        std::os::unix::fs::symlink("index.html", site.join("link.html")).unwrap();
        let error = Folder::open(&site).unwrap_err().to_string();
        assert!(error.contains("link.html") && error.contains("neither a file nor a folder"), "{error}");
    }
}
