//! A data set in object storage: files of one part each, of which a part's own list says who wrote them.
//!
//! A list is written before the files with what is in doubt, and after them with what is certain. Each object is
//! replaced whole, so that readers find the old one or the new. Two exports of one part at the same time end with the
//! files of either; parts never touch each other.

use super::ledger::{Files, Known};
use super::{ObjectsError, Place, runtime};
use crate::folder::hash;
use crate::{Changes, PublishError, types};
use object_store::{Attribute, Attributes, ObjectStoreExt as _, PutOptions, PutPayload};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where a data set goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// `s3://bucket/prefix`, `gs://…` or `az://container/prefix`.
    pub url: String,
    /// Address of the service where it is not the cloud's own.
    pub endpoint: Option<String>,
}

/// The files of one writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Name of its list.
    pub name: String,
    /// The folder that all of its files are in.
    pub below: String,
    /// The files, relative to the data set.
    pub files: BTreeSet<String>,
}

/// What a list must call itself.
const SCHEMA: &str = "quarterdeck.dataset";

#[derive(Serialize, Deserialize)]
struct Listed {
    schema: String,
    /// A file whose content is in doubt has no hash.
    files: Files,
}

impl Dataset {
    /// Makes what is there of each part what is in the folder `root`: sends what differs, removes what an earlier call
    /// sent and the part lacks now.
    ///
    /// # Errors
    /// [`PublishError`]: an address that is none, no permission, an object of somebody else in the place of a file.
    /// Doing it again completes it.
    pub fn put(&self, root: &Path, parts: &[Part]) -> Result<Changes, PublishError> {
        let place = Place::parse(&self.url, self.endpoint.as_deref(), true)?;
        put(&place, root, parts)
    }
}

pub(super) fn put(place: &Place, root: &Path, parts: &[Part]) -> Result<Changes, PublishError> {
    runtime()?.block_on(async {
        let mut changes = Changes::default();
        for part in parts {
            one(place, root, part, &mut changes).await?;
        }
        Ok(changes)
    })
}

async fn one(place: &Place, root: &Path, part: &Part, changes: &mut Changes) -> Result<(), PublishError> {
    let list = format!("{}/{}.json", super::ledger::LEDGER, part.name);
    let earlier = read(place, &list, &part.below).await?;
    let there: BTreeMap<String, u64> = place.below(&place.key(&part.below)?).await?.into_iter().collect();
    let wanted = known(root, &part.files)?;
    let sent: Vec<&String> = wanted
        .iter()
        .filter(|(path, known)| earlier.get(*path) != Some(*known) || there.get(*path) != Some(&known.size))
        .map(|(path, _)| path)
        .collect();
    if let Some(path) = sent.iter().find(|p| there.contains_key(**p) && !earlier.contains_key(**p)) {
        return Err(ObjectsError::Foreign { at: place.at(path) }.into());
    }
    if sent.is_empty() && earlier.len() == wanted.len() {
        changes.same += wanted.len();
        return Ok(());
    }
    let mut doubt = earlier.clone();
    for path in &sent {
        doubt.insert((*path).clone(), Known { sha256: String::new(), size: 0 });
    }
    write(place, &list, &doubt).await?;
    for path in &sent {
        upload(place, root, path, &wanted).await?;
    }
    for path in earlier.keys().filter(|path| !wanted.contains_key(*path) && there.contains_key(*path)) {
        delete(place, path).await?;
        changes.removed.push(path.clone());
    }
    changes.same += wanted.len() - sent.len();
    let (changed, new) = sent.into_iter().cloned().partition(|path| there.contains_key(path));
    let (changed, new): (Vec<String>, Vec<String>) = (changed, new);
    changes.changed.extend(changed);
    changes.new.extend(new);
    Ok(write(place, &list, &wanted).await?)
}

fn known(root: &Path, files: &BTreeSet<String>) -> Result<Files, PublishError> {
    let one = |path: &String| {
        let bytes = local(root, path)?;
        Ok((path.clone(), Known { sha256: hash(&bytes), size: bytes.len() as u64 }))
    };
    files.iter().map(one).collect()
}

fn local(root: &Path, path: &str) -> Result<Vec<u8>, PublishError> {
    let file = root.join(path);
    std::fs::read(&file).map_err(|e| PublishError::file(&file, e))
}

/// What earlier calls sent. A list with a file outside of its part is refused whole: objects are removed by it.
async fn read(place: &Place, list: &str, below: &str) -> Result<Files, ObjectsError> {
    let failed = |e: &object_store::Error| ObjectsError::of(&place.at(list), e);
    let bytes = match place.store.get(&place.key(list)?).await {
        Ok(found) => found.bytes().await.map_err(|e| failed(&e))?,
        Err(object_store::Error::NotFound { .. }) => return Ok(Files::new()),
        Err(e) => return Err(failed(&e)),
    };
    let wrong = |why: String| ObjectsError::List { at: place.at(list), why };
    let listed: Listed = serde_json::from_slice(&bytes).map_err(|e| wrong(format!("not our list: {e}")))?;
    if listed.schema != SCHEMA {
        return Err(wrong(format!("it calls itself {:?}, {SCHEMA:?} was expected", listed.schema)));
    }
    let inside = |path: &&String| !path.strip_prefix(below).is_some_and(|rest| rest.starts_with('/'));
    match listed.files.keys().find(inside) {
        Some(path) => Err(wrong(format!("{path:?} is not below {below}"))),
        None => Ok(listed.files),
    }
}

async fn write(place: &Place, list: &str, files: &Files) -> Result<(), ObjectsError> {
    let listed = Listed { schema: SCHEMA.to_owned(), files: files.clone() };
    send(place, list, serde_json::to_vec(&listed).unwrap_or_default()).await
}

async fn upload(place: &Place, root: &Path, path: &str, wanted: &Files) -> Result<(), PublishError> {
    let bytes = local(root, path)?;
    if wanted.get(path).is_none_or(|known| known.sha256 != hash(&bytes)) {
        return Err(ObjectsError::Changing { path: path.to_owned() }.into());
    }
    Ok(send(place, path, bytes).await?)
}

async fn send(place: &Place, path: &str, bytes: Vec<u8>) -> Result<(), ObjectsError> {
    let mut attributes = Attributes::new();
    if place.keeps_headers {
        attributes.insert(Attribute::ContentType, types::of(Path::new(path)).into());
    }
    let options = PutOptions { attributes, ..PutOptions::default() };
    let put = place.store.put_opts(&place.key(path)?, PutPayload::from(bytes), options).await;
    put.map(drop).map_err(|e| ObjectsError::of(&place.at(path), &e))
}

async fn delete(place: &Place, path: &str) -> Result<(), ObjectsError> {
    match place.store.delete(&place.key(path)?).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(e) => Err(ObjectsError::of(&place.at(path), &e)),
    }
}
