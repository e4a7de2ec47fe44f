//! The ledger: what was published, and who publishes now. Each publication is a generation, an object that is created
//! only where there is none, so that of two publishers one gets it. Readers never need it.
//!
//! While a generation is being written it names only files that nobody touches; what it is about to replace is not in
//! it. A publisher that dies therefore leaves nothing behind that the next one would wrongly take for uploaded.

use super::{ObjectsError, Place};
use object_store::{ObjectStoreExt as _, PutMode, PutOptions, PutPayload};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// The folder of generations below the prefix.
pub(super) const LEDGER: &str = "_quarterdeck";

/// What a generation's object must call itself.
const SCHEMA: &str = "quarterdeck.published";

/// Files by path.
pub(crate) type Files = BTreeMap<String, Known>;

/// What is known of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// Of its content.
    pub(crate) sha256: String,
    /// In bytes.
    pub(crate) size: u64,
}

/// A generation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    schema: String,
    /// Somebody is at work on it, or died.
    pub(super) writing: bool,
    /// Counts signs of life.
    beat: u64,
    /// What certainly has this content.
    pub(super) files: Files,
    /// What we wrote or may have written besides.
    pub(super) left: BTreeSet<String>,
}

impl State {
    /// A publication that is complete.
    pub(super) fn done(files: Files, left: BTreeSet<String>) -> Self {
        Self { files, left, ..Self::default() }
    }
}

/// The newest generation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Newest {
    number: Option<u64>,
    pub(super) state: State,
}

#[derive(Clone, Copy)]
pub(super) struct Ledger<'a> {
    place: &'a Place,
}

/// A generation that is ours to write.
pub(super) struct Claim<'a> {
    ledger: Ledger<'a>,
    number: u64,
    state: State,
    every: Duration,
    shown: Instant,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(place: &'a Place) -> Self {
        Self { place }
    }

    /// The newest generation; an empty one where nothing was ever published.
    pub(super) async fn newest(&self) -> Result<Newest, ObjectsError> {
        loop {
            let Some(number) = self.numbers().await?.pop_last() else {
                return Ok(Newest { number: None, state: State::default() });
            };
            // It may be cleared away by a still newer one in between.
            if let Some(state) = self.read(number).await? {
                return Ok(Newest { number: Some(number), state });
            }
        }
    }

    /// Takes the generation after `newest`; `None` when somebody else did. `certain` is what this publication leaves
    /// as it is; everything else that was ours is in doubt from now on.
    pub(super) async fn claim(
        self,
        newest: &Newest,
        (certain, wanted): (Files, BTreeSet<String>),
        every: Duration,
    ) -> Result<Option<Claim<'a>>, ObjectsError> {
        let number = newest.number.map_or(1, |n| n + 1);
        let ours = newest.state.files.keys().chain(&newest.state.left).cloned().chain(wanted);
        let left = ours.filter(|path| !certain.contains_key(path)).collect();
        let state = State { writing: true, files: certain, left, ..State::default() };
        match self.put(number, &state, PutMode::Create).await {
            Ok(()) => Ok(Some(Claim { ledger: self, number, state, every, shown: Instant::now() })),
            Err(object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. }) => {
                Ok(None)
            }
            Err(e) => Err(ObjectsError::of(&self.place.at(&object(number)), &e)),
        }
    }

    async fn numbers(&self) -> Result<BTreeSet<u64>, ObjectsError> {
        let found = self.place.below(&self.place.key(LEDGER)?).await?;
        let number =
            |path: &str| path.strip_prefix(LEDGER)?.strip_prefix('/')?.strip_suffix(".json")?.parse().ok();
        Ok(found.iter().filter_map(|(path, _)| number(path)).collect())
    }

    async fn read(&self, number: u64) -> Result<Option<State>, ObjectsError> {
        let path = object(number);
        let failed = |e: &object_store::Error| ObjectsError::of(&self.place.at(&path), e);
        let bytes = match self.place.store.get(&self.place.key(&path)?).await {
            Ok(found) => found.bytes().await.map_err(|e| failed(&e))?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(e) => return Err(failed(&e)),
        };
        let wrong = |why: String| ObjectsError::Ledger { at: self.place.at(&path), why };
        let state: State =
            serde_json::from_slice(&bytes).map_err(|e| wrong(format!("not our ledger: {e}")))?;
        if state.schema == SCHEMA {
            Ok(Some(state))
        } else {
            Err(wrong(format!("it calls itself {:?}, {SCHEMA:?} was expected", state.schema)))
        }
    }

    async fn put(&self, number: u64, state: &State, mode: PutMode) -> Result<(), object_store::Error> {
        let state = State { schema: SCHEMA.to_owned(), ..state.clone() };
        let bytes = serde_json::to_vec(&state).unwrap_or_default();
        let path = object(number);
        let key = self
            .place
            .key(&path)
            .map_err(|e| object_store::Error::Generic { store: "key", source: Box::new(e) })?;
        let attributes =
            if self.place.keeps_headers { super::headers::of(&path) } else { Default::default() };
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        self.place.store.put_opts(&key, PutPayload::from(bytes), options).await.map(drop)
    }
}

impl Claim<'_> {
    /// How often a sign of life is due.
    pub(super) fn every(&self) -> Duration {
        self.every
    }

    /// Shows a sign of life when one is due. Before anything else is written after a long pause, so that who was taken
    /// for dead stops.
    pub(super) async fn beat(&mut self) -> Result<(), ObjectsError> {
        if self.shown.elapsed() < self.every {
            return Ok(());
        }
        self.check().await?;
        self.state.beat += 1;
        self.write().await?;
        self.shown = Instant::now();
        Ok(())
    }

    /// Ends the publication.
    pub(super) async fn finish(mut self, state: State) -> Result<(), ObjectsError> {
        self.check().await?;
        self.state = state;
        self.write().await?;
        // What an older generation says has no meaning any more. Who cannot delete only leaves a few objects behind.
        for older in self.ledger.numbers().await?.range(..self.number) {
            let _ = self.ledger.place.store.delete(&self.ledger.place.key(&object(*older))?).await;
        }
        Ok(())
    }

    async fn check(&self) -> Result<(), ObjectsError> {
        match self.ledger.numbers().await?.last() {
            Some(last) if *last == self.number => Ok(()),
            _ => Err(ObjectsError::Overtaken),
        }
    }

    async fn write(&self) -> Result<(), ObjectsError> {
        let put = self.ledger.put(self.number, &self.state, PutMode::Overwrite).await;
        put.map_err(|e| ObjectsError::of(&self.ledger.place.at(&object(self.number)), &e))
    }
}

fn object(number: u64) -> String {
    format!("{LEDGER}/{number:08}.json")
}
