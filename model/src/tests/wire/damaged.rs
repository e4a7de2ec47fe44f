//! JSON with every kind of damage, for readers that must refuse the same. Tests of `analysis` include this file too.

use serde_json::{Value, json};

/// The same JSON with one place of it damaged, in every way and at every place.
pub(crate) fn damaged(json: &Value) -> Vec<Value> {
    let mut all =
        vec![json!(null), json!(true), json!(7), json!(-1.5), json!("x"), json!({}), json!({"x": null})];
    match json {
        Value::Object(rows) => {
            let with = |key: &str, value: Option<Value>| {
                let mut rows = rows.clone();
                rows.remove(key);
                rows.extend(value.map(|value| (key.to_owned(), value)));
                Value::Object(rows)
            };
            for (key, old) in rows {
                all.push(with(key, None));
                all.extend(damaged(old).into_iter().map(|value| with(key, Some(value))));
            }
            all.push(with("more", Some(json!([1, "a"]))));
        }
        Value::Array(items) => {
            // What is many times alike is damaged a few times.
            for (place, old) in items.iter().enumerate().take(4) {
                all.extend(damaged(old).into_iter().map(|value| {
                    let mut items = items.clone();
                    items[place] = value;
                    Value::Array(items)
                }));
            }
            all.push(json!([]));
            all.push(items.iter().skip(1).cloned().collect());
        }
        _ => all.push(json!([])),
    }
    all
}
