//! Snapshot files that the reader brought: an archive that is not published, read by the reader of every archive.

use quarterdeck_model::payload::Payload;
use quarterdeck_model::wire::published::PublishedLoad;
use quarterdeck_model::wire::{self, packed};
use quarterdeck_model::{EncodedHistogram, History, Snapshot, SnapshotId};

/// Faults that are listed: the first.
const MOST_FAULTS: usize = 50;

/// What was read so far.
#[derive(Debug, Default)]
pub struct Reader {
    snapshots: Vec<(SnapshotId, Snapshot)>,
    files: usize,
    faults: Vec<Fault>,
    unread: usize,
}

/// A file that could not be read, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its name.
    pub file: String,
    /// Why.
    pub why: String,
}

/// An archive of the reader's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// Its runs and series.
    pub history: History,
    /// Its response times.
    pub loads: Vec<PublishedLoad>,
    /// Files that were given.
    pub files: usize,
    /// The first that could not be read.
    pub faults: Vec<Fault>,
    /// How many could not be read.
    pub unread: usize,
}

impl Reader {
    /// Reads one file: a snapshot (`.json`), a month's archive file (`.snapshots`), or a snapshot a line (`.jsonl`).
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        self.files += 1;
        if name.ends_with(&format!(".{}", packed::PACKED)) {
            match packed::split(bytes) {
                Ok(members) => members.iter().for_each(|(member, bytes)| self.one(name, member, bytes)),
                Err((line, why)) => self.fault(name, format!("line {line}: {why}")),
            }
        } else if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
            let lines =
                bytes.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !line.trim_ascii().is_empty());
            for (line, number) in lines {
                self.one(&format!("{name}, line {number}"), &format!("{name}-{number}"), line);
            }
        } else {
            self.one(name, name, bytes);
        }
    }

    fn one(&mut self, place: &str, name: &str, bytes: &[u8]) {
        match (wire::decode(bytes), id(name)) {
            (Ok(snapshot), Some(id)) => self.snapshots.push((id, snapshot)),
            (Ok(_), None) => self.fault(place, "it has no name".to_owned()),
            (Err(error), _) => self.fault(place, error.to_string()),
        }
    }

    /// A file that cannot be read.
    pub fn fault(&mut self, file: &str, why: String) {
        self.unread += 1;
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { file: file.to_owned(), why });
        }
    }

    /// Everything that was read, as an archive.
    pub fn finish(self) -> Own {
        let pairs = self.snapshots.iter().map(|(id, snapshot)| (id.clone(), snapshot));
        let history = History::from_snapshots(pairs, Vec::new());
        let loads = self.snapshots.iter().flat_map(|(id, snapshot)| loads(id, snapshot)).collect();
        Own { history, loads, files: self.files, faults: self.faults, unread: self.unread }
    }
}

/// The identifier that the archive gives by the file's name; for other names one like it.
fn id(name: &str) -> Option<SnapshotId> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.strip_suffix(".json").unwrap_or(stem);
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let text: String = stem.chars().take(128).map(plain).collect();
    SnapshotId::new(text)
}

fn loads(id: &SnapshotId, snapshot: &Snapshot) -> Vec<PublishedLoad> {
    let Payload::Benchmark(payload) = &snapshot.payload else { return Vec::new() };
    let valid =
        payload.loads.iter().filter(|load| snapshot.section.state.counts() && load.section.state.counts());
    let told = valid.map(|load| PublishedLoad {
        run: id.clone(),
        name: load.name.clone(),
        responses: load.response.as_ref().map(EncodedHistogram::to_plain).and_then(Result::ok),
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::wire::encode;

    const COVERAGE: &[u8] = include_bytes!("../../../model/tests/fixtures/v1.0/coverage.json");

    fn read(files: &[(&str, &[u8])]) -> Own {
        let mut reader = Reader::default();
        files.iter().for_each(|(name, bytes)| reader.add(name, bytes));
        reader.finish()
    }

    #[test]
    fn files_lines_and_archive_files_are_read_alike() {
        let line = COVERAGE.iter().copied().filter(|byte| *byte != b'\n').collect::<Vec<u8>>();
        let packed = [b"quarterdeck snapshots 1\n--- a.json\n".as_slice(), COVERAGE].concat();
        let own = read(&[
            ("reports/history/coverage/b.json", COVERAGE),
            ("2026-11.snapshots", &packed),
            ("all.jsonl", &[line.as_slice(), b"\n\n", line.as_slice()].concat()),
        ]);
        assert_eq!((own.files, own.unread), (3, 0), "{:?}", own.faults);
        let ids: Vec<&str> = own.history.runs.iter().map(|run| run.id.as_str()).collect();
        assert_eq!(ids, ["a", "all-jsonl-1", "all-jsonl-3", "b"]);
        let again = wire::decode(COVERAGE).map(|snapshot| encode(&snapshot));
        assert!(again.is_ok_and(|bytes| wire::decode(&bytes).is_ok()));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_reason_and_the_rest_is_there() {
        let own = read(&[
            ("notes.json", b"{\"a\":1}"),
            ("half.json", b"{"),
            ("good.json", COVERAGE),
            ("x.snapshots", b"?"),
        ]);
        assert_eq!((own.history.runs.len(), own.files, own.unread), (1, 4, 3));
        let named: Vec<&str> = own.faults.iter().map(|fault| fault.file.as_str()).collect();
        assert_eq!(named, ["notes.json", "half.json", "x.snapshots"]);
        assert!(own.faults.iter().all(|fault| fault.why.len() > 10), "{:?}", own.faults);
    }

    #[test]
    fn a_thousand_broken_files_are_counted_and_few_listed() {
        let own = read(&vec![("x.json", b"".as_slice()); 1_000]);
        assert_eq!((own.unread, own.faults.len()), (1_000, MOST_FAULTS));
    }
}
