//! Keys and types, by the schema: every unknown key, missing key and value of another sort, not only the first.

use super::place::{Node, Step};
use super::sorts::{TextCheck, found, sort, stand_in, text_check, words};
use crate::suggest::suggestion;
use serde_json::Value as Schema;
use toml_edit::Value;

/// What is wrong where; `key` when it is the key itself and not its value.
pub(super) struct Mistake {
    pub(super) path: Vec<Step>,
    pub(super) key: bool,
    pub(super) message: String,
    /// What could stand there, so that the rest can be read; `None` for a key that should not be there.
    pub(super) instead: Option<toml::Value>,
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
    /// Something other than `schema` stands here.
    fn say(&mut self, message: String, schema: &'s Schema) {
        let instead = Some(stand_in(self.root, schema));
        self.found.push(Mistake { path: self.path.clone(), key: false, message, instead });
    }

    /// The key itself is wrong.
    fn unknown(&mut self, key: &str, known: &[&str]) {
        let path = self.path.iter().cloned().chain([Step::Key(key.to_owned())]).collect();
        let message = format!("unknown key `{key}`{}", suggestion(key, known));
        self.found.push(Mistake { path, key: true, message, instead: None });
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
                Some(check) => self.text(node, &check, schema),
                None => self.node(node, &self.root["$defs"][name]),
            }
        } else if let Some(choices) = schema["oneOf"].as_array() {
            self.choice(node, choices, schema);
        } else if let Some(known) = schema["enum"].as_array() {
            self.closed(node, &words(known.iter()), schema);
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
            self.other(node, sort(schema), schema);
        }
    }

    fn other(&mut self, node: Node<'_>, expected: &str, schema: &'s Schema) {
        self.say(format!("expected {expected}, found {}", found(node)), schema);
    }

    fn list(&mut self, node: Node<'_>, schema: &'s Schema) {
        match node.elements() {
            Some(elements) => {
                for (index, element) in elements.into_iter().enumerate() {
                    self.inside(Step::Index(index), element, &schema["items"]);
                }
            }
            None if node.table().is_some() => {
                let why = "expected a list of tables, found one table; write it with `[[` and `]]`";
                self.say(why.to_owned(), schema);
            }
            None => self.other(node, "a list in brackets", schema),
        }
    }

    fn table(&mut self, node: Node<'_>, schema: &'s Schema) {
        let Some(table) = node.table() else { return self.other(node, "a table", schema) };
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
                None => self.unknown(key, names.as_ref().unwrap_or(&known)),
            }
        }
        let required = schema["required"].as_array().map(|keys| words(keys.iter())).unwrap_or_default();
        for key in required.into_iter().filter(|key| !table.contains_key(key)) {
            let of_key = &schema["properties"][key];
            let says = of_key["description"].as_str();
            let says = says.map(|says| format!(" ({})", says.trim_end_matches('.'))).unwrap_or_default();
            self.path.push(Step::Key(key.to_owned()));
            self.say(format!("`{key}` is missing{says}"), of_key);
            self.path.pop();
        }
    }

    /// One of several: texts, or tables that a key with one value (or the one key that they have) tells apart.
    fn choice(&mut self, node: Node<'_>, choices: &'s [Schema], schema: &'s Schema) {
        let texts: Vec<&str> = choices.iter().filter_map(|choice| choice["const"].as_str()).collect();
        let Some(table) = node.table() else { return self.closed(node, &texts, schema) };
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
                None => self.other(node, "one of the kinds that the reference lists", schema),
            };
        }
        let Some(kind) = table.get("kind") else {
            return self.say(format!("`kind` is missing; expected {}", tags.join(", ")), schema);
        };
        match choices.iter().find(|choice| tag(choice) == kind.as_str() && kind.as_str().is_some()) {
            Some(choice) => self.table(node, choice),
            None => {
                let unknown = kind.as_str().unwrap_or_default();
                self.path.push(Step::Key("kind".to_owned()));
                self.say(
                    format!("`{unknown}` is not known{}", suggestion(unknown, &tags)),
                    &choices[0]["properties"]["kind"],
                );
                self.path.pop();
            }
        }
    }

    /// A text of a closed set.
    fn closed(&mut self, node: Node<'_>, known: &[&str], schema: &'s Schema) {
        match node.value().and_then(Value::as_str) {
            Some(text) if known.contains(&text) => {}
            Some(text) => self.say(format!("`{text}` is not known{}", suggestion(text, known)), schema),
            None => self.other(node, &format!("one of {}", known.join(", ")), schema),
        }
    }

    fn text(&mut self, node: Node<'_>, check: &TextCheck, schema: &'s Schema) {
        let value = node.value();
        let date = value.filter(|_| check.dates).and_then(Value::as_datetime).map(ToString::to_string);
        match value.and_then(Value::as_str).map(ToOwned::to_owned).or(date) {
            Some(text) => {
                if let Err(why) = (check.read)(&text) {
                    self.say(why, schema);
                }
            }
            None => self.other(node, check.expected, schema),
        }
    }
}
