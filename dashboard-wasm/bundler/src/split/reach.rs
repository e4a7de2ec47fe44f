//! What the program needs before the rest of it is there.

use super::linked::{Linked, Target};
use std::collections::{BTreeMap, BTreeSet};
use walrus::ir::{Visitor, dfs_in_order};
use walrus::{ConstExpr, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, Module, TableId};

/// What is reached without going through an entry of the rest.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// Functions.
    pub(super) functions: BTreeSet<FunctionId>,
    /// Numbers of constants.
    pub(super) constants: BTreeSet<usize>,
    /// Numbers of constants that only say where something stands in the sources.
    pub(super) sources: BTreeSet<usize>,
    /// Entries of the rest that are called.
    pub(super) entries: BTreeSet<FunctionId>,
}

/// A search under way.
struct Search<'a> {
    module: &'a Module,
    linked: &'a Linked,
    by_name: BTreeMap<&'a str, Vec<FunctionId>>,
    is_entry: fn(&str) -> bool,
    reached: Reached,
    open: Vec<FunctionId>,
}

/// Goes through `module`, bound from what `linked` tells of, from everything that the browser may call.
pub(super) fn reached(
    module: &Module,
    linked: &Linked,
    functions: TableId,
    is_entry: fn(&str) -> bool,
) -> Reached {
    let mut by_name: BTreeMap<&str, Vec<FunctionId>> = BTreeMap::new();
    for function in module.funcs.iter() {
        by_name.entry(function.name.as_deref().unwrap_or_default()).or_default().push(function.id());
    }
    let mut search =
        Search { module, linked, by_name, is_entry, reached: Reached::default(), open: Vec::new() };
    search.begin(functions);
    while let Some(function) = search.open.pop() {
        search.follow(function);
    }
    search.reached
}

impl Search<'_> {
    /// What the browser may call, what binding has added, and what cannot be told.
    fn begin(&mut self, functions: TableId) {
        let module = self.module;
        for export in module.exports.iter() {
            if let ExportItem::Function(function) = export.item {
                self.function(function);
            }
        }
        module.start.into_iter().for_each(|function| self.function(function));
        for function in module.funcs.iter() {
            let known = function.name.as_deref().is_some_and(|name| self.linked.functions.contains_key(name));
            if !known || matches!(function.kind, FunctionKind::Import(_)) {
                self.function(function.id());
            }
        }
        for element in module.elements.iter() {
            if !matches!(element.kind, ElementKind::Active { table, .. } if table == functions) {
                named(&element.items).into_iter().for_each(|function| self.function(function));
            }
        }
        self.linked.loose.iter().for_each(|target| self.target(target));
    }

    fn function(&mut self, function: FunctionId) {
        let name = self.module.funcs.get(function).name.as_deref().unwrap_or_default();
        if (self.is_entry)(name) {
            self.reached.entries.insert(function);
        } else if self.reached.functions.insert(function) {
            self.open.push(function);
        }
    }

    fn follow(&mut self, function: FunctionId) {
        let function = self.module.funcs.get(function);
        if let FunctionKind::Local(body) = &function.kind {
            let mut calls = Calls::default();
            dfs_in_order(&mut calls, body, body.entry_block());
            calls.0.into_iter().for_each(|called| self.function(called));
        }
        let targets = function.name.as_deref().and_then(|name| self.linked.functions.get(name));
        targets.into_iter().flatten().for_each(|target| self.target(target));
    }

    fn target(&mut self, target: &Target) {
        match target {
            Target::Function(name) => {
                let functions = self.by_name.get(name.as_str()).cloned().unwrap_or_default();
                functions.into_iter().for_each(|function| self.function(function));
            }
            Target::Constant(number) => {
                let Some(constant) = self.linked.constants.get(*number) else { return };
                if constant.is_source {
                    self.reached.sources.insert(*number);
                } else if self.reached.constants.insert(*number) {
                    constant.targets.iter().for_each(|target| self.target(target));
                }
            }
        }
    }
}

/// The functions of a list of elements.
pub(super) fn named(items: &ElementItems) -> Vec<FunctionId> {
    match items {
        ElementItems::Functions(functions) => functions.clone(),
        ElementItems::Expressions(_, expressions) => {
            let of = |expression: &ConstExpr| match expression {
                ConstExpr::RefFunc(function) => Some(*function),
                _ => None,
            };
            expressions.iter().filter_map(of).collect()
        }
    }
}

/// The functions that a body names.
#[derive(Default)]
pub(super) struct Calls(pub(super) BTreeSet<FunctionId>);

impl<'a> Visitor<'a> for Calls {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.0.insert(*function);
    }
}
