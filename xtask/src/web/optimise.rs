//! Binaryen halves what the linker and the splitter leave behind; `terser` halves the script.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use super::wasm::Parts;
use crate::{process, repository, tools};

/// WebAssembly features of the toolchain's default target, one by one: allowing all of them would let the optimiser
/// emit proposals that browsers refuse.
const FEATURES: [&str; 7] = [
    "BulkMemory",
    "BulkMemoryOpt",
    "SignExt",
    "MutableGlobals",
    "NontrappingFPToInt",
    "ReferenceTypes",
    "Multivalue",
];

/// Modules smaller than this are left as they are, bytes.
const WORTHWHILE: u64 = 2_000;

/// Processes that optimise beside each other; each holds a module of megabytes and its optimiser.
const WORKERS: usize = 2;

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
                    "WARNING: binaryen and terser (npm packages) could not be installed; the application will be"
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
        let work = || -> Result<()> {
            let mut worker = Worker::start(self)?;
            while let Some(module) = next() {
                worker.optimise(module)?;
            }
            worker.stop()
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().map_err(|_| anyhow!("optimiser thread failed"))?)
        })
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

/// A process that optimises one module after another (`xtask/tools/optimise.mjs`).
struct Worker {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    fn start(optimiser: &Optimiser) -> Result<Self> {
        let script = repository::root().join("xtask/tools/optimise.mjs");
        let mut command = process::command("node", &[&script.to_string_lossy()]);
        command.arg(optimiser.packages.join("binaryen/index.js"));
        command
            .args(FEATURES)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().context("node cannot be started")?;
        let (asks, answers) = (child.stdin.take(), child.stdout.take());
        let (Some(asks), Some(answers)) = (asks, answers) else {
            bail!("the optimiser has no pipes");
        };
        Ok(Self {
            child,
            asks,
            answers: BufReader::new(answers),
        })
    }

    fn optimise(&mut self, module: &Path) -> Result<()> {
        let mut answer = String::new();
        let asked = writeln!(self.asks, "{}", module.display()).and_then(|()| self.asks.flush());
        // The reason stands on the worker's standard error, which is ours.
        if asked.is_err() || self.answers.read_line(&mut answer)? == 0 {
            bail!("the optimiser stopped at {}", repository::shown(module));
        }
        Ok(())
    }

    fn stop(self) -> Result<()> {
        let Self { mut child, asks, .. } = self;
        // It ends when nothing more is asked.
        drop(asks);
        if !child.wait()?.success() {
            bail!("the optimiser failed; its reason is above");
        }
        Ok(())
    }
}
