//! A hardened XML reader: one pass, no recursion, nothing fetched or expanded, and every mistake with its line.
//!
//! quick-xml never expands entities beyond the five of XML and never fetches a DTD. What it does not notice is checked
//! here: elements that stay open, several roots or none, too deep nesting. Control characters are let through: genuine
//! tools write them.

mod text;

use self::text::{cut, local, unescaped};
use crate::error::CollectError;
use crate::notes::harmless;
use crate::stream::{Lines, newlines};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// Deepest nesting read.
const DEEPEST: usize = 256;
/// Most attributes of one element.
const ATTRIBUTES: usize = 1000;

/// What comes next in the document.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The element of this name ends (also right after the `Open` of an empty one).
    Close(&'a str),
    /// Text of the open element.
    Text(&'a str),
}

/// An element with its attributes.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Name without namespace prefix.
    pub(crate) name: &'a str,
    /// 1-based line on which it begins.
    pub(crate) line: u64,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, its five entities and character references resolved; unknown ones stay as they are.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let [value] = self.attributes([name]);
        value.map(Cow::into_owned)
    }

    /// Attributes by their names, found in one pass over the element: for elements of which there are millions. Of two
    /// with one name, which XML forbids, the first counts.
    pub(crate) fn attributes<const N: usize>(&self, names: [&str; N]) -> [Option<Cow<'_, str>>; N] {
        let mut found = [const { None }; N];
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        for attribute in attributes.take(ATTRIBUTES).filter_map(Result::ok) {
            let at = names.iter().position(|name| *name == attribute.key.0);
            if let Some(place @ None) = at.and_then(|at| found.get_mut(at)) {
                *place = Some(value(attribute.value));
            }
        }
        found
    }

    /// Attributes that are whole numbers, in one pass.
    pub(crate) fn numbers<const N: usize>(&self, names: [&str; N]) -> [Option<u64>; N] {
        self.attributes(names).map(|value| value?.trim().parse().ok())
    }

    /// An attribute that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// What an attribute says, which is mostly what stands in the file.
fn value(raw: Cow<'_, str>) -> Cow<'_, str> {
    match raw {
        Cow::Borrowed(raw) if !raw.contains('&') => Cow::Borrowed(cut(raw)),
        raw => Cow::Owned(unescaped(cut(&raw))),
    }
}

/// The reader.
pub(crate) struct Xml<R> {
    name: String,
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Names of the open elements, one after the other, and where each ends.
    open: (String, Vec<usize>),
    /// What the last node borrows, and the length of the element's name in it.
    held: (String, usize),
    closing: bool,
    roots: usize,
}

/// What was found, its text in `held`.
enum Found {
    Start,
    Empty,
    End,
    Text,
    Other,
    Eof,
    Broken(quick_xml::Error),
}

impl<R: Lines> Xml<R> {
    /// Over the text of the file `name`, read as it is needed.
    pub(crate) fn over(name: &str, text: R) -> Self {
        let mut reader = Reader::from_reader(text);
        reader.config_mut().check_end_names = true;
        reader.config_mut().allow_dangling_amp = true;
        Self {
            name: name.to_owned(),
            reader,
            buffer: Vec::new(),
            open: Default::default(),
            held: Default::default(),
            closing: false,
            roots: 0,
        }
    }

    /// The next node, `None` at the end of a whole document.
    ///
    /// # Errors
    /// When the document is not well-formed, cut off, or hostile; with the line.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'_>>, CollectError> {
        if std::mem::take(&mut self.closing) {
            return Ok(self.closed());
        }
        loop {
            match self.read() {
                Found::Start => return self.opened().map(Some),
                Found::Empty => {
                    self.closing = true;
                    return self.opened().map(Some);
                }
                Found::End => return Ok(self.closed()),
                Found::Text if !self.open.1.is_empty() => return Ok(Some(Node::Text(&self.held.0))),
                Found::Text | Found::Other => {}
                Found::Eof => return self.end().map(|()| None),
                Found::Broken(error) => return Err(self.broken(&error)),
            }
        }
    }

    /// The source, at the end.
    pub(crate) fn into_inner(self) -> R {
        self.reader.into_inner()
    }

    fn read(&mut self) -> Found {
        self.buffer.clear();
        let held = &mut self.held;
        held.0.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(start)) => {
                *held = (std::mem::take(&mut held.0) + &start, start.name().0.len());
                Found::Start
            }
            Ok(Event::Empty(start)) => {
                *held = (std::mem::take(&mut held.0) + &start, start.name().0.len());
                Found::Empty
            }
            Ok(Event::End(_)) => Found::End,
            Ok(Event::Text(text)) => {
                held.0.push_str(cut(&text));
                Found::Text
            }
            Ok(Event::CData(text)) => {
                held.0.push_str(cut(&text));
                Found::Text
            }
            Ok(Event::GeneralRef(reference)) => {
                held.0.push_str(&unescaped(&format!("&{};", &*reference)));
                Found::Text
            }
            Ok(Event::Eof) => Found::Eof,
            Ok(_) => Found::Other,
            Err(error) => Found::Broken(error),
        }
    }

    fn opened(&mut self) -> Result<Node<'_>, CollectError> {
        let (text, length) = (&self.held.0, self.held.1);
        let name = local(text.get(..length).unwrap_or_default());
        if self.open.1.is_empty() {
            self.roots += 1;
            if self.roots > 1 {
                return Err(self.error(&format!("has a second root element <{}>", harmless(name))));
            }
        }
        self.open.0.push_str(name);
        self.open.1.push(self.open.0.len());
        if self.open.1.len() > DEEPEST {
            return Err(self.error(&format!("is nested deeper than {DEEPEST} elements, as no report is")));
        }
        let within = newlines(text.as_bytes());
        let line = self.reader.get_ref().line().saturating_sub(within);
        let start = BytesStart::from_content(text.as_str(), length);
        Ok(Node::Open(Element { name, line, start }))
    }

    fn closed(&mut self) -> Option<Node<'_>> {
        self.open.1.pop()?;
        let start = self.open.1.last().copied().unwrap_or(0);
        self.held.0.clear();
        self.held.0.push_str(self.open.0.get(start..).unwrap_or_default());
        self.open.0.truncate(start);
        Some(Node::Close(&self.held.0))
    }

    /// The name of the innermost open element.
    fn innermost(&self) -> Option<&str> {
        let start = self.open.1.iter().rev().nth(1).copied().unwrap_or(0);
        self.open.1.last().and_then(|_| self.open.0.get(start..))
    }

    fn end(&self) -> Result<(), CollectError> {
        match (self.innermost(), self.roots) {
            (Some(_), _) => Err(self.cut_off()),
            (None, 0) => Err(CollectError::new(&self.name, "holds no XML element; expected a report in XML")),
            (None, _) => Ok(()),
        }
    }

    fn broken(&mut self, error: &quick_xml::Error) -> CollectError {
        match error {
            quick_xml::Error::Io(e) => CollectError::new(&self.name, e.to_string()),
            quick_xml::Error::Syntax(_) if self.innermost().is_some() && self.at_end() => self.cut_off(),
            other => self.error(&format!("is not well-formed XML: {}", harmless(&other.to_string()))),
        }
    }

    fn at_end(&mut self) -> bool {
        self.reader.get_mut().fill_buf().is_ok_and(<[u8]>::is_empty)
    }

    fn cut_off(&self) -> CollectError {
        self.error(&format!("ends inside <{}>", harmless(self.innermost().unwrap_or_default())))
            .hint("the file was cut off: was the tool stopped, or the disk full?")
    }

    fn error(&self, message: &str) -> CollectError {
        CollectError::new(&self.name, message).at_line(self.reader.get_ref().line())
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Xml};
    use crate::stream::Stream;

    fn read(text: &str) -> String {
        let mut xml = Xml::over("a.xml", Stream::from(text.as_bytes()).decoded());
        let mut said = String::new();
        loop {
            match xml.next() {
                Ok(Some(Node::Open(e))) => said += &format!("{}@{} ", e.name, e.line),
                Ok(Some(Node::Close(name))) => said += &format!("/{name} "),
                Ok(Some(Node::Text(text))) => said += &format!("{text:?} "),
                Ok(None) => return said.trim_end().to_owned(),
                Err(error) => return error.to_string(),
            }
        }
    }

    #[test]
    fn elements_come_with_the_line_where_they_begin() {
        assert_eq!(read("<a>\n<p:b\nc='1'/>x&amp;</a>"), r#"a@1 "\n" b@2 /b "x" "&" /a"#);
    }

    #[test]
    fn hostile_and_damaged_documents_are_refused_with_their_place() {
        assert_eq!(read(""), "a.xml: holds no XML element; expected a report in XML");
        assert!(read("<a>\n<b>\n").starts_with("a.xml, line 3: ends inside <b>"));
        assert!(read("<a>\n<b c='").starts_with("a.xml, line 2: ends inside <a>"));
        assert!(read("<a/><b/>").contains("second root element <b>"));
        assert!(read("<a><b></a>").contains("not well-formed"));
        assert!(read(&"<a>".repeat(300)).contains("nested deeper than 256"));
    }

    #[test]
    fn entities_are_never_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert_eq!(read(bomb), r#"a@1 "&c;" /a"#);
    }
}
