//! The first part: without what only the rest needs, with a stand-in for each entry.

use super::linked::SOURCE;
use super::reach::named;
use super::{Plan, shared};
use std::collections::BTreeSet;
use std::ops::Range;
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, Module,
    TableId,
};

/// What stands in place of a place in the sources: line and column 0 of the file with an empty name, at an address that is
/// not null.
const NOWHERE: [u8; SOURCE] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Bytes that move and stand as zeros in the first part all the same: a piece of the memory of its own on either side would
/// be larger once packed. The rest writes them.
const SMALL: usize = 256;

/// Makes the whole program the first part.
pub(super) fn reduce(module: &mut Module, plan: &Plan) -> Result<(), String> {
    let shared_functions = called_by_rest(module, plan);
    let id = super::table(module)?;
    for (number, entry) in plan.entries(module).into_iter().enumerate() {
        stand_in(module, (id, plan.length + number as u64), entry)?;
    }
    let table = module.tables.get_mut(id);
    let more = plan.entries.len() as u64;
    table.initial += more;
    table.maximum = table.maximum.map(|most| most + more);
    elements(module, id, plan)?;
    data(module, plan)?;
    share(module, &shared_functions);
    walrus::passes::gc::run(module);
    Ok(())
}

/// Functions of the first part that the rest calls.
fn called_by_rest(module: &Module, plan: &Plan) -> BTreeSet<FunctionId> {
    let mut called = BTreeSet::new();
    for function in module.funcs.iter().filter(|function| !plan.is_main(function.id())) {
        if let FunctionKind::Local(body) = &function.kind {
            let mut calls = super::reach::Calls::default();
            walrus::ir::dfs_in_order(&mut calls, body, body.entry_block());
            called.extend(calls.0.into_iter().filter(|id| plan.is_main(*id)));
        }
    }
    called
}

/// Calls the entry by its place in the table, which the rest fills.
fn stand_in(module: &mut Module, (table, place): (TableId, u64), entry: FunctionId) -> Result<(), String> {
    let place = i32::try_from(place).map_err(|error| error.to_string())?;
    let of = module.funcs.get(entry).ty();
    let (parameters, results) = module.types.params_results(of);
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    let arguments: Vec<_> = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut body = builder.func_body();
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.i32_const(place).call_indirect(of, table);
    module.funcs.get_mut(entry).kind = FunctionKind::Local(builder.local_func(arguments));
    Ok(())
}

/// Takes what is in the rest out of the table: one function that only fails stands in its places.
fn elements(module: &mut Module, id: TableId, plan: &Plan) -> Result<(), String> {
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().unreachable();
    let absent = builder.finish(Vec::new(), &mut module.funcs);
    let here = |function: &FunctionId| plan.is_main(*function) || plan.is_entry(*function);
    for element in module.elements.iter_mut() {
        if !matches!(element.kind, ElementKind::Active { table, .. } if table == id) {
            continue;
        }
        let ElementItems::Functions(functions) = &mut element.items else {
            return Err(format!(
                "the table has {} entries that are no plain functions",
                named(&element.items).len()
            ));
        };
        functions.iter_mut().filter(|function| !here(function)).for_each(|function| *function = absent);
    }
    Ok(())
}

/// Keeps the bytes that do not move.
fn data(module: &mut Module, plan: &Plan) -> Result<(), String> {
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in segments {
        let (memory, start, mut value) = super::rest_part::active(module, id)?;
        let end = start + u32::try_from(value.len()).map_err(|error| error.to_string())?;
        module.data.delete(id);
        module.memories.get_mut(memory).data_segments.remove(&id);
        for source in plan.sources.iter().filter_map(|source| source.checked_sub(start)) {
            if let Some(bytes) = value.get_mut(source as usize..source as usize + SOURCE) {
                bytes.copy_from_slice(&NOWHERE);
            }
        }
        for (at, bytes) in kept(start..end, &value, &plan.absent) {
            let offset = ConstExpr::Value(Value::I32(i32::from_ne_bytes(at.to_ne_bytes())));
            let id = module.data.add(DataKind::Active { memory, offset }, bytes);
            module.memories.get_mut(memory).data_segments.insert(id);
        }
    }
    Ok(())
}

/// The pieces of a segment that stay, and where.
fn kept(segment: Range<u32>, value: &[u8], moved: &[Range<u32>]) -> Vec<(u32, Vec<u8>)> {
    let mut out: Vec<(u32, Vec<u8>)> = Vec::new();
    let mut from = segment.start;
    let inside = moved.iter().filter(|place| place.start < segment.end && place.end > segment.start);
    for place in inside.cloned().chain(std::iter::once(segment.end..segment.end)) {
        let bytes =
            value.get((from - segment.start) as usize..(place.start.max(from) - segment.start) as usize);
        let bytes = bytes.filter(|bytes| !bytes.is_empty());
        match (bytes, out.last_mut()) {
            (Some(bytes), Some((at, last))) if (from - *at) as usize - last.len() <= SMALL => {
                last.resize((from - *at) as usize, 0);
                last.extend_from_slice(bytes);
            }
            (Some(bytes), _) => out.push((from, bytes.to_vec())),
            (None, _) => {}
        }
        from = place.end.min(segment.end);
    }
    out
}

/// Exports what the rest takes.
fn share(module: &mut Module, functions: &BTreeSet<FunctionId>) {
    for function in functions {
        module.exports.add(&shared('f', function.index()), *function);
    }
    let memories: Vec<_> = module.memories.iter().map(|memory| memory.id()).collect();
    for (number, memory) in memories.into_iter().enumerate() {
        module.exports.add(&shared('m', number), memory);
    }
    let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
    for (number, table) in tables.into_iter().enumerate() {
        module.exports.add(&shared('t', number), table);
    }
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for (number, global) in globals.into_iter().enumerate() {
        module.exports.add(&shared('g', number), global);
    }
}
