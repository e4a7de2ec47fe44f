//! What the linker says of the program: which function or constant refers to the address of which other one.
//!
//! `--emit-relocs` keeps these notes (tool conventions, Linking.md). Calls are not read here: the bound program has them.

use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{
    BinaryReaderError, DataKind, DefinedDataSymbol, KnownCustom, Linking, LinkingSectionReader, Name,
    NameSectionReader, Operator, Parser, Payload, RelocSectionReader, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

/// Bytes of a `Location`.
pub(super) const SOURCE: usize = 16;

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// The function of this name.
    Function(String),
    /// The constant or variable number so many of [`Linked::constants`].
    Constant(usize),
}

/// A constant or variable: bytes of the memory that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Constant {
    /// Where it lies in the memory.
    pub(super) place: Range<u32>,
    /// What its bytes lead to.
    pub(super) targets: Vec<Target>,
    /// Whether it says where in the sources something stands, which only a panic tells.
    pub(super) is_source: bool,
}

/// The notes of the linker.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    /// For each name of a function what the addresses in it lead to. Functions of one name are taken for one.
    pub(super) functions: BTreeMap<String, Vec<Target>>,
    /// Everything that lies in the memory, by its place.
    pub(super) constants: Vec<Constant>,
    /// What bytes lead to that belong to nothing known.
    pub(super) loose: Vec<Target>,
}

/// The sections of the linked program as they come.
#[derive(Default)]
struct Sections<'a> {
    imported: u32,
    names: BTreeMap<u32, &'a str>,
    symbols: Vec<Symbol<'a>>,
    code_start: usize,
    bodies: Vec<Range<usize>>,
    data_start: usize,
    /// For each segment where it lies in the file and in the memory.
    segments: Vec<(Range<usize>, u32)>,
    /// The bytes of each.
    bytes: Vec<&'a [u8]>,
    in_code: Vec<RelocationEntry>,
    in_data: Vec<RelocationEntry>,
}

/// A symbol that addresses may lead to.
enum Symbol<'a> {
    Function(u32, Option<&'a str>),
    Data(DefinedDataSymbol),
    Other,
}

impl Linked {
    /// Reads them.
    ///
    /// # Errors
    /// What is missing or unknown, in one sentence.
    pub(super) fn read(program: &[u8]) -> Result<Self, String> {
        let sections = Sections::read(program).map_err(|error| error.to_string())?;
        if sections.symbols.is_empty() || sections.in_code.is_empty() {
            return Err("the linker left no notes; it is told to by --emit-relocs".to_owned());
        }
        sections.told()
    }
}

impl<'a> Sections<'a> {
    fn read(program: &'a [u8]) -> Result<Self, BinaryReaderError> {
        let mut sections = Self::default();
        for payload in Parser::new(0).parse_all(program) {
            sections.take(payload?)?;
        }
        Ok(sections)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), BinaryReaderError> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    self.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionStart { range, .. } => self.code_start = range.start,
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range()),
            Payload::DataSection(segments) => {
                self.data_start = segments.range().start;
                for segment in segments {
                    let segment = segment?;
                    let file = segment.range.end - segment.data.len()..segment.range.end;
                    self.segments.push((file, address(&segment.kind)?));
                    self.bytes.push(segment.data);
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(names) => self.take_names(names)?,
                KnownCustom::Linking(notes) => self.take_symbols(notes)?,
                KnownCustom::Reloc(entries) => self.take_relocations(section.name(), &entries)?,
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn take_names(&mut self, names: NameSectionReader<'a>) -> Result<(), BinaryReaderError> {
        for part in names {
            if let Name::Function(functions) = part? {
                for naming in functions {
                    let naming = naming?;
                    self.names.insert(naming.index, naming.name);
                }
            }
        }
        Ok(())
    }

    fn take_symbols(&mut self, notes: LinkingSectionReader<'a>) -> Result<(), BinaryReaderError> {
        for part in notes.subsections() {
            if let Linking::SymbolTable(symbols) = part? {
                for symbol in symbols {
                    self.symbols.push(match symbol? {
                        SymbolInfo::Func { index, name, .. } => Symbol::Function(index, name),
                        SymbolInfo::Data { symbol: Some(place), .. } => Symbol::Data(place),
                        _ => Symbol::Other,
                    });
                }
            }
        }
        Ok(())
    }

    fn take_relocations(
        &mut self,
        name: &str,
        section: &RelocSectionReader<'a>,
    ) -> Result<(), BinaryReaderError> {
        let into = match name {
            "reloc.CODE" => &mut self.in_code,
            "reloc.DATA" => &mut self.in_data,
            _ => return Ok(()),
        };
        for entry in section.entries() {
            into.push(entry?);
        }
        Ok(())
    }

    fn told(&self) -> Result<Linked, String> {
        let places = merged(self.symbols.iter().filter_map(|symbol| self.place(symbol)).collect());
        let constants = places.iter().map(|place| Constant {
            place: place.clone(),
            targets: Vec::new(),
            is_source: false,
        });
        let mut linked = Linked { constants: constants.collect(), ..Linked::default() };
        for (index, _) in (self.imported..).zip(&self.bodies) {
            linked.functions.entry(self.name(index, None)).or_default();
        }
        for entry in &self.in_code {
            let Some(target) = self.target(entry, &places)? else { continue };
            let at = self.code_start + entry.offset as usize;
            let body = self.bodies.partition_point(|body| body.end <= at);
            let index = self.imported + u32::try_from(body).unwrap_or(u32::MAX);
            linked.functions.entry(self.name(index, None)).or_default().push(target);
        }
        for entry in &self.in_data {
            let Some(target) = self.target(entry, &places)? else { continue };
            let at = self.data_start + entry.offset as usize;
            let holder = self.in_memory(at).and_then(|address| constant_at(&places, address));
            match holder.and_then(|holder| linked.constants.get_mut(holder)) {
                Some(constant) => constant.targets.push(target),
                None => linked.loose.push(target),
            }
        }
        for constant in &mut linked.constants {
            constant.is_source = self.is_source(constant, &places);
        }
        Ok(linked)
    }

    /// Whether a constant is a `Location`: the path of a source, which a zero follows, its length, line and column.
    fn is_source(&self, constant: &Constant, places: &[Range<u32>]) -> bool {
        let [Target::Constant(path)] = constant.targets.as_slice() else { return false };
        let (Some(path), Some(own)) = (places.get(*path), self.at(&constant.place)) else { return false };
        let length = own.get(4..8).and_then(|word| word.try_into().ok()).map(u32::from_le_bytes);
        own.len() == SOURCE
            && length.map(|length| length + 1) == Some(path.end - path.start)
            && self.at(path).is_some_and(|path| path.ends_with(b".rs\0"))
    }

    /// The bytes of the memory at a place.
    fn at(&self, place: &Range<u32>) -> Option<&'a [u8]> {
        let inside = |((file, start), bytes): (&(Range<usize>, u32), &&'a [u8])| {
            let from = place.start.checked_sub(*start)? as usize;
            let to = from + (place.end - place.start) as usize;
            bytes.get(from..to).filter(|_| to <= file.len())
        };
        self.segments.iter().zip(&self.bytes).find_map(inside)
    }

    /// What a note leads to; nothing for what is no address.
    fn target(&self, entry: &RelocationEntry, places: &[Range<u32>]) -> Result<Option<Target>, String> {
        use RelocationType as Is;
        let symbol = self.symbols.get(entry.index as usize);
        match (entry.ty, symbol) {
            (Is::TableIndexSleb | Is::TableIndexI32, Some(Symbol::Function(index, name))) => {
                Ok(Some(Target::Function(self.name(*index, *name))))
            }
            (Is::MemoryAddrLeb | Is::MemoryAddrSleb | Is::MemoryAddrI32, Some(symbol)) => {
                let place = self.place(symbol);
                Ok(place.and_then(|place| constant_at(places, place.start)).map(Target::Constant))
            }
            (Is::FunctionIndexLeb | Is::TypeIndexLeb | Is::GlobalIndexLeb | Is::TableNumberLeb, _) => {
                Ok(None)
            }
            (other, _) => Err(format!("the linker left a note of an unknown kind: {other:?}")),
        }
    }

    /// Where a symbol lies in the memory; nothing for what is no data or has no bytes.
    fn place(&self, symbol: &Symbol<'_>) -> Option<Range<u32>> {
        let Symbol::Data(data) = symbol else { return None };
        let (_, segment) = self.segments.get(data.index as usize)?;
        let start = segment.checked_add(data.offset)?;
        Some(start..start.checked_add(data.size)?).filter(|place| !place.is_empty())
    }

    /// The address in the memory of a byte of the file.
    fn in_memory(&self, at: usize) -> Option<u32> {
        let (file, address) = self.segments.iter().find(|(file, _)| file.contains(&at))?;
        address.checked_add(u32::try_from(at - file.start).ok()?)
    }

    fn name(&self, index: u32, symbol: Option<&str>) -> String {
        let known = self.names.get(&index).copied().or(symbol);
        known.map_or_else(|| format!("function {index}"), str::to_owned)
    }
}

/// The address of a segment; those that lie nowhere at first count as at the end of the memory, where nothing is.
fn address(kind: &DataKind<'_>) -> Result<u32, BinaryReaderError> {
    if let DataKind::Active { offset_expr, .. } = kind
        && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
    {
        return Ok(u32::from_ne_bytes(value.to_ne_bytes()));
    }
    Ok(u32::MAX)
}

/// Places in order; those that share bytes are one.
fn merged(mut places: Vec<Range<u32>>) -> Vec<Range<u32>> {
    places.sort_by_key(|place| (place.start, place.end));
    let mut out: Vec<Range<u32>> = Vec::new();
    for place in places {
        match out.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => out.push(place),
        }
    }
    out
}

/// The number of the place that holds an address.
fn constant_at(places: &[Range<u32>], address: u32) -> Option<usize> {
    let at = places.partition_point(|place| place.end <= address);
    places.get(at).filter(|place| place.contains(&address)).map(|_| at)
}
