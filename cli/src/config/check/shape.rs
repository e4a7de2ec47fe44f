//! Keys and types, by the schema: every unknown key, missing key and value of another sort, not only the first.

use super::near::suggestion;
use super::place::{Node, Step};
use crate::args::Span;
use quarterdeck_analysis::policy::{Limit, Since};
use serde_json::Value as Schema;
use toml_edit::Value;

/// What is wrong where; `key` when it is the key itself and not its value.
pub(super) struct Mistake {
    pub(super) path: Vec<Step>,
    pub(super) key: bool,
    pub(super) message: String,
}

/// Everything in `node` that is not of the shape of `schema`.
pub(super) fn mistakes(node: Node<'_>, schema: &Schema) -> Vec<Mistake> {
    let mut walk = Walk { root: schema, path: Vec::new(), found: Vec::new() };
    walk.node(node, schema);
    walk.found
}

struct Walk<'s> {
    root: &'s Schema,
    path: Vec<Step>,
    found: Vec<Mistake>,
}

impl<'s> Walk<'s> {
    fn say(&mut self, key: bool, message: String) {
        self.found.push(Mistake { path: self.path.clone(), key, message });
    }

    fn inside(&mut self, step: Step, node: Node<'_>, schema: &'s Schema) {
        self.path.push(step);
        self.node(node, schema);
        self.path.pop();
    }

    fn node(&mut self, node: Node<'_>, schema: &'s Schema) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/$defs/");
            match text_check(name) {
                Some(check) => self.text(node, &check),
                None => self.node(node, &self.root["$defs"][name]),
            }
        } else if let Some(choices) = schema["oneOf"].as_array() {
            self.choice(node, choices);
        } else if let Some(known) = schema["enum"].as_array() {
            self.closed(node, &words(known.iter()));
        } else {
            self.typed(node, schema);
        }
    }

    fn typed(&mut self, node: Node<'_>, schema: &'s Schema) {
        let value = node.value();
        let fits = match schema["type"].as_str() {
            Some("object") => return self.table(node, schema),
            Some("array") => return self.list(node, schema),
            Some("string") => value.is_some_and(Value::is_str),
            Some("integer") => value.is_some_and(Value::is_integer),
            Some("number") => value.is_some_and(|v| v.is_integer() || v.is_float()),
            Some("boolean") => value.is_some_and(Value::is_bool),
            _ => true,
        };
        if !fits {
            self.other(node, sort(schema));
        }
    }

    fn other(&mut self, node: Node<'_>, expected: &str) {
        self.say(false, format!("expected {expected}, found {}", found(node)));
    }

    fn list(&mut self, node: Node<'_>, schema: &'s Schema) {
        match node.elements() {
            Some(elements) => {
                for (index, element) in elements.into_iter().enumerate() {
                    self.inside(Step::Index(index), element, &schema["items"]);
                }
            }
            None if node.table().is_some() => {
                self.say(
                    true,
                    "expected a list of tables, found one table; write it with `[[` and `]]`".to_owned(),
                );
            }
            None => self.other(node, "a list in brackets"),
        }
    }

    fn table(&mut self, node: Node<'_>, schema: &'s Schema) {
        let Some(table) = node.table() else { return self.other(node, "a table") };
        let properties = schema["properties"].as_object();
        let known: Vec<&str> = properties.into_iter().flat_map(|p| p.keys().map(String::as_str)).collect();
        let names = schema["propertyNames"]["enum"].as_array().map(|names| words(names.iter()));
        for (key, item) in table.iter() {
            let step = Step::Key(key.to_owned());
            let of_key = properties.and_then(|p| p.get(key));
            let others = Some(&schema["additionalProperties"]).filter(|others| others.is_object());
            let unknown = names.as_ref().is_some_and(|names| !names.contains(&key));
            match of_key.or(others).filter(|_| !unknown) {
                Some(schema) => self.inside(step, Node::Item(item), schema),
                None if names.is_none() && schema["additionalProperties"] != Schema::Bool(false) => {}
                None => {
                    let expected = names.as_ref().unwrap_or(&known);
                    self.path.push(step);
                    self.say(true, format!("unknown key `{key}`{}", suggestion(key, expected)));
                    self.path.pop();
                }
            }
        }
        let required = schema["required"].as_array().map(|keys| words(keys.iter())).unwrap_or_default();
        for key in required.into_iter().filter(|key| !table.contains_key(key)) {
            let says = properties.and_then(|p| p.get(key)).and_then(|p| p["description"].as_str());
            let says = says.map(|says| format!(" ({})", says.trim_end_matches('.'))).unwrap_or_default();
            self.say(false, format!("`{key}` is missing{says}"));
        }
    }

    /// One of several: texts, or tables that a key with one value (or the one key that they have) tells apart.
    fn choice(&mut self, node: Node<'_>, choices: &'s [Schema]) {
        let texts: Vec<&str> = choices.iter().filter_map(|choice| choice["const"].as_str()).collect();
        let Some(table) = node.table() else { return self.closed(node, &texts) };
        let tag = |choice: &'s Schema| choice["properties"]["kind"]["const"].as_str();
        let tags: Vec<&str> = choices.iter().filter_map(tag).collect();
        if tags.is_empty() {
            let own = |choice: &&'s Schema| {
                words(choice["required"].as_array().into_iter().flatten())
                    .iter()
                    .any(|k| table.contains_key(k))
            };
            return match choices.iter().find(own) {
                Some(choice) => self.table(node, choice),
                None => self.other(node, "one of the kinds that the reference lists"),
            };
        }
        let Some(kind) = table.get("kind") else {
            return self.say(false, format!("`kind` is missing; expected {}", tags.join(", ")));
        };
        match choices.iter().find(|choice| tag(choice) == kind.as_str() && kind.as_str().is_some()) {
            Some(choice) => self.table(node, choice),
            None => {
                self.path.push(Step::Key("kind".to_owned()));
                self.closed(Node::Item(kind), &tags);
                self.path.pop();
            }
        }
    }

    /// A text of a closed set.
    fn closed(&mut self, node: Node<'_>, known: &[&str]) {
        match node.value().and_then(Value::as_str) {
            Some(text) if known.contains(&text) => {}
            Some(text) => self.say(false, format!("`{text}` is not known{}", suggestion(text, known))),
            None => self.other(node, &format!("one of {}", known.join(", "))),
        }
    }

    fn text(&mut self, node: Node<'_>, check: &TextCheck) {
        let value = node.value();
        let date = value.filter(|_| check.dates).and_then(Value::as_datetime).map(ToString::to_string);
        match value.and_then(Value::as_str).map(ToOwned::to_owned).or(date) {
            Some(text) => {
                if let Err(why) = (check.read)(&text) {
                    self.say(false, why);
                }
            }
            None => self.other(node, check.expected),
        }
    }
}

/// A text with a grammar of its own.
struct TextCheck {
    read: fn(&str) -> Result<(), String>,
    expected: &'static str,
    dates: bool,
}

fn text_check(name: &str) -> Option<TextCheck> {
    let check = |read, expected, dates| Some(TextCheck { read, expected, dates });
    match name {
        "Limit" => check(
            |text| text.parse::<Limit>().map(drop),
            "a comparison and a number as a text, such as \"< 0.5\" or \">= 80\"",
            false,
        ),
        "Since" => check(
            |text| Since::parse(text).map(drop),
            "a day such as 2026-10-01, or an instant such as 2026-10-01T10:00:00Z",
            true,
        ),
        "Span" => {
            check(|text| text.parse::<Span>().map(drop), "a length of time as a text, such as \"30s\"", false)
        }
        _ => None,
    }
}

fn words<'s>(values: impl Iterator<Item = &'s Schema>) -> Vec<&'s str> {
    values.filter_map(Schema::as_str).collect()
}

fn sort(schema: &Schema) -> &'static str {
    match schema["type"].as_str() {
        Some("string") => "a text in quotation marks",
        Some("integer") => "a whole number",
        Some("number") => "a number",
        _ => "true or false",
    }
}

fn found(node: Node<'_>) -> String {
    let plain = |value: &Value| value.to_string().trim().to_owned();
    match node.value() {
        None if node.elements().is_some() => "a list of tables".to_owned(),
        None => "a table".to_owned(),
        Some(Value::InlineTable(_)) => "a table".to_owned(),
        Some(Value::Array(_)) => "a list".to_owned(),
        Some(value @ Value::String(_)) => format!("the text {}", plain(value)),
        Some(value @ Value::Datetime(_)) => format!("the date {}", plain(value)),
        Some(value @ Value::Boolean(_)) => plain(value),
        Some(value) => format!("the number {}", plain(value)),
    }
}
