//! The file of what was told and what is to be sent, held by one process at a time.

use super::{Attempt, Delivered, NotifyError, Receiver, pace, send};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// What the file says it is.
const SCHEMA: &str = "quarterdeck.outbox";
/// The version of its shape.
const VERSION: u32 = 1;

/// A message for a receiver.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The name of the receiver.
    pub to: String,
    /// What it gets.
    pub body: Value,
    /// Whether the message's key is written into the body, as `id`.
    pub with_id: bool,
}

/// The file, held until this is dropped.
#[derive(Debug)]
pub struct Outbox {
    path: PathBuf,
    kept: Kept,
    /// The system gives it back when the process ends, however it ends.
    _lock: File,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    schema: String,
    version: u32,
    /// What receivers were told, in the caller's own shape.
    known: Value,
    /// How many messages there were ever.
    sequence: u64,
    /// What is to be sent, oldest first.
    waiting: Vec<Message>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            version: VERSION,
            known: Value::Null,
            sequence: 0,
            waiting: Vec::new(),
        }
    }
}

/// A message that nobody has taken yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Message {
    /// The same however often it is sent.
    pub(super) id: String,
    pub(super) to: String,
    pub(super) body: Value,
    /// Seconds since 1970 before which its receiver asked not to be asked again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) not_before: Option<u64>,
}

impl Outbox {
    /// Reads the file, which may not be there yet; waits while another process holds it.
    ///
    /// # Errors
    /// [`NotifyError`] naming the file.
    pub fn open(path: &Path) -> Result<Self, NotifyError> {
        let lock = lock(&path.with_extension("lock"))?;
        Ok(Self { path: path.to_owned(), kept: kept(path)?, _lock: lock })
    }

    /// What the file says was told before, without holding it.
    ///
    /// # Errors
    /// [`NotifyError`] naming the file.
    pub fn peek(path: &Path) -> Result<Value, NotifyError> {
        kept(path).map(|kept| kept.known)
    }

    /// What was told before; null at first.
    pub fn known(&self) -> &Value {
        &self.kept.known
    }

    /// How many messages wait.
    pub fn waiting(&self) -> usize {
        self.kept.waiting.len()
    }

    /// Writes down what is known from now on together with the messages that say so: both or nothing.
    ///
    /// # Errors
    /// [`NotifyError`] naming the file, which is as it was.
    pub fn put(&mut self, known: Value, drafts: Vec<Draft>) -> Result<(), NotifyError> {
        if known == self.kept.known && drafts.is_empty() {
            return Ok(());
        }
        self.kept.known = known;
        for draft in drafts {
            self.kept.sequence += 1;
            let message = message(self.kept.sequence, draft);
            self.kept.waiting.push(message);
        }
        self.write()
    }

    /// Sends what waits, to each receiver in order; what is taken leaves the file at once. A receiver that fails keeps
    /// its messages and stops no other.
    ///
    /// # Errors
    /// [`NotifyError`] where the file cannot be written: then sending stops.
    pub fn deliver(&mut self, receivers: &[Receiver]) -> Result<Delivered, NotifyError> {
        let mut delivered = Delivered { dropped: self.drop_unknown(receivers)?, ..Delivered::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(NotifyError::Runtime)?;
        for receiver in receivers {
            while let Some(at) = self.kept.waiting.iter().position(|m| m.to == receiver.name) {
                let Some(message) = self.kept.waiting.get(at).cloned() else { break };
                let (why, later) = match attempt(&runtime, receiver, &message) {
                    Attempt::Taken => {
                        self.kept.waiting.remove(at);
                        self.write()?;
                        delivered.sent += 1;
                        continue;
                    }
                    Attempt::Later(why, later) => (why, later),
                    Attempt::Refused(why) => (why, None),
                };
                if let (Some(later), Some(message)) = (later, self.kept.waiting.get_mut(at)) {
                    message.not_before = Some(pace::now().saturating_add(later.as_secs()));
                    self.write()?;
                }
                let left = self.kept.waiting.iter().filter(|m| m.to == receiver.name).count();
                delivered.waiting.push((receiver.name.clone(), left, why));
                break;
            }
        }
        Ok(delivered)
    }

    fn drop_unknown(&mut self, receivers: &[Receiver]) -> Result<Vec<(String, usize)>, NotifyError> {
        let known = |message: &Message| receivers.iter().any(|receiver| receiver.name == message.to);
        let mut dropped: BTreeMap<String, usize> = BTreeMap::new();
        for message in self.kept.waiting.iter().filter(|message| !known(message)) {
            *dropped.entry(message.to.clone()).or_default() += 1;
        }
        if !dropped.is_empty() {
            self.kept.waiting.retain(known);
            self.write()?;
        }
        Ok(dropped.into_iter().collect())
    }

    /// The whole file anew, or the old one.
    fn write(&self) -> Result<(), NotifyError> {
        let error = |e| NotifyError::file(&self.path, e);
        let text = serde_json::to_vec_pretty(&self.kept).map_err(|e| error(e.into()))?;
        let folder = self.path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let builder = tempfile::Builder::new().prefix(".quarterdeck-").suffix(".tmp").tempfile_in(folder);
        let mut file = builder.map_err(error)?;
        file.write_all(&text).and_then(|()| file.write_all(b"\n")).map_err(error)?;
        file.as_file().sync_all().map_err(error)?;
        file.persist(&self.path).map_err(|e| error(e.error))?;
        // Some systems cannot open folders; there the name is as safe as they make it.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

fn attempt(runtime: &tokio::runtime::Runtime, receiver: &Receiver, message: &Message) -> Attempt {
    if let Some(at) = message.not_before.filter(|at| *at > pace::now()) {
        let left = at - pace::now();
        return Attempt::Later(format!("it asked not to be asked again for {left} s"), None);
    }
    runtime.block_on(send::patiently(receiver, message))
}

fn message(sequence: u64, draft: Draft) -> Message {
    let mut hash = Sha256::new();
    let now = format!("{sequence} {} {}", std::process::id(), pace::now());
    for part in [now.as_bytes(), draft.to.as_bytes(), draft.body.to_string().as_bytes()] {
        hash.update(part);
        hash.update([0]);
    }
    let id: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let mut body = draft.body;
    if let (true, Some(body)) = (draft.with_id, body.as_object_mut()) {
        body.insert("id".to_owned(), id.clone().into());
    }
    Message { id, to: draft.to, body, not_before: None }
}

fn lock(path: &Path) -> Result<File, NotifyError> {
    let error = |e| NotifyError::file(path, e);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(error)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(error)?;
    file.lock().map_err(error)?;
    Ok(file)
}

fn kept(path: &Path) -> Result<Kept, NotifyError> {
    match fs::read(path) {
        Ok(bytes) => read(path, &bytes),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Kept::default()),
        Err(e) => Err(NotifyError::file(path, e)),
    }
}

fn read(path: &Path, bytes: &[u8]) -> Result<Kept, NotifyError> {
    let damaged = |why: String| NotifyError::Damaged { path: path.to_owned(), why };
    let kept: Kept = serde_json::from_slice(bytes).map_err(|e| damaged(e.to_string()))?;
    if kept.schema != SCHEMA {
        return Err(damaged(format!("schema is {:?}, expected {SCHEMA:?}", kept.schema)));
    }
    if kept.version > VERSION {
        return Err(damaged(format!(
            "version {} is newer than this program, which knows {VERSION}",
            kept.version
        )));
    }
    Ok(kept)
}
