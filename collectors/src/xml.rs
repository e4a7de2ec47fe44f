//! A hardened XML reader: one pass, no recursion, nothing fetched or expanded, and every mistake with its line.
//!
//! quick-xml never expands entities beyond the five of XML and never fetches a DTD. What it does not notice is checked
//! here: elements that stay open, several roots or none, too deep nesting, too many attributes, control characters.

use crate::error::CollectError;
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
    Close(String),
    /// Text of the open element.
    Text(Cow<'a, str>),
}

/// An element with its attributes.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Name without namespace prefix.
    pub(crate) name: String,
    /// 1-based line on which it begins.
    pub(crate) line: u64,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, its five entities and character references resolved; unknown ones stay as they are.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        let found = attributes.take(ATTRIBUTES).filter_map(Result::ok).find(|a| a.key.0 == name)?;
        Some(unescaped(&found.value))
    }

    /// An attribute that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// The five entities and character references resolved; anything else is kept literally.
pub(crate) fn unescaped(raw: &str) -> String {
    match quick_xml::escape::unescape(raw) {
        Ok(text) => text.into_owned(),
        Err(_) => raw.to_owned(),
    }
}

/// The reader.
pub(crate) struct Xml<'a> {
    name: &'a str,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<String>,
    closing: Option<String>,
    roots: usize,
    counted: (usize, u64),
}

impl<'a> Xml<'a> {
    /// Over `text` of the file `name`.
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        reader.config_mut().allow_dangling_amp = true;
        Self { name, text, reader, open: Vec::new(), closing: None, roots: 0, counted: (0, 1) }
    }

    /// The next node, `None` at the end of a whole document.
    ///
    /// # Errors
    /// When the document is not well-formed, cut off, or hostile; with the line.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'a>>, CollectError> {
        if let Some(name) = self.closing.take() {
            self.open.pop();
            return Ok(Some(Node::Close(name)));
        }
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(e) => return Err(self.broken(&e.to_string())),
            };
            match event {
                Event::Start(start) => return self.opened(start).map(Some),
                Event::Empty(start) => {
                    let node = self.opened(start)?;
                    self.closing = self.open.last().cloned();
                    return Ok(Some(node));
                }
                Event::End(_) => return Ok(self.open.pop().map(Node::Close)),
                Event::Text(text) if !self.open.is_empty() => return Ok(Some(Node::Text(text.into_inner()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::GeneralRef(reference) => {
                    let text = unescaped(&format!("&{};", &*reference));
                    return Ok(Some(Node::Text(Cow::Owned(text))));
                }
                Event::Eof => return self.end(),
                _ => {}
            }
        }
    }

    fn opened(&mut self, start: BytesStart<'a>) -> Result<Node<'a>, CollectError> {
        let line = self.line();
        let name = start.local_name().as_ref().to_owned();
        if self.open.is_empty() {
            self.roots += 1;
            if self.roots > 1 {
                return Err(self.error(&format!("has a second root element <{name}>")));
            }
        }
        self.open.push(name.clone());
        if self.open.len() > DEEPEST {
            return Err(self.error(&format!("is nested deeper than {DEEPEST} elements, as no report is")));
        }
        Ok(Node::Open(Element { name, line, start }))
    }

    fn end(&self) -> Result<Option<Node<'a>>, CollectError> {
        match (self.open.last(), self.roots) {
            (Some(open), _) => Err(self
                .error(&format!("ends inside <{open}>"))
                .hint("the file was cut off: was the tool stopped, or the disk full?")),
            (None, 0) => Err(CollectError::new(self.name, "holds no XML element; expected a report in XML")),
            (None, _) => Ok(None),
        }
    }

    fn broken(&mut self, why: &str) -> CollectError {
        let cut =
            self.open.last().filter(|_| self.reader.buffer_position() as usize >= self.text.trim_end().len());
        match cut {
            Some(open) => self
                .error(&format!("ends inside <{open}>"))
                .hint("the file was cut off: was the tool stopped, or the disk full?"),
            None => self.error(&format!("is not well-formed XML: {why}")),
        }
    }

    fn error(&self, message: &str) -> CollectError {
        let at = (self.reader.buffer_position() as usize).min(self.text.len());
        let lines = self.text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count();
        CollectError::new(self.name, message).at_line(lines as u64 + 1)
    }

    /// The line of the current position, counted on from the last call.
    fn line(&mut self) -> u64 {
        let at = (self.reader.buffer_position() as usize).min(self.text.len());
        let (from, line) = self.counted;
        let more =
            self.text.as_bytes().get(from..at).unwrap_or_default().iter().filter(|b| **b == b'\n').count();
        self.counted = (at, line + more as u64);
        self.counted.1
    }
}
