//! The place: which service, which bucket, which prefix.

use super::ObjectsError;
use super::ledger::{Claim, LEDGER};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::http::HttpBuilder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreScheme, RetryConfig};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A prefix of an object store.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) store: Arc<dyn ObjectStore>,
    prefix: Path,
    /// As people know it.
    pub(crate) name: String,
    /// Whether it keeps content types and cache headers; a folder has none.
    pub(crate) keeps_headers: bool,
}

impl Place {
    /// From an address; credentials come from the environment or the machine's role. A folder is created when `create`.
    pub(crate) fn parse(text: &str, endpoint: Option<&str>, create: bool) -> Result<Self, ObjectsError> {
        let wrong = |why: String| ObjectsError::Url { url: crate::git::redacted(text), why };
        let url = Url::parse(text).map_err(|e| wrong(e.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
            return Err(wrong("credentials and options do not belong into the address".to_owned()));
        }
        let (scheme, _) = ObjectStoreScheme::parse(&url).map_err(|e| wrong(e.to_string()))?;
        let prefix = Path::from_url_path(url.path()).map_err(|e| wrong(e.to_string()))?;
        if endpoint.is_some()
            && !matches!(scheme, ObjectStoreScheme::AmazonS3 | ObjectStoreScheme::MicrosoftAzure)
        {
            return Err(wrong("--endpoint is for s3:// and az:// only".to_owned()));
        }
        let failed = |e: object_store::Error| ObjectsError::of(text, &e);
        ciphers();
        let store: Arc<dyn ObjectStore> = match scheme {
            ObjectStoreScheme::AmazonS3 if url.scheme().starts_with("s3") => {
                Arc::new(s3(text, endpoint).map_err(failed)?)
            }
            ObjectStoreScheme::GoogleCloudStorage => {
                let builder = GoogleCloudStorageBuilder::from_env().with_url(text).with_retry(retry());
                Arc::new(builder.build().map_err(failed)?)
            }
            ObjectStoreScheme::MicrosoftAzure => {
                let mut builder = MicrosoftAzureBuilder::from_env().with_url(text).with_retry(retry());
                if let Some(endpoint) = endpoint {
                    builder = builder.with_endpoint(endpoint.to_owned()).with_allow_http(is_plain(endpoint));
                }
                Arc::new(builder.build().map_err(failed)?)
            }
            ObjectStoreScheme::Local => return folder(text, &url, create),
            _ => return Err(wrong("objects cannot be put there".to_owned())),
        };
        Ok(Self::new(store, prefix, text))
    }

    /// As a browser reads it.
    pub(crate) fn web(text: &str) -> Result<Self, ObjectsError> {
        ciphers();
        let failed = |e: object_store::Error| ObjectsError::of(text, &e);
        let quick =
            RetryConfig { max_retries: 2, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
        let builder = HttpBuilder::new()
            .with_url(text.trim_end_matches('/'))
            .with_client_options(options(text))
            .with_retry(quick);
        Ok(Self::new(Arc::new(builder.build().map_err(failed)?), Path::default(), text))
    }

    /// A folder that must be there.
    pub(crate) fn disk(folder: &std::path::Path) -> Result<Self, ObjectsError> {
        let name = folder.display().to_string();
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|e| ObjectsError::of(&name, &e))?;
        Ok(Self { keeps_headers: false, ..Self::new(Arc::new(store), Path::default(), &name) })
    }

    pub(crate) fn new(store: Arc<dyn ObjectStore>, prefix: Path, name: &str) -> Self {
        Self { store, prefix, name: name.trim_end_matches('/').to_owned(), keeps_headers: true }
    }

    /// The key of a file of the site.
    pub(crate) fn key(&self, path: &str) -> Result<Path, ObjectsError> {
        let whole =
            if self.prefix.as_ref().is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Path::parse(&whole).map_err(|e| ObjectsError::Service { at: self.at(path), said: e.to_string() })
    }

    /// The address of a file of the site, for messages.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.name)
    }

    /// Every object below the prefix but the ledger's, by path, with its size.
    pub(super) async fn list(&self) -> Result<BTreeMap<String, u64>, ObjectsError> {
        let listed = self.below(&self.prefix).await?;
        let ledger = format!("{LEDGER}/");
        Ok(listed.into_iter().filter(|(path, _)| !path.starts_with(&ledger)).collect())
    }

    /// Every object below `folder`, by its path from the prefix.
    pub(super) async fn below(&self, folder: &Path) -> Result<Vec<(String, u64)>, ObjectsError> {
        let objects = self.store.list(Some(folder)).try_collect::<Vec<_>>().await;
        let objects = match objects {
            Ok(objects) => objects,
            Err(e) => return Err(ObjectsError::of(&self.name, &e)),
        };
        let path = |key: &Path| {
            let rest = key.as_ref().strip_prefix(self.prefix.as_ref()).unwrap_or(key.as_ref());
            rest.trim_start_matches('/').to_owned()
        };
        Ok(objects.iter().map(|o| (path(&o.location), o.size)).collect())
    }

    /// Deletes these; one that is gone already is fine.
    pub(super) async fn remove(&self, paths: &[String], claim: &mut Claim<'_>) -> Result<(), ObjectsError> {
        for some in paths.chunks(500) {
            claim.beat().await?;
            let keys = some.iter().map(|p| self.key(p)).collect::<Result<Vec<_>, _>>()?;
            let keys = stream::iter(keys.into_iter().map(Ok)).boxed();
            let mut done = self.store.delete_stream(keys);
            while let Some(result) = done.next().await {
                match result {
                    Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                    Err(e) => return Err(ObjectsError::of(&self.name, &e)),
                }
            }
        }
        Ok(())
    }
}

/// Chooses what TLS is spoken with; a second call finds it chosen.
pub(crate) fn ciphers() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

fn s3(text: &str, endpoint: Option<&str>) -> object_store::Result<object_store::aws::AmazonS3> {
    let mut builder = AmazonS3Builder::from_env().with_url(text).with_retry(retry());
    if let Some(endpoint) = endpoint {
        builder = builder.with_endpoint(endpoint).with_client_options(options(endpoint));
    }
    builder.with_conditional_put(S3ConditionalPut::ETagMatch).build()
}

fn options(endpoint: &str) -> ClientOptions {
    ClientOptions::new().with_allow_http(is_plain(endpoint))
}

/// Whoever names an address without TLS wants it.
fn is_plain(endpoint: &str) -> bool {
    endpoint.starts_with("http://")
}

/// A short trouble of the network is waited out; a long one is told.
fn retry() -> RetryConfig {
    RetryConfig { max_retries: 5, retry_timeout: Duration::from_secs(60), ..RetryConfig::default() }
}

fn folder(text: &str, url: &Url, create: bool) -> Result<Place, ObjectsError> {
    let wrong = |why: String| ObjectsError::Url { url: text.to_owned(), why };
    let folder = url.to_file_path().map_err(|()| wrong("this is no absolute path".to_owned()))?;
    let refused = |e: std::io::Error| ObjectsError::Service { at: text.to_owned(), said: e.to_string() };
    if create {
        std::fs::create_dir_all(&folder).map_err(refused)?;
    } else if !folder.exists() {
        let empty = Arc::new(object_store::memory::InMemory::new());
        return Ok(Place::new(empty, Path::default(), text));
    }
    Ok(Place { name: text.trim_end_matches('/').to_owned(), ..Place::disk(&folder)? })
}
