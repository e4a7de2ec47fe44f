//! What is sent, in which order, with which headers; and what is not.

use super::{How, PLAIN, Server, place, publish, site};
use crate::git::testing::write;
use std::time::Duration;

#[test]
fn what_pages_need_comes_first_and_the_entry_page_last() {
    let server = Server::start(Duration::ZERO);
    let published = publish(&place(&server.endpoint), site("one").path(), &PLAIN).unwrap();
    assert_eq!((published.changes.new.len(), published.bytes), (5, 15));
    let log = server.log();
    let at = |part: &str| {
        log.iter().position(|key| key.contains(part)).unwrap_or_else(|| panic!("{part}: {log:?}"))
    };
    assert!(at("assets/page") < at("run/a.html") && at("data/") < at("run/a.html"), "{log:?}");
    assert!(at("run/a.html") < at("trends.html") && at("trends.html") < at("index.html"), "{log:?}");
    assert!(log.iter().all(|key| key.starts_with("site/")), "nothing outside the prefix: {log:?}");
}

#[test]
fn types_and_cache_headers_are_right() {
    let server = Server::start(Duration::ZERO);
    publish(&place(&server.endpoint), site("one").path(), &PLAIN).unwrap();
    let inside = server.inside.lock().unwrap();
    for (key, kind, cache) in [
        ("index.html", "text/html; charset=utf-8", "public, max-age=60"),
        ("data/history.json", "application/json", "public, max-age=60"),
        ("assets/page", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    ] {
        let (_, object) = inside.objects.iter().find(|(k, _)| k.contains(key)).unwrap();
        assert_eq!(object.content_type.as_deref(), Some(kind));
        assert_eq!(object.cache_control.as_deref(), Some(cache));
    }
}

#[test]
fn only_what_changed_is_sent() {
    let server = Server::start(Duration::ZERO);
    let place = place(&server.endpoint);
    let site = site("one");
    publish(&place, site.path(), &PLAIN).unwrap();
    server.log();
    assert!(publish(&place, site.path(), &PLAIN).unwrap().changes.none());
    assert_eq!(server.log(), [""; 0], "nothing is written when nothing changed");
    write(site.path(), "run/a.html", "two");
    let dry = publish(&place, site.path(), &How { dry: true, ..PLAIN }).unwrap();
    assert_eq!(server.log(), [""; 0], "a dry run writes nothing");
    let published = publish(&place, site.path(), &PLAIN).unwrap();
    assert_eq!(published, dry);
    assert_eq!(published.changes.changed, ["run/a.html"]);
    let sent: Vec<String> = server.log().into_iter().filter(|key| !key.contains("_quarterdeck")).collect();
    assert_eq!(sent, ["site/run/a.html"]);
}

#[test]
fn an_object_that_somebody_deleted_or_cut_short_is_sent_again() {
    let server = Server::start(Duration::ZERO);
    let place = place(&server.endpoint);
    let site = site("one");
    publish(&place, site.path(), &PLAIN).unwrap();
    let before = server.texts();
    {
        let mut inside = server.inside.lock().unwrap();
        inside.objects.remove("site/index.html");
        inside.objects.get_mut("site/trends.html").unwrap().bytes.pop();
    }
    publish(&place, site.path(), &PLAIN).unwrap();
    assert_eq!(server.texts(), before);
}

#[test]
fn only_our_own_files_are_pruned_and_only_when_asked() {
    let server = Server::start(Duration::ZERO);
    let place = place(&server.endpoint);
    let (one, two) = (site("one"), site("two"));
    publish(&place, one.path(), &PLAIN).unwrap();
    let foreign = server.inside.lock().unwrap().objects["site/index.html"].clone();
    server.inside.lock().unwrap().objects.insert("site/theirs.html".to_owned(), foreign);
    let kept = publish(&place, two.path(), &PLAIN).unwrap();
    assert_eq!(kept.changes.removed.len(), 1);
    assert_eq!(server.texts().len(), 7, "without being asked nothing goes");
    let prune = How { prune: true, ..PLAIN };
    server.log();
    assert_eq!(publish(&place, two.path(), &prune).unwrap().changes.removed, kept.changes.removed);
    let texts = server.texts();
    assert_eq!(texts.len(), 6);
    assert_eq!(texts["site/theirs.html"], "one");
    assert!(publish(&place, two.path(), &prune).unwrap().changes.none());
}

/// The place with another bucket or secret.
fn other(server: &Server, bucket: &str, secret: &str) -> super::Place {
    let store = object_store::aws::AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_endpoint(&server.endpoint)
        .with_allow_http(true)
        .with_region("us-east-1")
        .with_access_key_id(super::KEY)
        .with_secret_access_key(secret);
    let mut place = place(&server.endpoint);
    place.store = std::sync::Arc::new(store.build().unwrap());
    place
}

#[test]
fn wrong_credentials_are_told_without_being_shown() {
    let server = Server::start(Duration::ZERO);
    let wrong = other(&server, "bucket", "another-secret");
    let error = publish(&wrong, site("one").path(), &PLAIN).unwrap_err().to_string();
    assert!(error.contains("not allowed") && error.contains("AWS_ACCESS_KEY_ID"), "{error}");
    assert!(!error.contains("another-secret"), "{error}");
}

#[test]
fn a_bucket_that_is_not_there_is_told() {
    let server = Server::start(Duration::ZERO);
    let wrong = other(&server, "elsewhere", super::SECRET);
    let error = publish(&wrong, site("one").path(), &PLAIN).unwrap_err().to_string();
    assert!(error.contains("name of the bucket"), "{error}");
}
