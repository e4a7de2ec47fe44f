//! Writes `docs/configuration.md` from the schema, and holds that the committed page is it.

use super::value;
use serde_json::Value;
use std::fmt::Write as _;

const HEAD: &str = "# quarterdeck.toml

Every table and key, with type and default. Everything may be left out but keys that are marked *needed* in a table that
is there. `quarterdeck config check` tells every mistake with its line, `quarterdeck config show --origin` what is in
force and where it comes from, and `quarterdeck config schema` prints the JSON Schema that this page is made from; an
editor that knows it completes keys and explains them. `quarterdeck config show policy` prints the rules that ship; a list
of your own replaces the whole list.

Times end in their unit: `_ms` is milliseconds, `_s` seconds, `_hours` hours, `_days` days. Shares end in `_percent`.

## Thresholds that change

An entry of `[[policy.metrics]]`, `[[policy.score.rules]]` or `[[policy.gate.conditions]]` may say from when on it is in
force. Several entries of the same metric, job and labels follow each other; the one without a date is the oldest:

```toml
[[policy.metrics]]
metric = \"benchmark.latency_p99_ms\"
target = \"< 0.5\"

[[policy.metrics]]
metric = \"benchmark.latency_p99_ms\"
since = 2026-10-01
target = \"< 0.328\"
```

Alerts, states and the score of a day are judged by the limits of that day, and charts draw them as steps. A dated entry
without any limit ends the ones before it. The gate judges the present, so a condition holds from its date on.
`quarterdeck config history` tells from git what changed when, and with `--write` adds such entries.

## Languages and zones

```toml
[site]
locale = \"de-DE\"
zone = \"Europe/Berlin\"
```

`locale` is how numbers and dates are written on pages and in the explorer: decimal and group signs, the order of a date, names
of months, the clock of 12 or 24 hours, the space before `%`, as the Unicode CLDR (version 48) has them. Between a number and any
other unit stands a narrow space in every locale. **Sentences and names stay English.**

| `locale` | | |
|---|---|---|
| `en` (the default) | 12 345.6 · 86.4 % | 23 Nov 2026 07:12 |
| `en-GB` | 12,345.6 · 86.4% | 23 Nov 2026, 07:12 |
| `en-US` | 12,345.6 · 86.4% | Nov 23, 2026, 7:12 AM |
| `de`, `de-DE` | 12.345,6 · 86,4 % | 23. Nov. 2026, 07:12 |
| `es`, `es-ES` | 12.345,6 · 86,4 % | 23 nov 2026, 7:12 |
| `fr`, `fr-FR` | 12 345,6 · 86,4 % | 23 nov. 2026, 07:12 |
| `ja`, `ja-JP` | 12,345.6 · 86.4% | 2026年11月23日 7:12 |
| `nb`, `nb-NO` | 12 345,6 · 86,4 % | 23. nov. 2026, 07:12 |
| `pt-BR` | 12.345,6 · 86,4% | 23 de nov. de 2026, 07:12 |
| `sv`, `sv-SE` | 12 345,6 · 86,4 % | 23 nov. 2026 07:12 |
| `iso` | 12 345.6 · 86.4 % | 2026-11-23 07:12 |

`zone` is a name of the IANA database, which is within the program: no machine's own zone or database changes a site. What
follows it:

- times on pages and in the explorer, each with the name or the offset of its clock (`07:12 CET`, `07:12 +05:45`), so that the hour
  that comes twice in autumn is told apart;
- days: axes of charts, the strips of services, heat maps, the ranges of the explorer; a day has 23 to 25 hours where clocks are
  put on or back;
- weeks and quarters of reviews, on the site and of `quarterdeck review`, `compare` and `check --since 2026-W47`; their names stay;
- calendar windows of objectives.

What stays as it is, English and in UTC: everything that programs read or that is kept in git. That is CSV, JSON, the API,
badges, the feed, `alerts.txt` and `alerts.json`, `summary.md`, the Markdown of reviews (which names the zone of its period where it is
another), what commands print, exports and the months that a roll-up makes of them, names of files. Also in UTC are a day that is written into this file, an annotation or an
option (`since = 2026-10-01`), times of `[schedule]`, and the days and weeks that `history prune` keeps. Lengths such as \"the last
7 days\" are 24 hours a day.

The browser gets no database: the site carries the zone's changes from three years before the first run to three years after the
last. A time beyond, such as of a file that a reader brings, is in UTC and says so.
";

/// Tables in the order of the file: heading and name of the definition; inner tables follow the one that they stand in.
fn page(schema: &Value) -> String {
    let mut out = HEAD.to_owned();
    let mut told = Vec::new();
    for (key, property) in schema["properties"].as_object().unwrap() {
        section(schema, key, property, &mut told, &mut out);
    }
    out
}

fn section(root: &Value, path: &str, property: &Value, told: &mut Vec<String>, out: &mut String) {
    let list = property["type"] == "array";
    let Some(name) = definition(if list { &property["items"] } else { property }) else { return };
    let table = &root["$defs"][&name];
    if table["properties"].is_null() && table["oneOf"].is_null() || told.contains(&name) {
        return;
    }
    told.push(name);
    let heading = if list { format!("[[{path}]]") } else { format!("[{path}]") };
    let says = table["description"].as_str().or(property["description"].as_str()).unwrap_or_default();
    let _ = write!(out, "\n## `{heading}`\n\n{}\n", flat(says));
    if let Some(choices) = table["oneOf"].as_array() {
        return variants(root, path, choices, told, out);
    }
    rows(root, table, out);
    for (key, inner) in table["properties"].as_object().into_iter().flatten() {
        section(root, &format!("{path}.{key}"), inner, told, out);
    }
}

fn variants(root: &Value, path: &str, choices: &[Value], told: &mut Vec<String>, out: &mut String) {
    for choice in choices {
        let kind = choice["properties"]["kind"]["const"].as_str().unwrap_or_default();
        let _ = write!(
            out,
            "\n### `kind = \"{kind}\"`\n\n{}\n",
            flat(choice["description"].as_str().unwrap_or_default())
        );
        rows(root, choice, out);
    }
    for choice in choices {
        for (key, inner) in choice["properties"].as_object().into_iter().flatten() {
            section(root, &format!("{path}.{key}"), inner, told, out);
        }
    }
}

fn rows(root: &Value, table: &Value, out: &mut String) {
    let properties = table["properties"].as_object().into_iter().flatten();
    let shown: Vec<_> = properties.filter(|(_, property)| property["const"].is_null()).collect();
    if shown.is_empty() {
        return;
    }
    out.push_str("\n| key | type | default | |\n|---|---|---|---|\n");
    let needed = |key: &str| table["required"].as_array().is_some_and(|keys| keys.iter().any(|k| k == key));
    for (key, property) in shown {
        let default = match &property["default"] {
            _ if needed(key) => "*needed*".to_owned(),
            Value::Null | Value::Object(_) => String::new(),
            Value::Array(list) if list.is_empty() || list.iter().any(Value::is_object) => String::new(),
            other => format!("`{other}`"),
        };
        let says = flat(property["description"].as_str().unwrap_or_default()).replace('|', "\\|");
        let (says, default) = stated(&says, default);
        let _ =
            writeln!(out, "| `{key}` | {} | {default} | {says} |", kind(root, property).replace('|', "\\|"));
    }
}

/// A default that depends on other things is stated in the description.
fn stated(says: &str, default: String) -> (String, String) {
    let found =
        says.split_once(" [default: ").and_then(|(before, rest)| Some((before, rest.split_once(']')?)));
    match found.filter(|_| default.is_empty()) {
        Some((before, (stated, after))) => (format!("{before}{after}"), stated.to_owned()),
        None => (says.to_owned(), default),
    }
}

/// The type in words; closed sets are listed.
fn kind(root: &Value, property: &Value) -> String {
    if let Some(name) = definition(property) {
        return match name.as_str() {
            "Limit" => "comparison, such as `\"< 0.5\"`".to_owned(),
            "Growth" => "comparison with the baseline, such as `\"< 5 %\"`".to_owned(),
            "Since" => "date".to_owned(),
            "Span" => "length of time, such as `\"30s\"`".to_owned(),
            _ => kind(root, &root["$defs"][name]),
        };
    }
    let quoted =
        |values: Vec<&str>| values.iter().map(|v| format!("`\"{v}\"`")).collect::<Vec<_>>().join(", ");
    if let Some(choices) = property["oneOf"].as_array() {
        let texts: Vec<&str> = choices.iter().filter_map(|choice| choice["const"].as_str()).collect();
        return if texts.len() == choices.len() { quoted(texts) } else { "table, see below".to_owned() };
    }
    if let Some(values) = property["enum"].as_array() {
        return quoted(values.iter().filter_map(Value::as_str).collect());
    }
    match property["type"].as_str() {
        Some("array") => format!("list of {}", kind(root, &property["items"])),
        Some("object") if property["properties"].is_object() => "table".to_owned(),
        Some("object") => "table of your own keys".to_owned(),
        Some("string") => "text".to_owned(),
        Some("integer") => "whole number".to_owned(),
        Some("number") => "number".to_owned(),
        Some("boolean") => "true or false".to_owned(),
        _ => "anything".to_owned(),
    }
}

fn definition(property: &Value) -> Option<String> {
    property["$ref"].as_str().map(|name| name.trim_start_matches("#/$defs/").to_owned())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("\\[", "[").replace("\\]", "]")
}

#[test]
fn the_committed_page_is_that_of_the_schema() {
    expect_test::expect_file!["../../../../docs/configuration.md"].assert_eq(&page(&value()));
}
