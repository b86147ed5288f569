//! `wasm-opt`: halves what the linker and the splitter leave behind.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, anyhow};

use super::wasm::Parts;
use crate::{process, tools};

/// WebAssembly features of the toolchain's default target, one by one: `--all-features` would let the optimiser
/// emit proposals that browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The optimiser, installed on first use. Without it the application works but is about twice as large, so that
/// is a warning here and the server can still be tried out.
pub fn find() -> Option<PathBuf> {
    match tools::wasm_opt() {
        Ok(program) => Some(program),
        Err(reason) => {
            println!(
                "WARNING: wasm-opt (npm package binaryen) could not be installed; the application will be"
            );
            println!("         about twice as large as it should be. The reason: {reason:#}");
            None
        }
    }
}

/// Optimises every module in place, two at a time.
pub fn run(program: &Path, parts: &Parts) -> Result<()> {
    let queue = Mutex::new(parts.chunks.iter().chain([&parts.main]).collect::<Vec<_>>());
    let next = || queue.lock().ok().and_then(|mut modules| modules.pop());
    let worker = || -> Result<()> {
        while let Some(module) = next() {
            optimise(program, module)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers = [scope.spawn(worker), scope.spawn(worker)];
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| anyhow!("optimiser thread failed"))?)
    })
}

fn optimise(program: &Path, module: &Path) -> Result<()> {
    let (program, module) = (program.to_string_lossy(), module.to_string_lossy());
    let mut command = process::command("node", &[&program, "-Oz"]);
    command.args(FEATURES).args([&*module, "-o", &*module]);
    process::quietly(&mut command).context("wasm-opt failed")?;
    Ok(())
}
