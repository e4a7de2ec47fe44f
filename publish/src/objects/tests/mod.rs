//! Against a server that speaks S3, and against a folder.

mod dataset;
mod folder;
mod killed;
mod race;
mod s3;
mod server;

use super::{ObjectsPublished, Place, Publisher, hashed, runtime};
use crate::PublishError;
use crate::folder::Folder;
use crate::git::testing::write;
use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::path::Path as Key;
use object_store::{BackoffConfig, RetryConfig};
use server::{KEY, SECRET, Server};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The place `site` of a bucket of the server.
fn place(endpoint: &str) -> Place {
    let retry = RetryConfig { max_retries: 0, backoff: BackoffConfig::default(), ..RetryConfig::default() };
    let store = AmazonS3Builder::new()
        .with_bucket_name("bucket")
        .with_endpoint(endpoint)
        .with_allow_http(true)
        .with_region("us-east-1")
        .with_access_key_id(KEY)
        .with_secret_access_key(SECRET)
        .with_conditional_put(S3ConditionalPut::ETagMatch)
        .with_retry(retry);
    super::place::ciphers();
    Place::new(Arc::new(store.build().unwrap()), Key::from("site"), "s3://bucket/site")
}

struct How {
    prune: bool,
    dry: bool,
    patience: Duration,
}

const PLAIN: How = How { prune: false, dry: false, patience: Duration::from_secs(5) };

fn publish(place: &Place, site: &Path, how: &How) -> Result<ObjectsPublished, PublishError> {
    let folder = Folder::open(site)?;
    let wanted = hashed(&folder)?;
    let publisher = Publisher { place, folder: &folder, wanted, prune: how.prune, patience: how.patience };
    runtime()?
        .block_on(async { if how.dry { publisher.plan_only().await } else { publisher.publish().await } })
}

/// A site whose files all hold `text`: pages, what they need, and one file that only this site has.
fn site(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = format!("assets/page.{}.js", &crate::folder::hash(text.as_bytes())[..12]);
    for path in ["index.html", "trends.html", "run/a.html", "data/history.json", own.as_str()] {
        write(folder.path(), path, text);
    }
    folder
}
