//! Whether what readers get is the site: every file by its hash and its content type.

mod kind;

#[cfg(test)]
mod tests;

use crate::PublishError;
use crate::folder::{self, Folder};
use crate::objects::{Place, hashed, runtime, said};
use crate::types;
use futures_util::{StreamExt as _, stream};
use object_store::{Attribute, ObjectStoreExt as _};
use std::path::Path;

/// Requests at the same time.
const AT_ONCE: usize = 16;

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `https://…` as readers have it, an address of object storage, or a folder.
    pub served: String,
    /// Address of the object storage's service where it is not the cloud's own.
    pub endpoint: Option<String>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Files that readers get as they are here.
    pub same: usize,
    /// What is wrong, by path.
    pub wrong: Vec<(String, Wrong)>,
}

/// What is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing is served under its path.
    Missing,
    /// Another content: of an older or newer build, or damaged.
    Stale,
    /// The right content under a type by which a browser will not take it for what it is.
    Type {
        /// What is said.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// It could not be had.
    Unreadable(String),
}

impl Check {
    /// Compares every file of `folder` with what is served.
    ///
    /// # Errors
    /// [`PublishError`] when the address is none, or a file of the folder cannot be read. Whatever goes wrong with one
    /// served file is told in [`Checked::wrong`].
    pub fn run(&self, folder: &Folder) -> Result<Checked, PublishError> {
        let place = self.place()?;
        let wanted = hashed(folder)?;
        let found: Vec<(String, Option<Wrong>)> = runtime()?.block_on(async {
            let one = |(path, known): (&String, &crate::objects::Known)| {
                let (place, path, hash) = (&place, path.clone(), known.sha256.clone());
                async move {
                    let wrong = look(place, &path, &hash).await;
                    (path, wrong)
                }
            };
            stream::iter(wanted.iter().map(one)).buffered(AT_ONCE).collect().await
        });
        let mut checked = Checked::default();
        for (path, wrong) in found {
            match wrong {
                None => checked.same += 1,
                Some(wrong) => checked.wrong.push((path, wrong)),
            }
        }
        Ok(checked)
    }

    fn place(&self) -> Result<Place, PublishError> {
        let served = self.served.as_str();
        if served.starts_with("http://") || served.starts_with("https://") {
            return Ok(Place::web(served)?);
        }
        if served.contains("://") {
            return Ok(Place::parse(served, self.endpoint.as_deref(), false)?);
        }
        Ok(Place::disk(Path::new(served))?)
    }
}

async fn look(place: &Place, path: &str, hash: &str) -> Option<Wrong> {
    let key = match place.key(path) {
        Ok(key) => key,
        Err(e) => return Some(Wrong::Unreadable(e.to_string())),
    };
    let unreadable = |e: &object_store::Error| Some(Wrong::Unreadable(said(e)));
    let found = match place.store.get(&key).await {
        Ok(found) => found,
        Err(object_store::Error::NotFound { .. }) => return Some(Wrong::Missing),
        Err(e) => return unreadable(&e),
    };
    let told = found.attributes.get(&Attribute::ContentType).map(|t| t.to_string());
    let bytes = match found.bytes().await {
        Ok(bytes) => bytes,
        Err(e) => return unreadable(&e),
    };
    if folder::hash(&bytes) != hash {
        return Some(Wrong::Stale);
    }
    let expected = types::of(Path::new(path));
    let told = told.filter(|_| place.keeps_headers);
    told.filter(|found| !kind::fits(found, expected)).map(|found| Wrong::Type { found, expected })
}
