//! What there is to do: which files to send, in which order, and which to remove.

use super::ledger::{Files, State};
use crate::folder::{Changes, ENTRY, File, Folder};
use std::collections::{BTreeMap, BTreeSet};

/// The difference between what is there and what is wanted.
#[derive(Debug)]
pub(super) struct Plan {
    new: BTreeSet<String>,
    changed: BTreeSet<String>,
    same: usize,
    /// Ours, and no longer part of the site.
    pub(super) left: BTreeSet<String>,
    /// Of these, those that are there.
    listed_left: Vec<String>,
    /// To be sent, in bytes.
    pub(super) bytes: u64,
}

impl Plan {
    /// `listed` is what is there, with sizes: an object that is gone, or of another size than we wrote, is sent again.
    pub(super) fn new(state: &State, listed: &BTreeMap<String, u64>, wanted: &Files) -> Self {
        let mut plan = Self {
            new: BTreeSet::new(),
            changed: BTreeSet::new(),
            same: 0,
            left: BTreeSet::new(),
            listed_left: Vec::new(),
            bytes: 0,
        };
        for (path, file) in wanted {
            match listed.get(path) {
                Some(size) if *size == file.size && state.files.get(path) == Some(file) => {
                    plan.same += 1;
                    continue;
                }
                Some(_) => plan.changed.insert(path.clone()),
                None => plan.new.insert(path.clone()),
            };
            plan.bytes += file.size;
        }
        let ours = state.files.keys().chain(&state.left);
        plan.left = ours.filter(|path| !wanted.contains_key(*path)).cloned().collect();
        plan.listed_left = plan.left.iter().filter(|path| listed.contains_key(*path)).cloned().collect();
        plan
    }

    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self, prune: bool) -> bool {
        self.new.is_empty() && self.changed.is_empty() && (!prune || self.listed_left.is_empty())
    }

    /// What this publication does not touch, and every path that it may write.
    pub(super) fn certain(&self, wanted: &Files) -> (Files, BTreeSet<String>) {
        let sent = |path: &str| self.new.contains(path) || self.changed.contains(path);
        let certain =
            wanted.iter().filter(|(path, _)| !sent(path)).map(|(p, k)| (p.clone(), k.clone())).collect();
        (certain, self.new.union(&self.changed).cloned().collect())
    }

    /// Those of `paths` that are there.
    pub(super) fn present(&self, paths: &BTreeSet<String>) -> Vec<String> {
        self.listed_left.iter().filter(|path| paths.contains(*path)).cloned().collect()
    }

    pub(super) fn changes(&self) -> Changes {
        Changes {
            new: self.new.iter().cloned().collect(),
            changed: self.changed.iter().cloned().collect(),
            removed: self.listed_left.clone(),
            same: self.same,
        }
    }

    /// What is to be sent: what pages need, pages in folders, pages at the top, the entry page. Each step begins when
    /// the one before it is complete.
    pub(super) fn steps<'a>(&self, folder: &'a Folder) -> [Vec<&'a File>; 4] {
        let mut steps = [const { Vec::new() }; 4];
        let sent =
            folder.files().iter().filter(|f| self.new.contains(&f.path) || self.changed.contains(&f.path));
        for file in sent {
            let step = match file.path.as_str() {
                ENTRY => 3,
                path if !path.ends_with(".html") => 0,
                path if path.contains('/') => 1,
                _ => 2,
            };
            if let Some(step) = steps.get_mut(step) {
                step.push(file);
            }
        }
        steps
    }
}
