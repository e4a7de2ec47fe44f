//! The archive as a list.

use super::{Drawings, Link, Shell};
use crate::{Shown, Status};
use serde::Serialize;

/// `snapshots.html`, `snapshots-2.html`, …
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SnapshotsPage {
    /// Its frame.
    pub shell: Shell,
    /// 1-based.
    pub number: usize,
    /// Of how many.
    pub pages: usize,
    /// `Snapshots 1 to 200 of 10 000`.
    pub summary: String,
    /// Newest month first.
    pub months: Vec<Month>,
    /// Newer page.
    pub newer: Option<Link>,
    /// Older page.
    pub older: Option<Link>,
    /// All pages with their spans, this one without address.
    pub all: Vec<Link>,
}

/// The runs of one month on this page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Month {
    /// `2026-11`: the anchor.
    pub anchor: String,
    /// `November 2026`.
    pub label: String,
    /// Newest first.
    pub rows: Vec<SnapshotRow>,
}

/// A run, or a gap between runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "row", rename_all = "lowercase")]
pub enum SnapshotRow {
    /// A run.
    Run(Box<RunRow>),
    /// `no runs for 12 days`.
    Gap {
        /// What it says.
        text: String,
    },
}

/// A run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunRow {
    /// Its page.
    pub href: String,
    /// Its identifier.
    pub id: String,
    /// `23 Nov 2026 07:12 UTC`.
    pub when: String,
    /// `Coverage`.
    pub kind: &'static str,
    /// Its job.
    pub job: Shown,
    /// Whether it can be believed.
    pub status: Status,
    /// Why not in full.
    pub reason: Shown,
    /// `main @ 9f31c2a`.
    pub source: Shown,
    /// Tool and version.
    pub tool: Shown,
    /// `host=ci-large`.
    pub labels: Shown,
}

impl Drawings for SnapshotsPage {}
