//! A place in the tree, and what can be read there that holds nothing else.

use super::{Fault, Fields, Items, Json};

#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    Json(&'a Json),
    Number(f64),
    Text(&'a str),
}

impl<'a> Node<'a> {
    pub(super) fn of(json: &'a Json) -> Self {
        match json {
            Json::Number(number) => Self::Number(*number),
            Json::Text(text) => Self::Text(text),
            other => Self::Json(other),
        }
    }
}

/// A place in the tree, and where to say what is wrong with it.
pub struct At<'a, 'f> {
    pub(super) node: Node<'a>,
    pub(super) fault: &'f mut Option<Fault>,
}

impl<'a, 'f> At<'a, 'f> {
    pub(super) fn new(json: &'a Json, fault: &'f mut Option<Fault>) -> Self {
        Self { node: Node::of(json), fault }
    }

    /// Says what is wrong, unless something was before.
    pub fn wrong(&mut self, what: &str) {
        self.say(&[what]);
    }

    #[inline(never)]
    fn say(&mut self, parts: &[&str]) {
        if self.fault.is_none() {
            *self.fault = Some(Fault::new(parts.concat()));
        }
    }

    /// Names what was found where something else was expected.
    #[inline(never)]
    pub(super) fn not(&mut self, wanted: &str) {
        let found = match self.node {
            Node::Number(_) => "a number",
            Node::Text(_) => "text",
            Node::Json(Json::Null) => "null",
            Node::Json(Json::Bool(_)) => "true or false",
            Node::Json(Json::Map(_)) => "an object",
            Node::Json(Json::Unsigned(_) | Json::Signed(_)) => "a number",
            Node::Json(_) => "a list",
        };
        self.say(&["expected ", wanted, ", found ", found]);
    }

    /// Text, and where to say what is wrong with it.
    #[inline(never)]
    pub fn text(mut self) -> (&'a str, Self) {
        if let Node::Text(text) = self.node {
            return (text, self);
        }
        self.not("text");
        ("", self)
    }

    /// The same; where there is something else, `wanted` says what was expected.
    #[inline(never)]
    pub fn text_as(mut self, wanted: &str) -> (&'a str, Self) {
        if let Node::Text(text) = self.node {
            return (text, self);
        }
        self.say(&["expected ", wanted]);
        ("", self)
    }

    #[inline(never)]
    pub(super) fn number(mut self) -> f64 {
        match self.node {
            Node::Number(number) => return number,
            Node::Json(Json::Unsigned(number)) => return *number as f64,
            Node::Json(Json::Signed(number)) => return *number as f64,
            _ => self.not("a number"),
        }
        0.0
    }

    /// A whole number of that range; `name` is that of its type.
    #[inline(never)]
    pub(super) fn whole(mut self, from: i128, to: i128, name: &str) -> i128 {
        let number = match self.node {
            Node::Number(n) if n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0 => i128::from(n as i64),
            Node::Json(Json::Unsigned(number)) => i128::from(*number),
            Node::Json(Json::Signed(number)) => i128::from(*number),
            _ => {
                self.not("a whole number");
                return from;
            }
        };
        if number < from || number > to {
            self.say(&["expected ", name]);
            return from;
        }
        number
    }

    /// One of these words. The first is given where it is none.
    pub fn word<T: Copy, const N: usize>(self, words: [(&str, T); N]) -> T {
        let known = words.map(|(word, _)| word);
        let place = self.place_among(&known);
        let (_, value) = words.into_iter().nth(place).unwrap_or(words[0]);
        value
    }

    #[inline(never)]
    fn place_among(self, words: &[&str]) -> usize {
        let (word, mut value) = self.variant();
        let place = words.iter().position(|known| *known == word);
        if place.is_none() {
            value.unknown(word);
        } else if !matches!(value.node, Node::Json(Json::Null)) {
            value.not("a word alone");
        }
        place.unwrap_or(0)
    }

    /// A word and what belongs to it: text alone, or an object of that one key.
    #[inline(never)]
    pub fn variant(mut self) -> (&'a str, Self) {
        match self.node {
            Node::Text(text) => (text, Self { node: Node::Json(&Json::Null), fault: self.fault }),
            Node::Json(Json::Map(rows)) => match rows.as_slice() {
                [(word, value)] => (word, Self { node: Node::of(value), fault: self.fault }),
                _ => {
                    self.not("an object of one key");
                    ("", self)
                }
            },
            _ => {
                self.not("text");
                ("", self)
            }
        }
    }

    /// Says that a word is none of those that there are.
    pub fn unknown(&mut self, word: &str) {
        self.say(&["unknown word `", word, "`"]);
    }

    /// An object of these fields and no others.
    pub fn only<T>(self, read: impl FnOnce(&mut Fields<'a>) -> T) -> T {
        let mut fields = self.object();
        let value = read(&mut fields);
        fields.unknown();
        fields.end(self.fault);
        value
    }

    /// An object of these fields and any others.
    pub fn fields<T>(self, read: impl FnOnce(&mut Fields<'a>) -> T) -> T {
        let mut fields = self.object();
        let value = read(&mut fields);
        fields.end(self.fault);
        value
    }

    #[inline(never)]
    fn object(&self) -> Fields<'a> {
        if let Node::Json(Json::Map(rows)) = self.node {
            return Fields::new(rows, None);
        }
        let mut fault = None;
        At { node: self.node, fault: &mut fault }.not("an object");
        Fields::new(&[], fault)
    }

    /// A list of fixed length, called `name`.
    pub fn tuple<T>(self, name: &'static str, read: impl FnOnce(&mut Items<'a, 'f>) -> T) -> T {
        let mut items = self.list();
        items.fixed = name;
        read(&mut items)
    }

    #[inline(never)]
    pub(super) fn list(mut self) -> Items<'a, 'f> {
        let (items, numbers): (&[Json], &[f64]) = match self.node {
            Node::Json(Json::List(items)) => (items, &[]),
            Node::Json(Json::Numbers(numbers)) => (&[], numbers),
            _ => {
                self.not("a list");
                (&[], &[])
            }
        };
        Items { items, numbers, at: 0, fixed: "", fault: self.fault }
    }

    pub(super) fn rows(mut self) -> (&'a [(String, Json)], &'f mut Option<Fault>) {
        match self.node {
            Node::Json(Json::Map(rows)) => (rows, self.fault),
            _ => {
                self.not("an object");
                (&[], self.fault)
            }
        }
    }
}
