//! Which addresses and bases are taken.

use super::super::Preview;
use super::super::address::is_local_host;
use super::any_port;
use crate::PublishError;

#[test]
fn only_loopback_addresses_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    for address in ["0.0.0.0:0", "192.0.2.7:0", "[::]:0", "[::ffff:192.0.2.7]:0", "[2001:db8::1]:0"] {
        let error = Preview::bind(folder.path().to_owned(), address.parse().unwrap(), "/").unwrap_err();
        assert!(matches!(error, PublishError::NotLoopback { .. }), "{address}: {error}");
        assert!(error.to_string().contains(address) && error.to_string().contains("127.0.0.1"), "{error}");
    }
}

#[test]
fn an_address_in_use_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let first = Preview::bind(folder.path().to_owned(), any_port(), "/").unwrap();
    let error = Preview::bind(folder.path().to_owned(), first.address, "/").unwrap_err();
    assert!(matches!(error, PublishError::Bind { .. }), "{error}");
    assert!(error.to_string().starts_with(&first.address.to_string()), "{error}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    for path in [folder.path().join("site"), file] {
        let error = Preview::bind(path.clone(), any_port(), "/").unwrap_err();
        assert!(matches!(error, PublishError::NoFolder { .. }), "{error}");
        let text = error.to_string();
        assert!(text.contains(&path.display().to_string()) && text.contains("quarterdeck build"), "{text}");
    }
}

#[test]
fn the_url_has_port_and_base() {
    let folder = tempfile::tempdir().unwrap();
    for (base, shown) in
        [("/", "/"), ("/acme/", "/acme/"), ("/acme", "/acme/"), ("/a/b-c_d.e~f/", "/a/b-c_d.e~f/")]
    {
        let preview = Preview::bind(folder.path().to_owned(), any_port(), base).unwrap();
        let port = preview.address.port();
        assert_ne!(port, 0);
        assert_eq!(preview.url(), format!("http://127.0.0.1:{port}{shown}"));
    }
}

#[test]
fn bases_that_no_site_has_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for base in
        ["", "acme", "//", "/a//b/", "/../", "/a/./", "/a b/", "/a?b/", "/a%20b/", "/ä/", "/a\\b/", "/a\n/"]
    {
        let error = Preview::bind(folder.path().to_owned(), any_port(), base).unwrap_err();
        assert!(matches!(error, PublishError::Base { .. }), "{base:?}: {error}");
        assert!(error.to_string().contains("`/acme/`"), "{error}");
    }
}

#[test]
fn hosts_are_told_apart() {
    for host in
        ["localhost", "LOCALHOST:80", "127.0.0.1:8123", "[::1]", "[::1]:80", "127.1.2.3", "x.localhost:1"]
    {
        assert!(is_local_host(host), "{host}");
    }
    for host in [
        "example.org",
        "127.0.0.1.example.org",
        "localhost.example.org:80",
        "192.0.2.7",
        "[::2]:80",
        "",
        ":80",
    ] {
        assert!(!is_local_host(host), "{host}");
    }
}
