//! Cuts the program in two: what the page needs at first, and the rest, which is loaded when somebody asks for it.
//!
//! Both parts are one program still, with one memory, one table of functions and one stack: the rest takes them from the
//! first part and fills in its own functions and constants. What goes where follows from the program itself. Everything
//! that can be reached from what the browser may call is in the first part, but for what lies behind an *entry*: a
//! function whose name says that it is called once the rest is there (see [`is_entry`]). The first part has a stand-in
//! for each entry that leads to the rest.
//!
//! Where in the sources a panic stands is told by the rest: before it is there, a panic says what went wrong and not where.
//!
//! Both parts are then made smaller where it costs nothing: by shorter names, and by the order of functions.
//!
//! Calls are read from the program, addresses of functions and constants from the notes of the linker: nothing is guessed,
//! and what cannot be told stays in the first part.

mod linked;
mod main_part;
mod names;
mod order;
mod reach;
mod rest_part;
#[cfg(test)]
mod tests;

use linked::Linked;
use reach::Reached;
use std::collections::BTreeSet;
use std::ops::Range;
use walrus::{FunctionId, Module, ModuleConfig, TableId};

/// The two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The glue, in which names are shorter.
    pub(crate) glue: String,
    /// What the page needs at first.
    pub(crate) main: Vec<u8>,
    /// The rest. A program without entries has an empty one.
    pub(crate) rest: Vec<u8>,
}

/// The name under which the rest asks for what it takes from the first part.
pub(crate) const MAIN: &str = "main";

/// Whether a function of this (mangled) name is called only once the rest is there: one of the module `later::entry`.
pub(crate) fn is_entry(name: &str) -> bool {
    name.contains("5later5entry")
}

/// Where everything goes. Functions are told by their number in the program, which is read once for each part.
struct Plan {
    /// Functions of the first part.
    main: BTreeSet<usize>,
    /// Functions that the first part calls in the rest, in the order of their places in the table.
    entries: Vec<usize>,
    /// The length of the table of functions before the entries are added.
    length: u64,
    /// Bytes of the memory that the rest brings, in order.
    moved: Vec<Range<u32>>,
    /// Those of them that the first part needs nothing of.
    absent: Vec<Range<u32>>,
    /// Where the first part has room for what the rest says of places in the sources.
    sources: Vec<u32>,
}

/// Cuts `bound`, which was bound with `glue` from `linked`.
///
/// # Errors
/// Why it cannot be cut, in one sentence.
pub(crate) fn split(
    linked: &[u8],
    (glue, bound): (&str, &[u8]),
    is_entry: fn(&str) -> bool,
) -> Result<Parts, String> {
    let notes = Linked::read(linked)?;
    let mut main = parse(bound)?;
    let table = table(&main)?;
    let reached = reach::reached(&main, &notes, table, is_entry);
    let plan = plan(&main, &notes, table, reached);
    let mut rest = parse(bound)?;
    main_part::reduce(&mut main, &plan)?;
    rest_part::reduce(&mut rest, &plan)?;
    let glue = names::shorten(&mut main, glue);
    let (main, rest) = (order::ordered(&main.emit_wasm())?, order::ordered(&rest.emit_wasm())?);
    Ok(Parts { glue, main, rest })
}

fn parse(bytes: &[u8]) -> Result<Module, String> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(bytes).map_err(|error| format!("{error:#}"))?;
    // Notes for tools, which the linker's make larger than the program.
    let notes: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in notes {
        module.customs.delete(id);
    }
    Ok(module)
}

impl Plan {
    fn is_main(&self, function: FunctionId) -> bool {
        self.main.contains(&function.index())
    }

    fn is_entry(&self, function: FunctionId) -> bool {
        self.entries.contains(&function.index())
    }

    /// The entries as functions of a module, in order.
    fn entries(&self, module: &Module) -> Vec<FunctionId> {
        let mut all: Vec<_> = module.funcs.iter().map(|f| f.id()).filter(|id| self.is_entry(*id)).collect();
        all.sort_by_key(|id| id.index());
        all
    }
}

/// The table of functions.
fn table(module: &Module) -> Result<TableId, String> {
    let table = module.tables.main_function_table().map_err(|error| error.to_string())?;
    table.ok_or_else(|| "the program has no table of functions".to_owned())
}

fn plan(module: &Module, notes: &Linked, table: TableId, reached: Reached) -> Plan {
    let unneeded =
        || notes.constants.iter().enumerate().filter(|(number, _)| !reached.constants.contains(number));
    let absent = unneeded().filter(|(number, _)| !reached.sources.contains(number));
    let sources = reached.sources.iter().filter_map(|number| notes.constants.get(*number));
    Plan {
        absent: joined(absent.map(|(_, constant)| constant.place.clone())),
        sources: sources.map(|constant| constant.place.start).collect(),
        main: reached.functions.iter().map(|id| id.index()).collect(),
        entries: reached.entries.iter().map(|id| id.index()).collect(),
        length: module.tables.get(table).initial,
        moved: joined(unneeded().map(|(_, constant)| constant.place.clone())),
    }
}

/// Neighbours as one.
fn joined(places: impl Iterator<Item = Range<u32>>) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    for place in places {
        match out.last_mut() {
            Some(last) if last.end == place.start => last.end = place.end,
            _ => out.push(place),
        }
    }
    out
}

/// What the first part calls something that the rest takes: a letter for what it is, and its number.
fn shared(what: char, number: usize) -> String {
    format!("{what}{number}")
}
