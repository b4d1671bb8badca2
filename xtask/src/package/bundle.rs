//! From glue and module to the two entry points of the package.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::{
    text,
    wasm::{GLUE, SMALL},
};
use crate::{npm, paths, step::capture};

/// What the glue exports for apps that fetch the module. Ours is inlined, so nobody calls it and it is left out.
const GLUE_EXPORTS: &str = "export { initSync, __wbg_init as default };";

/// The property that leads from an object into the module. Under a symbol, apps, `Object.keys` and JSON don't meet it.
const POINTER: &str = "__wbg_ptr";

/// What the glue does in browsers that are too old for the module as well.
const NO_REGISTRY: &str = "(typeof FinalizationRegistry === 'undefined')
? { register: () => {}, unregister: () => {} }
: ";

/// Leaves `index.mjs` and `index.cjs` in the folder's `dist`.
pub(super) fn build(parts: &Path, folder: &Path) -> Result<()> {
    let template = paths::root().join("pkg-template/src");
    for file in fs::read_dir(&template).context("pkg-template/src")? {
        let file = file?;
        fs::copy(file.path(), parts.join(file.file_name()))?;
    }
    complete_glue(parts)?;
    inline_module(parts)?;
    for (format, file) in [("esm", "index.mjs"), ("cjs", "index.cjs")] {
        esbuild(parts, format, &folder.join("dist").join(file))?;
    }
    Ok(())
}

/// Lets the glue start itself, by `lazy.mjs`, and name its classes, by `classes`.
fn complete_glue(parts: &Path) -> Result<()> {
    let glue = fs::read_to_string(parts.join(GLUE))?;
    if glue.matches(GLUE_EXPORTS).count() != 1 {
        bail!("the glue of this wasm-bindgen does not end as expected: look at xtask/src/package/bundle.rs");
    }
    let glue = without_ownership(&glue)?.replace(NO_REGISTRY, "");
    let glue = format!(
        "const {POINTER} = Symbol();\n{}",
        glue.replace(&format!(".{POINTER}"), &format!("[{POINTER}]"))
    );
    let lazy = fs::read_to_string(parts.join("lazy.mjs"))?;
    let classes = glue.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"));
    let classes = classes.collect::<Vec<_>>().join(", ");
    let tail = format!("{lazy}\nexport const classes = {{ {classes} }};\n");
    fs::write(parts.join("glue.mjs"), glue.replace(GLUE_EXPORTS, &tail))?;
    Ok(())
}

/// Takes `free` and what it stands on out of the classes: the garbage collector frees their objects, and nothing of it is part
/// of the API.
fn without_ownership(glue: &str) -> Result<String> {
    let mut classes = glue.split("__destroy_into_raw() {");
    let mut kept = classes.next().unwrap_or_default().to_owned();
    for class in classes {
        let Some((_, rest)) = class.split_once("free() {").and_then(|(_, free)| free.split_once('}')) else {
            bail!(
                "a class of this wasm-bindgen has no `free` as expected: look at xtask/src/package/bundle.rs"
            );
        };
        kept += rest;
    }
    let lines = kept.lines().filter(|line| !line.starts_with("if (Symbol.dispose) "));
    let kept = lines.collect::<Vec<_>>().join("\n");
    if let Some(line) = kept.lines().find(|line| line.contains("__destroy_into_raw")) {
        bail!("an exported Rust function takes a class by value ({}): let it take a reference", line.trim());
    }
    Ok(kept)
}

/// `module.mjs`: the wasm as text.
fn inline_module(parts: &Path) -> Result<()> {
    let source = text::source(&fs::read(parts.join(SMALL))?).context("the module as text")?;
    fs::write(parts.join("module.mjs"), source)?;
    Ok(())
}

fn esbuild(parts: &Path, format: &str, file: &Path) -> Result<()> {
    let mut command = npm::tool("esbuild");
    command.arg(parts.join("entry.mjs")).arg(format!("--outfile={}", file.display()));
    command.arg(format!("--format={format}"));
    // Dependencies of the package stay imports: the app shares one logger with other SDKs.
    command.args(["--bundle", "--packages=external", "--minify", "--target=es2022", "--log-level=warning"]);
    let outcome = capture(&mut command)?;
    if !outcome.succeeded {
        bail!("esbuild failed:\n{}", outcome.output);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::without_ownership;

    const CLASS: &str = "export class A {
__destroy_into_raw() {
this.__wbg_ptr = 0;
}
free() {
wasm.free(this.__destroy_into_raw());
}
get id() {
}
}
if (Symbol.dispose) A.prototype[Symbol.dispose] = A.prototype.free;
export class B {
}";

    #[test]
    fn classes_lose_what_frees_them() {
        let kept = without_ownership(CLASS).unwrap();
        assert_eq!(kept, "export class A {\n\nget id() {\n}\n}\nexport class B {\n}");
    }

    #[test]
    fn a_class_that_is_taken_by_value_is_refused() {
        let error = without_ownership(&format!("{CLASS}\nvar ptr = it.__destroy_into_raw();")).unwrap_err();
        assert!(error.to_string().contains("takes a class by value (var ptr"), "{error}");
    }
}
