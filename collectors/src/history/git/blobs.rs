//! Contents of past versions, all through one process of git.

use super::log;
use crate::error::CollectError;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// The largest version read, packed or not.
const MOST: u64 = 512 << 20;

/// A process that is asked for one content after the other.
pub(super) struct Blobs {
    process: Child,
    asked: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    /// Over the repository.
    ///
    /// # Errors
    /// When git cannot be run.
    pub(super) fn open(repository: &Path) -> Result<Self, CollectError> {
        let fail = |why: String| CollectError::new(repository.display().to_string(), why);
        let mut command = log::git(repository);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process =
            command.stderr(Stdio::null()).spawn().map_err(|e| fail(format!("git cannot be run: {e}")))?;
        let asked = process.stdin.take();
        let answers = process
            .stdout
            .take()
            .map(BufReader::new)
            .ok_or_else(|| fail("git cannot be heard".to_owned()))?;
        Ok(Self { process, asked, answers })
    }

    /// The content of that name.
    ///
    /// # Errors
    /// Why it cannot be read, as words to be said of the file.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let size = self.ask(name).map_err(|e| format!("git cannot be asked for it: {e}"))?;
        let size = size.ok_or("is not in this repository (a partial clone?)")?;
        self.take(size)
            .map_err(|e| format!("git breaks off: {e}"))?
            .ok_or_else(|| format!("has {} MiB, more than the {} MiB that are read", size >> 20, MOST >> 20))
    }

    /// The size of what comes next, or nothing when there is no such content.
    fn ask(&mut self, name: &str) -> io::Result<Option<u64>> {
        let asked = self.asked.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(asked, "{name}")?;
        asked.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `<name> blob <size>` or `<name> missing`.
        Ok(head.trim_end().rsplit_once(" blob ").and_then(|(_, size)| size.parse().ok()))
    }

    /// Reads the content whole, or past it when it is too large.
    fn take(&mut self, size: u64) -> io::Result<Option<Vec<u8>>> {
        // A newline follows.
        let mut content = (&mut self.answers).take(size.saturating_add(1));
        if size > MOST {
            io::copy(&mut content, &mut io::sink())?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        if bytes.len() as u64 <= size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.pop();
        Ok(Some(bytes))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // The end of its input ends it.
        drop(self.asked.take());
        let _ = self.process.wait();
    }
}
