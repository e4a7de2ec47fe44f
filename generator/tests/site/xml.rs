//! XML files of a site as elements, read by a parser that is not ours.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// One element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Its name as written.
    pub(crate) name: String,
    /// Its attributes, unescaped.
    pub(crate) attributes: BTreeMap<String, String>,
    /// Its own text, unescaped.
    pub(crate) text: String,
    /// The elements in it.
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The elements in it that are called `name`.
    pub(crate) fn all(&self, name: &'static str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the only element in it that is called `name`.
    pub(crate) fn text_of(&self, name: &'static str) -> &str {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "exactly one <{name}> in <{}>", self.name);
        &found[0].text
    }
}

fn begun(start: &BytesStart<'_>) -> Element {
    let attribute = |a: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let a = a.expect("an attribute");
        let value = quick_xml::escape::unescape(&a.value).expect("known references").into_owned();
        (a.key.as_ref().to_owned(), value)
    };
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: start.attributes().map(attribute).collect(),
        ..Element::default()
    }
}

/// The root element of a whole document.
pub(crate) fn read(text: &str) -> Element {
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "XML 1.0 forbids control characters");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e} in {text}")) {
            Event::Start(start) => open.push(begun(&start)),
            Event::Empty(start) => open.last_mut().expect("a parent").children.push(begun(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an open element");
                open.last_mut().expect("a parent").children.push(done);
            }
            Event::Text(piece) => open.last_mut().expect("a parent").text.push_str(&piece),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&reference).expect("a known reference").into_owned();
                open.last_mut().expect("a parent").text.push_str(&text);
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("unexpected {other:?}"),
        }
    }
    let mut document = open.pop().filter(|_| open.is_empty()).expect("everything is closed");
    assert_eq!(document.children.len(), 1, "one root");
    document.children.remove(0)
}
