//! What objects and lists hold, one after another.

use super::at::Node;
use super::{At, Fault, Json, Read};

/// The fields of an object: each is asked for by its name, in any order. Of several faults the first in the text is told,
/// fields that are missing last.
pub struct Fields<'a> {
    rows: &'a [(String, Json)],
    asked: Vec<&'static str>,
    fault: Option<(usize, Fault)>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(rows: &'a [(String, Json)], fault: Option<Fault>) -> Self {
        Self { rows, asked: Vec::new(), fault: fault.map(|fault| (0, fault)) }
    }

    /// A field that must be there, unless it may be absent by its type.
    pub fn need<T: Read>(&mut self, name: &'static str) -> T {
        match (self.find(name), T::absent()) {
            (None, Some(absent)) => absent,
            (row, _) => self.read(row.unwrap_or(usize::MAX), name),
        }
    }

    /// A field that has a value without being there.
    pub fn or<T: Read>(&mut self, name: &'static str, absent: T) -> T {
        match self.find(name) {
            Some(row) => self.read(row, name),
            None => absent,
        }
    }

    /// The same with the usual value of its type.
    pub fn or_default<T: Read + Default>(&mut self, name: &'static str) -> T {
        match self.find(name) {
            Some(row) => self.read(row, name),
            None => T::default(),
        }
    }

    /// The row of a field.
    #[inline(never)]
    fn find(&mut self, name: &'static str) -> Option<usize> {
        self.asked.push(name);
        let mut rows = self.rows.iter().enumerate().filter(|(_, (key, _))| key == name).map(|(row, _)| row);
        let (first, second) = (rows.next(), rows.next());
        if let Some(second) = second {
            self.tell(second, Fault::new(["field `", name, "` is there twice"].concat()));
        }
        first
    }

    #[inline(never)]
    fn read<T: Read>(&mut self, row: usize, name: &'static str) -> T {
        let mut fault = None;
        let value = T::read(At { node: self.node(row, name), fault: &mut fault });
        self.told(row, name, fault);
        value
    }

    #[inline(never)]
    fn node(&mut self, row: usize, name: &str) -> Node<'a> {
        match self.rows.get(row) {
            Some((_, value)) => Node::of(value),
            None => {
                self.tell(row, Fault::new(["missing field `", name, "`"].concat()));
                Node::Json(&Json::Null)
            }
        }
    }

    #[inline(never)]
    fn told(&mut self, row: usize, name: &str, fault: Option<Fault>) {
        if let Some(fault) = fault {
            self.tell(row, fault.within(name));
        }
    }

    fn tell(&mut self, row: usize, fault: Fault) {
        if self.fault.as_ref().is_none_or(|(earlier, _)| row < *earlier) {
            self.fault = Some((row, fault));
        }
    }

    /// A field that nobody asked for is wrong.
    #[inline(never)]
    pub(super) fn unknown(&mut self) {
        let unknown = self.rows.iter().enumerate().find(|(_, (key, _))| !self.asked.contains(&key.as_str()));
        if let Some((row, (key, _))) = unknown {
            self.tell(row, Fault::new(["unknown field `", key, "`"].concat()));
        }
    }

    #[inline(never)]
    pub(super) fn end(self, fault: &mut Option<Fault>) {
        *fault = self.fault.map(|(_, fault)| fault);
    }
}

/// The items of a list: one of both slices is empty.
pub struct Items<'a, 'f> {
    pub(super) items: &'a [Json],
    pub(super) numbers: &'a [f64],
    pub(super) at: usize,
    /// What a list of fixed length is called.
    pub(super) fixed: &'static str,
    pub(super) fault: &'f mut Option<Fault>,
}

impl<'a> Items<'a, '_> {
    pub(super) fn left(&self) -> usize {
        self.items.len() + self.numbers.len() - self.at
    }

    /// The next item; nothing after the last, or after one that was wrong.
    pub(super) fn more<T: Read>(&mut self) -> Option<T> {
        let node = self.take()?;
        let value = T::read(At { node, fault: self.fault });
        self.told();
        Some(value)
    }

    /// The next item of a list of fixed length.
    pub fn need<T: Read>(&mut self) -> T {
        let node = self.take().unwrap_or_else(|| self.short());
        let mut fault = None;
        let value = T::read(At { node, fault: &mut fault });
        if self.fault.is_none() {
            *self.fault = fault;
            self.told();
        }
        value
    }

    #[inline(never)]
    fn take(&mut self) -> Option<Node<'a>> {
        if self.fault.is_some() {
            return None;
        }
        let number = self.numbers.get(self.at).map(|number| Node::Number(*number));
        let node = number.or_else(|| self.items.get(self.at).map(Node::of))?;
        self.at += 1;
        Some(node)
    }

    fn told(&mut self) {
        if let Some(fault) = self.fault.take() {
            *self.fault = Some(fault.within(&(self.at - 1).to_string()));
        }
    }

    #[inline(never)]
    fn short(&mut self) -> Node<'a> {
        if self.fault.is_none() {
            *self.fault = Some(Fault::new(["expected ", self.fixed].concat()));
        }
        Node::Json(&Json::Null)
    }
}
