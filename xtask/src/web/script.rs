//! One JavaScript file out of two: the glue and the loader of the chunks.
//!
//! The two import each other. Joined they need no second request, and the file can be named by its content.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::wasm::{LINK_MODULE, MAIN_MODULE};

/// Object that holds the loaders, in the place of the link module's namespace.
const LOADERS: &str = "remitLoaders";

/// Joins glue and loader and starts the application from `main`, a file beside the script.
///
/// `data-boot` on the root element tells the page (and the browser tests) how the start went.
pub fn join(glue: &str, link: &str, main: &str) -> Result<String> {
    let loaders = loaders(link)?;
    let glue = without_link_imports(glue)?;
    Ok(format!(
        "const {LOADERS} = {{}};\n{{\n{loaders}}}\n{glue}\
         const remitRoot = document.documentElement;\n\
         __wbg_init({{ module_or_path: new URL(\"./{main}\", import.meta.url) }}).then(\n\
         () => {{ remitRoot.dataset.boot = \"ready\"; }},\n\
         (error) => {{ remitRoot.dataset.boot = \"failed\"; throw error; }},\n);\n"
    ))
}

/// The link module with its exports gathered in [`LOADERS`].
fn loaders(link: &str) -> Result<String> {
    let import = format!("import {{ initSync }} from \"{MAIN_MODULE}\";");
    let Some(body) = link.strip_prefix(&import) else {
        bail!("the splitter's link module no longer begins with `{import}`");
    };
    let mut out = String::with_capacity(body.len());
    for line in body.lines() {
        match line.strip_prefix("export const ") {
            Some(rest) => writeln!(out, "{LOADERS}.{rest}")?,
            None => writeln!(out, "{line}")?,
        }
    }
    if out.contains("\nexport ") {
        bail!("the splitter's link module exports something other than constants");
    }
    Ok(out)
}

/// The glue with the namespaces of the link module replaced by [`LOADERS`].
fn without_link_imports(glue: &str) -> Result<String> {
    let from = format!(" from \"{LINK_MODULE}\"");
    let key = format!("\"{LINK_MODULE}\": ");
    let mut out = String::with_capacity(glue.len());
    let mut replaced = false;
    for line in glue.lines() {
        if line.starts_with("import ") {
            if !line.trim_end_matches(';').ends_with(&from) {
                bail!("the glue imports a module that the build does not carry: {line}");
            }
        } else if line.trim_start().starts_with(&key) {
            // One import statement for every chunk, but one entry is enough.
            if !replaced {
                writeln!(out, "{key}{LOADERS},")?;
            }
            replaced = true;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::join;

    const LINK: &str = "import { initSync } from \"./app.js\";\nfunction load() {}\nexport const one = load(\"./a.wasm\");\n";
    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nfunction imports() { return {\n        \"./__wasm_split.js\": import1,\n}; }\n";

    #[test]
    fn the_joined_script_imports_nothing() {
        let script = join(GLUE, LINK, "app-1.wasm").unwrap();
        assert!(
            !script.contains("import *") && !script.contains("import {"),
            "{script}"
        );
        assert!(
            script.contains("remitLoaders.one = load(\"./a.wasm\");"),
            "{script}"
        );
        assert!(
            script.contains("\"./__wasm_split.js\": remitLoaders,"),
            "{script}"
        );
        assert!(
            script.contains("new URL(\"./app-1.wasm\", import.meta.url)"),
            "{script}"
        );
    }

    #[test]
    fn an_unknown_import_stops_the_build() {
        let error = join("import x from \"./y.js\"\n", LINK, "app.wasm").unwrap_err();
        assert!(error.to_string().contains("./y.js"), "{error}");
    }

    #[test]
    fn a_changed_splitter_stops_the_build() {
        assert!(join(GLUE, "export default 1;\n", "app.wasm").is_err());
    }
}
