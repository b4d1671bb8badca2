//! Short names between glue and module.
//!
//! wasm-bindgen names each import and export in full, with a hash behind it that no compressor can shorten, and only glue and
//! module ever read them.

use std::collections::HashMap;

use anyhow::{Result, bail, ensure};
use wasm_bindgen_cli_support::Output;

/// What wasm-bindgen calls the glue when it imports from it.
const GLUE_MODULE: &str = "./offhook_bg.js";

/// Long names, and what they are now.
type Names = HashMap<String, String>;

/// Shortens the names in the module, and returns the glue that knows them.
pub(super) fn shorten(output: &mut Output) -> Result<String> {
    let glue = output.js().to_owned();
    let wasm = output.wasm_mut();
    let mut imports = Names::new();
    for import in wasm.imports.iter_mut().filter(|import| import.module == GLUE_MODULE) {
        let name = short_name(imports.len());
        imports.insert(std::mem::replace(&mut import.name, name.clone()), name);
        import.module = "a".to_owned();
    }
    let mut exports = Names::new();
    for export in wasm.exports.iter_mut() {
        let name = short_name(exports.len());
        exports.insert(std::mem::replace(&mut export.name, name.clone()), name);
    }
    let glue = rename_imports(&glue, &imports)?;
    Ok(rename_exports(&glue, &exports))
}

/// The glue has one object with the imports in it, each a property on a line of its own.
fn rename_imports(glue: &str, names: &Names) -> Result<String> {
    let mut renamed = 0;
    let mut rename = |line: &str| {
        let (name, value) = line.trim_start().split_once(": function(")?;
        let short = names.get(name)?;
        renamed += 1;
        Some(format!("{short}: function({value}"))
    };
    let lines: Vec<String> =
        glue.lines().map(|line| rename(line).unwrap_or_else(|| line.to_owned())).collect();
    ensure!(
        renamed == names.len(),
        "the glue has {renamed} of {} imports: look at xtask/src/package/names.rs",
        names.len()
    );
    let glue = lines.join("\n");
    let Some((before, after)) = glue.split_once(&format!("\"{GLUE_MODULE}\":")) else {
        bail!("the glue does not name its imports {GLUE_MODULE}: look at xtask/src/package/names.rs");
    };
    Ok(format!("{before}a:{after}"))
}

/// The glue uses an export as `wasm.name`.
fn rename_exports(glue: &str, names: &Names) -> String {
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '$';
    let mut pieces = glue.split("wasm.");
    let mut renamed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|char| !is_word(char)).unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        let name =
            if renamed.ends_with(is_word) { name } else { names.get(name).map_or(name, String::as_str) };
        renamed.extend(["wasm.", name, rest]);
    }
    renamed
}

/// `a` to `z`, then `aa` and so on.
fn short_name(index: usize) -> String {
    let letter = |index: usize| char::from(b"abcdefghijklmnopqrstuvwxyz"[index % 26]);
    match index.checked_sub(26) {
        None => letter(index).to_string(),
        Some(rest) => format!("{}{}", short_name(rest / 26), letter(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, rename_exports, rename_imports, short_name};

    fn names() -> Names {
        Names::from([("__wbg_new_0123".to_owned(), "a".to_owned())])
    }

    #[test]
    fn imports_are_renamed_where_they_are_properties() {
        let glue = "const import0 = {\n  __wbg_new_0123: function(arg) {\n},\n};\nreturn { \"./offhook_bg.js\": import0 };";
        let renamed = rename_imports(glue, &names()).unwrap();
        assert_eq!(renamed, "const import0 = {\na: function(arg) {\n},\n};\nreturn { a: import0 };");
        assert!(rename_imports("nothing", &names()).is_err());
    }

    #[test]
    fn exports_are_renamed_where_they_are_used() {
        let glue = "wasm.__wbg_new_0123(mywasm.__wbg_new_0123, wasm.__wbg_new_0123_ext)";
        assert_eq!(rename_exports(glue, &names()), "wasm.a(mywasm.__wbg_new_0123, wasm.__wbg_new_0123_ext)");
    }

    #[test]
    fn short_names_differ() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(short_name), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
