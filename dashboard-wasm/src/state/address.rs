//! The choice as an address hash: `#v=1&m=…&from=…&to=…&kind=…&branch=…&host=…&st=…&q=…`.
//!
//! Defaults are left out, unknown keys are kept, and nothing in an address is ever an error: a link written by hand
//! or by a newer version still shows what it can.

use crate::state::calendar::{Range, parse_day};
use crate::state::choice::{Choice, MOST_SERIES, STATUSES};
use crate::state::facet::Facet;
use crate::state::pairs::{Pairs, join, split};
use crate::state::sort::{Column, Sort};
use crate::state::tools::{self, Tools};
use std::collections::BTreeSet;

/// Version of the address.
const VERSION: &str = "1";

/// The keys that are ours.
const KEYS: [&str; 16] = [
    "v", "m", "from", "to", "kind", "p", "branch", "host", "service", "state", "tag", "st", "q", "sort",
    "rows", "hide",
];

/// Longest text kept from an address for one value, in characters.
const LONGEST: usize = 2_000;

/// Reads the choice from an address hash, with or without its `#`.
pub fn read(hash: &str) -> Choice {
    let pairs = Pairs::parse(hash);
    let text = |key: &str| pairs.get(key).unwrap_or_default().chars().take(LONGEST).collect::<String>();
    let mut series: Vec<String> = Vec::new();
    for slug in split(&text("m")) {
        if series.len() < MOST_SERIES && !series.contains(&slug) {
            series.push(slug);
        }
    }
    let statuses =
        split(&text("st")).into_iter().filter(|word| STATUSES.iter().any(|(known, _)| known == word));
    let hidden = split(&text("hide"));
    let is_hidden = |column: &Column| hidden.iter().any(|name| *name == column.name());
    let optional = |column: &Column| Column::OPTIONAL.iter().any(|(optional, _)| optional == column);
    Choice {
        series,
        range: Range { from: parse_day(&text("from")), to: parse_day(&text("to")) },
        facets: Facet::ALL.map(|facet| set(split(&text(facet.key())).into_iter())),
        statuses: set(statuses),
        query: text("q"),
        tools: Tools::read(&pairs),
        sort: Sort::parse(&text("sort")),
        figures: text("rows") == "figures",
        hidden: Column::all().filter(|column| optional(column) && is_hidden(column)).collect(),
        foreign: pairs.without(&KEYS).without(&tools::KEYS),
    }
}

/// One after another: all at once would be sorted first, by code of its own for every type.
fn set<T: Ord>(all: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    all.for_each(|one| {
        set.insert(one);
    });
    set
}

/// The address hash of a choice; empty text when everything is as at first.
pub fn write(choice: &Choice) -> String {
    let mut pairs = Pairs::default();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            pairs.push(key, &value);
        }
    };
    put("m", join(choice.series.iter().map(String::as_str)));
    put("from", choice.range.from.map(|day| day.to_string()).unwrap_or_default());
    put("to", choice.range.to.map(|day| day.to_string()).unwrap_or_default());
    for facet in Facet::ALL {
        put(facet.key(), join(choice.facet(facet).iter().map(String::as_str)));
    }
    put("st", join(choice.statuses.iter().map(String::as_str)));
    put("q", choice.query.clone());
    put("sort", if choice.sort == Sort::default() { String::new() } else { choice.sort.to_text() });
    put("rows", if choice.figures { "figures".to_owned() } else { String::new() });
    put("hide", join(choice.hidden.iter().map(|column| column.name())));
    for (key, value) in choice.tools.written() {
        put(key, value);
    }
    let mut all = Pairs::default();
    if pairs != Pairs::default() {
        all.push("v", VERSION);
    }
    all.extend(&pairs);
    all.extend(&choice.foreign);
    all.to_hash()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(hash: &str, expected: Expect) {
        expected.assert_eq(&write(&read(hash)));
    }

    #[test]
    fn a_full_address_comes_back() {
        let hash = "#v=1&m=coverage.line_percent--unit,tests.failed--all&from=2026-05-25&to=2026-11-23\
                    &kind=benchmark,coverage&p=core&branch=main&host=ci-1&service=api&state=partial&tag=tag%3Dv2&st=bad,warn\
                    &q=parse&sort=job&rows=figures&hide=job,commit&rel=1&scale=log\
                    &a=2026-11-01..2026-11-07&b=20261123T071200000Z-9f31c2a-0123456789ab&same=1&open=percentiles";
        assert_eq!(write(&read(hash)), hash);
    }

    #[test]
    fn defaults_are_left_out_and_foreign_keys_stay() {
        check("", expect![[""]]);
        check("#", expect![[""]]);
        check("#v=1&q=&kind=&sort=-time&rel=0", expect![[""]]);
        check("#utm=x&q=p99&scale=cubic", expect![["#v=1&q=p99&utm=x"]]);
        check("#elsewhere", expect![["#elsewhere"]]);
    }

    #[test]
    fn what_cannot_be_meant_is_dropped() {
        check("#from=yesterday&to=2026-02-30&st=bad,worse&sort=colour", expect![["#v=1&st=bad"]]);
        check("#m=a,b,a,c,d,e,f", expect![["#v=1&m=a,b,c,d,e"]]);
        check("#hide=time,colour,commit&rows=all", expect![["#v=1&hide=commit"]]);
        check("#v=99&q=x", expect![["#v=1&q=x"]]);
    }

    #[test]
    fn names_with_commas_and_signs_survive() {
        let choice = Choice::default().with_facet_toggled(Facet::Branch, "fix/a,b&c=d#e %ü\\");
        assert_eq!(read(&write(&choice)), choice);
    }

    #[test]
    fn an_endless_value_is_cut() {
        assert_eq!(read(&format!("#q={}", "x".repeat(100_000))).query.len(), LONGEST);
    }
}
