//! Puts functions that look alike beside each other: whoever packs the program then finds them within its reach.
//!
//! Most generic functions exist many times over, for one type each. By size, as they come, they lie anywhere.

use std::collections::BTreeMap;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::{BinaryReaderError, CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Bytes of a piece: functions are as like as the pieces that they share are many.
const PIECE: usize = 4;

/// Functions that share a piece at most; what more of them have is found anywhere.
const MOST: usize = 120;

/// What being like the last function counts, like the one before it, and so on.
const WEIGHTS: [usize; 6] = [60, 30, 20, 15, 12, 10];

/// The program with its functions in another order, and otherwise the same.
///
/// # Errors
/// Why it cannot be read, in one sentence.
pub(super) fn ordered(program: &[u8]) -> Result<Vec<u8>, String> {
    let (imported, bodies) = bodies(program).map_err(|error| error.to_string())?;
    let order = alike(&bodies);
    let mut places = vec![0; order.len()];
    for (place, body) in (0u32..).zip(&order) {
        if let Some(slot) = places.get_mut(*body) {
            *slot = place;
        }
    }
    let mut module = wasm_encoder::Module::new();
    let mut ordering = Ordering { imported, order, places };
    ordering
        .parse_core_module(&mut module, Parser::new(0), program)
        .map_err(|error| format!("functions cannot be put in order: {error}"))?;
    Ok(module.finish())
}

/// How many functions are imported, and the bytes of all others.
fn bodies(program: &[u8]) -> Result<(u32, Vec<&[u8]>), BinaryReaderError> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// The functions by their numbers, each followed by the one that is most like it, and like those before it, of those that
/// are left.
fn alike(bodies: &[&[u8]]) -> Vec<usize> {
    let (groups, of) = groups(bodies);
    let mut left = vec![true; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut first = 0;
    while let Some(mut next) = (first..left.len()).find(|at| left.get(*at) == Some(&true)) {
        first = next;
        loop {
            if let Some(left) = left.get_mut(next) {
                *left = false;
            }
            order.push(next);
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for (last, weight) in order.iter().rev().zip(WEIGHTS) {
                for group in of.get(*last).into_iter().flatten().filter_map(|group| groups.get(*group)) {
                    for other in group.iter().filter(|other| left.get(**other) == Some(&true)) {
                        *shared.entry(*other).or_default() += weight;
                    }
                }
            }
            let size = |at: usize| bodies.get(at).map_or(0, |body| body.len());
            // Shares of both are compared without dividing them.
            let best = shared.into_iter().max_by(|(a, of_a), (b, of_b)| {
                let (by_a, by_b) = (of_a * (size(*b) + size(next)), of_b * (size(*a) + size(next)));
                by_a.cmp(&by_b).then(b.cmp(a))
            });
            match best {
                Some((other, _)) => next = other,
                None => break,
            }
        }
    }
    order
}

/// The functions that share a piece, for each piece, and the numbers of the pieces that each function has.
fn groups(bodies: &[&[u8]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut pieces: Vec<(&[u8], usize)> = Vec::new();
    for (at, body) in bodies.iter().enumerate() {
        pieces.extend(body.windows(PIECE).map(|piece| (piece, at)));
    }
    pieces.sort_unstable();
    pieces.dedup();
    let (mut groups, mut of) = (Vec::new(), vec![Vec::new(); bodies.len()]);
    for same in pieces.chunk_by(|a, b| a.0 == b.0).filter(|same| (2..=MOST).contains(&same.len())) {
        for (_, at) in same {
            if let Some(of) = of.get_mut(*at) {
                of.push(groups.len());
            }
        }
        groups.push(same.iter().map(|(_, at)| *at).collect());
    }
    (groups, of)
}

/// Writes a program again, its functions in another order.
struct Ordering {
    imported: u32,
    /// The functions by their old numbers, without those that are imported.
    order: Vec<usize>,
    /// For each of them its new one.
    places: Vec<u32>,
}

impl Reencode for Ordering {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<String>> {
        let Some(own) = function.checked_sub(self.imported) else { return Ok(function) };
        let place = self.places.get(own as usize);
        let place = place.ok_or_else(|| Error::UserError(format!("there is no function {function}")))?;
        Ok(place + self.imported)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<String>> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for ty in self.order.iter().filter_map(|at| types.get(*at)) {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<String>> {
        let bodies: Vec<_> = section.into_iter().collect::<Result<_, _>>()?;
        for at in self.order.clone() {
            if let Some(body) = bodies.get(at) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }
}
