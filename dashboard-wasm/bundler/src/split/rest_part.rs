//! The rest: its functions and constants alone, everything else taken from the first part.

use super::reach::named;
use super::{MAIN, Plan, shared};
use std::ops::Range;
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataId, DataKind, ElementItems, ElementKind, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, MemoryId, Module, TableId,
};

/// Makes the whole program the rest.
pub(super) fn reduce(module: &mut Module, plan: &Plan) -> Result<(), String> {
    let exports: Vec<_> = module.exports.iter().map(|export| export.id()).collect();
    exports.into_iter().for_each(|id| module.exports.delete(id));
    module.start = None;
    data(module, &plan.moved)?;
    let table = super::table(module)?;
    elements(module, table, plan)?;
    functions(module, plan);
    take(module, table, plan);
    walrus::passes::gc::run(module);
    Ok(())
}

/// Memory, address and bytes of a segment.
pub(super) fn active(module: &Module, id: DataId) -> Result<(MemoryId, u32, Vec<u8>), String> {
    let data = module.data.get(id);
    match &data.kind {
        DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(at)) } => {
            Ok((*memory, u32::from_ne_bytes(at.to_ne_bytes()), data.value.clone()))
        }
        _ => Err("a segment of the memory has no fixed place".to_owned()),
    }
}

/// Keeps the bytes that move.
fn data(module: &mut Module, moved: &[Range<u32>]) -> Result<(), String> {
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in segments {
        let (memory, start, value) = active(module, id)?;
        module.data.delete(id);
        module.memories.get_mut(memory).data_segments.remove(&id);
        let end = start + u32::try_from(value.len()).map_err(|error| error.to_string())?;
        let inside = |place: &Range<u32>| place.start.max(start)..place.end.min(end);
        for place in moved.iter().map(inside).filter(|place| !place.is_empty()) {
            let bytes = value.get((place.start - start) as usize..(place.end - start) as usize);
            let bytes = bytes.unwrap_or_default().to_vec();
            if bytes.iter().all(|byte| *byte == 0) {
                continue;
            }
            let offset = ConstExpr::Value(Value::I32(i32::from_ne_bytes(place.start.to_ne_bytes())));
            let id = module.data.add(DataKind::Active { memory, offset }, bytes);
            module.memories.get_mut(memory).data_segments.insert(id);
        }
    }
    Ok(())
}

/// Fills the places of the table whose functions are in the rest, and those of the entries.
fn elements(module: &mut Module, id_of_table: TableId, plan: &Plan) -> Result<(), String> {
    let mut filled: Vec<(u64, Vec<FunctionId>)> = Vec::new();
    let all: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
    for id in all {
        let element = module.elements.get(id);
        if let ElementKind::Active { table, offset } = &element.kind
            && *table == id_of_table
        {
            let ConstExpr::Value(Value::I32(start)) = offset else {
                return Err("a part of the table has no fixed place".to_owned());
            };
            let start = u64::from(u32::from_ne_bytes(start.to_ne_bytes()));
            runs(plan, start, &named(&element.items), &mut filled);
        }
        let table = match module.elements.get(id).kind {
            ElementKind::Active { table, .. } => Some(table),
            _ => None,
        };
        module.elements.delete(id);
        if let Some(table) = table {
            module.tables.get_mut(table).elem_segments.remove(&id);
        }
    }
    filled.push((plan.length, plan.entries(module)));
    for (start, functions) in filled.into_iter().filter(|(_, functions)| !functions.is_empty()) {
        let start = i32::try_from(start).map_err(|error| error.to_string())?;
        let kind = ElementKind::Active { table: id_of_table, offset: ConstExpr::Value(Value::I32(start)) };
        let id = module.elements.add(kind, ElementItems::Functions(functions));
        module.tables.get_mut(id_of_table).elem_segments.insert(id);
    }
    Ok(())
}

/// Neighbouring places of functions that are in the rest.
fn runs(plan: &Plan, start: u64, functions: &[FunctionId], out: &mut Vec<(u64, Vec<FunctionId>)>) {
    let is_here = |function: &FunctionId| !plan.is_main(*function) && !plan.is_entry(*function);
    for (place, function) in (start..).zip(functions).filter(|(_, function)| is_here(function)) {
        match out.last_mut() {
            Some((first, run)) if *first + run.len() as u64 == place => run.push(*function),
            _ => out.push((place, vec![*function])),
        }
    }
}

/// Functions of the first part are taken from there.
fn functions(module: &mut Module, plan: &Plan) {
    let all: Vec<_> = module.funcs.iter().map(|f| f.id()).filter(|id| plan.is_main(*id)).collect();
    for id in all {
        let import = module.imports.add(MAIN, &shared('f', id.index()), id);
        let function = module.funcs.get_mut(id);
        let ty = function.ty();
        if let FunctionKind::Import(before) = &function.kind {
            module.imports.delete(before.import);
        }
        function.kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
}

/// So are memory, tables and globals.
fn take(module: &mut Module, id_of_table: TableId, plan: &Plan) {
    let memories: Vec<_> = module.memories.iter().map(|memory| memory.id()).collect();
    for (number, memory) in memories.into_iter().enumerate() {
        module.memories.get_mut(memory).import = Some(module.imports.add(MAIN, &shared('m', number), memory));
    }
    let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
    for (number, table) in tables.into_iter().enumerate() {
        let import = module.imports.add(MAIN, &shared('t', number), table);
        let more = if table == id_of_table { plan.entries.len() as u64 } else { 0 };
        let table = module.tables.get_mut(table);
        table.import = Some(import);
        table.initial += more;
        table.maximum = table.maximum.map(|most| most + more);
    }
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for (number, global) in globals.into_iter().enumerate() {
        let import = module.imports.add(MAIN, &shared('g', number), global);
        module.globals.get_mut(global).kind = GlobalKind::Import(import);
    }
}
