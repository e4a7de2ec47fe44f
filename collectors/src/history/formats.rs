//! Every history that is read.

use super::{HistoryFormat, allure, octocov};
use crate::format::FormatInfo;
use quarterdeck_model::Kind;

/// The table.
pub(super) const ALL: &[HistoryFormat] = &[
    HistoryFormat {
        info: FormatInfo {
            name: "allure",
            kind: Kind::Tests,
            tool: "Allure 3, Allure 2",
            description: "Allure's history.jsonl, or the history folder of an Allure 2 report",
            example: "quarterdeck import allure history.jsonl",
            figures: "each report is a run with its cases; broken counts as errored; seconds",
            link: "https://allurereport.org/docs/history-and-retries/",
        },
        read: allure::read,
    },
    HistoryFormat {
        info: FormatInfo {
            name: "octocov",
            kind: Kind::Coverage,
            tool: "octocov",
            description: "a report.json of octocov, or a folder of them",
            example: "quarterdeck import octocov reports",
            figures: "each report is a run at its commit; lines, or statements where octocov measured Go",
            link: "https://github.com/k1LoW/octocov",
        },
        read: octocov::read,
    },
];
