//! `wasm-opt` halves what the linker and the splitter leave behind; `terser` halves the script.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
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

/// Modules smaller than this are left as they are, bytes.
const WORTHWHILE: u64 = 2_000;

/// The optimisers, where they could be installed.
pub struct Optimiser {
    packages: PathBuf,
}

impl Optimiser {
    /// Installs on first use. Without them the application works but is much larger, so that is a warning here and
    /// the product can still be tried out.
    pub fn find() -> Option<Self> {
        match tools::optimisers() {
            Ok(packages) => Some(Self { packages }),
            Err(reason) => {
                println!(
                    "WARNING: wasm-opt and terser (npm packages) could not be installed; the application will be"
                );
                println!("         much larger than it should be. The reason: {reason:#}");
                None
            }
        }
    }

    /// Optimises every module in place, two at a time; the main module first, because it takes longest. Shared pieces
    /// of a function or two have nothing to gain and are hundreds.
    pub fn modules(&self, parts: &Parts) -> Result<()> {
        let worthwhile = |chunk: &&PathBuf| fs::metadata(chunk).is_ok_and(|file| file.len() >= WORTHWHILE);
        let queue = parts.chunks.iter().filter(worthwhile).chain([&parts.main]);
        let queue = Mutex::new(queue.collect::<Vec<_>>());
        let next = || queue.lock().ok().and_then(|mut modules| modules.pop());
        let worker = || -> Result<()> {
            while let Some(module) = next() {
                self.module(module)?;
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

    fn module(&self, module: &Path) -> Result<()> {
        let module = module.to_string_lossy();
        let mut command = self.node("binaryen/bin/wasm-opt");
        command.arg("-Oz").args(FEATURES).args([&*module, "-o", &*module]);
        process::quietly(&mut command).context("wasm-opt failed")?;
        Ok(())
    }

    /// Minifies the script that lies at `path`.
    pub fn script(&self, path: &Path) -> Result<()> {
        let path = path.to_string_lossy();
        let mut command = self.node("terser/bin/terser");
        command.args([&*path, "--module", "--compress", "--mangle", "--output", &*path]);
        process::quietly(&mut command).context("terser failed")?;
        Ok(())
    }

    fn node(&self, program: &str) -> Command {
        process::command("node", &[&self.packages.join(program).to_string_lossy()])
    }
}
