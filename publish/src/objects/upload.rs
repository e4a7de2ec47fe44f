//! Sending files, a bounded number at a time.

use super::ledger::{Claim, Files};
use super::{ObjectsError, Place, headers};
use crate::PublishError;
use crate::folder::{self, File};
use futures_util::{StreamExt as _, stream};
use object_store::{PutOptions, PutPayload};

/// Requests at the same time.
const AT_ONCE: usize = 16;

/// Sends them all; the first error ends it.
pub(super) async fn all(
    place: &Place,
    files: &[&File],
    wanted: &Files,
    claim: &mut Claim<'_>,
) -> Result<(), PublishError> {
    let mut sent = stream::iter(files.iter().map(|file| one(place, file, wanted))).buffer_unordered(AT_ONCE);
    loop {
        match tokio::time::timeout(claim.every(), sent.next()).await {
            Ok(None) => return Ok(()),
            Ok(Some(result)) => result?,
            // Something large is still on its way.
            Err(_) => {}
        }
        claim.beat().await?;
    }
}

async fn one(place: &Place, file: &File, wanted: &Files) -> Result<(), PublishError> {
    let bytes = file.bytes()?;
    let fits = wanted.get(&file.path).is_some_and(|known| known.sha256 == folder::hash(&bytes));
    if !fits {
        return Err(ObjectsError::Changing { path: file.path.clone() }.into());
    }
    let attributes = if place.keeps_headers { headers::of(&file.path) } else { Default::default() };
    let options = PutOptions { attributes, ..PutOptions::default() };
    let put = place.store.put_opts(&place.key(&file.path)?, PutPayload::from(bytes), options).await;
    put.map_err(|e| ObjectsError::of(&place.at(&file.path), &e))?;
    Ok(())
}
