//! A server that speaks S3 on loopback: the protocol and its signatures are those of the `s3s` crate, the objects are
//! in memory under one lock, so that conditions and ETags are what they are at the original.

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::dto::*;
use s3s::service::S3ServiceBuilder;
use s3s::{Body, S3, S3Request, S3Response, S3Result, s3_error};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

pub(super) const KEY: &str = "TESTKEY";
pub(super) const SECRET: &str = "a-secret-that-nobody-may-print";

/// One object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) bytes: Vec<u8>,
    pub(super) content_type: Option<String>,
    pub(super) cache_control: Option<String>,
    version: u64,
}

/// What the server holds and has done.
#[derive(Debug, Default)]
pub(super) struct Inside {
    pub(super) objects: BTreeMap<String, Object>,
    /// Keys in the order in which they were put or deleted (`-key`).
    pub(super) log: Vec<String>,
    /// Puts that may still be done before every further one is refused.
    pub(super) puts_left: Option<usize>,
    counter: u64,
}

/// A running server; it stops when dropped.
pub(super) struct Server {
    pub(super) endpoint: String,
    pub(super) inside: Arc<Mutex<Inside>>,
    _runtime: tokio::runtime::Runtime,
}

struct Bucket {
    inside: Arc<Mutex<Inside>>,
    delay: Duration,
}

impl Server {
    /// One that takes `delay` for each write.
    pub(super) fn start(delay: Duration) -> Self {
        let inside = Arc::new(Mutex::new(Inside::default()));
        let mut service = S3ServiceBuilder::new(Bucket { inside: Arc::clone(&inside), delay });
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build().into_shared();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let builder = Builder::new(TokioExecutor::new());
                    let _ = builder.serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self { endpoint, inside, _runtime: runtime }
    }

    /// What stands under the keys, the ledger aside, as text.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let inside = self.inside.lock().unwrap();
        let site = inside.objects.iter().filter(|(key, _)| !key.contains("_quarterdeck/"));
        site.map(|(key, o)| (key.clone(), String::from_utf8(o.bytes.clone()).unwrap())).collect()
    }

    /// Takes the log.
    pub(super) fn log(&self) -> Vec<String> {
        std::mem::take(&mut self.inside.lock().unwrap().log)
    }
}

fn etag(object: &Object) -> String {
    format!("\"{:x}\"", object.version)
}

fn time() -> Timestamp {
    SystemTime::UNIX_EPOCH.into()
}

#[async_trait::async_trait]
impl S3 for Bucket {
    async fn put_object(&self, req: S3Request<PutObjectInput>) -> S3Result<S3Response<PutObjectOutput>> {
        use futures_util::TryStreamExt as _;
        let input = req.input;
        let mut bytes = Vec::new();
        if let Some(mut body) = input.body {
            while let Some(part) = body.try_next().await.map_err(|_| s3_error!(IncompleteBody))? {
                bytes.extend_from_slice(&part);
            }
        }
        tokio::time::sleep(self.delay).await;
        let mut inside = self.inside.lock().unwrap();
        match &mut inside.puts_left {
            Some(0) => return Err(s3_error!(AccessDenied, "no more writes")),
            Some(left) => *left -= 1,
            None => {}
        }
        let there = inside.objects.get(&input.key);
        if input.if_none_match.as_deref() == Some("*") && there.is_some() {
            return Err(s3_error!(PreconditionFailed));
        }
        if input.if_match.is_some_and(|wanted| there.map(etag) != Some(wanted)) {
            return Err(s3_error!(PreconditionFailed));
        }
        inside.counter += 1;
        let version = inside.counter;
        let object = Object {
            bytes,
            content_type: input.content_type.map(|t| t.to_string()),
            cache_control: input.cache_control,
            version,
        };
        let output = PutObjectOutput { e_tag: Some(etag(&object)), ..Default::default() };
        inside.log.push(input.key.clone());
        inside.objects.insert(input.key, object);
        Ok(S3Response::new(output))
    }

    async fn get_object(&self, req: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
        let inside = self.inside.lock().unwrap();
        let object = inside.objects.get(&req.input.key).ok_or_else(|| s3_error!(NoSuchKey))?.clone();
        Ok(S3Response::new(GetObjectOutput {
            content_length: Some(object.bytes.len() as i64),
            content_type: object.content_type.as_deref().map(|t| t.parse().unwrap()),
            cache_control: object.cache_control.clone(),
            e_tag: Some(etag(&object)),
            last_modified: Some(time()),
            body: Some(StreamingBlob::from(Body::from(object.bytes))),
            ..Default::default()
        }))
    }

    async fn list_objects_v2(
        &self,
        req: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        if req.input.bucket != "bucket" {
            return Err(s3_error!(NoSuchBucket));
        }
        let prefix = req.input.prefix.unwrap_or_default();
        let after = req.input.continuation_token.unwrap_or_default();
        let inside = self.inside.lock().unwrap();
        // Few a page, so that the pages are turned.
        let all: Vec<_> = inside
            .objects
            .iter()
            .filter(|(key, _)| key.starts_with(&prefix) && **key > after)
            .take(4)
            .collect();
        let more = all.len() == 4;
        let object = |(key, o): &(&String, &Object)| s3s::dto::Object {
            key: Some((*key).clone()),
            size: Some(o.bytes.len() as i64),
            e_tag: Some(etag(o)),
            last_modified: Some(time()),
            ..Default::default()
        };
        Ok(S3Response::new(ListObjectsV2Output {
            name: Some(req.input.bucket),
            key_count: Some(all.len() as i32),
            is_truncated: Some(more),
            next_continuation_token: all.last().filter(|_| more).map(|(key, _)| (*key).clone()),
            contents: Some(all.iter().map(object).collect()),
            prefix: Some(prefix),
            ..Default::default()
        }))
    }

    async fn delete_objects(
        &self,
        req: S3Request<DeleteObjectsInput>,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        let mut inside = self.inside.lock().unwrap();
        let mut deleted = Vec::new();
        for object in req.input.delete.objects {
            inside.objects.remove(&object.key);
            inside.log.push(format!("-{}", object.key));
            deleted.push(DeletedObject { key: Some(object.key), ..Default::default() });
        }
        Ok(S3Response::new(DeleteObjectsOutput { deleted: Some(deleted), ..Default::default() }))
    }
}
