//! What the build needs from outside: the wasm target, npm packages, programs of the system.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{process, repository};

/// The target that the browser application is built for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the toolchain when it is missing; says whether it had to.
pub fn ensure_wasm_target() -> Result<bool> {
    let sysroot = process::quietly(&mut process::command("rustc", &["--print", "sysroot"]))?;
    if PathBuf::from(sysroot)
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .is_dir()
    {
        return Ok(false);
    }
    process::run(&mut process::command("rustup", &["target", "add", WASM]))
        .context("the wasm target is missing and rustup could not add it")?;
    Ok(true)
}

/// The npm packages of `xtask/tools` (binaryen, terser), installed into `target/tools` from their lock file;
/// returns the folder that has them.
pub fn optimisers() -> Result<PathBuf> {
    let source = repository::root().join("xtask/tools");
    let folder = repository::root().join("target/tools");
    let packages = folder.join("node_modules");
    let lock = repository::read(&source.join("package-lock.json"))?;
    let last = fs::read_to_string(folder.join("package-lock.json"));
    if packages.is_dir() && last.is_ok_and(|last| last == lock) {
        return Ok(packages);
    }
    fs::create_dir_all(&folder)?;
    for name in ["package.json", ".npmrc", "package-lock.json"] {
        fs::copy(source.join(name), folder.join(name))?;
    }
    npm_ci(&folder).inspect_err(|_| {
        // Half an installation must not pass for a whole one.
        drop(fs::remove_dir_all(&packages));
    })?;
    Ok(packages)
}

/// Installs exactly what a folder's lock file names; scripts of packages do not run.
pub fn npm_ci(folder: &std::path::Path) -> Result<()> {
    let arguments = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    process::quietly(Command::new("npm").args(arguments).current_dir(folder))?;
    Ok(())
}

/// Whether a program answers at all.
pub fn answers(program: &str) -> bool {
    process::quietly(&mut process::command(program, &["--version"])).is_ok()
}

/// Installs packages of the system through apt-get, as root only.
pub fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !answers("apt-get") {
        bail!("please install {names} (or what your system calls it)");
    }
    if process::quietly(&mut process::command("id", &["-u"]))? != "0" {
        bail!("please run: sudo apt-get install -y {names}");
    }
    println!("{:>14}installing {names}", "");
    let apt = |arguments: &[&str]| {
        let mut command = process::command("apt-get", arguments);
        process::quietly(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let install = [&["install", "-y", "--no-install-recommends"], packages].concat();
    if apt(&install).is_err() {
        // The package lists are often older than the archive.
        apt(&["update"])?;
        apt(&install).with_context(|| format!("apt-get could not install {names}"))?;
    }
    Ok(())
}
