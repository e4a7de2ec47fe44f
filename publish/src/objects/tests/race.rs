//! Publishers at the same time, and publishers that stop half way.

use super::{How, PLAIN, Server, place, publish, site};
use crate::git::testing::races;
use std::collections::BTreeSet;
use std::sync::Barrier;
use std::time::Duration;

#[test]
fn two_publishers_never_mix_their_sites() {
    let server = Server::start(Duration::from_millis(1));
    for round in 0..races(10) {
        let sites = [site(&format!("a {round}")), site(&format!("b {round}"))];
        let together = Barrier::new(2);
        std::thread::scope(|scope| {
            for site in &sites {
                let (together, endpoint) = (&together, &server.endpoint);
                scope.spawn(move || {
                    together.wait();
                    publish(&place(endpoint), site.path(), &How { prune: true, ..PLAIN }).unwrap();
                });
            }
        });
        let texts = server.texts();
        let different: BTreeSet<&String> = texts.values().collect();
        assert_eq!((texts.len(), different.len()), (5, 1), "round {round}: {texts:?}");
    }
}

/// Stops after each number of writes in turn: a reader finds an entry page whose files are all there, and the next
/// publication completes the site.
#[test]
fn a_publisher_that_stops_anywhere_leaves_the_old_or_the_new_entry_page() {
    let quick = How { prune: true, patience: Duration::from_millis(40), ..PLAIN };
    let mut seen = BTreeSet::new();
    for writes in 0..30 {
        let server = Server::start(Duration::ZERO);
        let place = place(&server.endpoint);
        let (old, new) = (site("old"), site("new"));
        publish(&place, old.path(), &quick).unwrap();
        let before = server.texts();
        server.inside.lock().unwrap().puts_left = Some(writes);
        let complete = publish(&place, new.path(), &quick).is_ok();
        server.inside.lock().unwrap().puts_left = None;
        let texts = server.texts();
        let entry = texts["site/index.html"].clone();
        let needed = crate::folder::hash(entry.as_bytes());
        let needed = format!("site/assets/page.{}.js", &needed[..12]);
        assert_eq!(texts.get(&needed), Some(&entry), "after {writes} writes the entry page finds its script");
        let gone = before.keys().any(|key| !texts.contains_key(key));
        assert!(!gone || entry == "new", "after {writes} writes nothing may go yet");
        seen.insert(entry);
        publish(&place, new.path(), &quick).unwrap();
        assert_eq!(server.texts().into_values().collect::<BTreeSet<_>>(), BTreeSet::from(["new".to_owned()]));
        assert_eq!(server.texts().len(), 5);
        if complete {
            break;
        }
    }
    assert_eq!(seen.len(), 2, "both were seen");
}

#[test]
fn a_publisher_that_was_taken_for_dead_stops() {
    let server = Server::start(Duration::ZERO);
    let place = place(&server.endpoint);
    let (first, second) = (site("first"), site("second"));
    let runtime = super::runtime().unwrap();
    let folder = crate::folder::Folder::open(first.path()).unwrap();
    let claim = runtime.block_on(async {
        let ledger = super::super::Ledger::new(&place);
        let newest = ledger.newest().await.unwrap();
        ledger.claim(&newest, Default::default(), Duration::ZERO).await.unwrap().unwrap()
    });
    // A connection belongs to the runtime that opened it.
    let another = super::place(&server.endpoint);
    publish(&another, second.path(), &How { patience: Duration::from_millis(40), ..PLAIN }).unwrap();
    let wanted = super::hashed(&folder).unwrap();
    let files: Vec<&crate::folder::File> = folder.files().iter().take(1).collect();
    let mut claim = claim;
    let error = runtime.block_on(async {
        claim.beat().await?;
        super::super::upload::all(&place, &files, &wanted, &mut claim).await
    });
    assert!(error.unwrap_err().to_string().contains("took over"));
    assert_eq!(server.texts()["site/index.html"], "second");
}
