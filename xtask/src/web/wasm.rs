//! From Rust to WebAssembly: compile, cut at the lazy routes, make the JavaScript glue.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support as splitter;

use crate::{process, repository, tools};

/// Package and binary of the browser application.
const PACKAGE: &str = "remit-web";
/// Profile of the workspace that the application is built with.
pub const PROFILE: &str = "wasm-release";
/// Profile of a build for trying things out: not optimised, and only what has changed.
const DEV_PROFILE: &str = "wasm-dev";
/// Module that loads the chunks, imported under this name by the main module.
pub const LINK_MODULE: &str = "./__wasm_split.js";
/// The glue, imported under this name by the link module.
pub const MAIN_MODULE: &str = "./app.js";

/// The application in pieces that still have their working names.
pub struct Parts {
    /// Glue made by wasm-bindgen.
    pub glue: String,
    /// Loader of the chunks, absent when nothing was split off.
    pub link: String,
    /// What every visitor loads.
    pub main: PathBuf,
    /// What a lazy route, or several, load when they are first opened.
    pub chunks: Vec<PathBuf>,
}

/// Cargo's target folder of the browser build, apart from the native one so that neither locks the other out.
pub fn target() -> PathBuf {
    repository::root().join("target/web")
}

/// Builds the application and cuts it; leaves the pieces in `target/web/bundle`.
pub fn build(dev: bool) -> Result<Parts> {
    let linked = compile(if dev { DEV_PROFILE } else { PROFILE })?;
    let folder = target().join("bundle");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", repository::shown(&folder)))?;
    }
    fs::create_dir_all(&folder)?;
    let chunks = split(&linked, &folder)?;
    glue(&folder)?;
    Ok(Parts {
        glue: repository::read(&folder.join("app.js"))?,
        link: repository::read(&folder.join("__wasm_split.js"))?,
        main: folder.join("app_bg.wasm"),
        chunks,
    })
}

/// Cargo's part. Relocations tell the splitter which function needs which.
fn compile(profile: &str) -> Result<PathBuf> {
    let folder = target().to_string_lossy().into_owned();
    let build = [
        "rustc",
        "--package",
        PACKAGE,
        "--bin",
        PACKAGE,
        "--profile",
        profile,
    ];
    let place = [
        "--target",
        tools::WASM,
        "--target-dir",
        &folder,
        "--",
        "-Clink-arg=--emit-relocs",
    ];
    process::run(process::cargo(&[&build[..], &place[..]].concat()).env_remove("RUSTFLAGS"))?;
    Ok(target()
        .join(tools::WASM)
        .join(profile)
        .join(format!("{PACKAGE}.wasm")))
}

fn split(linked: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let input = fs::read(linked).with_context(|| format!("cannot read {}", repository::shown(linked)))?;
    let main_out = folder.join("app.wasm");
    let mut options = splitter::Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main_out;
    options.link_name = LINK_MODULE;
    options.main_module = MAIN_MODULE;
    let cut = splitter::transform(options).map_err(|report| anyhow!("splitting failed: {report:?}"))?;
    let mut chunks = cut.split_modules;
    // The splitter writes a file for an empty chunk too, which nothing loads.
    let link = repository::read(&folder.join("__wasm_split.js"))?;
    chunks.retain(|chunk| {
        chunk
            .file_name()
            .is_some_and(|name| link.contains(&*name.to_string_lossy()))
    });
    chunks.sort();
    Ok(chunks)
}

fn glue(folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(folder.join("app.wasm"))
        .out_name("app")
        .web(true)?
        .typescript(false)
        // The chunks import what the linker exported: memory, table, stack pointer.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .context("wasm-bindgen failed; its library and the `wasm-bindgen` crate must be of one version")?;
    if folder.join("snippets").exists() {
        bail!(
            "a dependency brings JavaScript of its own (target/web/bundle/snippets), which the build does not carry"
        );
    }
    Ok(())
}
