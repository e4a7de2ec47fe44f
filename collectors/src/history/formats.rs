//! Every history that is read.

use super::{HistoryFormat, allure, asv, gatus, github_action, octocov, pytest_benchmark, upptime};
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
            name: "asv",
            kind: Kind::Benchmark,
            tool: "airspeed velocity",
            description: "the folder results of airspeed velocity, or one of its files",
            example: "quarterdeck import asv results",
            figures: "each file is a run at its commit and the commit's time; seconds and bytes, lower is better",
            link: "https://asv.readthedocs.io/en/stable/dev.html",
        },
        read: asv::read,
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
    HistoryFormat {
        info: FormatInfo {
            name: "github-action-benchmark",
            kind: Kind::Benchmark,
            tool: "github-action-benchmark",
            description: "data.js of github-action-benchmark",
            example: "quarterdeck import github-action-benchmark dev/bench/data.js",
            figures: "each run of each suite, when it was added; the better way by unit, else by tool",
            link: "https://github.com/benchmark-action/github-action-benchmark",
        },
        read: github_action::read,
    },
    HistoryFormat {
        info: FormatInfo {
            name: "pytest-benchmark",
            kind: Kind::Benchmark,
            tool: "pytest-benchmark",
            description: "the storage .benchmarks of pytest-benchmark, or one of its files",
            example: "quarterdeck import pytest-benchmark .benchmarks",
            figures: "each file is a run at its commit; seconds by mean",
            link: "https://pytest-benchmark.readthedocs.io/en/stable/usage.html",
        },
        read: pytest_benchmark::read,
    },
    HistoryFormat {
        info: FormatInfo {
            name: "upptime",
            kind: Kind::Health,
            tool: "Upptime",
            description: "the repository of an Upptime status page",
            example: "quarterdeck import upptime ../status",
            figures: "each committed state of each site is a probe at its time; a stream for each site",
            link: "https://upptime.js.org/docs/",
        },
        read: upptime::read,
    },
    HistoryFormat {
        info: FormatInfo {
            name: "gatus",
            kind: Kind::Health,
            tool: "Gatus",
            description: "statuses of Gatus' API, saved as a file, or a folder of such files",
            example: "quarterdeck import gatus statuses.json",
            figures: "each result is a probe at its time; a stream for each endpoint",
            link: "https://github.com/TwiN/gatus#api",
        },
        read: gatus::read,
    },
];
