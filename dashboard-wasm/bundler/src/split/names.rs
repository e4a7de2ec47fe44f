//! Short names for what the program takes from its glue: each is told by a hash in both, which no packing makes smaller.

use walrus::Module;

/// Renames the imports of `module`, and gives the glue with the same names. A name that stands in the glue anywhere else
/// than as a key stays.
pub(super) fn shorten(module: &mut Module, glue: &str) -> String {
    let mut glue = glue.to_owned();
    for (number, import) in module.imports.iter_mut().enumerate() {
        let (key, short) = (format!("\n{}: ", import.name), format!("w{number}"));
        if glue.matches(&import.name).count() == 1 && glue.contains(&key) {
            glue = glue.replacen(&key, &format!("\n{short}: "), 1);
            import.name = short;
        }
    }
    unindented(glue)
}

/// The same with every line at the margin, unless a text goes over several lines.
fn unindented(glue: String) -> String {
    if glue.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return glue;
    }
    glue.lines().flat_map(|line| [line.trim_start(), "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ModuleConfig;

    #[test]
    fn keys_of_the_glue_and_imports_are_renamed_alike_and_others_stay() {
        let mut module = Module::with_config(ModuleConfig::new());
        let ty = module.types.add(&[], &[]);
        for name in ["__wbg_call_0123", "__wbg_told_twice", "__wbg_unknown"] {
            module.add_import_func("./a.js", name, ty);
        }
        let glue =
            "{\n__wbg_call_0123: function() {\n    },\n__wbg_told_twice: 1,\n};\n__wbg_told_twice();\n";
        let glue = shorten(&mut module, glue);
        assert_eq!(glue, "{\nw0: function() {\n},\n__wbg_told_twice: 1,\n};\n__wbg_told_twice();\n");
        assert_eq!(unindented("a = `\n  b`;".to_owned()), "a = `\n  b`;");
        let names: Vec<&str> = module.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(names, ["w0", "__wbg_told_twice", "__wbg_unknown"]);
    }
}
