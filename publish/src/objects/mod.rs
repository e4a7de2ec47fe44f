//! A site in object storage: S3 and what speaks like it, Google Cloud Storage, Azure, or a plain folder by the same code.
//!
//! Objects are replaced one by one, so the order makes the promise: first what pages need, then pages, the entry page
//! last, and what is no longer part of the site goes only after that. Whoever publishes claims a generation of the
//! ledger first; two publishers therefore never mix their sites.

mod dataset;
mod error;
mod headers;
mod ledger;
mod place;
mod plan;
mod upload;

#[cfg(test)]
mod tests;

use crate::PublishError;
use crate::folder::{Changes, Folder};
use ledger::{Claim, Files, Ledger, Newest, State};
use plan::Plan;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

pub use dataset::{Dataset, Part};
pub use error::ObjectsError;
pub(crate) use error::said;
pub(crate) use ledger::Known;
pub(crate) use place::{Place, ciphers};

/// Where a site goes, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objects {
    /// `s3://bucket/prefix`, `gs://…`, `az://container/prefix` or `file:///folder`.
    pub url: String,
    /// Address of the service where it is not the cloud's own.
    pub endpoint: Option<String>,
    /// Remove what an earlier publish wrote and the site lacks now.
    pub prune: bool,
    /// How long another publisher may show no sign of life before its claim is taken over.
    pub patience: Duration,
}

/// What publishing to object storage came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectsPublished {
    /// What it changes for readers. Without `prune`, what is `removed` is no longer part of the site but still there.
    pub changes: Changes,
    /// How many bytes were sent.
    pub bytes: u64,
}

impl Objects {
    /// Uploads what changed.
    ///
    /// # Errors
    /// [`PublishError`]: an address that is none, no permission, another publisher that took over, a file that cannot be
    /// read. Every page that is there then still finds what it links to, and publishing again completes the site.
    pub fn publish(&self, folder: &Folder) -> Result<ObjectsPublished, PublishError> {
        self.run(folder, false)
    }

    /// What [`Objects::publish`] would do; nothing is written.
    ///
    /// # Errors
    /// As [`Objects::publish`].
    pub fn dry_run(&self, folder: &Folder) -> Result<ObjectsPublished, PublishError> {
        self.run(folder, true)
    }

    fn run(&self, folder: &Folder, dry: bool) -> Result<ObjectsPublished, PublishError> {
        let place = Place::parse(&self.url, self.endpoint.as_deref(), !dry)?;
        let wanted = hashed(folder)?;
        runtime()?.block_on(async {
            let publisher =
                Publisher { place: &place, folder, wanted, prune: self.prune, patience: self.patience };
            if dry { publisher.plan_only().await } else { publisher.publish().await }
        })
    }
}

/// One thread that waits for many answers.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, PublishError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| ObjectsError::Runtime(e).into())
}

/// The files with their hashes.
pub(crate) fn hashed(folder: &Folder) -> Result<Files, PublishError> {
    let one = |f: &crate::folder::File| Ok((f.path.clone(), Known { sha256: f.hash()?, size: f.size }));
    folder.files().iter().map(one).collect::<Result<BTreeMap<_, _>, PublishError>>()
}

/// One publication.
struct Publisher<'a> {
    place: &'a Place,
    folder: &'a Folder,
    wanted: Files,
    prune: bool,
    patience: Duration,
}

impl Publisher<'_> {
    async fn plan_only(&self) -> Result<ObjectsPublished, PublishError> {
        let newest = Ledger::new(self.place).newest().await?;
        let plan = Plan::new(&newest.state, &self.place.list().await?, &self.wanted);
        Ok(ObjectsPublished { changes: plan.changes(), bytes: plan.bytes })
    }

    async fn publish(&self) -> Result<ObjectsPublished, PublishError> {
        let ledger = Ledger::new(self.place);
        loop {
            let newest = self.settled(&ledger).await?;
            let plan = Plan::new(&newest.state, &self.place.list().await?, &self.wanted);
            if plan.is_empty(self.prune) && !newest.state.writing {
                return Ok(ObjectsPublished { changes: plan.changes(), bytes: 0 });
            }
            // Somebody else may have claimed it meanwhile: then everything is looked at again.
            if let Some(claim) = ledger.claim(&newest, plan.certain(&self.wanted), self.patience / 4).await? {
                return self.write(claim, plan).await;
            }
        }
    }

    /// The newest generation, once nobody is at work on it.
    async fn settled(&self, ledger: &Ledger<'_>) -> Result<Newest, PublishError> {
        let mut newest = ledger.newest().await?;
        let mut seen = Instant::now();
        while newest.state.writing && seen.elapsed() < self.patience {
            tokio::time::sleep((self.patience / 20).min(Duration::from_secs(2))).await;
            let again = ledger.newest().await?;
            if again != newest {
                (newest, seen) = (again, Instant::now());
            }
        }
        Ok(newest)
    }

    async fn write(&self, mut claim: Claim<'_>, plan: Plan) -> Result<ObjectsPublished, PublishError> {
        for step in plan.steps(self.folder) {
            upload::all(self.place, &step, &self.wanted, &mut claim).await?;
        }
        let mut left = plan.left.clone();
        if self.prune {
            self.place.remove(&plan.present(&left), &mut claim).await?;
            left.clear();
        }
        claim.finish(State::done(self.wanted.clone(), left)).await?;
        Ok(ObjectsPublished { changes: plan.changes(), bytes: plan.bytes })
    }
}
